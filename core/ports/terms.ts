import type { Calendar, CirculationPolicy, ItemType } from '../circulation/entities.ts';

export type NewPolicy = Omit<CirculationPolicy, 'id'>;

/** What one transaction may change of the rules by which the network lends. */
export interface TermsWork {
  /** Locks the policy table by a write, so that two saves never make a tie together; returns the rows in force. */
  lockPolicies(): Promise<CirculationPolicy[]>;
  insertPolicy(policy: NewPolicy): Promise<number>;
  replacePolicy(policyId: number, by: NewPolicy): Promise<void>;
  /** Takes a row out of use. It stays, as past loans name it. */
  retirePolicy(policyId: number, at: number): Promise<void>;
  /** Replaces the week and every exception of this library. A write: it takes the lock. */
  setCalendar(calendar: Calendar): Promise<void>;
  /** Moves what this library lent and is due at one instant to another; returns how many loans. UTC milliseconds. */
  moveDueDates(libraryId: number, from: number, to: number): Promise<number>;
}

/** What is lent now, as whoever changes a rule or an opening day wants to know it. Names no reader. */
export interface TermsReading {
  /** Open loans by kind of reader, kind of document and lending library. */
  openLoans(): Promise<readonly OpenLoanCount[]>;
  /** How many readers of each kind have exactly so many documents at home. */
  readersByLoans(): Promise<readonly { categoryId: number; loans: number; readers: number }[]>;
  /** Instants from `since` on when something this library lent is due, in order. */
  dueDates(libraryId: number, since: number): Promise<readonly { dueAt: number; loans: number }[]>;
  /** What this library lent and is due at one instant, by barcode. */
  dueAt(libraryId: number, dueAt: number, limit: number): Promise<readonly { barcode: string; title: string }[]>;
}
export interface OpenLoanCount {
  readonly categoryId: number;
  readonly itemType: ItemType;
  readonly libraryId: number;
  readonly loans: number;
}
