import type { ItemTypeCode } from './contract-terms.ts';

/** Batches that bring a library into the catalogue, as the console and the admin API say them. Types only. */

export type BatchStateCode = 'UPLOADED' | 'PARSED' | 'ANALYSED' | 'REVIEWED' | 'APPLIED' | 'CLOSED' | 'REVERTED';
export type BatchStepCode = 'parse' | 'analyse' | 'finish-review' | 'apply' | 'close' | 'revert';
export type DecisionCode = 'NEW' | 'MERGE' | 'REVIEW' | 'REJECT' | 'KNOWN' | 'CHANGED';
export type LineOutcomeCode = 'CREATED' | 'MERGED' | 'UPDATED' | 'UNCHANGED' | 'REJECTED';

/** POST /migration-batches {kind, library, profile, file} → BatchView; GET /migration-batches, /migration-batches/:id */
export interface BatchView {
  readonly id: number;
  readonly kind: 'RECORDS' | 'READERS' | 'LOANS';
  readonly library: string;
  readonly profile: string;
  readonly profileVersion: number;
  readonly state: BatchStateCode;
  /** Under way, or stopped: taken again it goes on. */
  readonly step: BatchStepCode | null;
  /** Lines done of the step (bytes for a parse). */
  readonly done: number;
  readonly lines: number;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly appliedAt: string | null;
  readonly signedBy: string | null;
}
export interface OpenBatchRequest {
  readonly kind: BatchView['kind'];
  readonly library: string;
  readonly profile: string;
  /** Name of a file that stands in the folder `migration` of the server's data. */
  readonly file: string;
}

/** Where a line would go: a record of the catalogue (by its number there) or an earlier line. */
export type TargetView = { readonly record: number } | { readonly line: number };
export interface EvidenceView {
  readonly code: string;
  readonly score: number;
  readonly detail: string;
}
/** GET /migration-batches/:id/lines?decision=&outcome=&after=&limit= */
export interface LineView {
  readonly line: number;
  /** Byte of the file where it begins (line of the file for a table). */
  readonly offset: number;
  readonly sourceId: string;
  readonly title: string | null;
  readonly decision: DecisionCode | null;
  readonly decidedBy: string | null;
  readonly target: TargetView | null;
  readonly proposals: readonly { target: TargetView; score: number; evidence: readonly EvidenceView[] }[];
  readonly outcome: LineOutcomeCode | null;
  readonly result: number | null;
  readonly reason: string | null;
  readonly detail: string | null;
}
/** PUT /migration-batches/:id/lines/:line/decision */
export interface DecisionRequest {
  readonly decision: 'MERGE' | 'NEW' | 'REJECT';
  readonly into?: TargetView;
}
/** GET /migration-batches/:id/lines/:line: side by side. Fields are `tag$a…` texts. */
export interface ComparisonView {
  readonly line: LineView;
  readonly fields: readonly FieldView[];
  readonly candidates: readonly {
    readonly target: TargetView;
    readonly controlNumber: string | null;
    readonly score: number;
    readonly evidence: readonly EvidenceView[];
    readonly fields: readonly FieldView[];
    readonly differences: readonly string[];
  }[];
}
export interface FieldView {
  readonly tag: string;
  readonly text: string;
}
/** GET /migration-batches/:id/report, and /report.csv in a JSON text */
export interface ReportView {
  readonly batch: BatchView;
  readonly lines: Readonly<Record<string, number>>;
  readonly items: readonly {
    readonly library: string;
    readonly itemType: ItemTypeCode | 'UNKNOWN';
    readonly read: number;
    readonly created: number;
    readonly known: number;
    readonly rejected: number;
  }[];
  readonly rejects: readonly { line: number; offset: number; reason: string; detail: string }[];
  readonly corrections: readonly { code: string; what: string; lines: number; firstOffset: number }[];
  readonly matchedBy: Readonly<Record<string, number>>;
  readonly unlinkedHeadings: number;
  readonly recordsWithoutItem: number;
  readonly findings: Readonly<Record<string, number>>;
  readonly loansCarriedOver: number;
}
export interface FindingView {
  readonly line: number;
  readonly kind: string;
  readonly subject: string;
  readonly detail: string;
}
/** GET, PUT /matching-rules */
export interface MatchingRulesView {
  readonly weights: Readonly<Record<string, number>>;
  readonly automatic: number;
  readonly review: number;
  readonly lead: number;
  readonly near: number;
  readonly close: number;
  readonly setIsbnTitles: number;
}
/** GET /source-profiles; PUT /source-profiles/:name saves a new version; POST …/try reads a record by it */
export interface SourceProfileView {
  readonly name: string;
  readonly version: number;
  readonly label: string;
  readonly tag: string;
  readonly subfields: Readonly<Record<string, string>>;
  readonly libraries: Readonly<Record<string, string>>;
  readonly documentTypes: Readonly<Record<string, ItemTypeCode>>;
  readonly circulation: Readonly<Record<string, { readonly type?: ItemTypeCode; readonly loanable: boolean }>>;
  readonly barcodePrefix: string;
  readonly localTags: readonly string[];
  readonly readers: Readonly<Record<string, string>>;
  readonly loans: Readonly<Record<string, string>>;
  readonly categories: Readonly<Record<string, string>>;
  readonly dates: 'YYYY-MM-DD' | 'DD/MM/YYYY' | 'YYYYMMDD';
}
export interface TriedProfileView {
  readonly title: string | null;
  readonly fault: string | null;
  readonly items: readonly {
    readonly barcode: string;
    readonly owner: string;
    readonly type: ItemTypeCode;
    readonly location: string;
    readonly callNumber: string;
    readonly loanable: boolean;
    readonly outside: readonly string[];
  }[];
  readonly unusableItems: readonly { readonly fault: string; readonly detail: string }[];
}
