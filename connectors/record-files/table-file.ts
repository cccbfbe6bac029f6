import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { Charset } from '../../core/marc/charset.ts';
import { readRow, TableCharset } from '../../core/marc/table-charset.ts';
import { RecordFileUnreadable } from '../../core/ports/record-source.ts';
import { TableUnreadable, type Table, type TableRow, type TableSource } from '../../core/ports/table-source.ts';
import { checkFile, refuseStrangers } from './check-file.ts';
import { contentOf, unpackingLimits, type ContentTask, type UnpackingLimits } from './content.ts';

export interface TableFilesOptions {
  /** Rows handed over at once. */
  readonly batchSize?: number;
  /** Bytes read at once. */
  readonly chunkSize?: number;
  /** Bytes of the head of a file in which its first row ends. */
  readonly sampleSize?: number;
  /** Bytes of one row: a quote that nobody closed does not swallow the file. */
  readonly longestRow?: number;
  readonly mostColumns?: number;
  readonly limits?: Partial<UnpackingLimits>;
}

/**
 * Reads files of rows (CSV) of this machine, as they are or in gzip or zip, in UTF-8, Windows-1252 (Latin-1), MacRoman or
 * CP850, with commas, semicolons, tabs or bars. A file is read through before its first row is given out, so that how it
 * is written, its soundness and its limits are known before anything is stored.
 */
export function tableFiles({
  batchSize = 1_000,
  chunkSize = 256 * 1024,
  sampleSize = 256 * 1024,
  longestRow = 64 * 1024,
  mostColumns = 200,
  limits = {},
}: TableFilesOptions = {}): TableSource {
  return {
    open: (path) =>
      inWords(async (): Promise<Table> => {
        const task = { path, ...(await checkFile(path)), chunkSize, limits: { ...unpackingLimits, ...limits } };
        const { charset, delimiter } = await survey(task, sampleSize);
        const rows = () => rowsOf(task, { delimiter, longestRow });
        const columns = await columnsOf(rows(), { path, charset, most: mostColumns });
        return { size: task.size, charset, columns, batches: batchesOf(rows(), columns, { path, charset, batchSize }) };
      }),
  };
}

/** What a file of records is refused for, in the words of a table. */
async function inWords<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof RecordFileUnreadable) throw new TableUnreadable(error.message);
    throw error;
  }
}

/** Reads a file through: how its rows are written, and what parts them. */
async function survey(task: ContentTask, sampleSize: number): Promise<{ charset: Charset; delimiter: string }> {
  const charset = new TableCharset();
  let head = Buffer.alloc(0);
  let rest = Buffer.alloc(0);
  for await (const chunk of contentOf(task)) {
    if (head.length < sampleSize) head = Buffer.concat([head, chunk]);
    const bytes = Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
      charset.observe(bytes.subarray(from, end));
      from = end + 1;
    }
    rest = bytes.subarray(from);
    // One line without end is looked at in pieces, and refused when it is read.
    if (rest.length > task.chunkSize) {
      charset.observe(rest);
      rest = Buffer.alloc(0);
    }
  }
  if (head.length === 0) throw new TableUnreadable(`${task.path} is empty`);
  refuseStrangers(task.path, head.toString('latin1', 0, 64));
  charset.observe(rest);
  return { charset: charset.decide(), delimiter: delimiterOf(head.toString('latin1')) };
}
const newline = 0x0a;

/** The sign that stands most often in the first row, outside quotes. */
function delimiterOf(head: string): string {
  const first = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/
    .exec(head.replace(/^\xef\xbb\xbf/, ''))![0]
    .replace(/"(?:[^"]|"")*"/g, '');
  const counts = [';', ',', '\t', '|'].map((sign) => ({ sign, count: first.split(sign).length - 1 }));
  return counts.sort((a, b) => b.count - a.count)[0]!.sign;
}

interface Form {
  readonly delimiter: string;
  readonly longestRow: number;
}
interface ParsedRow {
  /** One byte a character: what parts rows and values is ASCII in every character set a table comes in. */
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Each row with the line of the file where it ends. */
async function* rowsOf(task: ContentTask, { delimiter, longestRow }: Form): AsyncGenerator<ParsedRow> {
  const options = {
    bom: true,
    delimiter,
    encoding: 'latin1',
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  } as const;
  const parser = parse({ ...options, max_record_size: longestRow });
  const source = Readable.from(contentOf(task), { objectMode: false });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    yield* parser as AsyncIterable<ParsedRow>;
  } catch (error) {
    if (error instanceof RecordFileUnreadable) throw new TableUnreadable(error.message);
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')) {
      throw new TableUnreadable(`${task.path} is not a table: ${error.message}`);
    }
    throw error;
  } finally {
    source.destroy();
  }
}

async function columnsOf(
  rows: AsyncGenerator<ParsedRow>,
  { path, charset, most }: { path: string; charset: Charset; most: number },
): Promise<string[]> {
  for await (const { record } of rows) {
    const columns = readRow(record, charset).values.map((name) => name.trim());
    const twice = columns.find((name, at) => name !== '' && columns.indexOf(name) !== at);
    if (twice !== undefined) throw new TableUnreadable(`${path} has two columns called ${twice}`);
    if (columns.length > most) throw new TableUnreadable(`${path} has ${columns.length} columns, more than ${most}`);
    return columns;
  }
  throw new TableUnreadable(`${path} has no row`);
}

async function* batchesOf(
  rows: AsyncGenerator<ParsedRow>,
  columns: readonly string[],
  { path, charset, batchSize }: { path: string; charset: Charset; batchSize: number },
): AsyncGenerator<TableRow[]> {
  let batch: TableRow[] = [];
  let before = 0;
  for await (const { record, info } of rows) {
    const line = before + 1;
    before = info.lines;
    if (line === 1) continue; // the names of the columns
    if (record.length > columns.length) {
      throw new TableUnreadable(`${path}, line ${line}: ${record.length} values for ${columns.length} columns`);
    }
    const { values, corrections } = readRow(record, charset);
    batch.push({ line, corrections, values: Object.fromEntries(columns.map((name, at) => [name, values[at] ?? ''])) });
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
