import type { DueSteps, OpeningDay } from '../circulation/calendars.ts';
import type { Calendar, CirculationPolicy, Item, ItemStatus, ItemType, Loan } from '../circulation/entities.ts';
import type { NetworkLibrary, PatronCategory } from '../network/network.ts';
import type { Facts, Outcome, Refusal } from '../outcome.ts';
import type { BlockKind } from '../patrons/patron.ts';
import type { NewPolicy } from '../ports/terms.ts';

/** Who changes a rule: the library is his own, null for the whole network. */
export interface Editor {
  readonly login: string;
  readonly libraryId: number | null;
}

/** The rules by which the network lends, its opening hours, and why it says yes or no. Times are UTC milliseconds. */
export interface TermsDesk {
  /** The rows in force, the most specific first. */
  policies(): readonly CirculationPolicy[];
  categories(): Promise<readonly PatronCategory[]>;
  /**
   * Refused `policy-invalid` (facts.term), `policy-fallback` when there would be none or two (facts.policy: the one there
   * is), `policy-tie` when some loan would match two rows alike (facts.policy and facts.other: those rows).
   */
  addPolicy(by: Editor, policy: NewPolicy): Promise<Outcome<CirculationPolicy>>;
  /** Refused `policy-unknown`, and as `addPolicy`. */
  replacePolicy(by: Editor, policyId: number, policy: NewPolicy): Promise<Outcome<CirculationPolicy>>;
  /** Refused `policy-unknown`, `policy-fallback`, and `policy-tie` when the row settles one (facts.settledBy). */
  retirePolicy(by: Editor, policyId: number): Promise<Outcome<null>>;
  /** The row that decides for each kind of reader and of document: in one library, or (null) where none has its own. */
  matrix(libraryId: number | null): Promise<readonly MatrixCell[]>;
  /** What a change of the table would change, before it is made. Changes nothing; refused as the change itself would be. */
  policyImpact(change: PolicyChange): Promise<Outcome<PolicyImpact>>;
  /** Where libraries lend by other rules than the network. */
  divergences(): readonly Divergence[];
  /** From Monday to Saturday for a library whose calendar was never set. */
  calendar(libraryId: number): Calendar;
  /**
   * Refused `calendar-invalid` (facts.where, facts.what), `calendar-never-opens` (facts.from, facts.until) when the library
   * would stay closed 60 days, `library-not-yours`. `move`: what is due on a day that closes is due on the next opening.
   */
  setCalendar(by: Editor, calendar: Calendar, dueDates?: DueDates): Promise<Outcome<Calendar>>;
  /** The days and the due dates a new calendar would touch. Changes nothing; refused as `setCalendar`. */
  calendarImpact(by: Editor, calendar: Calendar): Promise<Outcome<CalendarImpact>>;
  /** Closes several libraries alike, all of them or none. Refused as `setCalendar`, with facts.library. */
  closeTogether(by: Editor, closing: CommonClosing, dueDates: DueDates): Promise<Outcome<null>>;
  /** What `closeTogether` would touch, library by library. Changes nothing. */
  closingImpact(by: Editor, closing: CommonClosing): Promise<Outcome<readonly CalendarImpact[]>>;
  /** Each day between two ISO dates, both included: what opens, and why what does not. */
  openings(libraryId: number, from: string, to: string): readonly (OpeningDay & { readonly date: string })[];
  /** Refused `item-unknown`, `patron-unknown`, `card-replaced`. Changes nothing. */
  explain(request: ExplainRequest): Promise<Outcome<Explanation>>;
  /** What a check-out or a renewal would answer. Changes nothing. */
  simulate(request: SimulateRequest): Promise<Outcome<Simulated>>;
}

/** One place of the matrix of rules. */
export interface MatrixCell {
  readonly categoryId: number;
  readonly itemType: ItemType;
  /** The row that decides. */
  readonly policy: CirculationPolicy;
  /** Libraries whose own row decides there instead; in the matrix of one library, none. */
  readonly elsewhere: readonly number[];
}
/** A row added (no number), replaced, or taken out of use (no terms). */
export interface PolicyChange {
  readonly policyId: number | null;
  readonly policy: NewPolicy | null;
}
/** What a change of the policy table would change for those who borrow. */
export interface PolicyImpact {
  readonly places: readonly {
    readonly categoryId: number;
    readonly itemType: ItemType;
    /** The libraries where it changes alike. */
    readonly libraries: readonly number[];
    readonly differences: readonly {
      readonly term: PolicyTerm;
      readonly before: string | number | boolean | null;
      readonly after: string | number | boolean | null;
    }[];
    /** Documents lent there now: they keep their due dates, their renewals follow the new rule. */
    readonly openLoans: number;
  }[];
  /** Readers who have more documents than the new total allows, and not more than the former one did. */
  readonly readersOver: number;
}

/** What becomes of due dates that fall on a day that closes. */
export type DueDates = 'keep' | 'move';
export interface CommonClosing {
  readonly libraryIds: readonly number[];
  /** ISO dates, both included. */
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}
/** What a new calendar of one library touches in the year to come. */
export interface CalendarImpact {
  readonly libraryId: number;
  readonly days: readonly { readonly date: string; readonly change: 'opens' | 'closes' }[];
  /** Due dates on a day that closes, and the next opening day of each. */
  readonly due: readonly { readonly date: string; readonly next: string; readonly loans: number }[];
  /** The first of those loans. */
  readonly loans: readonly { readonly barcode: string; readonly title: string; readonly date: string }[];
}

/** The terms a policy row sets. */
export type PolicyTerm = Exclude<keyof CirculationPolicy, 'id' | 'categoryId' | 'itemType' | 'libraryId'>;

/** A row one library has for itself, and what it changes. */
export interface Divergence {
  readonly policy: CirculationPolicy;
  /** The row that would decide without it. */
  readonly otherwise: CirculationPolicy;
  /** Empty when the row changes nothing: it may be taken away. */
  readonly differences: readonly {
    readonly term: PolicyTerm;
    readonly here: string | number | boolean | null;
    readonly otherwise: string | number | boolean | null;
  }[];
}

/** What one would like to know the answer to. */
export interface SimulateRequest {
  readonly operation: 'check-out' | 'renew';
  readonly card: string;
  readonly itemBarcode: string;
  readonly libraryId: number;
  /** At the desk, by this member of staff; or at a self-check of that library. */
  readonly as: { readonly kind: 'STAFF'; readonly login: string } | { readonly kind: 'SELFCHECK' };
  readonly override?: { readonly reasons: readonly Refusal[]; readonly why: string };
  /** UTC milliseconds; now when absent. */
  readonly at?: number;
}
/** What would have been done. */
export interface Simulated {
  readonly at: number;
  readonly title: string;
  readonly loan: Pick<Loan, 'dueAt' | 'renewals' | 'policyId'>;
  readonly renewed: boolean;
  readonly warnings: readonly Refusal[];
}

export interface ExplainRequest {
  readonly card: string;
  readonly itemBarcode: string;
  readonly libraryId: number;
  /** The member of staff who asks. */
  readonly login: string;
  /** UTC milliseconds; now when absent. */
  readonly at?: number;
}

/** Why a document goes out or not, and until when. Names no reader. */
export interface Explanation {
  readonly at: number;
  readonly library: NetworkLibrary;
  readonly item: Item;
  readonly title: string;
  readonly facts: ExplainedFacts;
  /** The policy row that decides, null when none speaks of this loan. */
  readonly decided: CirculationPolicy | null;
  /** The rows that speak of it too, the most specific first. */
  readonly overruled: readonly CirculationPolicy[];
  /** When it would be due and how that is found; null without a policy row. */
  readonly due: Outcome<DueSteps> | null;
  /** Every reason against it, in the order of the check-out table, and what each column makes of it. */
  readonly reasons: readonly ExplainedReason[];
  /** What the use case itself answers at the desk, and at a self-check. */
  readonly staff: Outcome<Simulated>;
  readonly selfCheck: Outcome<Simulated>;
}
/** What was read to decide. */
export interface ExplainedFacts {
  readonly category: string;
  readonly itemType: ItemType;
  readonly itemStatus: ItemStatus;
  readonly loanable: boolean;
  /** Open loans of the reader: all, those of this kind of document, those overdue. */
  readonly loans: number;
  readonly loansOfType: number;
  readonly overdue: number;
  /** Live holds of the reader, and of others on this record. */
  readonly holds: number;
  readonly othersWaiting: number;
  /** Kinds of block in force, stored and computed. */
  readonly blocks: readonly BlockKind[];
  readonly expiresAt: number;
}
export interface ExplainedReason {
  readonly reason: Refusal;
  readonly facts: Facts;
  readonly staff: ExplainedVerdict;
  readonly selfCheck: ExplainedVerdict;
}

/** What the check-out table makes of a reason: `override` gives way to staff who say why, `warn` is told and done. */
export type ExplainedVerdict = 'refuse' | 'override' | 'warn' | 'flag' | 'accept';
