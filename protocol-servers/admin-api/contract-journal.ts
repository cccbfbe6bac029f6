/** The journal, as the console and the admin API say it. Types only. */

export type JournalFamilyCode =
  | 'access'
  | 'circulation'
  | 'holds'
  | 'shuttle'
  | 'readers'
  | 'catalogue'
  | 'migration'
  | 'exchange'
  | 'devices'
  | 'network'
  | 'notices';

/** One line. Never says who a reader is. */
export interface JournalLineView {
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly type: string;
  readonly family: JournalFamilyCode;
  /** `user:coord`, `device:kiosk-lens`, `system`. */
  readonly actor: string;
  readonly library: string | null;
  /** What it was done to; each null when nothing of the kind is concerned. */
  readonly barcode: string | null;
  readonly title: string | null;
  readonly device: string | null;
  /** The first twelve digits of a pseudonym; `erased`: the reader was erased since. */
  readonly reader: string | null;
  /** Its place in the chain, null while it waits for it. */
  readonly position: number | null;
}
/** GET /journal?from&to&family&library&actor&object&before&limit. `next` goes into `before`; null at the end. */
export interface JournalPageView {
  readonly items: readonly JournalLineView[];
  readonly next: string | null;
}
/** GET /journal/:seq */
export interface JournalSheetView extends JournalLineView {
  readonly facts: readonly { readonly name: string; readonly value: string | number | boolean | null }[];
  /** What changed, when the line kept both states. */
  readonly changes: readonly { readonly name: string; readonly before: string; readonly after: string }[];
  readonly hash: string | null;
}
/** POST /journal/verification */
export interface JournalVerdictView {
  readonly at: string;
  /** Lines of the chain that are whole, and when the last of them was told. */
  readonly lines: number;
  readonly lastAt: string | null;
  /** Lines the chain has not taken yet. */
  readonly waiting: number;
  readonly broken: {
    readonly fault:
      | 'head-lost'
      | 'line-missing'
      | 'does-not-follow'
      | 'reader-changed'
      | 'line-changed'
      | 'end-cut'
      | 'head-elsewhere';
    readonly position: number;
    readonly found: { readonly seq: number; readonly position: number } | null;
  } | null;
}
/** POST /journal/exports: every line asked for; 422 `journal-export-too-large` (facts.most). The journal is told. */
export interface JournalExportRequest {
  readonly from: string | null;
  readonly to: string | null;
  readonly family: JournalFamilyCode | null;
  readonly library: string | null;
  readonly actor: string | null;
  readonly object: string | null;
}
export interface JournalExportView {
  readonly items: readonly JournalLineView[];
}
