import type { PatronLineView } from './contract-patrons.ts';

/** What calls for somebody, and what is found by a few letters. Types only. Times are ISO 8601, UTC. */

/** GET /alerts: what this role may see to, of the whole network or of its own library; the oldest first. */
export interface AlertView {
  readonly key: string;
  readonly kind: 'device-silent' | 'hold-shelf-expired' | 'shuttle-late' | 'harvest-failed' | 'offline-exceptions';
  /** Null: of the whole network. */
  readonly library: { readonly code: string; readonly name: string } | null;
  /** Login of the device, code of the source. */
  readonly subject: string | null;
  readonly name: string | null;
  readonly count: number;
  readonly since: string;
  readonly acknowledged: { readonly by: string; readonly at: string } | null;
}
/** POST /alerts/acknowledgements → the alert, and who sees to it. */
export interface AcknowledgeRequest {
  readonly key: string;
}

/** GET /quick-search?q=: of each kind the visitor may see, the first few. */
export interface QuickSearchView {
  readonly readers: readonly PatronLineView[];
  readonly records: readonly {
    readonly record: string;
    readonly title: string;
    readonly authors: readonly string[];
    readonly year: number | null;
  }[];
  readonly copies: readonly { readonly barcode: string; readonly title: string; readonly record: string }[];
  readonly devices: readonly {
    readonly login: string;
    readonly name: string;
    readonly library: { readonly code: string; readonly name: string };
  }[];
  /** What could not be searched at this moment. */
  readonly missing: readonly ('readers' | 'records' | 'copies' | 'devices')[];
}
