import { Buffer } from 'node:buffer';

/** Compaction schemes of ISO/IEC 15962 that turn data back into text, by the three bits of a precursor. */
const schemes: Readonly<Record<number, (data: Uint8Array) => string | null>> = {
  1: integerText,
  4: sixBitText,
  6: plainText,
  7: plainText,
};

/** The text of a compacted object; null for a scheme that nothing here lets one verify. */
export function compactedText(compaction: number, data: Uint8Array): string | null {
  return schemes[compaction]?.(data) ?? null;
}

/** Scheme 1, integer: `1CBE991A14` is 123456789012. No text begins with a zero, nor is longer than 19 digits. */
export function integerText(data: Uint8Array): string | null {
  if (data.length === 0 || data.length > 8 || data[0] === 0) return null;
  return BigInt(`0x${Buffer.from(data).toString('hex')}`).toString();
}

/** Scheme 4: characters 0x20 to 0x5F in six bits each, completed to a byte by the first bits of 100000. */
function sixBitText(data: Uint8Array): string | null {
  const bits = bitsOf(data);
  const length = Math.floor(bits.length / 6);
  const padding = bits.slice(length * 6);
  if (!'100000'.startsWith(padding)) return null;
  let text = '';
  for (let at = 0; at < length; at += 1) {
    const code = Number.parseInt(bits.slice(at * 6, at * 6 + 6), 2);
    text += String.fromCharCode(code < 0x20 ? code + 0x40 : code);
  }
  // 24 bits are four characters, or three and a padding of six.
  return padding === '' && text.endsWith(' ') ? text.slice(0, -1) : text;
}

/** Schemes 6 and 7: the characters themselves. */
function plainText(data: Uint8Array): string | null {
  const text = Buffer.from(data).toString('utf8');
  return text.includes('\ufffd') || /\p{C}/u.test(text) ? null : text;
}

const letters = '-ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const nextIsSmall = 29;

/**
 * The application-defined compaction of an ISIL, as far as the example of the standard (`US-InU-Mu`) shows it: five bits
 * a character, 0 the hyphen, 1 to 26 the capitals, 29 before a small letter. Null as soon as anything else comes.
 */
export function isilText(data: Uint8Array): string | null {
  const bits = bitsOf(data);
  let text = '';
  let small = false;
  for (let at = 0; at + 5 <= bits.length; at += 5) {
    const code = Number.parseInt(bits.slice(at, at + 5), 2);
    if (code === nextIsSmall && !small) {
      small = true;
      continue;
    }
    const letter = letters[code];
    if (letter === undefined) return null;
    text += small ? letter.toLowerCase() : letter;
    small = false;
  }
  return /^[A-Z]{2}-./.test(text) && !small ? text : null;
}

function bitsOf(data: Uint8Array): string {
  return [...data].map((byte) => byte.toString(2).padStart(8, '0')).join('');
}
