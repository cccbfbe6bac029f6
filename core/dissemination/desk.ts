import type { Outcome } from '../outcome.ts';
import type { WalkPosition } from '../ports/dissemination.ts';
import type { HarvestingAudience } from '../digital/audiences.ts';
import type { Editor } from '../terms/desk.ts';
import type { DisseminationSet, SetRule, VirtualRepository } from './entities.ts';
import type { Provenance } from './provenance.ts';
import type { DisseminatedRecord } from './formats/disseminated-record.ts';

/** What the catalogue gives to harvesters, and to whom. */
export interface DisseminationDesk {
  /** What one address of ours shows: null is the whole repository, else a virtual one. Refused `repository-unknown`. */
  view(name: string | null): Promise<Outcome<RepositoryView>>;
  /**
   * The last whole second in which everything is told: nothing can appear at or before it any more. UTC milliseconds.
   * Taken at the beginning of a walk, which ends there; its harvester comes back from the second after.
   */
  seal(): Promise<number>;
  /** Older than this no datestamp is, nor will be; null before the first. */
  earliest(): Promise<number | null>;
  headers(walk: Walk, after: WalkPosition | null, limit: number): Promise<readonly Header[]>;
  records(walk: Walk, after: WalkPosition | null, limit: number): Promise<readonly ShownRecord[]>;
  count(walk: Walk): Promise<number>;
  /** One record, as this repository shows it. Refused `record-unknown`. */
  record(view: RepositoryView, controlNumber: string): Promise<Outcome<ShownRecord>>;
  /**
   * A record in a format, as one XML element. One that cannot be written is noted, and something that says its number is
   * written instead: whatever is wrong with one record, the others of its page are not concerned.
   */
  render(shown: ShownRecord, metadataPrefix: string): string;
  /** Records that could not be written since this server began, the latest first. */
  unwritable(): UnwritableRecords;

  /** Every set, with what it holds; retired ones too. */
  sets(): Promise<readonly SizedSet[]>;
  /**
   * Makes a set or changes it; records are then looked at again, in the background. Refused `set-not-valid` (facts.what:
   * `set-spec`, `parent`, `audience`, `library`, `retired`), `library-not-yours`.
   */
  saveSet(by: Editor, set: Omit<DisseminationSet, 'retiredAt'>): Promise<Outcome<SizedSet>>;
  /** Refused `set-unknown`, `set-not-valid` (facts.what: `children`, `repository`) while something stands on it. */
  retireSet(by: Editor, setSpec: string): Promise<Outcome<null>>;
  repositories(): Promise<readonly VirtualRepository[]>;
  /** Refused `repository-not-valid` (facts.what: `name`, `sets`, `formats`, `addresses`), `library-not-yours`. */
  saveRepository(by: Editor, repository: Omit<VirtualRepository, 'closedAt'>): Promise<Outcome<VirtualRepository>>;
  /** Refused `repository-unknown`. */
  closeRepository(by: Editor, name: string): Promise<Outcome<null>>;
  /** How a record would be given out, and what its partner would find wanting. Refused `record-unknown`, `format-unknown`. */
  preview(controlNumber: string, metadataPrefix: string): Promise<Outcome<Preview>>;
  /** The first records of a set, in a format. Refused `set-unknown`, `format-unknown`. */
  previewSet(setSpec: string, metadataPrefix: string, limit: number): Promise<Outcome<readonly RecordPreview[]>>;
  /** What a set would hold by this rule. Refused `library-not-yours`. */
  estimate(by: Editor, setSpec: string, rule: SetRule | null): Promise<Outcome<SetEstimate>>;
}

/** What of it harvesters read. */
export type Disseminating = Pick<
  DisseminationDesk,
  'view' | 'seal' | 'earliest' | 'headers' | 'records' | 'count' | 'record' | 'render'
>;

export interface RepositoryView {
  /** Null: the whole repository. */
  readonly name: string | null;
  readonly title: string | null;
  /** What it is walked by; null: every record. */
  readonly scope: string | null;
  /** The sets that may be seen, each after its parents. */
  readonly sets: readonly DisseminationSet[];
  readonly formats: readonly string[];
  /** Addresses and networks it answers; empty: everybody. */
  readonly addresses: readonly string[];
  readonly audience: HarvestingAudience;
}

/** A walk: a view, or one of its sets, between two datestamps, both included. */
export interface Walk {
  readonly view: RepositoryView;
  readonly set: string | null;
  readonly from: number | null;
  readonly until: number;
}

/** What is said of a record whatever its format, where it is walked. */
export interface Header {
  readonly controlNumber: string;
  readonly datestamp: number;
  readonly deleted: boolean;
  readonly sets: readonly string[];
}
export interface ShownRecord extends Header {
  /** Null when it is deleted. */
  readonly marc: Uint8Array | null;
  readonly holdings: DisseminatedRecord['holdings'];
  /** Null: it was made here. */
  readonly provenance: Provenance | null;
}

export interface SizedSet extends DisseminationSet {
  readonly records: number;
  /** Those that left. */
  readonly gone: number;
}

export interface UnwritableRecords {
  readonly count: number;
  readonly latest: readonly {
    readonly controlNumber: string;
    readonly metadataPrefix: string;
    readonly reason: string;
    /** UTC milliseconds. */
    readonly at: number;
  }[];
}

export interface Preview {
  readonly xml: string;
  readonly findings: readonly string[];
}

export interface RecordPreview extends Preview {
  readonly controlNumber: string;
  readonly title: string;
}

export interface SetEstimate {
  readonly records: number;
  /** Beside what it holds now: those that would come in, and those that would leave and be told as deleted. */
  readonly enters: number;
  readonly leaves: number;
  /** Records of the catalogue that were looked at; all of them, or those there was time for. */
  readonly looked: number;
  readonly whole: boolean;
}
