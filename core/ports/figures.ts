import type { CommuneBudget, CountedLine, Figure, FiguresPlace, MonthFigure } from '../statistics/figures/entities.ts';

/** The figures of each month, as one transaction keeps them. */
export interface FiguresWork {
  /** Locks how far the journal is counted, so that each line is counted once. A write. */
  lockPlace(): Promise<FiguresPlace>;
  movePlace(position: number): Promise<void>;
  /** The last line of the journal that is chained. */
  chainedUntil(): Promise<number>;
  /** The lines that count, after a position and up to another, in the order of the chain. */
  lines(after: number, until: number): Promise<CountedLine[]>;
  /** Adds to what is there; totals may be negative. */
  add(figures: readonly MonthFigure[]): Promise<void>;
  /** Notes a reader of a period under a digest; false when he was noted before. */
  noteReader(period: string, libraryId: number, digest: string): Promise<boolean>;
  /** Forgets who the readers of these periods were; what they count for stays. */
  closeReaders(untilPeriod: string): Promise<void>;
  /** What was counted from the journal goes, to be counted again; readers and stock stay. */
  forgetCounted(): Promise<void>;
  /** The stock of a month, in place of what was counted of it before. A write. */
  setStock(month: string, stock: readonly StockCount[]): Promise<void>;
  /** Keeps what a commune says of a year. A write. */
  setBudget(budget: CommuneBudget): Promise<void>;
}

export interface StockCount {
  readonly libraryId: number;
  readonly itemType: string;
  readonly total: number;
}

/** Both months of a period are in it. `libraryId` null: all libraries. */
export interface FiguresAsked {
  readonly from: string;
  readonly until: string;
  readonly libraryId: number | null;
}

export interface FiguresReading {
  /** By month and library, all types together; those of the whole network too when no library is asked for. */
  byMonth(asked: FiguresAsked): Promise<Omit<MonthFigure, 'itemType'>[]>;
  /** By type of document; no stock in it. */
  byType(asked: FiguresAsked): Promise<{ itemType: string; figure: Figure; total: number }[]>;
  /** The stock of one month, by type. */
  stockByType(month: string, libraryId: number | null): Promise<{ itemType: string; total: number }[]>;
  /** How far the journal is counted, and what lies on either side. */
  reach(): Promise<FiguresReach>;
  /** Documents owned now among the copies numbered after one, by library and type, with the last number looked at; null at the end. */
  stockAfter(itemId: number, limit: number): Promise<{ until: number; stock: StockCount[] } | null>;
  budgets(year: number): Promise<CommuneBudget[]>;
}

export interface FiguresReach {
  /** The first month anything is known of; null when nothing is. */
  readonly firstMonth: string | null;
  /** When the last line counted was written, UTC milliseconds; null when none was. */
  readonly countedUntil: number | null;
  /** Lines that are chained and not counted yet. */
  readonly waiting: number;
}
