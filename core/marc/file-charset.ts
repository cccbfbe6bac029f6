import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import { guessed, likeliest, weigh, type Evidence } from './charset-evidence.ts';
import { hasMarc8Shift, looksEncodedTwice, undoDoubleEncoding, type Charset } from './charset.ts';
import { countFrenchLetters } from './iso646.ts';

/** French letters of seven bits that a file must show, and that one record in so many must, before it is read so. */
const leastFrenchLetters = 3;
const oneRecordIn = 50;

/**
 * What the records of one file say together of how it is written. Show it each record (or those of a sample), then ask.
 * The file, not the record, decides between character sets that a short text does not tell apart.
 */
export class FileCharset {
  readonly #evidence: Evidence = { 'windows-1252': 0, 'iso-5426': 0, 'marc-8': 0, cp850: 0, macroman: 0 };
  #ascii = 0;
  #utf8 = 0;
  #others = 0;
  #suspects = 0;
  #notTwice = 0;
  #shifts = 0;
  #frenchLetters = 0;
  #inFrench = 0;

  observe(record: Uint8Array): void {
    const buffer = Buffer.from(record.buffer, record.byteOffset, record.byteLength);
    if (buffer.includes(0x1b) && hasMarc8Shift(buffer.toString('latin1'))) this.#shifts += 1;
    if (isAscii(record)) this.#observeAscii(buffer.toString('latin1'));
    else if (isUtf8(record)) this.#observeUtf8(buffer);
    else {
      this.#others += 1;
      const evidence = weigh(record);
      for (const charset of guessed) this.#evidence[charset] += evidence[charset];
    }
  }

  #observeAscii(text: string): void {
    this.#ascii += 1;
    const letters = countFrenchLetters(text);
    this.#frenchLetters += letters;
    if (letters > 0) this.#inFrench += 1;
  }

  #observeUtf8(buffer: Buffer): void {
    this.#utf8 += 1;
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
    if (this.#utf8 > 0 && this.#suspects > 0 && this.#notTwice === 0 && this.#others === 0) return 'utf-8-twice';
    if (this.#others > this.#utf8) return likeliest(this.#evidence);
    if (this.#utf8 > 0) return 'utf-8';
    if (this.#shifts > 0) return 'marc-8';
    const french = this.#frenchLetters >= leastFrenchLetters && this.#inFrench * oneRecordIn >= this.#ascii;
    return french ? 'iso-646-fr' : 'utf-8';
  }
}
