import type { NetworkLibrary } from '../../network/network.ts';
import type { Outcome } from '../../outcome.ts';
import type { FiguresReach } from '../../ports/figures.ts';
import type { StaffUser } from '../../ports/staff.ts';
import type { CommuneBudget } from './entities.ts';

/**
 * A figure as it is told: `few` for one to four, which would point at somebody; null when it cannot be known of this
 * period. Documents are nobody: stock is told as it is.
 */
export type Told = number | 'few' | null;

/** What a period counted in one library, or in all. */
export interface FigureSet {
  readonly loans: Told;
  readonly returns: Told;
  readonly renewals: Told;
  readonly holds: Told;
  readonly activeReaders: Told;
  readonly newReaders: Told;
  readonly stock: Told;
}

/** Both months are in it: `2026-01`. */
export interface Period {
  readonly from: string;
  readonly until: string;
}

/** A period told by library, by month and by type of document. */
export interface PeriodFigures extends Period {
  /** False while one of its months is not over. */
  readonly isComplete: boolean;
  readonly total: FigureSet;
  readonly libraries: readonly { readonly library: NetworkLibrary; readonly figures: FigureSet }[];
  readonly months: readonly { readonly month: string; readonly isComplete: boolean; readonly figures: FigureSet }[];
  readonly types: readonly {
    /** Empty: the document is no longer known. */
    readonly itemType: string;
    readonly figures: Pick<FigureSet, 'loans' | 'returns' | 'renewals' | 'stock'>;
  }[];
}

export interface FiguresReport extends FiguresReach {
  readonly currentMonth: string;
  readonly period: PeriodFigures;
  readonly compared: PeriodFigures | null;
}

/** A commune with what it says of a year, null when it did not. */
export interface CommuneLine {
  readonly inseeCode: string;
  readonly commune: string;
  readonly budget: CommuneBudget | null;
}

/** The figures of the network, and what the communes spend. */
export interface FiguresDesk {
  /** `libraryId` null: the whole network, library by library. */
  report(asked: {
    readonly libraryId: number | null;
    readonly period: Period;
    readonly compared: Period | null;
  }): Promise<FiguresReport>;
  /** The communes of the network, or the one of a library. */
  budgets(year: number, libraryId: number | null): Promise<CommuneLine[]>;
  /** Refused `library-unknown` when no library of the network is in that commune. */
  setBudget(by: StaffUser, budget: CommuneBudget): Promise<Outcome<null>>;
}
