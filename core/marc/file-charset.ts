import { Buffer, isAscii } from 'node:buffer';
import { detectCharset, looksEncodedTwice, undoDoubleEncoding, type Charset } from './charset.ts';

/**
 * What the records of one file say together of how it is written. Show it each record (or those of a sample), then ask.
 * The file, not the record, decides between character sets that a short text does not tell apart.
 */
export class FileCharset {
  readonly #votes = { 'utf-8': 0, 'iso-5426': 0, 'windows-1252': 0 };
  #suspects = 0;
  #notTwice = 0;

  observe(record: Uint8Array): void {
    if (isAscii(record)) return;
    const charset = detectCharset(record);
    this.#votes[charset] += 1;
    if (charset !== 'utf-8') return;
    const buffer = Buffer.from(record.buffer, record.byteOffset, record.byteLength);
    if (looksEncodedTwice(buffer.toString('latin1'))) this.#suspects += 1;
    if (undoDoubleEncoding(buffer.toString('utf8')) === null) this.#notTwice += 1;
  }

  /** Records that look encoded twice: worth reading the whole file before anything is repaired. */
  get suspects(): number {
    return this.#suspects;
  }

  /**
   * UTF-8 encoded twice only when every record of the file can be undone: one that cannot shows that the pairs are
   * somebody's text.
   */
  decide(): Charset {
    const { 'utf-8': utf8, 'iso-5426': iso5426, 'windows-1252': windows1252 } = this.#votes;
    if (utf8 > 0 && this.#suspects > 0 && this.#notTwice === 0 && iso5426 + windows1252 === 0) return 'utf-8-twice';
    if (utf8 >= iso5426 + windows1252) return 'utf-8';
    return iso5426 > windows1252 ? 'iso-5426' : 'windows-1252';
  }
}
