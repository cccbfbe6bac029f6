import type { Scanned as ScannedOf } from '../../core/desk/desk.ts';
import type { CheckedIn, CheckedOut, Library, Undone } from '../../core/library.ts';
import type { ReaderAccount, ReaderSheet } from '../../core/patrons/look-up.ts';
import type { DeskReaderView, DeskScanView, DeskUndoView } from './contract-desk.ts';
import { viewCopy, viewLoan, viewReturn } from './views-loans.ts';
import { viewPatron, viewPatronAccount } from './views-patrons.ts';

type Scanned = ScannedOf<CheckedOut, CheckedIn>;
type World = Pick<Library, 'network' | 'now'>;

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
/** Letters of a name on a slip that lies in the open. */
const lettersOnSlip = 3;

/** What a scan was and became. */
export function viewScan(scanned: Scanned, world: World): DeskScanView {
  switch (scanned.kind) {
    case 'reader':
      return { kind: 'reader', reader: viewDeskReader(scanned, world) };
    case 'card-refused':
      return { kind: 'card-refused', code: scanned.refused.refusal, facts: scanned.refused.facts };
    case 'lent':
      return { kind: 'loan', loan: viewLoan(scanned.lent) };
    case 'returned':
      return viewTakenBack(scanned);
    case 'renewable':
      return { kind: 'renewable', item: viewCopy(scanned.item, scanned.title), dueAt: iso(scanned.dueAt) };
    case 'refused':
      return viewRefused(scanned);
    case 'either':
    case 'card-first':
      return { kind: scanned.kind, item: viewCopy(scanned.item, scanned.title) };
    case 'unknown':
      return { kind: scanned.kind };
  }
}

/** A reader as the desk needs him. */
function viewDeskReader(
  { sheet, account }: { sheet: ReaderSheet; account: ReaderAccount },
  world: World,
): DeskReaderView {
  const { id, cardNumber, firstName, lastName, homeLibrary, category, state, ...file } = viewPatron(sheet, world);
  const { expiresAt, comeOfAge, blocks } = file;
  return {
    ...{ id, card: cardNumber, firstName, lastName, category: category.label, homeLibrary, state },
    ...{ expiresAt, comeOfAge, blocks },
    account: viewPatronAccount(account, world),
  };
}

function viewTakenBack({ back, position, departure, arrival }: Extract<Scanned, { kind: 'returned' }>): DeskScanView {
  const lastName = back.holdReader?.lastName ?? '';
  const letters = [...lastName.normalize('NFC')].slice(0, lettersOnSlip).join('').toUpperCase();
  return {
    kind: 'return',
    back: viewReturn(back),
    hold: back.hold && { id: back.hold.id, letters, position },
    departure: iso(departure),
    arrival: iso(arrival),
  };
}

function viewRefused({ refused, item, title }: Extract<Scanned, { kind: 'refused' }>): DeskScanView {
  const { reasons, ...facts } = refused.facts;
  return {
    kind: 'refused',
    item: viewCopy(item, title),
    code: refused.refusal,
    reasons: typeof reasons === 'string' ? reasons.split(' ') : [],
    facts,
  };
}

/** A document as it was before. */
export function viewUndone({ item, title, loan }: Undone): DeskUndoView {
  return { item: viewCopy(item, title), dueAt: iso(loan?.dueAt ?? null) };
}
