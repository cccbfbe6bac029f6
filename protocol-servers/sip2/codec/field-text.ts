import { type Charset, fitFor } from './charset.ts';

/** The guide sets no length; terminals commonly keep 255 characters of a variable field. */
export const maxFieldLength = 255;

const space = 0x20;
const delimiter = 0x7c;
const lastAscii = 0x7e;

/** A value as it may stand between two delimiters: no delimiter, no control, at most 255 characters, never half of one. */
export function fieldText(value: string, charset: Charset): string {
  if (value.length > maxFieldLength) return carefully(value, charset);
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code < space || code > lastAscii || code === delimiter) return carefully(value, charset);
  }
  return value;
}

function carefully(value: string, charset: Charset): string {
  // C0, DEL and C1 controls, line and paragraph separators, bidirectional controls: a display obeys them
  const harmless = value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069|]/gu, ' ');
  const fit = fitFor(harmless.toWellFormed(), charset);
  if (fit.length <= maxFieldLength) return fit;
  return Array.from(fit.slice(0, 2 * maxFieldLength))
    .slice(0, maxFieldLength)
    .join('')
    .toWellFormed();
}
