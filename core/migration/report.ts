import { correctionSentences } from '../catalogue/import/sentences.ts';
import type { Correction } from '../marc/corrections.ts';
import type { Directory } from '../network/directory.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { Store } from '../ports/store.ts';
import type { Finding, FindingKind, ItemTally, MigrationBatch } from './entities.ts';

/** What a batch is, would do, or did: the quality report before it is applied, the account of it after. */
export interface BatchReport {
  readonly batch: MigrationBatch;
  readonly library: string;
  readonly lines: {
    readonly read: number;
    /** Matched without asking, waiting for or decided by a person, new, already there, left out. */
    readonly automatic: number;
    readonly awaiting: number;
    readonly decidedByPeople: number;
    readonly new: number;
    readonly known: number;
    readonly rejected: number;
    readonly created: number;
    readonly merged: number;
    readonly updated: number;
    readonly unchanged: number;
  };
  /** In = created + known + rejected, once applied. */
  readonly items: readonly (Omit<ItemTally, 'libraryId'> & { readonly library: string })[];
  readonly rejects: readonly { line: number; offset: number; reason: string; detail: string }[];
  /** Rejected lines, whether they are named above or not. */
  readonly rejectedLines: number;
  readonly corrections: readonly { code: Correction['code']; what: string; lines: number; firstOffset: number }[];
  /** How often each piece of evidence made an automatic match. */
  readonly matchedBy: Readonly<Record<string, number>>;
  readonly unlinkedHeadings: number;
  readonly recordsWithoutItem: number;
  readonly findings: Readonly<Partial<Record<FindingKind, number>>>;
  /** Loans carried over, of a batch of loans. */
  readonly loansCarriedOver: number;
}

/** Rejected lines a report names. */
const listed = 1_000;
const linesAtOnce = 1_000;

/** Makes the report of a batch from its lines. Refused `batch-unknown`. */
export async function reportOf(
  { store, directory }: { store: Store; directory: Directory },
  batchId: number,
): Promise<Outcome<BatchReport>> {
  const { migration } = store.read;
  const batch = await migration.batch(batchId);
  if (!batch) return refused('batch-unknown');
  const [counts, tallies, findings] = await Promise.all([
    migration.countLines(batchId),
    migration.tallies(batchId),
    migration.countFindings(batchId),
  ]);
  const sum = (...conditions: Partial<(typeof counts)[number]>[]) =>
    counts
      .filter((line) =>
        conditions.some((one) => Object.entries(one).every(([name, value]) => line[name as 'outcome'] === value)),
      )
      .reduce((total, { count }) => total + count, 0);
  const people = counts.filter(({ decidedBy }) => decidedBy !== null && decidedBy !== 'automatic');
  const walked = await walk(store, batch);
  const rejectedLines = sum({ decision: 'REJECT', outcome: null }, { outcome: 'REJECTED' });
  return granted({
    batch,
    library: directory.library(batch.libraryId).code,
    lines: {
      read: batch.lineCount,
      automatic: sum({ decision: 'MERGE', decidedBy: 'automatic' }),
      awaiting: sum({ decision: 'REVIEW' }),
      decidedByPeople: people.reduce((total, { count }) => total + count, 0),
      new: sum({ decision: 'NEW' }),
      known: sum({ decision: 'KNOWN' }, { decision: 'CHANGED' }),
      rejected: rejectedLines,
      created: sum({ outcome: 'CREATED' }),
      merged: sum({ outcome: 'MERGED' }),
      updated: sum({ outcome: 'UPDATED' }),
      unchanged: sum({ outcome: 'UNCHANGED' }),
    },
    items: tallies.map(({ libraryId, ...tally }) => ({ library: directory.library(libraryId).code, ...tally })),
    rejectedLines,
    loansCarriedOver: batch.kind === 'LOANS' ? sum({ outcome: 'CREATED' }) : 0,
    findings: Object.fromEntries(findings.map(({ kind, findings: count }) => [kind, count])),
    ...walked,
  });
}

/** What only the lines themselves tell. */
async function walk({ read }: Store, { id, lineCount }: MigrationBatch) {
  const rejects: { line: number; offset: number; reason: string; detail: string }[] = [];
  const corrections = new Map<Correction['code'], { lines: number; firstOffset: number }>();
  const matchedBy: Record<string, number> = {};
  let [unlinkedHeadings, recordsWithoutItem] = [0, 0];
  for (let after = 0; after < lineCount; after += linesAtOnce) {
    const sums = await read.migration.lineSums(id, after, after + linesAtOnce);
    unlinkedHeadings += sums.unlinkedHeadings;
    recordsWithoutItem += sums.recordsWithoutItem;
    for (const code of sums.matchedBy) matchedBy[code] = (matchedBy[code] ?? 0) + 1;
    for (const { code, lines, firstOffset } of sums.corrections) {
      const known = corrections.get(code) ?? { lines: 0, firstOffset };
      corrections.set(code, { ...known, lines: known.lines + lines });
    }
    for (const { line, offset, reason, detail } of sums.rejects.slice(0, listed - rejects.length)) {
      rejects.push({ line, offset, reason: reason ?? 'by-a-person', detail: detail ?? '' });
    }
  }
  return {
    rejects,
    corrections: [...corrections].map(([code, told]) => ({ code, what: correctionSentences[code], ...told })),
    matchedBy,
    unlinkedHeadings,
    recordsWithoutItem,
  };
}

/** What the places of a report are counted in: bytes of a file of records, lines of a table. */
export function placeName({ kind }: Pick<MigrationBatch, 'kind'>): 'byte' | 'line' {
  return kind === 'RECORDS' ? 'byte' : 'line';
}

/** A report as a table (RFC 4180): section, subject, what, count or detail. A leading formula sign is put in quotes. */
export function reportCsv(report: BatchReport, findings: readonly Finding[]): string {
  const rows: (string | number)[][] = [['section', 'subject', 'what', 'value']];
  for (const [what, count] of Object.entries(report.lines)) rows.push(['lines', report.library, what, count]);
  for (const { library, itemType, ...counts } of report.items) {
    for (const [what, count] of Object.entries(counts)) rows.push(['items', `${library} ${itemType}`, what, count]);
  }
  const place = placeName(report.batch);
  for (const { offset, reason, detail } of report.rejects) rows.push(['rejects', `${place} ${offset}`, reason, detail]);
  for (const { what, lines, firstOffset } of report.corrections)
    rows.push(['corrections', `${place} ${firstOffset}`, what, lines]);
  for (const [code, count] of Object.entries(report.matchedBy)) rows.push(['matched by', '', code, count]);
  rows.push(['headings', '', 'without authority', report.unlinkedHeadings]);
  rows.push(['records', '', 'without item', report.recordsWithoutItem]);
  rows.push(['loans', '', 'carried over', report.loansCarriedOver]);
  for (const { line, kind, subject, detail } of findings) rows.push([kind, `line ${line}`, subject, detail]);
  return rows.map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

/** A cell of CSV. Spreadsheets run what begins by one of these signs: it is made text. */
export function csvCell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
