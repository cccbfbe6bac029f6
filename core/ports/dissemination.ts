import type { ShownCopy } from '../catalogue/holdings-995.ts';
import type {
  DisseminatedItem,
  DisseminationSet,
  Membership,
  RecordStanding,
  VirtualRepository,
} from '../dissemination/entities.ts';

/** The clock of what harvesters are told. UTC milliseconds, whole seconds. */
export interface DisseminationClock {
  /** Nothing is stamped at or before this any more. */
  readonly sealedUntil: number;
  /** The last datestamp given. */
  readonly lastStamp: number;
  /** The first datestamp ever given, null before. */
  readonly earliest: number | null;
  /** Every record up to this one was looked at again; null when none has to be. */
  readonly sweepAfter: number | null;
  /** Version of the formats all records were told in. */
  readonly formsVersion: number;
}

/** What one transaction may change of what harvesters are told. */
export interface DisseminationWork {
  /**
   * Locks the clock by a write. Whoever stamps takes it first and keeps it until his commit, so that whoever seals waits
   * for him.
   */
  lock(): Promise<DisseminationClock>;
  keep(clock: Pick<DisseminationClock, 'lastStamp' | 'earliest' | 'sweepAfter' | 'formsVersion'>): Promise<void>;
  /** How many of these outbox rows are still there. */
  waiting(outboxIds: readonly number[]): Promise<number>;
  /** What was told of the records that bear these control numbers. */
  told(controlNumbers: readonly string[]): Promise<{ items: DisseminatedItem[]; memberships: Membership[] }>;
  /** Replaces all that was told of the records these items are of. */
  tell(items: readonly DisseminatedItem[], memberships: readonly Membership[]): Promise<void>;
  saveSet(set: DisseminationSet): Promise<void>;
  saveRepository(repository: VirtualRepository): Promise<void>;
}

/** A walk of OAI-PMH: a scope (null: every record), a window, where it stands. */
export interface WalkWindow {
  readonly scope: string | null;
  /** Datestamps, both included. */
  readonly from: number | null;
  readonly until: number;
}
export interface WalkPosition {
  readonly datestamp: number;
  readonly controlNumber: string;
}
/** One line of a walk. In a scope, `deleted` and `datestamp` are those of the record there. */
export interface WalkLine extends WalkPosition {
  readonly recordId: number;
  readonly deleted: boolean;
  readonly scopes: readonly string[];
}
/** With the record, where it is to be shown; null when the catalogue shows it no more: that will be told next. */
export interface WalkRecord extends WalkLine {
  readonly marc: Uint8Array | null;
  /** Where it came from: `oai:GALLICA` was harvested; null with its text. */
  readonly source: string | null;
}
/** A record as a repository gave it, of which one of the catalogue was made. */
export interface GivenBy {
  readonly baseUrl: string;
  readonly identifier: string;
  readonly datestamp: string;
  /** UTC milliseconds. */
  readonly harvestedAt: number;
  readonly raw: string;
}

export interface DisseminationReading {
  /**
   * Makes sure that nothing can be stamped at or before `moment` (whole seconds) any more, waiting for whoever stamps;
   * gives the moment up to which that holds, which may be later. A write when it is news.
   */
  seal(moment: number): Promise<number>;
  clock(): Promise<DisseminationClock>;
  sets(): Promise<DisseminationSet[]>;
  repositories(): Promise<VirtualRepository[]>;
  /** By (datestamp, control number), after a position. */
  headers(window: WalkWindow, after: WalkPosition | null, limit: number): Promise<WalkLine[]>;
  records(window: WalkWindow, after: WalkPosition | null, limit: number): Promise<WalkRecord[]>;
  count(window: WalkWindow): Promise<number>;
  /** One record as a scope shows it; null when it never was there. */
  record(scope: string | null, controlNumber: string): Promise<WalkRecord | null>;
  /** Members and tombstones of each scope. */
  sizes(): Promise<{ scope: string; members: number; gone: number }[]>;
  /** Records as they stand, unknown ones left out. */
  standings(recordIds: readonly number[]): Promise<RecordStanding[]>;
  /** What each of these records was made of, where it was harvested: of several, the one that describes it. */
  given(recordIds: readonly number[]): Promise<Map<number, GivenBy>>;
  /** Copies of each of these records that are not withdrawn: what formats say of them. */
  copies(recordIds: readonly number[]): Promise<Map<number, ShownCopy[]>>;
  standingsAfter(recordId: number, limit: number): Promise<RecordStanding[]>;
  /** Control numbers that were told of a record that is no longer there. */
  toldOf(recordIds: readonly number[]): Promise<{ controlNumber: string; recordId: number }[]>;
}
