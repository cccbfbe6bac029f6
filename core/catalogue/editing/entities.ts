import type { BibRecord, RecordStatus } from '../record.ts';

/** A record with what its cataloguers must know: which version it is, and since when the public does not see it. */
export type CataloguedRecord = BibRecord & { readonly version: number; readonly suppressedAt: number | null };

/** What was done to a record to make a version of it. */
export const recordActs = [
  'IMPORTED',
  'CREATED',
  'EDITED',
  'MERGED',
  'ABSORBED',
  'SPLIT',
  'RESTORED',
  'DELETED',
  'SUPPRESSED',
  'SHOWN',
  'HEADING',
] as const;
export type RecordAct = (typeof recordActs)[number];

/** Who changes a record, and why. Times are UTC milliseconds. */
export interface RecordChange {
  readonly act: RecordAct;
  /** As in the journal: `user:agent-lens`, `system`. */
  readonly actor: string;
  readonly at: number;
  /** What the cataloguer said; empty when nothing. Names no reader. */
  readonly reason: string;
}

/** A record as it was after one change. Versions are numbered 1, 2, 3 …; the last is the record. */
export interface RecordVersion extends RecordChange {
  readonly recordId: number;
  readonly version: number;
  readonly status: RecordStatus;
  readonly mergedIntoId: number | null;
  readonly suppressedAt: number | null;
  readonly hash: string;
  readonly marc: Uint8Array;
}
export type VersionLine = Omit<RecordVersion, 'marc' | 'hash'>;

/** Who is editing a record; gone after `expiresAt`, or with the session that took it. */
export interface EditingLock {
  readonly recordId: number;
  readonly login: string;
  readonly sessionHash: string;
  readonly since: number;
  readonly expiresAt: number;
}

/** One record that went into another, and what is needed to take it out again. */
export interface RecordMerge {
  readonly id: number;
  readonly fromRecordId: number;
  readonly intoRecordId: number;
  /** Versions of both before, and of the survivor after. */
  readonly fromVersion: number;
  readonly intoVersion: number;
  readonly mergedVersion: number;
  /** The copies that came with it. */
  readonly itemIds: readonly number[];
  readonly at: number;
  readonly actor: string;
  readonly undoneAt: number | null;
}

/** How long an editing lock lasts without being renewed. Milliseconds. */
export const editingLease = 15 * 60_000;
