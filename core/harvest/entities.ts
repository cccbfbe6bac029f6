import type { Audience } from '../digital/audiences.ts';
import type { ResourceAccess, ResourceType } from '../digital/entities.ts';
import type { Silence } from '../ports/oai-source.ts';

/** A repository that is harvested, as an administrator describes it. */
export interface SourceDescription {
  /** Short, in capitals: `GALLICA`. Its records bear it. */
  readonly code: string;
  readonly name: string;
  readonly baseUrl: string;
  /** Null: the best of those it offers. */
  readonly metadataPrefix: string | null;
  readonly set: string | null;
  /** Networks that are not public where it may be all the same (CIDR). */
  readonly networks: readonly string[];
  /** Whether pages that are no XML are mended. */
  readonly repair: boolean;
  readonly active: boolean;
  /** Null: by hand alone. */
  readonly everyHours: number | null;
  /** How far before the last harvest each begins; null: ten minutes and a granule, two days where dates are days. */
  readonly overlapMinutes: number | null;
  /** How often what silently disappeared is looked for, where deletions are not kept; null: 30. */
  readonly sweepDays: number | null;
  /** What its resources are, when they do not say. */
  readonly resourceType: ResourceType | null;
  readonly access: ResourceAccess;
  /** In words, and as a URI; either may be empty. */
  readonly licence: string;
  readonly rightsUri: string;
  readonly audiences: readonly Audience[];
}

/** What was learnt of a source. Times are UTC milliseconds. */
export interface SourceStanding {
  readonly granularity: Granularity | null;
  readonly deletedRecord: 'no' | 'transient' | 'persistent' | null;
  readonly earliest: number | null;
  /** The provider's own time at the first page of the last harvest that came to its end. */
  readonly lastCompleted: number | null;
  readonly lastSweepAt: number | null;
  readonly nextRunAt: number | null;
}
export type Granularity = 'day' | 'seconds';
export interface HarvestSource extends SourceDescription, SourceStanding {
  readonly id: number;
}

export const runKinds = ['INCREMENTAL', 'FULL', 'SWEEP'] as const;
/** What changed, everything anew, or what is no longer there. */
export type RunKind = (typeof runKinds)[number];
export const runStates = ['RUNNING', 'PARKED', 'TO_APPROVE', 'DONE', 'FAILED'] as const;
/** Under way (or stopped, to be gone on with), put off as the provider asked, awaiting a person, ended. */
export type RunState = (typeof runStates)[number];

/** Why a run ended otherwise than well, or waits. */
export type RunReason =
  | Silence
  | 'oai-error'
  | 'format-missing'
  | 'set-disappeared'
  | 'token-loop'
  | 'empty-pages'
  | 'too-many-pages'
  | 'too-many-records'
  | 'page-keeps-failing'
  | 'too-many-vanish'
  | 'left-as-it-is';

/** What is asked for at once: all of it, a year, a month, a day, or one record after the other. */
export type WindowLevel = 'whole' | 'year' | 'month' | 'day' | 'records';
/** Both ends inclusive, UTC milliseconds; null: open. */
export interface Window {
  readonly level: WindowLevel;
  readonly from: number | null;
  readonly until: number | null;
}
/** Where a run is: what is still to be asked for, the first being under way. */
export interface RunPlace {
  readonly windows: readonly Window[];
  /** Of the next page; null at the first page of a window. */
  readonly token: string | null;
  readonly tokenExpiresAt: number | null;
  /** When the token was given. */
  readonly tokenAt: number | null;
  /** Of the window under way: times it was begun again, headers read, pages without a record one after the other. */
  readonly begunAgain: number;
  readonly listed: number;
  readonly emptyPages: number;
  /** Windows that could not be read even record by record, and why the first could not. */
  readonly lost: number;
  readonly lostFor: RunReason | null;
}
/** Where a run over these windows begins. */
export function placeOf(windows: readonly Window[]): RunPlace {
  const start = { token: null, tokenExpiresAt: null, tokenAt: null, begunAgain: 0, listed: 0, emptyPages: 0 };
  return { windows, ...start, lost: 0, lostFor: null };
}

/** One harvest. */
export interface HarvestRun extends RunCounts {
  readonly id: number;
  readonly sourceId: number;
  readonly kind: RunKind;
  readonly state: RunState;
  readonly startedBy: string;
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly finishedAt: number | null;
  readonly resumeAt: number | null;
  readonly metadataPrefix: string;
  readonly set: string | null;
  /** The provider's time at the first page. */
  readonly responseAt: number | null;
  readonly place: RunPlace;
  readonly completeListSize: number | null;
  readonly reason: RunReason | null;
  readonly detail: string;
}
export interface RunCounts {
  readonly pages: number;
  /** Headers that were read, whatever became of them. */
  readonly listed: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly deleted: number;
  readonly failed: number;
  readonly retries: number;
  /** Times a list was begun again or split. */
  readonly restarts: number;
}
export const noCounts: RunCounts = {
  ...{ pages: 0, listed: 0, added: 0, updated: 0, unchanged: 0, deleted: 0, failed: 0, retries: 0, restarts: 0 },
};

export const noteKinds = [
  'broken-record',
  'page-mended',
  'list-begun-again',
  'list-split',
  'window-lost',
  'base-url-changed',
  'date-missing',
  'identifier-case-changed',
  'older-version-ignored',
  'own-record-skipped',
  'found-by-sweep',
] as const;
/** What is to be known of a run beside its counts. */
export interface HarvestNote {
  readonly kind: (typeof noteKinds)[number];
  readonly identifier: string;
  readonly detail: string;
}

export const mappingStates = ['WAITING', 'MAPPED', 'REJECTED', 'WITHDRAWN'] as const;
/** Whether a record as it was given became a resource: not yet, yes, it cannot, it was taken away. */
export type MappingState = (typeof mappingStates)[number];

/** A record as a source gave it. */
export interface HarvestedRecord {
  readonly id: number;
  readonly sourceId: number;
  readonly metadataPrefix: string;
  readonly identifier: string;
  readonly datestamp: string;
  readonly sets: readonly string[];
  /** SHA-256 of `raw`. */
  readonly hash: string;
  /** The `record` element; of a deleted record, as it was before. */
  readonly raw: string;
  readonly harvestedAt: number;
  readonly runId: number;
  readonly deletedAt: number | null;
  /** Whether the source told it, or a sweep did. */
  readonly deletedBy: 'SOURCE' | 'SWEEP' | null;
  readonly mapping: MappingState;
  readonly mappingVersion: number;
  readonly mappingReason: string | null;
  readonly resourceId: number | null;
}
