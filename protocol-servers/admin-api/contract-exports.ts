/** Exports of records and items, as the console and the admin API say them. Types only. */

export interface ExportScopeView {
  readonly kind: 'all' | 'library' | 'query';
  /** Of `library`: its code. */
  readonly library?: string;
  /** Of `query`: CQL. */
  readonly cql?: string;
}
/** POST /exports → ExportView. Made in the background; an account of one library takes out that library alone. */
export interface ExportOrder {
  readonly scope: ExportScopeView;
  readonly format: 'iso2709' | 'marcxchange' | 'items-csv';
  /** Of ISO 2709; UTF-8 when not said. */
  readonly charset?: 'utf-8' | 'iso-5426';
  /** Characters ISO 5426 has not: the record is left out (`refuse`, when not said) or they become references. */
  readonly unwritable?: 'refuse' | 'reference';
}
/** GET /exports, GET /exports/:id; DELETE /exports/:id → 204; GET /exports/:id/file → its bytes, 409 until it is done. */
export interface ExportView {
  readonly id: string;
  readonly scope: ExportScopeView;
  readonly format: ExportOrder['format'];
  readonly charset: 'utf-8' | 'iso-5426';
  readonly status: 'waiting' | 'running' | 'done' | 'failed';
  /** Of the running one: records looked at, of how many. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** Records given out, and the records of the file they became. */
  readonly records: number;
  readonly written: number;
  readonly items: number;
  readonly split: number;
  readonly leftOut: number;
  /** The first of those split or left out. */
  readonly lines: readonly {
    readonly controlNumber: string;
    readonly what: string;
    readonly sentence: string;
    readonly detail: string;
  }[];
  readonly bytes: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string | null;
}
