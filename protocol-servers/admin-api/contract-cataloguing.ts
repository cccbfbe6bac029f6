import type { ItemTypeCode } from './contract-terms.ts';

/** Records, rules and templates, as the console and the admin API say them. Types only. */

/** A UNIMARC record as JSON: control fields have a value, the others indicators and subfields. */
export interface MarcView {
  /** 24 characters; counts are of no matter. */
  readonly leader: string;
  readonly fields: readonly MarcFieldView[];
}
export type MarcFieldView =
  | { readonly tag: string; readonly value: string }
  | {
      readonly tag: string;
      readonly ind1: string;
      readonly ind2: string;
      readonly subfields: readonly { readonly code: string; readonly value: string }[];
    };

/** One thing the rules say against a record. */
export interface FindingView {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** `200[1]$a`, `100$a/8`, `leader/6`. */
  readonly path: string;
  readonly words: { readonly fr: string; readonly en: string };
}

/** GET /records/:number, with its version as ETag; sent back as If-Match with every change. */
export interface RecordSheetView {
  readonly record: string;
  readonly version: number;
  readonly status: 'LIVE' | 'STAGED' | 'MERGED' | 'DELETED';
  /** The record it was merged into. */
  readonly mergedInto: string | null;
  readonly suppressedAt: string | null;
  readonly source: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: number | null;
  readonly carrier: string;
  readonly language: string;
  readonly isbn: readonly string[];
  readonly marc: MarcView;
  readonly lock: EditingLockView | null;
  /** Merges that can be undone. */
  readonly merges: readonly { readonly id: number; readonly at: string; readonly by: string; readonly items: number }[];
}
export interface EditingLockView {
  readonly by: string;
  readonly since: string;
  readonly until: string;
}

/** POST /records: from a template, or what is uploaded (JSON, ISO 2709 in base64, MarcXchange). */
export type NewRecordRequest = { readonly reason?: string | undefined } & (
  | {
      readonly template: string;
      readonly title: string;
      readonly language?: string | undefined;
      readonly year?: number | undefined;
    }
  | { readonly marc: MarcView }
  | { readonly iso2709: string }
  | { readonly marcXchange: string }
);
export interface FieldDifferenceView {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly tag: string;
  readonly occurrence: number;
  readonly before: MarcFieldView | null;
  readonly after: MarcFieldView | null;
}
/** GET /records/:number/versions, the last first. */
export interface VersionView {
  readonly version: number;
  readonly at: string;
  readonly by: string;
  readonly act: string;
  readonly reason: string;
  readonly status: 'LIVE' | 'STAGED' | 'MERGED' | 'DELETED';
}
/** GET /records/:number/versions/:version */
export interface VersionSheetView extends VersionView {
  readonly marc: MarcView;
  /** What this version changed. */
  readonly differences: readonly FieldDifferenceView[];
}
export interface MergePreviewView {
  readonly marc: MarcView;
  readonly findings: readonly FindingView[];
  readonly differences: readonly FieldDifferenceView[];
}
export interface SplitView {
  readonly survivor: RecordSheetView;
  readonly other: RecordSheetView;
  /** Barcodes that followed, and that stayed because a hold ties them down. */
  readonly moved: readonly string[];
  readonly stayed: readonly string[];
  readonly textUndone: boolean;
}

interface TableRowView<Code extends string = string> {
  readonly code: Code;
  readonly fr: string;
  readonly en: string;
  readonly active: boolean;
}
interface RequiredFieldView {
  /** Any of these. */
  readonly tags: readonly string[];
  readonly code: string | null;
}
/** GET, PUT /cataloguing/rules */
export interface NetworkRulesView {
  readonly required: Readonly<Record<'#' | '1' | '2' | '3', readonly RequiredFieldView[]>>;
  readonly itemTypes: readonly (TableRowView<ItemTypeCode> & { readonly loanable: boolean })[];
  readonly audiences: readonly TableRowView[];
  readonly locations: readonly (TableRowView & { readonly library: string | null })[];
}
