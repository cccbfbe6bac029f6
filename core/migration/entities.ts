import type { PreparedItem, UnusableItem } from '../catalogue/import/prepared.ts';
import type { DerivedFields } from '../catalogue/record.ts';
import type { ItemType } from '../circulation/entities.ts';
import type { Correction } from '../marc/corrections.ts';
import type { Target, Proposal } from './decide.ts';
import type { Refusal } from '../outcome.ts';
import type { MatchFacts } from './facts.ts';

export const batchKinds = ['RECORDS', 'READERS', 'LOANS'] as const;
/** What a batch brings: records with their items, readers, or loans in progress. */
export type BatchKind = (typeof batchKinds)[number];

export const batchStates = ['UPLOADED', 'PARSED', 'ANALYSED', 'REVIEWED', 'APPLIED', 'CLOSED', 'REVERTED'] as const;
export type BatchState = (typeof batchStates)[number];

export const steps = ['parse', 'analyse', 'finish-review', 'apply', 'close', 'revert'] as const;
export type Step = (typeof steps)[number];

/** The life of a batch: from which states each step may be taken, and where it leads. Analysing again is allowed until it is applied. */
export const life: Record<Step, { readonly from: readonly BatchState[]; readonly to: BatchState }> = {
  parse: { from: ['UPLOADED'], to: 'PARSED' },
  analyse: { from: ['PARSED', 'ANALYSED', 'REVIEWED'], to: 'ANALYSED' },
  'finish-review': { from: ['ANALYSED'], to: 'REVIEWED' },
  apply: { from: ['REVIEWED'], to: 'APPLIED' },
  close: { from: ['APPLIED'], to: 'CLOSED' },
  revert: { from: ['APPLIED'], to: 'REVERTED' },
};

/** One file that a library hands over, and how far it is. Times are UTC milliseconds. */
export interface MigrationBatch {
  readonly id: number;
  readonly kind: BatchKind;
  readonly libraryId: number;
  /** With the identifier in it, names a record for ever: the code of the library. */
  readonly source: string;
  readonly profile: string;
  readonly profileVersion: number;
  /** Path of the file on the machine of the server. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  readonly state: BatchState;
  /** The step under way or interrupted, null between two. Taken again, it goes on after `done` lines (bytes for a parse). */
  readonly step: Step | null;
  readonly done: number;
  readonly lineCount: number;
  /** When it was last analysed: what entered the catalogue since was not looked at. */
  readonly analysedAt: number | null;
  /** The moment the batch was first applied: that of every row it made. */
  readonly appliedAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly createdBy: string;
  /** Who signed for the library, null until somebody did. */
  readonly signedBy: string | null;
  readonly signedAt: number | null;
  /** Why the last step went no further, and what was found; null when nothing stopped it. */
  readonly stopReason: Refusal | null;
  readonly stopDetail: string | null;
  /** SHA-256 of the file, hexadecimal; null when it was not handed over through the console. */
  readonly digest: string | null;
}
export type NewBatch = Pick<
  MigrationBatch,
  | 'kind'
  | 'libraryId'
  | 'source'
  | 'profile'
  | 'profileVersion'
  | 'file'
  | 'size'
  | 'createdAt'
  | 'createdBy'
  | 'digest'
>;

export const decisions = ['NEW', 'MERGE', 'REVIEW', 'REJECT', 'KNOWN', 'CHANGED'] as const;
/**
 * What is to become of a line: a record of its own, merged into another, shown to a person, left out; already there as
 * it is, or there and changed since.
 */
export type Decision = (typeof decisions)[number];

export const outcomes = ['CREATED', 'MERGED', 'UPDATED', 'UNCHANGED', 'REJECTED'] as const;
/** What became of a line. */
export type LineOutcome = (typeof outcomes)[number];

/** One record, reader or loan of the file. */
export interface MigrationLine {
  /** 1, 2, 3 … in the order of the file. */
  readonly line: number;
  /** Byte of the file where it begins. */
  readonly offset: number;
  readonly sourceId: string;
  readonly hash: string;
  readonly content: LineContent;
  readonly decision: Decision | null;
  readonly target: Target | null;
  readonly proposals: readonly Proposal[];
  /** `automatic`, or the login of who decided. */
  readonly decidedBy: string | null;
  readonly outcome: LineOutcome | null;
  /** The record, reader or loan it became or went into. */
  readonly resultId: number | null;
  /** Why it was rejected, with the facts. */
  readonly reason: string | null;
  readonly detail: string | null;
}
export type NewLine = Pick<
  MigrationLine,
  'line' | 'offset' | 'sourceId' | 'hash' | 'content' | 'decision' | 'reason' | 'detail'
> & {
  /** What it is matched by; null when it is no record. */
  readonly facts: MatchFacts | null;
};

/** What a line holds, beside its canonical record. */
export type LineContent = RecordContent | RowContent | { readonly kind: 'unreadable' };
export interface RecordContent {
  readonly kind: 'record';
  readonly marc: Uint8Array;
  readonly derived: DerivedFields;
  /** Digest of title, part and volume: tells a record given twice from two records with one number. */
  readonly identity: string;
  readonly items: readonly PreparedItem[];
  readonly unusableItems: readonly UnusableItem[];
  readonly corrections: readonly Correction[];
  /** Headings that name no authority by $3. */
  readonly unlinked: number;
}
/** One row of a table, by our names of its columns. */
export interface RowContent {
  readonly kind: 'row';
  readonly values: Readonly<Record<string, string>>;
  readonly corrections: readonly Correction[];
}

/** Items of one library and type: what came in is what was created, known already, or rejected. */
export interface ItemTally {
  readonly libraryId: number;
  readonly itemType: ItemType | 'UNKNOWN';
  readonly read: number;
  readonly created: number;
  readonly known: number;
  readonly rejected: number;
}

/** Something worth a line in the report, tied to a line of the file. */
export interface Finding {
  readonly line: number;
  readonly kind: FindingKind;
  readonly subject: string;
  readonly detail: string;
}
export const findingKinds = [
  'item-rejected',
  'item-recoded',
  'card-recoded',
  'reader-proposed',
  'value-outside-table',
  'owner-outside-network',
  'merge-too-long',
  'set-isbn',
] as const;
export type FindingKind = (typeof findingKinds)[number];
