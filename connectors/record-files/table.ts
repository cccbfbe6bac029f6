import { Buffer } from 'node:buffer';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { decodeText, type Charset } from '../../core/marc/charset.ts';
import { FileCharset } from '../../core/marc/file-charset.ts';
import { RecordFileUnreadable } from '../../core/ports/record-source.ts';
import type { TableProfile } from '../../core/tables/profile.ts';
import { columnsOf, prepareRow, type Columns, type PreparedRow } from '../../core/tables/row.ts';
import { refuseStrangers } from './check-file.ts';
import { contentOf } from './content.ts';
import type { FileTask } from './file-task.ts';

/** Characters one row may have: a quote that is never closed must not swallow the file. */
const longestRow = 100_000;
/** Bytes one line may have; a table of old Macs, which ends its lines otherwise, must be smaller than this. */
const longestLine = 16 * 1024 ** 2;

/** What a table is as a whole, known before any of its rows is given out. */
export interface TableSurvey {
  /** Bytes, unpacked. */
  readonly size: number;
  readonly charset: Charset;
  readonly separator: string;
  readonly columns: Columns;
  readonly unused: readonly string[];
}

/** Reads the head of a table: how it is written, what separates its cells, which columns it has. Throws RecordFileUnreadable. */
export async function surveyTable(task: FileTask, profile: TableProfile): Promise<TableSurvey> {
  const observed = new FileCharset();
  let seen = 0;
  let first: Uint8Array | null = null;
  for await (const block of wholeLines(task)) {
    if (first === null) refuseStrangers(task.path, Buffer.from(block).toString('latin1', 0, 64));
    first ??= block;
    if (seen < task.sampleSize) for (const line of linesOf(block)) observed.observe(line);
    seen += block.length;
    if (seen >= task.sampleSize && task.container === 'plain') break;
  }
  if (first === null) throw new RecordFileUnreadable('empty', `${task.path} is empty`);
  const charset = task.charset ?? observed.decide();
  const heading = withoutBom(decodeText(first, charset)).split(/\r?\n|\r/, 1)[0]!;
  const separator = profile.separator ?? likeliestSeparator(heading);
  const columns = columnsOf(await cellsOf(heading, separator), profile);
  const wrong = [...columns.missing, ...columns.doubtful];
  if (wrong.length > 0) {
    throw new RecordFileUnreadable(
      'columns',
      `${task.path}: no single column for ${wrong.join(', ')}; its columns are ${columns.unused.join(', ') || 'all used'}`,
    );
  }
  const size = task.container === 'plain' ? task.size : seen;
  return { size, charset, separator, columns, unused: columns.unused };
}

/** The rows of a table after its heading, a batch at a time. Every row is read or refused. Throws RecordFileUnreadable. */
export async function* rowsOf(
  task: FileTask,
  profile: TableProfile,
  { charset, separator, columns, size }: TableSurvey,
): AsyncGenerator<PreparedRow[]> {
  let seen = 0;
  async function* text(): AsyncGenerator<string> {
    for await (const block of wholeLines(task)) {
      const decoded = decodeText(block, charset);
      yield seen === 0 ? withoutBom(decoded) : decoded;
      seen += block.length;
    }
  }
  let batch: PreparedRow[] = [];
  let heading = true;
  for await (const row of parsed(text(), separator)) {
    if (heading) {
      heading = false;
      continue;
    }
    batch.push('fault' in row ? { kind: 'unreadable', column: '', ...row } : prepareRow(row, columns, profile));
    if (batch.length < task.batchSize) continue;
    yield batch;
    batch = [];
  }
  if (seen !== size) {
    throw new RecordFileUnreadable('changed', `${task.path} changed while it was read: ${size} bytes, then ${seen}`);
  }
  if (batch.length > 0) yield batch;
}

type Cells = { readonly cells: readonly string[]; readonly line: number };
type Broken = { readonly fault: 'quote-not-closed'; readonly line: number };

async function* parsed(text: AsyncIterable<string>, separator: string): AsyncGenerator<Cells | Broken> {
  const skipped: Broken[] = [];
  let line = 1;
  const parser = parse({
    delimiter: separator,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: longestRow,
    info: true,
    on_skip: () => void skipped.push({ fault: 'quote-not-closed', line }),
  });
  // A fault of the source destroys the parser with it, which the loop then sees.
  pipeline(Readable.from(text), parser, () => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      yield* skipped.splice(0);
      yield { cells: record, line };
      line = info.lines + 1;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    skipped.push({ fault: 'quote-not-closed', line });
  }
  yield* skipped;
}

async function cellsOf(heading: string, separator: string): Promise<readonly string[]> {
  for await (const row of parsed(Readable.from([heading]), separator)) if ('cells' in row) return row.cells;
  return [];
}

function likeliestSeparator(heading: string): string {
  const count = (separator: string) => heading.split(separator).length;
  return [';', ',', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** Chunks cut anew after a line end, so that no character is cut in two. */
async function* wholeLines({ path, ...task }: FileTask): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of contentOf({ path, ...task })) {
    const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = all.lastIndexOf(0x0a) + 1;
    if (end > 0) yield all.subarray(0, end);
    rest = all.subarray(end);
    if (rest.length > longestLine)
      throw new RecordFileUnreadable('unknown-format', `${path} has no lines: it is no table`);
  }
  if (rest.length > 0) yield rest;
}

function* linesOf(block: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < block.length;) {
    const end = block.indexOf(0x0a, at);
    yield block.subarray(at, end < 0 ? block.length : end);
    at = end < 0 ? block.length : end + 1;
  }
}

function withoutBom(text: string): string {
  return text.replace(/^\ufeff/, '');
}
