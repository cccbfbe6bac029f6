import { createHash } from 'node:crypto';
import { granted } from '../../outcome.ts';
import type { FiguresWork } from '../../ports/figures.ts';
import type { Store } from '../../ports/store.ts';
import { type CountedLine, type Figure, type FiguresPlace, type MonthFigure, wholeNetwork } from './entities.ts';
import { monthOf, yearOf } from './months.ts';

/** Lines of the journal counted in one transaction: few, so that loans go between. */
export const linesAtOnce = 100;

const figureOf: Readonly<Record<string, Figure>> = {
  LOAN: 'LOANS',
  RETURN: 'RETURNS',
  RENEWAL: 'RENEWALS',
  HOLD_PLACED: 'HOLDS',
  PATRON_REGISTERED: 'NEW_READERS',
};

/**
 * Counts the next lines of the chained journal and returns how many it walked over: 0 when all are counted. The place
 * moves in the same transaction, so that each line counts once, whoever counts and however often he is stopped.
 */
export async function countLines(store: Store, atOnce = linesAtOnce): Promise<number> {
  const pass = await store.transaction(async ({ figures }) => {
    const place = await figures.lockPlace();
    const until = Math.min(await figures.chainedUntil(), place.position + atOnce);
    if (until <= place.position) return granted(0);
    const sums = new Sums();
    const noted = new Set<string>();
    for (const line of await figures.lines(place.position, until)) {
      countLine(line, sums);
      await countReader({ figures, place, noted }, line, sums);
    }
    await figures.add(sums.all());
    await figures.movePlace(until);
    return granted(until - place.position);
  });
  return pass.granted ? pass.value : 0;
}

/** Counts again all that the journal tells; readers whose names are forgotten stay counted as they were. */
export async function recount(store: Store, told: (lines: number) => void = () => undefined): Promise<number> {
  await store.transaction(async ({ figures }) => {
    await figures.lockPlace();
    await figures.forgetCounted();
    return granted(null);
  });
  let lines = 0;
  for (let walked = await countLines(store); walked > 0; walked = await countLines(store)) told((lines += walked));
  return lines;
}

function countLine({ at, type, libraryId, homeLibraryId, itemType, undone }: CountedLine, sums: Sums): void {
  const figure = figureOf[undone?.type ?? type];
  if (!figure) return; // a scan that was undone: no figure counts it
  const place = figure === 'NEW_READERS' ? homeLibraryId : libraryId;
  const known = {
    month: monthOf(undone?.at ?? at),
    libraryId: place ?? wholeNetwork,
    itemType: itemType ?? '',
    figure,
  };
  sums.add({ ...known, total: undone ? -1 : 1 });
}

/** A reader who borrows counts once in the month and once in the year, in the library and in the network. */
async function countReader(
  {
    figures,
    place: { readersUntil },
    noted,
  }: { readonly figures: FiguresWork; readonly place: FiguresPlace; readonly noted: Set<string> },
  { at, type, libraryId, patronRef }: CountedLine,
  sums: Sums,
): Promise<void> {
  if (type !== 'LOAN' || patronRef === null) return;
  const month = monthOf(at);
  for (const [period, figure] of [
    [month, 'ACTIVE_READERS'],
    [yearOf(month), 'YEAR_READERS'],
  ] as const) {
    if (period <= readersUntil) continue;
    for (const place of new Set([libraryId ?? wholeNetwork, wholeNetwork])) {
      const digest = readerDigest(period, place, patronRef);
      if (noted.has(digest)) continue; // borrowed a pile: asked once
      noted.add(digest);
      if (await figures.noteReader(period, place, digest))
        sums.add({ month, libraryId: place, itemType: '', figure, total: 1 });
    }
  }
}

/** What a reader is known by in one period and place: it joins nothing to anything once his pseudonym is erased. */
function readerDigest(period: string, libraryId: number, patronRef: string): string {
  return createHash('sha256').update(`${period}|${libraryId}|${patronRef}`).digest('hex');
}

class Sums {
  readonly #totals = new Map<string, MonthFigure>();

  add(one: MonthFigure): void {
    const key = [one.month, one.libraryId, one.itemType, one.figure].join('|');
    this.#totals.set(key, { ...one, total: one.total + (this.#totals.get(key)?.total ?? 0) });
  }

  all(): MonthFigure[] {
    return [...this.#totals.values()].filter(({ total }) => total !== 0);
  }
}
