import { Buffer, isAscii } from 'node:buffer';
import type { Charset } from './charset.ts';
import type { Correction } from './corrections.ts';
import { refuseForeign } from './foreign.ts';
import type { Frame } from './frame.ts';
import { decode, encode, UnwritableRecord, type Decoded } from './iso2709.ts';
import { MalformedRecord, type RecordFault } from './malformed.ts';
import type { MarcRecord } from './record.ts';

/** Why a record that nothing had to be put right in is not written again as it was. */
export const rewritingReasons = ['field-order', 'charset-not-written', 'does-not-fit', 'other'] as const;
export type RewritingReason = (typeof rewritingReasons)[number];

/** What one record of a file is worth. `offset` and `size` are bytes in the file. */
export type CheckedRecord = { readonly offset: number; readonly size: number } & (
  | {
      /** `identical`: written again it is the same, to the byte in ISO 2709, to the field in XML. */
      readonly verdict: 'identical';
      readonly corrections: readonly Correction[];
    }
  | {
      readonly verdict: 'rewritten';
      readonly corrections: readonly Correction[];
      /** Null when the corrections are the reason. */
      readonly reason: RewritingReason | null;
    }
  | { readonly verdict: 'unreadable'; readonly fault: RecordFault; readonly detail: string }
);

/** How the file of a record is read. */
export interface Checking {
  readonly format: 'iso2709' | 'xml';
  readonly charset: Charset;
  /** Throws MalformedRecord. */
  readonly read: (bytes: Uint8Array, charset: Charset) => Decoded;
}

/** Reads a record, writes it again and compares. Pure. Only MalformedRecord makes it unreadable. */
export function checkRecord(frame: Frame, checking: Checking): CheckedRecord {
  const place = { offset: frame.offset, size: frame.size };
  if (frame.rejected) return { ...place, verdict: 'unreadable', fault: frame.rejected, detail: `${frame.size} bytes` };
  try {
    const { record, corrections } = checking.read(frame.bytes, checking.charset);
    refuseForeign(record);
    const reason = whyRewritten(frame.bytes, record, checking);
    if (reason === null) return { ...place, verdict: 'identical', corrections };
    const changed = corrections.some(({ code }) => code !== 'charset-declared');
    return { ...place, verdict: 'rewritten', corrections, reason: changed ? null : reason };
  } catch (error) {
    if (!(error instanceof MalformedRecord)) throw error;
    return { ...place, verdict: 'unreadable', fault: error.fault, detail: error.detail };
  }
}

function whyRewritten(bytes: Uint8Array, record: MarcRecord, { format, charset }: Checking): RewritingReason | null {
  if (format === 'iso2709' && !isAscii(bytes) && charset !== 'utf-8' && charset !== 'iso-5426') {
    return 'charset-not-written';
  }
  try {
    const inUtf8 = format === 'xml' || charset !== 'iso-5426';
    const again = encode(record, { charset: inUtf8 ? 'utf-8' : 'iso-5426' });
    if (format === 'xml') return sameRecord(decode(again, 'utf-8').record, record) ? null : 'other';
    if (Buffer.compare(again, bytes) === 0) return null;
    return again.length === bytes.length && sameRecord(decode(again, charset).record, record) ? 'field-order' : 'other';
  } catch (error) {
    if (!(error instanceof UnwritableRecord)) throw error;
    return 'does-not-fit';
  }
}

function sameRecord(one: MarcRecord, other: MarcRecord): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
