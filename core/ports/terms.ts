import type { Calendar, CirculationPolicy } from '../circulation/entities.ts';

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
}
