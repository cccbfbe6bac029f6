/**
 * What is counted each month. LOANS to NEW_READERS come from the journal. ACTIVE_READERS: different readers who borrowed
 * in the month; YEAR_READERS: those of them who had not borrowed yet in that year, so that January and the months after
 * it add up. STOCK: documents owned, as last counted in the month.
 */
export const figures = [
  'LOANS',
  'RETURNS',
  'RENEWALS',
  'HOLDS',
  'NEW_READERS',
  'ACTIVE_READERS',
  'YEAR_READERS',
  'STOCK',
] as const;
export type Figure = (typeof figures)[number];

/** Library of what is counted over the whole network: a reader who borrows in two libraries is one reader of the network. */
export const wholeNetwork = 0;

/** A count of one month, one library and one type of document; no type where the figure knows none. */
export interface MonthFigure {
  /** In the zone of the network: `2026-11`. */
  readonly month: string;
  readonly libraryId: number;
  readonly itemType: string;
  readonly figure: Figure;
  readonly total: number;
}

/** A line of the chained journal that counts for something. */
export interface CountedLine {
  /** UTC milliseconds. */
  readonly at: number;
  readonly type: 'LOAN' | 'RETURN' | 'RENEWAL' | 'HOLD_PLACED' | 'PATRON_REGISTERED' | 'UNDONE';
  readonly libraryId: number | null;
  /** Pseudonym of the reader; null for nobody, or somebody who was erased since. */
  readonly patronRef: string | null;
  /** Of the document now; null when there is none. */
  readonly itemType: string | null;
  /** Where a reader was enrolled. */
  readonly homeLibraryId: number | null;
  /** What was taken back, for an undoing. */
  readonly undone: { readonly at: number; readonly type: string } | null;
}

/** How far the journal was counted. */
export interface FiguresPlace {
  /** Of the last line counted, in the order of the chain. */
  readonly position: number;
  /** Readers of this period and of those before are counted for good: who they were is forgotten. */
  readonly readersUntil: string;
}

/** What a commune says of one year. Amounts in euro cents, null while it did not say. */
export interface CommuneBudget {
  readonly inseeCode: string;
  readonly year: number;
  readonly population: number;
  /** The year of the census that is in force. */
  readonly populationYear: number;
  readonly acquisitions: number | null;
  readonly culture: number | null;
}

/** What the communes promised each other, in euro cents for each inhabitant and year. */
export const budgetTargets = { acquisitions: 250, culture: 150 } as const;
