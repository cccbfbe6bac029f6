import type { MarcRecord } from '../../marc/record.ts';
import type { Outcome } from '../../outcome.ts';
import type { Finding } from '../../unimarc-rules/findings.ts';
import type { KeptRules, NetworkRules } from '../rules/network-rules.ts';
import type { RecordTemplate } from '../rules/templates.ts';
import type { FieldDifference } from './diff.ts';
import type { CataloguedRecord, EditingLock, RecordMerge, RecordVersion, VersionLine } from './entities.ts';
import type { FieldChoice } from './merged-record.ts';
import type { Cataloguer } from './ports.ts';

/** One record as its cataloguers see it. */
export interface RecordSheet {
  readonly record: CataloguedRecord;
  readonly marc: MarcRecord;
  /** The record it was merged into; null unless it was. */
  readonly mergedInto: string | null;
  readonly lock: EditingLock | null;
  /** Merges that can be undone, the last first. */
  readonly merges: readonly RecordMerge[];
}

/** A change of one record. `version` is the one it was made on. */
export interface RecordRequest {
  readonly by: Cataloguer;
  readonly controlNumber: string;
  readonly version: number;
  readonly reason: string;
}
export type NewRecordRequest = { readonly by: Cataloguer; readonly reason: string } & (
  | { readonly template: string; readonly title: string; readonly language: string; readonly year: number }
  | { readonly marc: MarcRecord }
);
/** A whole record that another system sends, and what it asks. */
export interface ReceivedRecord {
  readonly by: Cataloguer;
  readonly reason: string;
  readonly act: 'insert' | 'replace' | 'delete' | 'insert-or-replace';
  /** Our number of it; null: 001 says. */
  readonly controlNumber: string | null;
  /** The version it was made on, by its number or by what its 005 was; null: the 005 of the record sent says. */
  readonly madeOn: number | string | null;
  readonly marc: MarcRecord;
}

export interface MergeRequest extends RecordRequest {
  readonly absorbed: { readonly controlNumber: string; readonly version: number };
  readonly choices: Readonly<Record<string, FieldChoice>>;
}
export interface MergePreview {
  readonly record: MarcRecord;
  readonly findings: readonly Finding[];
  readonly differences: readonly FieldDifference[];
}
/** Undoes a merge, or takes some copies out into a record of their own. */
export type SplitRequest = RecordRequest &
  ({ readonly mergeId: number } | { readonly barcodes: readonly string[]; readonly marc: MarcRecord | null });
export interface SplitDone {
  readonly survivor: RecordSheet;
  readonly other: RecordSheet;
  /** Copies that followed, and those that stayed because something is open on them. */
  readonly moved: readonly string[];
  readonly stayed: readonly string[];
  /** False when the survivor was edited since: it keeps its text. */
  readonly textUndone: boolean;
}

/** A record at one of its versions, and what that version changed. */
export interface VersionSheet {
  readonly version: RecordVersion;
  readonly marc: MarcRecord;
  readonly differences: readonly FieldDifference[];
}

/** Records, as cataloguers make and change them. Every change is a version; nothing vanishes. */
export interface CataloguingDesk {
  readonly templates: readonly RecordTemplate[];
  rules(): Promise<KeptRules>;
  /** Refused `rules-invalid`, `changed-meanwhile`. */
  setRules(by: Cataloguer, rules: NetworkRules, version: number): Promise<Outcome<KeptRules>>;
  /** What the rules say against a record, without saving it. A record without 001 is judged as if it had one. */
  judge(record: MarcRecord): Promise<readonly Finding[]>;

  /** Also a record that is hidden, deleted or merged. Refused `record-unknown`. */
  sheet(controlNumber: string): Promise<Outcome<RecordSheet>>;
  /** Records hidden from the public, by ascending id. */
  suppressed(afterId: number, limit: number): Promise<readonly CataloguedRecord[]>;
  /** Refused `template-unknown`, `record-not-valid`. */
  create(request: NewRecordRequest): Promise<Outcome<RecordSheet>>;
  /** Refused `record-unknown`, `record-not-live`, `record-locked`, `changed-meanwhile`, `record-not-valid`. */
  edit(request: RecordRequest & { readonly marc: MarcRecord }): Promise<Outcome<RecordSheet>>;
  /** Refused as `edit`, and `record-in-use` (facts.items, facts.holds). */
  remove(request: RecordRequest): Promise<Outcome<RecordSheet>>;
  /**
   * Does what another system asks with a whole record it sends. Refused as `create`, `edit` and `remove`, and
   * `record-exists` (facts.record), `version-needed`.
   */
  receive(request: ReceivedRecord): Promise<Outcome<RecordSheet>>;
  /** Brings a version back, also of a deleted record. Refused as `edit`, and `version-unknown`. */
  restore(request: RecordRequest & { readonly to: number }): Promise<Outcome<RecordSheet>>;
  /** Hides a record from the public, or shows it again. */
  suppress(request: RecordRequest & { readonly hidden: boolean }): Promise<Outcome<RecordSheet>>;

  mergePreview(survivor: string, absorbed: string, choices: MergeRequest['choices']): Promise<Outcome<MergePreview>>;
  /** Refused as `edit`, and `records-not-mergeable`. */
  merge(request: MergeRequest): Promise<Outcome<RecordSheet>>;
  /** Refused as `edit`, and `merge-unknown`, `item-unknown`, `item-in-use`. */
  split(request: SplitRequest): Promise<Outcome<SplitDone>>;

  /** The last first. Refused `record-unknown`. */
  history(controlNumber: string, before: number | null, limit: number): Promise<Outcome<readonly VersionLine[]>>;
  /** Refused `record-unknown`, `version-unknown`. */
  version(controlNumber: string, version: number): Promise<Outcome<VersionSheet>>;

  /**
   * Takes or renews the editing lock of a record, or takes it over from somebody else with a reason. Refused
   * `record-unknown`, `record-not-live`, `record-locked`.
   */
  lock(request: { by: Cataloguer; controlNumber: string; takeOver: string | null }): Promise<Outcome<EditingLock>>;
  /** Lets it go; nothing happens when somebody else holds it. */
  unlock(by: Cataloguer, controlNumber: string): Promise<Outcome<null>>;
}
