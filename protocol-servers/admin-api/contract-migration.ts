import type { ItemTypeCode } from './contract-terms.ts';

/** Batches that bring a library into the catalogue, as the console and the admin API say them. Types only. */

export type BatchStateCode = 'UPLOADED' | 'PARSED' | 'ANALYSED' | 'REVIEWED' | 'APPLIED' | 'CLOSED' | 'REVERTED';
export type BatchStepCode = 'parse' | 'analyse' | 'finish-review' | 'apply' | 'close' | 'revert';
export type DecisionCode = 'NEW' | 'MERGE' | 'REVIEW' | 'REJECT' | 'KNOWN' | 'CHANGED';
export type LineOutcomeCode = 'CREATED' | 'MERGED' | 'UPDATED' | 'UNCHANGED' | 'REJECTED';

/** POST /migration-batches → BatchView; GET /migration-batches; the event `batches` of the stream tells those that moved. */
export interface BatchView {
  readonly id: number;
  readonly kind: 'RECORDS' | 'READERS' | 'LOANS';
  readonly library: string;
  readonly profile: string;
  readonly profileVersion: number;
  readonly state: BatchStateCode;
  /** Under way, or stopped: taken again it goes on. */
  readonly step: BatchStepCode | null;
  /** The step goes on no more: it may be taken again, and goes on where it was. */
  readonly stopped: boolean;
  /** Why the last step went no further, and what was found. */
  readonly stopReason: string | null;
  readonly stopDetail: string | null;
  /** Name of its file, and its bytes. */
  readonly file: string;
  readonly size: number;
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
  /** Although a batch that stands brought the very same bytes. */
  readonly again?: boolean;
}
/** A file handed over in parts. POST /migration-files: how much of it is there; one that was cut goes on from there. */
export interface FileRequest {
  readonly library: string;
  readonly name: string;
  /** Bytes of the whole. */
  readonly size: number;
}
/** PUT /migration-files: its next part, `bytes` in base64. */
export interface FilePartRequest extends FileRequest {
  readonly offset: number;
  readonly bytes: string;
}
export interface FileView {
  readonly received: number;
  /** Bytes of the longest part. */
  readonly partBytes: number;
  /** Its name in the folder `migration`, once it is whole. */
  readonly file: string | null;
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
  /** `REVIEW` takes a decision back: the line waits again, kept for whoever took it back. */
  readonly decision: 'MERGE' | 'NEW' | 'REJECT' | 'REVIEW';
  readonly into?: TargetView;
  /** How it stood when whoever decides saw it: refused `batch-line-decided` when it no longer does. */
  readonly seen?: DecisionCode;
}
/** GET /migration-queues: the batches where lines wait, the oldest first. */
export interface ReviewQueueView {
  readonly batch: BatchView;
  readonly waiting: number;
  /** Of these, how many somebody is looking at. */
  readonly claimed: number;
}
/** POST /migration-batches/:id/claims: the next lines that wait, kept for whoever asks. DELETE lets go of them. */
export interface ClaimRequest {
  readonly after: number;
  readonly limit: number;
}
export interface ClaimView {
  readonly items: readonly ComparisonView[];
  readonly waiting: number;
  /** Lines that colleagues look at, left out. */
  readonly elsewhere: number;
}
/** GET /migration-batches/:id/undoing: what taking it back undoes, and what stands in its way. */
export interface UndoingView {
  readonly rows: readonly { readonly table: string; readonly made: number; readonly changed: number }[];
  readonly inTheWay: readonly { readonly table: string; readonly key: string; readonly why: string }[];
}
/** GET /migration-batches/:id/lines/:line: side by side. Fields are `tag$a…` texts. */
export interface ComparisonView {
  readonly line: LineView;
  readonly fields: readonly FieldView[];
  readonly copies: readonly CopiesView[];
  readonly candidates: readonly {
    readonly target: TargetView;
    readonly controlNumber: string | null;
    readonly score: number;
    readonly evidence: readonly EvidenceView[];
    readonly fields: readonly FieldView[];
    readonly differences: readonly string[];
    readonly copies: readonly CopiesView[];
    /** Readers who wait for it. */
    readonly holds: number;
  }[];
}
export interface CopiesView {
  readonly library: string;
  readonly copies: number;
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
