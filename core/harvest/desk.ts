import type { Outcome } from '../outcome.ts';
import type { SweepDecision } from './decide.ts';
import type { Identification, ProbedSource } from './identify.ts';
import type {
  HarvestedRecord,
  HarvestNote,
  HarvestRun,
  HarvestSource,
  MappingState,
  RunKind,
  SourceDescription,
} from './entities.ts';

/** A source, with what came of it. */
export interface SourceSheet {
  readonly source: HarvestSource;
  readonly lastRun: HarvestRun | null;
  /** Whether this server is at it, or will be once those before it are done. */
  readonly work: 'idle' | 'ordered' | 'running';
  /** Its records, by what became of them. */
  readonly records: Readonly<Record<MappingState, number>>;
}

/** What is harvested: by its kind; what changed, from an older moment than usual when one is named (UTC milliseconds). */
export interface HarvestOrdered {
  readonly kind: RunKind;
  readonly from?: number | undefined;
}

/** Repositories of partners, harvested by themselves or when they are asked for. */
export interface HarvestDesk {
  sources(): Promise<readonly SourceSheet[]>;
  /** Refused `source-unknown`. */
  source(code: string): Promise<Outcome<SourceSheet>>;
  /** Makes a source or describes it anew. Refused `source-not-valid` (facts.field). */
  save(by: { readonly login: string }, source: SourceDescription): Promise<Outcome<SourceSheet>>;
  /** Asks a repository who it is, before a source is made of it. Refused `source-not-valid` (facts.field). */
  identify(source: ProbedSource): Promise<Outcome<Identification>>;
  /**
   * Orders a harvest, made in the background after those before it. Refused `source-unknown`, `harvest-busy` (facts.run:
   * one that is not finished, which would be gone on with instead of asking for what changed since a date).
   */
  start(by: { readonly login: string }, code: string, order: HarvestOrdered): Promise<Outcome<null>>;
  /** Stops the harvest of a source after the page in hand; ordered again, it goes on there. Refused `source-unknown`. */
  stop(code: string): Promise<Outcome<null>>;
  /** The newest first. Refused `source-unknown`. */
  runs(asked: {
    readonly source?: string | undefined;
    readonly before?: number | undefined;
    readonly limit: number;
  }): Promise<Outcome<readonly HarvestRun[]>>;
  /** Refused `harvest-unknown`. */
  run(runId: number): Promise<Outcome<HarvestRun>>;
  notes(runId: number, after: number, limit: number): Promise<readonly (HarvestNote & { readonly id: number })[]>;
  /** Refused `harvest-unknown`, `harvest-not-waiting`. */
  decide(by: { readonly login: string }, runId: number, decision: SweepDecision): Promise<Outcome<HarvestRun>>;
  /** Maps every record of a source again from what was kept, in the background; how many. Refused `source-unknown`. */
  mapAgain(code: string): Promise<Outcome<number>>;
  /** What a source gave, as it gave it. Refused `source-unknown`. */
  records(asked: {
    readonly source: string;
    readonly mapping?: MappingState | undefined;
    readonly after: number;
    readonly limit: number;
  }): Promise<Outcome<readonly HarvestedRecord[]>>;
  /** Calls back with each run after each of its pages; returns the way to stop. */
  follow(listener: (run: HarvestRun) => void): () => void;
}
