import { Buffer, isUtf8 } from 'node:buffer';
import { decodeText } from '../../core/marc/charset.ts';
import type { OaiRepair } from '../../core/ports/oai-source.ts';
import { NoAnswer } from './no-answer.ts';

/** The text of a page. */
export interface PageText {
  readonly text: string;
  readonly repairs: readonly OaiRepair[];
  /** Bytes that are not in the charset the page says, each now U+FFFD. */
  readonly damaged: boolean;
}

const forbidden = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
const forbiddenReference = /&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]|[fF]{3}[eEfF])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/g;

/**
 * Reads the bytes of a page in the charset it says (its mark, then HTTP, then its declaration), mended when asked. Throws
 * NoAnswer `doctype`, `not-oai-pmh`, `unreadable`.
 */
export function pageText(bytes: Uint8Array, contentType: string, repair: boolean): PageText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const charset = charsetOf(buffer, contentType);
  const repairs: OaiRepair[] = [];
  let text: string;
  let damaged = false;
  if (charset === 'utf-8' && isUtf8(buffer)) text = buffer.toString('utf8');
  else if (charset === 'utf-8' && repair) {
    text = decodeText(buffer, 'windows-1252');
    repairs.push('wrong-charset');
  } else if (['iso-8859-1', 'iso-8859-15', 'windows-1252', 'latin1'].includes(charset)) {
    text = decodeText(buffer, 'windows-1252');
  } else {
    text = decoded(buffer, charset);
    damaged = text.includes('\ufffd');
  }
  text = text.replace(/^\ufeff/, '').trimStart();
  refuseOther(text);
  if (repair) {
    const clean = text.replace(forbidden, '').replace(forbiddenReference, '');
    if (clean !== text) repairs.push('forbidden-characters');
    text = clean;
  }
  return { text, repairs, damaged };
}

function charsetOf(buffer: Buffer, contentType: string): string {
  const mark = buffer.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return 'utf-16le';
  if (mark === 'feff') return 'utf-16be';
  const told = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1];
  const declared = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)/.exec(buffer.toString('latin1', 0, 300))?.[1];
  // Many servers put a charset of their own on every answer: bytes that are UTF-8 are UTF-8.
  if (isUtf8(buffer)) return 'utf-8';
  return (declared ?? told ?? 'utf-8').toLowerCase();
}

function decoded(buffer: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(buffer);
  } catch (error) {
    if (error instanceof RangeError) throw new NoAnswer('unreadable', `written in ${charset}`);
    throw error;
  }
}

/** A document type declaration can name entities that grow without bound or read files: no page that has one is read. */
function refuseOther(text: string): void {
  const prolog = text.slice(0, Math.max(0, text.search(/<[\w:]/)));
  const type = /<!DOCTYPE\s+([\w:]*)/i.exec(prolog)?.[1];
  if (type !== undefined && type.toLowerCase() !== 'html') throw new NoAnswer('doctype', 'a document type declaration');
  const root = /<([\w.:-]+)/.exec(text.slice(prolog.length))?.[1] ?? '';
  if (type === undefined && /^(?:[\w.-]+:)?OAI-PMH$/.test(root)) return;
  throw new NoAnswer('not-oai-pmh', root === '' ? 'an answer that is no XML' : `a page whose root is ${root}`);
}
