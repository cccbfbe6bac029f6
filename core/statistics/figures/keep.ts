import { granted } from '../../outcome.ts';
import type { Clock } from '../../ports/clock.ts';
import type { StockCount } from '../../ports/figures.ts';
import type { Store } from '../../ports/store.ts';
import { countLines, linesAtOnce } from './count.ts';
import { monthOf, monthsAfter } from './months.ts';

export interface FigureSettings {
  /** Lines of the journal counted in one transaction. */
  readonly linesAtOnce: number;
  /** Transactions of one turn: the rest waits for the next. */
  readonly passesATurn: number;
  /** Milliseconds between two counts of the stock. */
  readonly stockEvery: number;
  /** Copies looked at in one read. */
  readonly copiesAtOnce: number;
  /** Months after which it is forgotten which readers a month or a year counted. */
  readonly readersKept: number;
}
export const defaultFigureSettings: FigureSettings = {
  linesAtOnce,
  passesATurn: 100,
  stockEvery: 3_600_000,
  copiesAtOnce: 20_000,
  readersKept: 3,
};

/** The chore of a server: what the journal tells is counted, the stock once an hour, and readers are forgotten in time. */
export function keepFigures(
  { store, clock }: { store: Store; clock: Clock },
  settings: FigureSettings = defaultFigureSettings,
): () => Promise<void> {
  let stockAt = Number.NEGATIVE_INFINITY;
  return async () => {
    for (let pass = 0; pass < settings.passesATurn; pass += 1) {
      if ((await countLines(store, settings.linesAtOnce)) < settings.linesAtOnce) break;
    }
    const now = clock.now();
    if (now - stockAt < settings.stockEvery) return;
    await countStock(store, monthOf(now), settings.copiesAtOnce);
    await closeReaders(store, monthsAfter(monthOf(now), -1 - settings.readersKept));
    stockAt = now;
  };
}

/** Counts the documents each library owns, a part of the copies at a time, and keeps it as the stock of a month. */
export async function countStock(store: Store, month: string, copiesAtOnce: number): Promise<void> {
  const sums = new Map<string, StockCount>();
  for (let after = 0; ;) {
    const part = await store.read.figures.stockAfter(after, copiesAtOnce);
    if (!part) break;
    for (const count of part.stock) {
      const key = `${count.libraryId}|${count.itemType}`;
      sums.set(key, { ...count, total: count.total + (sums.get(key)?.total ?? 0) });
    }
    after = part.until;
  }
  await store.transaction(async ({ figures }) => {
    await figures.setStock(month, [...sums.values()]);
    return granted(null);
  });
}

/** Forgets who the readers of a month and of those before it were, unless lines of then are still to be counted. */
async function closeReaders(store: Store, month: string): Promise<void> {
  await store.transaction(async ({ figures }) => {
    const { position, readersUntil } = await figures.lockPlace();
    const isCaughtUp = (await figures.chainedUntil()) === position;
    if (isCaughtUp && month > readersUntil) await figures.closeReaders(month);
    return granted(null);
  });
}
