import type { WritingFault } from '../../marc/iso2709-writer.ts';

/**
 * Which records are taken out: all that may be seen; those a library holds or brought, hidden ones too, with its items
 * alone (its exit); a search result.
 */
export type ExportScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'library'; readonly code: string }
  | { readonly kind: 'query'; readonly cql: string };

export const exportFormats = ['iso2709', 'marcxchange', 'items-csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportCharsets = ['utf-8', 'iso-5426'] as const;
export type ExportCharset = (typeof exportCharsets)[number];

/** What is asked of an export. */
export interface ExportRequest {
  readonly scope: ExportScope;
  readonly format: ExportFormat;
  /** Of ISO 2709; the other formats are in UTF-8. */
  readonly charset: ExportCharset;
  /** Characters ISO 5426 has not: the record is left out and named, or they are written `&#x20AC;`. */
  readonly unwritable: 'refuse' | 'reference';
}

/** A record that could not be written as it stands. */
export interface ExportLine {
  readonly controlNumber: string;
  /** `split`: over several records with the same 001; else why it was left out. */
  readonly what: 'split' | 'unreadable' | WritingFault;
  readonly detail: string;
}

/** What an export did so far, or in all. */
export interface ExportReport {
  /** Records given out, and the records of the file they became. */
  readonly records: number;
  readonly written: number;
  readonly items: number;
  readonly leftOut: number;
  readonly split: number;
  /** The first of those split or left out; all are counted. */
  readonly lines: readonly ExportLine[];
}
export const emptyReport: ExportReport = { records: 0, written: 0, items: 0, leftOut: 0, split: 0, lines: [] };

/** How far an export is, kept beside its file so that another process can go on. */
export interface ExportState {
  readonly request: ExportRequest;
  /** Number of the last record that was dealt with; 0: none, not even the head of the file is written. */
  readonly afterId: number;
  readonly report: ExportReport;
  /** UTC milliseconds. */
  readonly startedAt: number;
  /** Null until the file is whole. */
  readonly finishedAt: number | null;
}

/** The state of an export of which nothing is written. */
export const blank = { afterId: 0, report: emptyReport, finishedAt: null } as const;

/** Whether two requests ask for the same file. */
export function sameRequest(one: ExportRequest, other: ExportRequest): boolean {
  const key = ({ scope, format, charset, unwritable }: ExportRequest) =>
    JSON.stringify([
      scope.kind,
      scope.kind === 'library' ? scope.code : scope.kind === 'query' ? scope.cql : '',
      format,
      charset,
      unwritable,
    ]);
  return key(one) === key(other);
}
