/**
 * Standard numbers as they are compared: digits (and X) only, check digit verified, what stands in brackets dropped.
 * Each function gives null for a text that holds no valid number.
 */

/** ISBN-13 of an ISBN of 10 or 13 characters (ISO 2108), however it is written. */
export function isbn13(text: string): string | null {
  const number = compact(text);
  const found = /^(?:(97[89]\d{10})|(\d{9}[\dX]))(?!\d)/.exec(number);
  if (!found) return null;
  if (found[1]) return ean13(found[1]);
  const body = found[2]!.slice(0, 9);
  if (modulo11(body, 10) !== found[2]![9]) return null;
  return `978${body}${eanCheckDigit(`978${body}`)}`;
}

/** EAN-13; a UPC of 12 digits gets its leading zero. */
export function ean13(text: string): string | null {
  const number = compact(text);
  const thirteen = number.length === 12 ? `0${number}` : number;
  return /^\d{13}$/.test(thirteen) && eanCheckDigit(thirteen) === thirteen[12] ? thirteen : null;
}

/** ISSN, eight characters without hyphen (ISO 3297). */
export function issn8(text: string): string | null {
  const found = /^(\d{7})([\dX])/.exec(compact(text));
  return found && modulo11(found[1]!, 8) === found[2] ? found[0] : null;
}

function compact(text: string): string {
  return text
    .replace(/\(.*/s, '') // a qualifier left inside $a by old files
    .replace(/^\s*(?:ISBN|ISSN|EAN)(?:-1[03])?[\s:]*/i, '')
    .replace(/[^0-9A-Za-z]+/g, '')
    .toUpperCase();
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
