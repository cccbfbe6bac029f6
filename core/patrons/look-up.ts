import { localDate } from '../circulation/calendars.ts';
import type { NetworkLibrary } from '../network/network.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { AgedCategory, CardReason, PatronFilter, PatronLine, PatronPage } from '../ports/patrons.ts';
import type { HoldLine, LoanLine } from '../ports/reading.ts';
import { bornBy } from './ages.ts';
import { computedBlocks, stateAt } from './blocks.ts';
import { agesOf, isComeOfAge } from './categories.ts';
import { foldName } from './names.ts';
import type { Block, PatronFile, PatronState } from './patron.ts';
import type { ReaderPorts } from './ports.ts';

/** What staff look readers up by: a card, the beginning of a name, a birth date, an address for letters; or the lists they work through. */
export type ReadersAsked = { readonly q: string } | { readonly list: 'come-of-age' | 'to-erase' | 'duplicates' };
export interface ReadersFound extends PatronPage {
  /** True when a past card led here: it is to be taken back. */
  readonly byPastCard: boolean;
}

/** A reader as the desk sees him. */
export interface ReaderSheet {
  readonly patron: PatronFile;
  readonly state: PatronState;
  readonly homeLibrary: NetworkLibrary;
  readonly category: AgedCategory;
  /** A child who is one no more. */
  readonly comeOfAge: boolean;
  readonly guardian: PatronLine | null;
  /** In force now, those computed included. */
  readonly blocks: readonly Block[];
  readonly pastCards: readonly { readonly retiredAt: number; readonly reason: CardReason | null }[];
  readonly pinLockedUntil: number | null;
  /** Accounts that may be the same person's. */
  readonly duplicates: readonly PatronLine[];
}
export interface ReaderAccount {
  readonly loans: readonly LoanLine[];
  readonly holds: readonly HoldLine[];
}

const isoDate = /^\d{4}-\d{2}-\d{2}$/;
const frenchDate = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/;
const nobody: ReadersFound = { lines: [], total: 0, byPastCard: false };
/** Possible duplicates shown at once. */
const duplicatesShown = { offset: 0, limit: 20 };

/** Finds readers; a card leads to one, a past card to whoever holds its successor. */
export function findReaders(ports: ReaderPorts) {
  return async (asked: ReadersAsked, page: { offset: number; limit: number }): Promise<ReadersFound> => {
    const { patronAccounts } = ports.store.read;
    const listed = async (filter: PatronFilter): Promise<ReadersFound> => {
      const { lines, total } = await patronAccounts.list(filter, page);
      return { lines, total, byPastCard: false };
    };
    if ('list' in asked && asked.list === 'duplicates') return listed({ like: 'each-other' });
    if ('list' in asked) return asked.list === 'to-erase' ? listed({ state: 'TO_ERASE' }) : comeOfAge(ports, page);
    const q = asked.q.trim();
    const bornOn = birthDateIn(q);
    if (bornOn !== null) return listed({ bornOn });
    if (q.includes('@')) return listed({ email: q.toLowerCase() });
    const holder = await ports.store.read.patron(q);
    if (holder) return { ...(await listed({ id: holder.patron.id })), byPastCard: holder.replaced };
    return foldName(q).length < ports.readers.namePrefix ? nobody : listed({ name: q });
  };
}

/** A date as a computer or as a Frenchman writes it, in the order of a computer; null for anything else. */
function birthDateIn(q: string): string | null {
  if (isoDate.test(q)) return q;
  const [, day, month, year] = frenchDate.exec(q) ?? [];
  return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}

async function comeOfAge(ports: ReaderPorts, page: { offset: number; limit: number }): Promise<ReadersFound> {
  const { store, clock, readers } = ports;
  const date = localDate(clock.now());
  const lines: PatronLine[] = [];
  let total = 0;
  for (const category of await store.read.patronAccounts.categories()) {
    const { max } = agesOf(category, readers);
    if (category.kind !== 'CHILD' || max === null) continue;
    const filter = { categoryId: category.id, bornBy: bornBy(max + 1, date) };
    const found = await store.read.patronAccounts.list(filter, { offset: 0, limit: readers.longestList });
    lines.push(...found.lines);
    total += found.total;
  }
  return { lines: lines.slice(page.offset, page.offset + page.limit), total, byPastCard: false };
}

/** Everything the desk knows of a reader, his loans and holds apart. */
export function openSheet(ports: ReaderPorts) {
  return async (patronId: number): Promise<Outcome<ReaderSheet>> => {
    const { store, directory, clock, readers } = ports;
    const { patronAccounts } = store.read;
    const now = clock.now();
    const patron = await patronAccounts.file(patronId);
    if (!patron || patron.state === 'ERASED') return refused('patron-unknown');
    const [account, late, categories, pastCards, guardian, duplicates] = await Promise.all([
      store.read.patronAccount(patronId, now),
      patronAccounts.lateLoans(patronId, now),
      patronAccounts.categories(),
      patronAccounts.pastCards(patronId),
      patron.guardianId === null ? null : patronAccounts.list({ id: patron.guardianId }, { offset: 0, limit: 1 }),
      patronAccounts.list({ likeId: patronId }, duplicatesShown),
    ]);
    const category = categories.find(({ id }) => id === patron.categoryId);
    if (!category) throw new Error(`reader ${patronId} is of category ${patron.categoryId}, which does not exist`);
    const blocks = [...account.blocks, ...computedBlocks(ports, patron, late, now)];
    return granted({
      patron,
      state: stateAt(patron, blocks, now),
      homeLibrary: directory.library(patron.homeLibraryId),
      category,
      comeOfAge: isComeOfAge(category, readers, patron.birthDate, localDate(now)),
      guardian: guardian?.lines[0] ?? null,
      blocks,
      pastCards,
      pinLockedUntil: (patron.pinLockedUntil ?? 0) > now ? patron.pinLockedUntil : null,
      duplicates: duplicates.lines,
    });
  };
}

/** What a reader has and waits for. */
export function openAccount({ store, clock }: ReaderPorts) {
  return async (patronId: number): Promise<Outcome<ReaderAccount>> => {
    const patron = await store.read.patronAccounts.file(patronId);
    if (!patron || patron.state === 'ERASED') return refused('patron-unknown');
    const { loans, holds } = await store.read.patronAccount(patronId, clock.now());
    return granted({ loans, holds });
  };
}
