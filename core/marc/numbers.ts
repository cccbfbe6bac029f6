/**
 * Standard numbers as they are compared: digits (and X) only, check digit verified, what stands in brackets dropped.
 * Each function gives null for a text that holds no valid number.
 */

/** ISBN-13 of an ISBN of 10 or 13 characters (ISO 2108), however it is written. */
export function isbn13(text: string): string | null {
  const number = bare(text);
  const found = /^(?:(97[89]\d{10})|(\d{9}[\dX]))(?!\d)/.exec(number);
  if (!found) return null;
  if (found[1]) return ean13(found[1]);
  const body = found[2]!.slice(0, 9);
  if (modulo11(body, 10) !== found[2]![9]) return null;
  return `978${body}${eanCheckDigit(`978${body}`)}`;
}

/** EAN-13; a UPC of 12 digits gets its leading zero. */
export function ean13(text: string): string | null {
  const number = bare(text);
  const thirteen = number.length === 12 ? `0${number}` : number;
  return /^\d{13}$/.test(thirteen) && eanCheckDigit(thirteen) === thirteen[12] ? thirteen : null;
}

/** ISBN-10 of an ISBN-13; null for the 979, which have none. */
export function isbn10(isbn13: string): string | null {
  if (!isbn13.startsWith('978')) return null;
  const body = isbn13.slice(3, 12);
  return body + modulo11(body, 10);
}

/** ISSN, eight characters without hyphen (ISO 3297), also out of the EAN of a magazine (977 and seven digits). */
export function issn8(text: string): string | null {
  const found = /^(?:(\d{7})([\dX])(?!\d)|977(\d{7})\d{3}(?:\d{2}|\d{5})?$)/.exec(bare(text));
  if (!found) return null;
  if (found[3]) return found[3] + modulo11(found[3], 8);
  return modulo11(found[1]!, 8) === found[2] ? found[1]! + found[2] : null;
}

/** A number without its label, qualifier, blanks and hyphens, in upper case: `ISBN 2-07-061275-6 (br.)`. */
export function compactNumber(text: string): string {
  return text
    .replace(/\(.*/s, '') // a qualifier left inside $a by old files
    .replace(/^\s*(?:ISBN|ISSN|EAN)(?:-1[03])?[\s:]*/i, '')
    .replace(/[\s\u00ad\u2010-\u2015.\u0098\u009c-]+/g, '')
    .toUpperCase();
}

/** Digits and letters alone: what is checked, whatever stands between them. */
function bare(text: string): string {
  return compactNumber(text).replace(/[^0-9A-Z]+/g, '');
}

function eanCheckDigit(digits: string): string {
  let sum = 0;
  for (let at = 0; at < 12; at += 1) sum += (digits.charCodeAt(at) - 0x30) * (at % 2 === 0 ? 1 : 3);
  return String((10 - (sum % 10)) % 10);
}

function modulo11(digits: string, firstWeight: number): string {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) sum += (digits.charCodeAt(at) - 0x30) * (firstWeight - at);
  const digit = (11 - (sum % 11)) % 11;
  return digit === 10 ? 'X' : String(digit);
}
