import type {
  HarvestedRecord,
  HarvestNote,
  HarvestRun,
  HarvestSource,
  MappingState,
  RunState,
  SourceDescription,
  SourceStanding,
} from '../harvest/entities.ts';

/** What is known of a record when its source gives it again. */
export type KnownHarvested = Pick<HarvestedRecord, 'id' | 'identifier' | 'datestamp' | 'hash' | 'deletedAt' | 'runId'>;
/** A record to keep as it was given. */
export type GivenRecord = Pick<
  HarvestedRecord,
  'sourceId' | 'metadataPrefix' | 'identifier' | 'datestamp' | 'sets' | 'hash' | 'raw' | 'harvestedAt' | 'runId'
> & { readonly identifierKey: string };

/** Harvests, as one transaction moves them. */
export interface HarvestWork {
  /** Returns its number; null when its code is taken. */
  insertSource(source: SourceDescription): Promise<number | null>;
  /** Locks a source by a write; null when there is none. */
  lockSource(code: string): Promise<HarvestSource | null>;
  describeSource(sourceId: number, as: SourceDescription): Promise<void>;
  learn(sourceId: number, standing: Partial<SourceStanding>): Promise<void>;

  insertRun(run: Omit<HarvestRun, 'id'>): Promise<number>;
  /** Locks a run by a write; null when there is none. */
  lockRun(runId: number): Promise<HarvestRun | null>;
  keepRun(run: HarvestRun): Promise<void>;
  /** Keeps notes, up to `most` for a run. */
  note(runId: number, notes: readonly HarvestNote[], most: number): Promise<void>;

  /** By identifier key. */
  known(sourceId: number, metadataPrefix: string, keys: readonly string[]): Promise<Map<string, KnownHarvested>>;
  insertRecords(records: readonly GivenRecord[]): Promise<void>;
  /** Keeps what a source gave anew; it waits to be mapped. */
  replaceRecord(id: number, by: GivenRecord): Promise<void>;
  deleteRecord(
    id: number,
    at: { readonly datestamp: string; readonly at: number; readonly runId: number },
  ): Promise<void>;
  /** Marks records as still there. */
  see(runId: number, ids: readonly number[]): Promise<void>;
  /** Takes away what a sweep did not see, `limit` at most; returns how many. */
  deleteUnseen(
    run: Pick<HarvestRun, 'id' | 'sourceId' | 'metadataPrefix' | 'startedAt'>,
    at: number,
    limit: number,
  ): Promise<number>;

  /** Takes away what was harvested in another format, once all of it was harvested in this one. */
  retireOtherFormats(run: Pick<HarvestRun, 'sourceId' | 'metadataPrefix'>, at: number): Promise<void>;

  /** Locks a harvested record by a write; false when it was given anew, or taken away, since it was read. */
  claim(id: number, read: Pick<HarvestedRecord, 'hash' | 'deletedAt'>): Promise<boolean>;
  /** What became of a record that was claimed. */
  settle(
    id: number,
    mapped: {
      readonly mapping: MappingState;
      readonly version: number;
      readonly reason: string | null;
      readonly resourceId: number | null;
    },
  ): Promise<void>;
  /** Every record of a source waits to be mapped again; returns how many. */
  mapAgain(sourceId: number): Promise<number>;
}

export interface HarvestReading {
  sources(): Promise<HarvestSource[]>;
  source(code: string): Promise<HarvestSource | null>;
  run(runId: number): Promise<HarvestRun | null>;
  /** The newest first; of one source when it is named. */
  runs(asked: {
    readonly sourceId?: number | undefined;
    readonly states?: readonly RunState[];
    readonly before?: number | undefined;
    readonly limit: number;
  }): Promise<HarvestRun[]>;
  notes(runId: number, afterId: number, limit: number): Promise<(HarvestNote & { readonly id: number })[]>;
  /** Records there are and that a sweep did not see. */
  countUnseen(
    run: Pick<HarvestRun, 'id' | 'sourceId' | 'metadataPrefix' | 'startedAt'>,
  ): Promise<{ all: number; unseen: number }>;
  /** Records that wait to be mapped, or were mapped by an older version; of one source when it is named. */
  waiting(version: number, afterId: number, limit: number): Promise<HarvestedRecord[]>;
  records(asked: {
    readonly sourceId: number;
    readonly mapping?: MappingState | undefined;
    readonly after: number;
    readonly limit: number;
  }): Promise<HarvestedRecord[]>;
  record(sourceId: number, identifierKey: string): Promise<HarvestedRecord | null>;
  countRecords(sourceId: number): Promise<Readonly<Record<MappingState, number>>>;
}
