import type { IndexName } from './indexes.ts';

/**
 * The one form under which a number is indexed and looked up, so that any way of writing it finds the record: ISBN as
 * ISBN-13 (ISO 2108), ISSN as eight characters (ISO 3297), UPC as EAN-13, others without blank nor hyphen, upper case.
 * A number with a wrong check digit stays as it is printed. Empty when nothing is left.
 */
export function identifierKey(index: IndexName, text: string): string {
  if (index === 'control-number' || index === 'barcode') return text.trim().toUpperCase();
  const number = compact(text);
  if (index === 'isbn') return isbn13Of(number) ?? number;
  if (index === 'issn') return issnOf(number) ?? number;
  if (index === 'ean') return /^\d{12}$/.test(number) ? `0${number}` : number;
  return number;
}

/** Every form in which a reader may type a number, as words: `9782070612758 2070612756` of either ISBN. */
export function numberForms(text: string): string[] {
  const number = compact(text);
  if (number === '') return [];
  const isbn13 = isbn13Of(number);
  if (!isbn13) return [number];
  const isbn10 = isbn10Of(isbn13);
  return isbn10 ? [isbn13, isbn10] : [isbn13];
}

/** The ISBN-13 and, where there is one, the ISBN-10 of a text that holds an ISBN; empty when it holds none. */
export function isbnForms(text: string): string[] {
  const isbn13 = isbn13Of(compact(text));
  if (!isbn13) return [];
  const isbn10 = isbn10Of(isbn13);
  return isbn10 ? [isbn13, isbn10] : [isbn13];
}

/**
 * The number a search term on every field stands for when it is written with hyphens or blanks (`978-2-07-061275-8`,
 * `0395-2037`), else null: such a term must not be cut into words.
 */
export function numberInTerm(term: string): string | null {
  if (!/^(?:ISBN|ISSN|EAN)?[\s:]*\d[\d\s‐-―-]*[\dXx]$/i.test(term.trim())) return null;
  const number = compact(term);
  if (isbn13Of(number)) return isbn13Of(number);
  return issnOf(number);
}

/** A number without its label, qualifier, blanks and hyphens, in upper case: `ISBN 2-07-061275-6 (br.)`. */
function compact(text: string): string {
  return text
    .replace(/\(.*/s, '') // a qualifier left inside $a by old files
    .replace(/^\s*(?:ISBN|ISSN|EAN)(?:-1[03])?[\s:]*/i, '')
    .replace(/[\s\u00ad\u2010-\u2015.\u0098\u009c-]+/g, '')
    .toUpperCase();
}

function isbn13Of(number: string): string | null {
  const found = /^(?:(97[89]\d{10})|(\d{9}[\dX]))(?!\d)/.exec(number);
  if (!found) return null;
  if (found[1]) return checkDigit13(found[1]) === found[1][12] ? found[1] : null;
  const isbn10 = found[2]!;
  if (checkDigit10(isbn10) !== isbn10[9]) return null;
  const body = `978${isbn10.slice(0, 9)}`;
  return body + checkDigit13(body);
}

function isbn10Of(isbn13: string): string | null {
  if (!isbn13.startsWith('978')) return null; // 979 has no ISBN-10
  const body = isbn13.slice(3, 12);
  return body + checkDigit10(body);
}

/** An ISSN, also out of the EAN printed on a magazine (977 + seven digits). */
function issnOf(number: string): string | null {
  const found = /^(?:(\d{7})[\dX]|977(\d{7})\d{3}(?:\d{2}|\d{5})?)$/.exec(number);
  if (!found) return null;
  if (found[1]) return checkDigitIssn(found[1]) === number[7] ? number : null;
  return found[2]! + checkDigitIssn(found[2]!);
}

function checkDigit13(digits: string): string {
  let sum = 0;
  for (let at = 0; at < 12; at++) sum += Number(digits[at]) * (at % 2 === 0 ? 1 : 3);
  return String((10 - (sum % 10)) % 10);
}

function checkDigit10(digits: string): string {
  return modulo11(digits.slice(0, 9), 10);
}

function checkDigitIssn(digits: string): string {
  return modulo11(digits.slice(0, 7), 8);
}

function modulo11(digits: string, firstWeight: number): string {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) sum += Number(digits[at]) * (firstWeight - at);
  const digit = (11 - (sum % 11)) % 11;
  return digit === 10 ? 'X' : String(digit);
}
