import type { CataloguedRecord } from '../catalogue/editing/entities.ts';
import type { FieldDifference } from '../catalogue/editing/diff.ts';
import type { Cataloguer } from '../catalogue/editing/ports.ts';
import type { DataField, MarcRecord } from '../marc/record.ts';
import type { Outcome } from '../outcome.ts';
import type { UnlinkedGroup } from '../ports/authorities.ts';
import type { Finding } from '../unimarc-rules/findings.ts';
import type {
  AuthorityIdentifier,
  AuthorityLink,
  AuthorityName,
  AuthorityRecord,
  AuthorityType,
  Propagation,
} from './entities.ts';
import type { AuthorityReport } from './import.ts';
import type { HeadingProposal } from './propose.ts';

/** One record that a merge would change, with the heading before and after. */
export interface ChangedHeading {
  readonly record: CataloguedRecord;
  readonly before: DataField;
  readonly after: DataField;
}
/** What a merge of two authorities would do. */
export interface AuthorityMergePreview {
  readonly absorbed: AuthorityRecord;
  /** The text of the authority that stays. */
  readonly differences: readonly FieldDifference[];
  /** Records whose headings go over, each once. */
  readonly records: number;
  /** The first of them. */
  readonly examples: readonly ChangedHeading[];
}

/** One authority as staff see it. */
export interface AuthoritySheet {
  readonly authority: AuthorityRecord;
  readonly marc: MarcRecord;
  readonly names: readonly AuthorityName[];
  readonly identifiers: readonly AuthorityIdentifier[];
  /** Headings of the catalogue it controls. */
  readonly links: number;
  /** The one it was merged into; null unless it was. */
  readonly mergedInto: string | null;
  /** Changes of its heading on their way to the records, the last first. */
  readonly propagations: readonly Propagation[];
}
/** A heading of a record, and the authority that controls it. */
export interface RecordAuthority extends Pick<AuthorityLink, 'tag' | 'occurrence'> {
  readonly authority: AuthorityRecord;
}
export interface AuthorityLine {
  readonly authority: AuthorityRecord;
  readonly links: number;
}
export interface AuthorityRequest {
  readonly by: Cataloguer;
  readonly controlNumber: string;
  readonly version: number;
}
/** Headings of one name that nothing controls, and the authorities that might. */
export interface UnlinkedLine extends UnlinkedGroup {
  /** The first record that bears it. */
  readonly example: CataloguedRecord | null;
  readonly proposals: readonly Pick<AuthorityRecord, 'controlNumber' | 'heading' | 'type'>[];
}
export interface BrowsePage {
  readonly type: AuthorityType | null;
  /** How the heading begins, as a person writes it. */
  readonly from: string;
  readonly after: { readonly headingKey: string; readonly id: number } | null;
  readonly stubsOnly: boolean;
  /** Only those that control nothing. */
  readonly unusedOnly: boolean;
  readonly limit: number;
}

/** One heading per person, body, place or subject, and the records that bear it. */
export interface AuthorityDesk {
  browse(page: BrowsePage): Promise<readonly AuthorityLine[]>;
  /** Also one that was merged or deleted. Refused `authority-unknown`. */
  sheet(controlNumber: string): Promise<Outcome<AuthoritySheet>>;
  judge(record: MarcRecord): readonly Finding[];
  /** The records linked to it, in their order in the catalogue. Refused `authority-unknown`. */
  records(controlNumber: string, after: number, limit: number): Promise<Outcome<readonly CataloguedRecord[]>>;
  /** What controls each heading of a record, in its order. Refused `record-unknown`. */
  ofRecord(controlNumber: string): Promise<Outcome<readonly RecordAuthority[]>>;
  /** Authorities for a heading as it is typed, and the heading once linked to each. */
  propose(field: DataField, limit: number): Promise<readonly HeadingProposal[]>;
  /** Refused `authority-not-valid` (facts.path, facts.code). */
  create(by: Cataloguer, record: MarcRecord): Promise<Outcome<AuthoritySheet>>;
  /** A changed heading goes to its records afterwards. Refused as `create`, and `authority-unknown`, `changed-meanwhile`. */
  edit(request: AuthorityRequest & { readonly marc: MarcRecord }): Promise<Outcome<AuthoritySheet>>;
  /** Refused as `edit`, and `authority-in-use` (facts.links) while anything is linked to it. */
  remove(request: AuthorityRequest): Promise<Outcome<AuthoritySheet>>;
  /** Links, numbers and the heading (as a see-from) of the absorbed one go over. Refused as `edit`, and `authorities-not-mergeable`. */
  merge(
    request: AuthorityRequest & { readonly absorbed: { readonly controlNumber: string; readonly version: number } },
  ): Promise<Outcome<AuthoritySheet>>;
  /** What a merge would change. Refused `authority-unknown`, `authorities-not-mergeable`. */
  mergePreview(controlNumber: string, absorbed: string): Promise<Outcome<AuthorityMergePreview>>;
  /** The most frequent first. */
  unlinked(page: {
    type: AuthorityType | null;
    offset: number;
    limit: number;
  }): Promise<{ lines: readonly UnlinkedLine[]; total: number }>;
  /**
   * Takes a heading for that of an authority, from now on: it becomes a see-from of it, and every record that waits under it
   * is linked. Returns how many records will be looked at. Refused as `edit`.
   */
  adopt(request: AuthorityRequest & { readonly headingKey: string }): Promise<Outcome<{ readonly records: number }>>;
  /** Makes an authority of a heading that nothing controls; its records are linked afterwards. Refused `authority-not-valid`. */
  createFrom(request: {
    readonly by: Cataloguer;
    readonly type: AuthorityType;
    readonly headingKey: string;
  }): Promise<Outcome<AuthoritySheet>>;
  /** Reads ISO 2709 bytes. */
  importBytes(by: Cataloguer, bytes: Uint8Array, wanted: { source: string; dryRun: boolean }): Promise<AuthorityReport>;
}
