/** Harvests, as the console and the admin API say them. Types only. Times: ISO 8601, UTC. */

export type ResourceTypeCode = 'EBOOK' | 'PRESS' | 'VIDEO' | 'MUSIC' | 'TRAINING' | 'GAME' | 'HERITAGE';
export type ResourceAccessCode = 'FREE' | 'READERS' | 'ON_SITE';
export type AudienceCode = 'readers' | 'harvesters' | 'gallica' | 'europeana';

/** PUT /harvest-sources/:code: makes a source, or describes it anew. */
export interface HarvestSourceRequest {
  readonly name: string;
  readonly baseUrl: string;
  /** Null: the best of those it offers. */
  readonly metadataPrefix: string | null;
  readonly set: string | null;
  /** Networks that are not public where it may be (CIDR). */
  readonly networks: readonly string[];
  readonly repair: boolean;
  readonly active: boolean;
  /** Null: when it is asked for. */
  readonly everyHours: number | null;
  readonly overlapMinutes: number | null;
  readonly sweepDays: number | null;
  readonly resourceType: ResourceTypeCode | null;
  readonly access: ResourceAccessCode;
  readonly licence: string;
  readonly rightsUri: string;
  /** To whom its records may be shown. */
  readonly audiences: readonly AudienceCode[];
}
/** GET /harvest-sources, GET /harvest-sources/:code */
export interface HarvestSourceView extends HarvestSourceRequest {
  readonly code: string;
  readonly granularity: 'day' | 'seconds' | null;
  readonly deletedRecord: 'no' | 'transient' | 'persistent' | null;
  /** The provider's time at the last harvest that came to its end. */
  readonly lastCompleted: string | null;
  readonly lastSweepAt: string | null;
  readonly nextRunAt: string | null;
  readonly lastRun: HarvestRunView | null;
  /** Whether this server harvests it now, or will once those before it are done. */
  readonly work: 'idle' | 'ordered' | 'running';
  readonly records: {
    readonly waiting: number;
    readonly mapped: number;
    readonly rejected: number;
    readonly withdrawn: number;
  };
}

/** POST /harvest-sources/:code/harvest → 204. Made in the background; DELETE stops it after the page in hand. */
export interface HarvestOrder {
  readonly kind: 'INCREMENTAL' | 'FULL' | 'SWEEP';
  /** Of INCREMENTAL: what changed since then, when that is longer ago than where the last harvest ended. */
  readonly from?: string | undefined;
}

/** POST /harvest-sources/identify: asks a repository who it is, and keeps nothing. */
export type IdentifyRequest = Pick<HarvestSourceRequest, 'baseUrl' | 'networks' | 'repair'>;
export interface IdentifyView {
  /** Null when it did not answer as OAI-PMH asks: then why, in a stable code and a sentence. */
  readonly identity: {
    readonly repositoryName: string;
    readonly baseUrl: string;
    /** As the provider writes them. */
    readonly earliestDatestamp: string;
    readonly deletedRecord: string;
    readonly granularity: string;
  } | null;
  readonly formats: readonly string[];
  /** setSpecs of its first page. */
  readonly sets: readonly string[];
  readonly reason: string | null;
  readonly sentence: string | null;
  readonly detail: string;
}

/** GET /harvest-runs?source=&before=&limit=, GET /harvest-runs/:id; and each event `run` of GET /harvest-runs/stream. */
export interface HarvestRunView {
  readonly id: number;
  readonly source: string;
  readonly kind: HarvestOrder['kind'];
  readonly state: 'RUNNING' | 'PARKED' | 'TO_APPROVE' | 'DONE' | 'FAILED';
  /** Why it failed, or waits: a stable code, and a sentence for people. */
  readonly reason: string | null;
  readonly sentence: string | null;
  readonly detail: string;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** Of PARKED: when it goes on. */
  readonly resumeAt: string | null;
  readonly metadataPrefix: string;
  readonly pages: number;
  readonly listed: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly deleted: number;
  readonly failed: number;
  readonly retries: number;
  readonly restarts: number;
  /** As the provider announced it. */
  readonly completeListSize: number | null;
}
/** GET /harvest-runs/:id/notes?after=&limit= */
export interface HarvestNoteView {
  readonly id: number;
  readonly kind: string;
  readonly identifier: string;
  readonly detail: string;
}
/** POST /harvest-runs/:id/decision: what a sweep did not see goes, or everything stays. */
export interface SweepDecisionRequest {
  readonly decision: 'take-away' | 'leave';
}
/** GET /harvest-sources/:code/records?mapping=&after=&limit= */
export interface HarvestedRecordView {
  readonly id: number;
  readonly identifier: string;
  readonly datestamp: string;
  readonly deleted: boolean;
  readonly mapping: 'WAITING' | 'MAPPED' | 'REJECTED' | 'WITHDRAWN';
  readonly reason: string | null;
  readonly resource: number | null;
  /** As the source gave it. */
  readonly raw: string;
}
