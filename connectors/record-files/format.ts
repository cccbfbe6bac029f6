import { Buffer } from 'node:buffer';
import type { Charset } from '../../core/marc/charset.ts';
import { RecordSplitter, type Frame } from '../../core/marc/frame.ts';
import { decode, type Decoded } from '../../core/marc/iso2709.ts';
import { DoctypeRefused, XmlSplitter } from '../../core/marc/xml-frame.ts';
import { decodeXml } from '../../core/marc/xml-record.ts';
import { RecordFileUnreadable, type RecordFormat } from '../../core/ports/record-source.ts';

/** Bytes of the head of a file that must be seen to know its format. */
export const formatHead = 4_096;

/** The format of a file by the first bytes of its content, never by its name. Throws RecordFileUnreadable. */
export function formatOf(path: string, head: Uint8Array): RecordFormat {
  const latin1 = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1', 0, formatHead);
  if (/^(?:\xef\xbb\xbf)?\s*</.test(latin1)) return 'xml';
  if (/[\x1d\x1e]/.test(latin1) || /^[\s\0]*(?:\d[\r\n]*){5}/.test(latin1)) return 'iso2709';
  throw new RecordFileUnreadable('unknown-format', `${path} is neither ISO 2709 nor XML: export it in one of them`);
}

/** Cuts one file into records and reads each. */
export interface RecordReader {
  push(chunk: Uint8Array): Frame[];
  end(): Frame[];
  /** Throws MalformedRecord. */
  read(bytes: Uint8Array, charset?: Charset): Decoded;
}

/** The reader of a format. `push` and `end` throw RecordFileUnreadable when the whole file is refused. */
export function readerOf(format: RecordFormat, path: string): RecordReader {
  if (format === 'iso2709') {
    const splitter = new RecordSplitter();
    return { push: (chunk) => splitter.push(chunk), end: () => splitter.end(), read: decode };
  }
  const splitter = new XmlSplitter();
  const refusing = (cut: () => Frame[]): Frame[] => {
    try {
      return cut();
    } catch (error) {
      if (!(error instanceof DoctypeRefused)) throw error;
      throw new RecordFileUnreadable('doctype', `${path} has ${error.message} (<!DOCTYPE): export it without`);
    }
  };
  return {
    push: (chunk) => refusing(() => splitter.push(chunk)),
    end: () => refusing(() => splitter.end()),
    read: (bytes, charset) => decodeXml(bytes, splitter.scope, charset),
  };
}
