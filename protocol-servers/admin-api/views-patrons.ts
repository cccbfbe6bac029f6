import type { Library } from '../../core/library.ts';
import type { ReaderAccount, ReadersFound, ReaderSheet } from '../../core/patrons/look-up.ts';
import type { Block } from '../../core/patrons/patron.ts';
import type { AgedCategory, PatronLine } from '../../core/ports/patrons.ts';
import type {
  BlockView,
  PatronAccountView,
  PatronCategoryView,
  PatronLineView,
  PatronListView,
  PatronView,
} from './contract-patrons.ts';

type World = Pick<Library, 'network' | 'now'>;

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

/** A reader in a list: of his birth date the year alone. */
export function viewPatronLine(line: PatronLine, { network, now }: World): PatronLineView {
  const { id, firstName, lastName, birthDate, homeLibraryId, expiresAt, state } = line;
  return {
    id,
    firstName,
    lastName,
    birthYear: birthDate === null ? null : Number(birthDate.slice(0, 4)),
    homeLibrary: network.library(homeLibraryId).code,
    state: state === 'TO_ERASE' ? 'TO_ERASE' : expiresAt <= now() ? 'EXPIRED' : 'ACTIVE',
  };
}

/** A page of readers. */
export function viewPatronList({ lines, total, byPastCard }: ReadersFound, world: World): PatronListView {
  return { items: lines.map((line) => viewPatronLine(line, world)), total, byPastCard };
}

/** A reader as staff see him. His PIN, and the numbers of his past cards, are nobody's business. */
export function viewPatron(sheet: ReaderSheet, world: World): PatronView {
  const { patron, homeLibrary, category, guardian } = sheet;
  const reader = guardian && viewPatronLine(guardian, world);
  return {
    id: patron.id,
    masked: false,
    cardNumber: patron.cardNumber,
    pastCards: sheet.pastCards.map(({ retiredAt, reason }) => ({ retiredAt: iso(retiredAt), reason })),
    firstName: patron.firstName,
    lastName: patron.lastName,
    birthDate: patron.birthDate,
    email: patron.email,
    phone: patron.phone,
    address: patron.address,
    language: patron.language,
    homeLibrary: { code: homeLibrary.code, name: homeLibrary.name },
    category: { code: category.code, label: category.label },
    comeOfAge: sheet.comeOfAge,
    guardian: reader || patron.guardianContact !== null ? { reader, contact: patron.guardianContact } : null,
    state: sheet.state as PatronView['state'], // an erased one has no sheet
    expiresAt: iso(patron.expiresAt),
    registeredAt: isoOrNull(patron.registeredAt),
    lastActivityAt: isoOrNull(patron.lastActivityAt),
    pin: { set: patron.pinHash !== null, lockedUntil: isoOrNull(sheet.pinLockedUntil) },
    blocks: sheet.blocks.map(viewBlock),
    duplicates: sheet.duplicates.map((line) => viewPatronLine(line, world)),
  };
}

/** A reader as an auditor sees him: what was done and why it holds, not who he is. */
export function maskedPatron(view: PatronView): PatronView {
  return {
    ...view,
    masked: true,
    cardNumber: '',
    firstName: initial(view.firstName),
    lastName: initial(view.lastName),
    birthDate: null,
    email: null,
    phone: null,
    address: null,
    guardian: null,
    blocks: view.blocks.map((block) => ({ ...block, note: '' })),
    duplicates: [],
  };
}

function initial(name: string): string {
  const [first] = [...name.trim()];
  return first === undefined ? '' : `${first.toUpperCase()}.`;
}

/** A block, those computed without a number. */
export function viewBlock(block: Block): BlockView {
  return {
    id: block.id === 0 ? null : block.id,
    kind: block.kind,
    since: iso(block.since),
    until: isoOrNull(block.until),
    note: block.note,
    author: block.author,
    stops: {
      checkOut: block.stopsCheckOut,
      hold: block.stopsHold,
      renewal: block.stopsRenewal,
      digital: block.stopsDigital,
    },
  };
}

/** What a reader has and waits for. */
export function viewPatronAccount(account: ReaderAccount, { network, now }: World): PatronAccountView {
  return {
    loans: account.loans.map(({ loan, barcode, title, itemType }) => ({
      barcode,
      title,
      itemType,
      library: network.library(loan.libraryId).code,
      at: iso(loan.at),
      dueAt: iso(loan.dueAt),
      overdue: loan.dueAt < now(),
      renewals: loan.renewals,
    })),
    holds: account.holds.map(({ hold, barcode, title }) => ({
      id: hold.id,
      title,
      status: hold.status,
      pickupLibrary: network.library(hold.pickupLibraryId).code,
      placedAt: iso(hold.placedAt),
      barcode,
      pickupDeadline: isoOrNull(hold.pickupDeadline),
      suspendedUntil: (hold.suspendedUntil ?? 0) > now() ? isoOrNull(hold.suspendedUntil) : null,
    })),
  };
}

/** A kind of reader. */
export function viewCategory({ id: _id, ...category }: AgedCategory): PatronCategoryView {
  return category;
}
