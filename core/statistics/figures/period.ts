import type { NetworkLibrary } from '../../network/network.ts';
import type { FiguresReading } from '../../ports/figures.ts';
import type { Store } from '../../ports/store.ts';
import type { FigureSet, Period, PeriodFigures, Told } from './desk.ts';
import { type Figure, wholeNetwork } from './entities.ts';
import { monthsBetween } from './months.ts';

/** Below this many a figure would point at somebody. */
export const fewerThan = 5;

type MonthRow = Awaited<ReturnType<FiguresReading['byMonth']>>[number];
interface Asked {
  readonly store: Pick<Store, 'read'>;
  readonly libraries: readonly NetworkLibrary[];
  /** Null: all of them. */
  readonly libraryId: number | null;
  readonly currentMonth: string;
}

/** What a period counted. Libraries are told when they count anything, or are part of the network now. */
export async function periodFigures(asked: Asked, period: Period): Promise<PeriodFigures> {
  const { store, libraries, libraryId, currentMonth } = asked;
  const { figures } = store.read;
  const rows = await figures.byMonth({ ...period, libraryId });
  const counted = byFigure(rows);
  const stockMonth = lastStock(counted);
  const types = await figures.byType({ ...period, libraryId });
  const stock = stockMonth === null ? [] : await figures.stockByType(stockMonth, libraryId);
  const places = libraries.filter(({ id, kind, state }) => {
    if (libraryId !== null) return id === libraryId;
    const serves = (kind === 'BRANCH' || kind === 'HUB') && (state === 'LIVE' || state === 'LEAVING');
    return serves || rows.some((row) => row.libraryId === id);
  });
  return {
    ...period,
    isComplete: period.until < currentMonth,
    total: figureSet(counted, period, stockMonth, libraryId ?? 'network'),
    libraries: places
      .map((library) => ({ library, figures: figureSet(counted, period, stockMonth, library.id) }))
      .sort((one, other) => one.library.commune.localeCompare(other.library.commune, 'fr')),
    months: monthsBetween(period.from, period.until).map((month) => {
      const ofMonth = byFigure(rows.filter((row) => row.month === month));
      const alone = { from: month, until: month };
      return {
        month,
        isComplete: month < currentMonth,
        figures: figureSet(ofMonth, alone, lastStock(ofMonth), libraryId ?? 'network'),
      };
    }),
    types: [...new Set([...types, ...stock].map(({ itemType }) => itemType))].sort().map((itemType) => {
      const of = (figure: Figure): number =>
        types.find((row) => row.itemType === itemType && row.figure === figure)?.total ?? 0;
      const owned = stock.find((row) => row.itemType === itemType)?.total ?? 0;
      return {
        itemType,
        figures: {
          loans: told(of('LOANS')),
          returns: told(of('RETURNS')),
          renewals: told(of('RENEWALS')),
          stock: stockMonth === null ? null : owned,
        },
      };
    }),
  };
}

/** The rows of each figure: every library asks for each of them. */
type Counted = ReadonlyMap<Figure, readonly MonthRow[]>;
function byFigure(rows: readonly MonthRow[]): Counted {
  return Map.groupBy(rows, ({ figure }) => figure);
}

/** The last of these months whose stock was counted. */
function lastStock(counted: Counted): string | null {
  const months = (counted.get('STOCK') ?? []).map(({ month }) => month);
  return months.sort().at(-1) ?? null;
}

function figureSet(counted: Counted, period: Period, stockMonth: string | null, place: number | 'network'): FigureSet {
  const sum = (figure: Figure, month: string | null = null, of = place): number =>
    (counted.get(figure) ?? [])
      .filter((row) => month === null || row.month === month)
      .filter((row) => of === 'network' || row.libraryId === of)
      .reduce((total, row) => total + row.total, 0);
  // A reader of two libraries is one of the network: these are counted apart, never added up.
  const readers = (figure: Figure): Told => told(sum(figure, null, place === 'network' ? wholeNetwork : place));
  const activeReaders =
    period.from === period.until ? readers('ACTIVE_READERS') : isFromJanuary(period) ? readers('YEAR_READERS') : null;
  return {
    loans: told(sum('LOANS')),
    returns: told(sum('RETURNS')),
    renewals: told(sum('RENEWALS')),
    holds: told(sum('HOLDS')),
    activeReaders,
    newReaders: told(sum('NEW_READERS')),
    stock: stockMonth === null ? null : sum('STOCK', stockMonth),
  };
}

/** Different readers are known of a month, and of a year from its January on. */
function isFromJanuary({ from, until }: Period): boolean {
  return from.endsWith('-01') && from.slice(0, 4) === until.slice(0, 4);
}

function told(total: number): Told {
  return total > 0 && total < fewerThan ? 'few' : total;
}
