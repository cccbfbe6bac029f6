/** Statistics and budgets, as the console and the admin API say them. Types only. */

/** `few`: from one to four, which would point at somebody; null: not to be known of this period. */
export type FigureView = number | 'few' | null;
export interface FigureSetView {
  readonly loans: FigureView;
  readonly returns: FigureView;
  readonly renewals: FigureView;
  readonly holds: FigureView;
  readonly activeReaders: FigureView;
  readonly newReaders: FigureView;
  readonly stock: FigureView;
}
/** Months are `2026-11`; both ends of a period are in it. */
export interface PeriodFiguresView {
  readonly from: string;
  readonly until: string;
  /** False while one of its months is not over. */
  readonly complete: boolean;
  readonly total: FigureSetView;
  readonly libraries: readonly {
    readonly code: string;
    readonly name: string;
    readonly commune: string;
    readonly figures: FigureSetView;
  }[];
  readonly months: readonly { readonly month: string; readonly complete: boolean; readonly figures: FigureSetView }[];
  readonly types: readonly {
    /** Null: documents that are no longer known. */
    readonly type: string | null;
    readonly figures: Pick<FigureSetView, 'loans' | 'returns' | 'renewals' | 'stock'>;
  }[];
}
/** GET /statistics?from=&until=&comparedFrom=&comparedUntil=&library= */
export interface StatisticsView {
  /** Null: the whole network. */
  readonly library: string | null;
  readonly firstMonth: string | null;
  readonly currentMonth: string;
  /** When the last movement counted was written. ISO 8601, UTC; null when none was. */
  readonly countedUntil: string | null;
  /** Movements that are still to be counted. */
  readonly waiting: number;
  readonly period: PeriodFiguresView;
  readonly compared: PeriodFiguresView | null;
}

/** PUT /statistics/budgets/:year/:insee → 204. Amounts in euro cents. */
export interface CommuneBudgetRequest {
  readonly population: number;
  /** The year of the census in force. */
  readonly populationYear: number;
  readonly acquisitions: number | null;
  readonly culture: number | null;
}
/** GET /statistics/budgets/:year */
export interface BudgetsView {
  readonly year: number;
  /** What the communes promised each other: euro cents for each inhabitant. */
  readonly targets: { readonly acquisitions: number; readonly culture: number };
  readonly communes: readonly {
    readonly inseeCode: string;
    readonly commune: string;
    readonly budget: CommuneBudgetRequest | null;
  }[];
}
/**
 * GET /statistics/file?table=&form=… and GET /statistics/budgets/:year/file?form=: a table as CSV, for a French
 * spreadsheet or for a program, or with its period and its definitions as an OpenDocument spreadsheet or as pages.
 */
export type StatisticsTable = 'libraries' | 'months' | 'types';
export type FigureFileForm = 'spreadsheet' | 'exchange' | 'ods' | 'pdf';
