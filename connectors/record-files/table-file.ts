import { isUtf8 } from 'node:buffer';
import { open, stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { TableUnreadable, type Table, type TableRow, type TableSource } from '../../core/ports/table-source.ts';
import { systemCode } from './check-file.ts';

export interface TableFilesOptions {
  /** Rows handed over at once. */
  readonly batchSize?: number;
  /** Bytes of the head of a file that decide how it is written. */
  readonly sampleSize?: number;
  /** Bytes of one row: a quote that nobody closed does not swallow the file. */
  readonly longestRow?: number;
  readonly mostColumns?: number;
}

/** Reads files of rows (CSV) of this machine: UTF-8 or Windows-1252, with commas, semicolons, tabs or bars. */
export function tableFiles({
  batchSize = 1_000,
  sampleSize = 256 * 1024,
  longestRow = 64 * 1024,
  mostColumns = 200,
}: TableFilesOptions = {}): TableSource {
  return {
    async open(path): Promise<Table> {
      const { size, head } = await headOf(path, sampleSize);
      const charset = isUtf8(wholeCharacters(head)) ? 'utf-8' : 'windows-1252';
      const delimiter = delimiterOf(new TextDecoder(charset).decode(head));
      const rows = () => rowsOf(path, { charset, delimiter, longestRow });
      const columns = await columnsOf(rows(), path, mostColumns);
      return { size, columns, batches: batchesOf(rows(), columns, { path, batchSize }) };
    },
  };
}

async function headOf(path: string, sampleSize: number): Promise<{ size: number; head: Buffer }> {
  try {
    const facts = await stat(path);
    if (!facts.isFile()) throw new TableUnreadable(`${path} is not a file`);
    if (facts.size === 0) throw new TableUnreadable(`${path} is empty`);
    const file = await open(path, 'r');
    try {
      const head = Buffer.alloc(Math.min(sampleSize, facts.size));
      await file.read(head, 0, head.length, 0);
      return { size: facts.size, head };
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    throw new TableUnreadable(code === 'ENOENT' ? `${path} does not exist` : `${path} cannot be read (${code})`);
  }
}

/** Without the bytes of a character that the end of the sample cut. */
function wholeCharacters(head: Buffer): Buffer {
  for (let cut = 0; cut < 4 && cut < head.length; cut += 1) {
    const part = head.subarray(0, head.length - cut);
    if (isUtf8(part)) return part;
  }
  return head;
}

/** The sign that stands most often in the first row, outside quotes. */
function delimiterOf(head: string): string {
  const first = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(head.replace(/^\ufeff/, ''))![0].replace(/"(?:[^"]|"")*"/g, '');
  const counts = [';', ',', '\t', '|'].map((sign) => ({ sign, count: first.split(sign).length - 1 }));
  return counts.sort((a, b) => b.count - a.count)[0]!.sign;
}

interface Writing {
  readonly charset: string;
  readonly delimiter: string;
  readonly longestRow: number;
}
interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Each row with the line of the file where it ends. */
async function* rowsOf(path: string, { charset, delimiter, longestRow }: Writing): AsyncGenerator<ParsedRow> {
  const options = {
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  };
  const parser = parse({ ...options, max_record_size: longestRow });
  const source = createReadStream(path);
  const text = Readable.from(decoded(source, charset));
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  try {
    yield* parser as AsyncIterable<ParsedRow>;
  } catch (error) {
    const code = systemCode(error);
    if (code !== null) throw new TableUnreadable(`${path} cannot be read (${code})`);
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')) {
      throw new TableUnreadable(`${path} is not a table: ${error.message}`);
    }
    throw error;
  } finally {
    source.destroy();
  }
}

async function* decoded(source: AsyncIterable<Uint8Array>, charset: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(charset);
  for await (const chunk of source) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function columnsOf(rows: AsyncGenerator<ParsedRow>, path: string, most: number): Promise<string[]> {
  for await (const { record } of rows) {
    const columns = record.map((name) => name.trim());
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
  { path, batchSize }: { path: string; batchSize: number },
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
    batch.push({ line, values: Object.fromEntries(columns.map((name, at) => [name, record[at] ?? ''])) });
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
