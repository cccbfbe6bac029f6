/** What the rules make of each loan, and what changing them would change, as the console and the admin API say it. Types only. */
import type { ItemTypeCode, PolicyRequest, PolicyView } from './contract-terms.ts';

/** GET /policies/matrix?library=AVION: the row that decides for each kind of reader and of document. */
export interface PolicyMatrixView {
  /** Null: where no library has a row of its own. */
  readonly library: string | null;
  readonly categories: readonly { readonly code: string; readonly label: string }[];
  readonly itemTypes: readonly ItemTypeCode[];
  /** Every row in force, the most specific first. */
  readonly policies: readonly PolicyView[];
  readonly cells: readonly {
    readonly category: string;
    readonly itemType: ItemTypeCode;
    /** Of the row that decides. */
    readonly policy: number;
    /** Libraries whose own row decides there instead. */
    readonly elsewhere: readonly string[];
  }[];
}
/** POST /policies/impact: a row added (no id), replaced, or taken out of use (no policy). Changes nothing. */
export interface PolicyImpactRequest {
  readonly id: number | null;
  readonly policy: PolicyRequest | null;
}
export interface PolicyImpactView {
  readonly places: readonly {
    readonly category: string;
    readonly itemType: ItemTypeCode;
    readonly libraries: readonly string[];
    readonly differences: readonly {
      readonly term: string;
      readonly before: string | number | boolean | null;
      readonly after: string | number | boolean | null;
    }[];
    /** Documents lent there now: they keep their due dates. */
    readonly openLoans: number;
  }[];
  /** Readers who have more documents than the new total, and not more than the former one. */
  readonly readersOver: number;
}

/** POST /libraries/:code/calendar/impact {CalendarRequest}. `PUT …/calendar?dueDates=move` saves and moves the due dates. */
export interface CalendarImpactView {
  readonly library: string;
  readonly days: readonly { readonly date: string; readonly change: 'opens' | 'closes' }[];
  /** Due dates on a day that closes, and the next opening day. ISO dates. */
  readonly due: readonly { readonly date: string; readonly next: string; readonly loans: number }[];
  /** The first hundred of those loans. Names no reader. */
  readonly loans: readonly { readonly barcode: string; readonly title: string; readonly date: string }[];
}
/** POST /calendars/closures, POST /calendars/closures/impact: several libraries closed alike, all or none. */
export interface ClosingRequest {
  readonly libraries: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly reason: string;
  /** Whether what is due on those days is due on the next opening. */
  readonly dueDates: 'keep' | 'move';
}
