import { Buffer } from 'node:buffer';
import { defaultMaxRecordBytes, type Frame, type FrameLimits } from './frame.ts';
import type { RecordFault } from './malformed.ts';

/** A document type declaration can name entities that grow without bound or read files: no XML that has one is read. */
export class DoctypeRefused extends Error {
  override readonly name = 'DoctypeRefused';
}

/** What the elements around the records declare: their namespaces by prefix, and the encoding of the document. */
export interface XmlScope {
  readonly namespaces: Readonly<Record<string, string>>;
  /** Lower case; `utf-8` when the document does not say. */
  readonly encoding: string;
}

/**
 * Cuts an XML document, however it is chunked, into its innermost `record` elements, whatever their namespace and what
 * wraps them (`collection`, an OAI-PMH answer). Holds one record at a time. A record whose end is lost is rejected, its
 * neighbours are read. Throws DoctypeRefused.
 */
export class XmlSplitter {
  readonly #maxRecordBytes: number;
  readonly #namespaces: Record<string, string> = {};
  #encoding = 'utf-8';
  /** One character a byte. */
  #pending = '';
  /** Place in the file of the first pending byte. */
  #offset = 0;
  #scanned = 0;
  /** Where the open record begins in `#pending`, -1 outside records. */
  #record = -1;
  /** True when fields stand outside any record: the tag of theirs is lost. */
  #astray = false;
  /** The head of an open record over the limit, while its end is looked for. */
  #givenUp: { readonly offset: number; readonly bytes: Uint8Array } | null = null;

  constructor(limits: FrameLimits = {}) {
    this.#maxRecordBytes = limits.maxRecordBytes ?? defaultMaxRecordBytes;
  }

  get scope(): XmlScope {
    return { namespaces: this.#namespaces, encoding: this.#encoding };
  }

  push(chunk: Uint8Array): Frame[] {
    this.#pending += Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    return this.#cut();
  }

  end(): Frame[] {
    const frames = this.#cut();
    if (this.#record >= 0) frames.push(this.#close(this.#pending.length, 'truncated'));
    this.#offset += this.#pending.length;
    this.#pending = '';
    return frames;
  }

  #cut(): Frame[] {
    const frames: Frame[] = [];
    for (;;) {
      const tag = this.#nextTag();
      if (tag === null) break;
      this.#scanned = tag.end;
      if (tag.text.startsWith('<!DOCTYPE')) throw new DoctypeRefused('a document type declaration');
      if (tag.name === 'record') this.#atRecordTag(tag, frames);
      else if (this.#record < 0 && ofRecords.has(tag.name)) {
        this.#record = tag.start;
        this.#astray = true;
      } else if (this.#record < 0) this.#readDeclarations(tag.text);
    }
    if (this.#record >= 0 && this.#pending.length - this.#record > this.#maxRecordBytes) {
      this.#givenUp ??= { offset: this.#offset + this.#record, bytes: this.#head(this.#record) };
      this.#record = this.#scanned;
    }
    const keep = this.#record >= 0 ? this.#record : this.#scanned;
    this.#pending = this.#pending.slice(keep);
    this.#offset += keep;
    this.#scanned -= keep;
    if (this.#record >= 0) this.#record = 0;
    return frames;
  }

  #atRecordTag(tag: Tag, frames: Frame[]): void {
    if (tag.closing) {
      if (this.#record >= 0) frames.push(this.#close(tag.end, this.#astray ? 'not-a-record' : undefined));
      return;
    }
    // A record inside a record: an envelope when it holds no field yet, else one whose end is lost.
    if (this.#givenUp || this.#astray) frames.push(this.#close(tag.start, 'not-a-record'));
    else if (this.#record >= 0) {
      const held = this.#pending.slice(this.#record, tag.start);
      if (/<(?:[\w.-]+:)?(?:leader|controlfield|datafield)[\s>]/.test(held))
        frames.push(this.#close(tag.start, 'truncated'));
      else this.#readDeclarations(held.slice(0, held.indexOf('>') + 1));
    }
    this.#record = tag.start;
    if (tag.text.endsWith('/>')) frames.push(this.#close(tag.end));
  }

  #close(end: number, rejected?: RecordFault): Frame {
    const given = this.#givenUp ?? { offset: this.#offset + this.#record, bytes: null };
    const size = this.#offset + end - given.offset;
    const fault = size > this.#maxRecordBytes ? 'record-too-long' : rejected;
    const bytes = given.bytes ?? this.#head(this.#record, size);
    this.#record = -1;
    this.#astray = false;
    this.#givenUp = null;
    return fault ? { offset: given.offset, size, bytes, rejected: fault } : { offset: given.offset, size, bytes };
  }

  #head(start: number, size = this.#maxRecordBytes): Uint8Array {
    return Buffer.from(this.#pending.slice(start, start + Math.min(size, this.#maxRecordBytes)), 'latin1');
  }

  #readDeclarations(tag: string): void {
    const encoding = /^<\?xml\s[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(tag);
    if (encoding) this.#encoding = encoding[1]!.toLowerCase();
    for (const [, prefix = '', double, single] of tag.matchAll(declaration)) {
      this.#namespaces[prefix] = double ?? single ?? '';
    }
  }

  /** The next tag worth looking at, comments and CDATA sections passed over; null when it is not all there. */
  #nextTag(): Tag | null {
    const text = this.#pending;
    for (;;) {
      const interesting = this.#record >= 0 ? inRecord : outside;
      interesting.lastIndex = this.#scanned;
      const found = interesting.exec(text);
      if (!found) {
        // Half a tag may stand at the end.
        const last = text.lastIndexOf('<');
        this.#scanned = Math.max(this.#scanned, last >= 0 && text.length - last < longestTagStart ? last : text.length);
        return null;
      }
      const start = found.index;
      const passed = skipped.find(({ begins }) => text.startsWith(begins, start));
      if (passed) {
        const end = text.indexOf(passed.ends, start + passed.begins.length);
        if (end < 0) return this.#waitAt(start);
        this.#scanned = end + passed.ends.length;
        continue;
      }
      if (partial.some((begins) => begins.startsWith(text.slice(start)))) return this.#waitAt(start);
      if (text.startsWith('<!DOCTYPE', start))
        return { text: '<!DOCTYPE', name: '', start, end: start, closing: false };
      wholeTag.lastIndex = start;
      const whole = wholeTag.exec(text)?.[0] ?? brokenTag(text, start);
      if (whole === null) return this.#waitAt(start);
      const name = /^<[/?]?(?:[\w.-]+:)?([\w.-]*)/.exec(whole)![1]!;
      return { text: whole, name, start, end: start + whole.length, closing: whole[1] === '/' };
    }
  }

  #waitAt(start: number): null {
    this.#scanned = start;
    return null;
  }
}

interface Tag {
  readonly text: string;
  /** Local name. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly closing: boolean;
}

/** A tag that the next one cuts short: no `<` may stand in a tag. Null when it may still go on. */
function brokenTag(text: string, start: number): string | null {
  const next = text.indexOf('<', start + 1);
  return next < 0 ? null : text.slice(start, next);
}

/** Bytes in which a tag shows what it is: `</prefix:record>`. */
const longestTagStart = 256;
const inRecord = /<(?:!|\?|\/?(?:[\w.-]+:)?record[\s/><])/g;
const outside = /<(?:!|\?|\/?[A-Za-z_])/g;
const wholeTag = /<(?:[^'"<>]|"[^"<]*"|'[^'<]*')*>/y;
/** What stands only in records. */
const ofRecords: ReadonlySet<string> = new Set(['leader', 'controlfield', 'datafield', 'subfield']);
const skipped = [
  { begins: '<!--', ends: '-->' },
  { begins: '<![CDATA[', ends: ']]>' },
] as const;
const partial = ['<!--', '<![CDATA[', '<!DOCTYPE'] as const;
const declaration = /\sxmlns(?::([\w.-]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
