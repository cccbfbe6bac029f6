import { type Buffer, isAscii, isUtf8 } from 'node:buffer';
import { likeliest, weigh, type GuessedCharset } from './charset-evidence.ts';
import { charsetOfCode, hasMarc8Shift, looksEncodedTwice, type Charset } from './charset.ts';
import type { Correction } from './corrections.ts';
import type { FieldSpan } from './directory.ts';

/** How much better than its file's a character set must read before one record is taken to be written in it. */
const clearlyBetter = 8;

/** What one record says of how it is written, beside what its file says. */
interface RecordBytes {
  readonly buffer: Buffer;
  readonly latin1: string;
  readonly spans: readonly FieldSpan[];
}

/**
 * How one record is written: as its file, unless its bytes say otherwise. Null: pure ASCII. Whatever disagrees (with the
 * file, with 100 $a) is told in `corrections`.
 */
export function charsetOfRecord(
  record: RecordBytes,
  fileCharset: Charset | undefined,
  corrections: Correction[],
): Charset | null {
  const declared = declaredIn(record);
  if (isAscii(record.buffer)) return charsetOfAscii(record, fileCharset);
  const charset = isUtf8(record.buffer)
    ? charsetOfUtf8(record.latin1, fileCharset, corrections)
    : charsetOfOthers(record.buffer, fileCharset, declared?.charset, corrections);
  const found = charset === 'utf-8-twice' ? 'utf-8' : charset;
  if (declared && declared.charset !== found) {
    corrections.push({ code: 'charset-declared', detail: `100 $a ${declared.code}, ${found}` });
  }
  return charset;
}

function charsetOfAscii({ buffer, latin1 }: RecordBytes, fileCharset: Charset | undefined): Charset | null {
  if (fileCharset === 'iso-646-fr') return fileCharset;
  if (!buffer.includes(0x1b)) return null;
  return fileCharset === 'marc-8' || fileCharset === 'iso-5426' ? fileCharset : hasMarc8Shift(latin1) ? 'marc-8' : null;
}

function charsetOfUtf8(latin1: string, fileCharset: Charset | undefined, corrections: Correction[]): Charset {
  if (fileCharset === 'utf-8-twice') {
    if (looksEncodedTwice(latin1)) corrections.push({ code: 'double-encoding-repaired', detail: '' });
    return fileCharset;
  }
  if (fileCharset && fileCharset !== 'utf-8')
    corrections.push({ code: 'charset-mixed', detail: `utf-8 in a file in ${fileCharset}` });
  if (looksEncodedTwice(latin1)) corrections.push({ code: 'double-encoding-suspected', detail: '' });
  return 'utf-8';
}

function charsetOfOthers(
  buffer: Buffer,
  fileCharset: Charset | undefined,
  declared: Charset | undefined,
  corrections: Correction[],
): Charset {
  const evidence = weigh(buffer);
  const own = likeliest(evidence);
  if (fileCharset === 'iso-5426-2' || (declared === 'iso-5426-2' && evidence[own] < clearlyBetter)) return 'iso-5426-2';
  if (isGuessed(fileCharset)) {
    if (evidence[fileCharset] >= 0 || evidence[own] - evidence[fileCharset] < clearlyBetter) return fileCharset;
  }
  if (fileCharset) corrections.push({ code: 'charset-mixed', detail: `${own} in a file in ${fileCharset}` });
  return own;
}

function isGuessed(charset: Charset | undefined): charset is GuessedCharset {
  return charset !== undefined && !notGuessed.has(charset);
}
const notGuessed: ReadonlySet<Charset> = new Set(['utf-8', 'utf-8-twice', 'iso-5426-2', 'iso-646-fr']);

/** What 100 $a says, before anything is decoded: it is ASCII. */
function declaredIn({ latin1, spans }: RecordBytes): ReturnType<typeof charsetOfCode> {
  const span = spans.find(({ tag }) => tag === '100');
  if (!span) return null;
  const found = /\x1fa([^\x1f]*)/.exec(latin1.slice(span.start, span.end));
  return found && charsetOfCode(found[1]!);
}
