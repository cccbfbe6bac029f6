import type { Library } from '../../core/library.ts';
import type { ReaderData, ReaderHistory } from '../../core/patrons/history.ts';
import type { ReaderAct } from '../../core/ports/patrons.ts';
import type { PatronActView, PatronDataView, PatronHistoryView } from './contract-patrons.ts';
import { viewBlock, viewPatron, viewPatronAccount } from './views-patrons.ts';

type World = Pick<Library, 'network' | 'now'>;

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

/** Facts of the journal that are moments. */
const moments = ['expiresAt', 'until'];

/** What was done to a reader, page by page. */
export function viewHistory({ acts, total }: ReaderHistory, world: World): PatronHistoryView {
  return { items: acts.map((act) => viewAct(act, world)), total };
}

function viewAct({ seq, at, type, actor, libraryId, payload }: ReaderAct, { network }: World): PatronActView {
  const facts = Object.entries(payload).map(([fact, value]) => [
    fact,
    moments.includes(fact) && typeof value === 'number' ? iso(value) : value,
  ]);
  return {
    seq,
    at: iso(at),
    kind: type,
    actor,
    library: libraryId === null ? null : network.library(libraryId).code,
    facts: Object.fromEntries(facts) as PatronActView['facts'],
  };
}

/** All that is kept of a reader, to be given to him. */
export function viewPatronData(data: ReaderData, world: World): PatronDataView {
  const {
    blocks: _inForce,
    duplicates: _others,
    masked: _masked,
    pastCards: _cards,
    ...person
  } = viewPatron(data.sheet, world);
  return {
    at: iso(data.at),
    person,
    cards: data.cards.map(({ card, retiredAt, reason }) => ({ card, retiredAt: isoOrNull(retiredAt), reason })),
    blocks: data.blocks.map(viewBlock),
    account: viewPatronAccount(data.account, world),
    endedLoans: data.endedLoans.map(({ title, at, returnedAt }) => ({
      title,
      at: iso(at),
      returnedAt: iso(returnedAt),
    })),
    endedHolds: data.endedHolds.map(({ title, placedAt, endedAt }) => ({
      title,
      placedAt: iso(placedAt),
      endedAt: isoOrNull(endedAt),
    })),
    notices: data.notices.map(({ kind, at, state }) => ({ kind, at: iso(at), state })),
    events: data.acts.map((act) => viewAct(act, world)),
  };
}
