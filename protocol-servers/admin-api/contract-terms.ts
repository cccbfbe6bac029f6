/** The rules of the network as the console and the admin API say them. Types only. */

export type ItemTypeCode =
  | 'BOOK'
  | 'LARGE_PRINT'
  | 'COMIC'
  | 'MAGAZINE'
  | 'AUDIO_BOOK'
  | 'CD'
  | 'DVD'
  | 'GAME'
  | 'SCORE'
  | 'MAP'
  | 'KIT'
  | 'REFERENCE';

/** POST /policies, PUT /policies/:id. Null matches anything; the most specific row decides. */
export interface PolicyRequest {
  readonly category: string | null;
  readonly itemType: ItemTypeCode | null;
  readonly library: string | null;
  readonly loanDays: number;
  readonly renewals: number;
  readonly renewDays: number;
  readonly maxPerType: number | null;
  readonly maxTotal: number;
  readonly holdsMax: number;
  readonly holdable: boolean;
  readonly selfCheck: boolean;
  /** ISO date. */
  readonly hardDueDate: string | null;
  readonly graceOpenDays: number;
  readonly suspensionPerLateDay: number;
  readonly feeSchedule: null;
}
/** GET /policies, the most specific first. DELETE /policies/:id → 204. */
export interface PolicyView extends Omit<PolicyRequest, 'feeSchedule'> {
  readonly id: number;
  readonly feeSchedule: string | null;
}
/** GET /policies/divergences: a row one library has for itself, and what it changes. */
export interface DivergenceView {
  readonly policy: PolicyView;
  readonly otherwise: PolicyView;
  readonly differences: readonly {
    readonly term: string;
    readonly here: string | number | boolean | null;
    readonly otherwise: string | number | boolean | null;
  }[];
}

export interface HoursView {
  /** `HH:MM`, local time. */
  readonly from: string;
  readonly to: string;
}
/** PUT /libraries/:code/calendar replaces all of it. */
export interface CalendarRequest {
  /** Seven days, Monday first; an empty list is a closed day. */
  readonly weekly: readonly (readonly HoursView[])[];
  readonly exceptions: readonly {
    /** ISO date: the day, or the first of them. */
    readonly date: string;
    /** The last of them, included; null for a single day. */
    readonly until: string | null;
    /** Only this day of each of those weeks (1 is Monday). */
    readonly weekday: number | null;
    readonly yearly: boolean;
    readonly hours: readonly HoursView[];
    readonly reason: string;
  }[];
}
/** GET /libraries/:code/calendar */
export interface CalendarView extends CalendarRequest {
  readonly library: string;
}
/** GET /libraries/:code/openings?from=2026-11-01&to=2026-11-30 */
export interface OpeningsView {
  readonly library: string;
  readonly days: readonly {
    readonly date: string;
    readonly hours: readonly HoursView[];
    readonly closed: ClosureView | null;
  }[];
}
export interface ClosureView {
  readonly because: 'weekday' | 'exception' | 'holiday';
  /** French, for people. */
  readonly reason: string;
}

type FactsView = Readonly<Record<string, string | number | boolean | null>>;
/** What a rule makes of a reason: `override` gives way to staff who say why, `warn` is told and done. */
export type VerdictView = 'refuse' | 'override' | 'warn' | 'flag' | 'accept';

/** What a check-out or a renewal answers. */
export interface AnswerView {
  readonly granted: boolean;
  /** Of the refusal: stable, and for people. Null when granted. */
  readonly code: string | null;
  readonly title: string | null;
  readonly facts: FactsView;
  /** ISO 8601, UTC; null when refused. */
  readonly dueAt: string | null;
  readonly renewed: boolean;
  readonly warnings: readonly { readonly code: string; readonly title: string }[];
}
/** POST /simulate. Without a library: that of the member of staff. */
export interface SimulationRequest {
  readonly operation: 'check-out' | 'renew';
  readonly card: string;
  readonly item: string;
  readonly library?: string;
  readonly as: 'STAFF' | 'SELFCHECK';
  readonly override?: { readonly reasons: readonly string[]; readonly why: string };
  readonly at?: string;
}
export interface SimulationView {
  readonly at: string;
  readonly library: string;
  readonly answer: AnswerView;
}

/** How a due date is found, one step after the other. */
export type DueStepView =
  | { readonly step: 'loan-days'; readonly days: number; readonly date: string }
  | { readonly step: 'hard-due-date'; readonly date: string }
  | {
      readonly step: 'closed';
      readonly date: string;
      readonly because: ClosureView['because'];
      readonly reason: string;
    }
  | { readonly step: 'opening-day'; readonly date: string }
  | { readonly step: 'membership-end'; readonly at: string };

/** GET /explain?card=&item=&library=&at= */
export interface ExplanationView {
  readonly at: string;
  readonly library: string;
  readonly item: {
    readonly barcode: string;
    readonly title: string;
    readonly type: ItemTypeCode;
    readonly status: string;
    readonly loanable: boolean;
  };
  /** What was read to decide. */
  readonly facts: {
    readonly category: string;
    readonly loans: number;
    readonly loansOfType: number;
    readonly overdue: number;
    readonly holds: number;
    readonly othersWaiting: number;
    readonly blocks: readonly string[];
    readonly expiresAt: string;
  };
  /** The row that decides. */
  readonly policy: PolicyView | null;
  /** The rows that speak of this loan too, the most specific first. */
  readonly overruled: readonly PolicyView[];
  readonly due: { readonly dueAt: string; readonly steps: readonly DueStepView[] } | null;
  /** Every reason against it, in the order of the check-out table. */
  readonly reasons: readonly {
    readonly code: string;
    readonly title: string;
    readonly facts: FactsView;
    readonly staff: VerdictView;
    readonly selfCheck: VerdictView;
  }[];
  readonly staff: AnswerView;
  readonly selfCheck: AnswerView;
}
