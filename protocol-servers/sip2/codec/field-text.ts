import { type Charset, fitFor } from './charset.ts';

/** The guide sets no length; terminals commonly keep 255 characters of a variable field. */
export const maxFieldLength = 255;
/** What ends a field, unless a terminal has another (SIP2 2.00, variable-length fields). */
export const defaultDelimiter = '|';

const space = 0x20;
const lastAscii = 0x7e;
const firstLatinLetter = 0xc0;
const lastLatinLetter = 0x17f;

/** A value as it may stand between two delimiters: no delimiter, no control, at most 255 characters, never half of one. */
export function fieldText(value: string, charset: Charset, delimiter = defaultDelimiter): string {
  if (value.length > maxFieldLength) return carefully(value, charset, delimiter);
  const ending = delimiter.charCodeAt(0);
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code < space || (code > lastAscii && !isPlainLetter(code, charset)) || code === ending) {
      return carefully(value, charset, delimiter);
    }
  }
  return value;
}

/** Letters of Latin scripts composed already, in a set that has them all: nothing to make harmless, nothing to compose. */
function isPlainLetter(code: number, charset: Charset): boolean {
  return charset === 'utf-8' && code >= firstLatinLetter && code <= lastLatinLetter;
}

function carefully(value: string, charset: Charset, delimiter: string): string {
  // C0, DEL and C1 controls, line and paragraph separators, bidirectional controls: a display obeys them
  const harmless = value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, ' ');
  const fit = fitFor(harmless.toWellFormed(), charset).replaceAll(delimiter, ' ');
  if (fit.length <= maxFieldLength) return fit;
  return Array.from(fit.slice(0, 2 * maxFieldLength))
    .slice(0, maxFieldLength)
    .join('')
    .toWellFormed();
}

/** The beginning of a text that a screen of `width` characters of this set can show whole: what a person sees as one is never cut. */
export function cutToWidth(text: string, width: number, charset: Charset): string {
  const fit = fitFor(text.toWellFormed(), charset);
  if (fit.length <= width) return fit;
  segmenter ??= new Intl.Segmenter('fr', { granularity: 'grapheme' });
  const seen = Array.from(segmenter.segment(fit), ({ segment }) => segment);
  return seen.length <= width ? fit : seen.slice(0, width).join('').trimEnd();
}

/** Made when a text is first too long for a screen: making one takes 50 ms. */
let segmenter: Intl.Segmenter | undefined;
