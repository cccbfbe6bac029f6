import { compactNumber, ean13, isbn10, isbn13, issn8 } from '../marc/numbers.ts';
import type { IndexName } from './indexes.ts';

/**
 * The one form under which a number is indexed and looked up, so that any way of writing it finds the record: ISBN as
 * ISBN-13 (ISO 2108), ISSN as eight characters (ISO 3297), UPC as EAN-13, others without blank nor hyphen, upper case.
 * A number with a wrong check digit stays as it is printed. Empty when nothing is left.
 */
export function identifierKey(index: IndexName, text: string): string {
  if (index === 'control-number' || index === 'barcode') return text.trim().toUpperCase();
  const number = compactNumber(text);
  if (index === 'isbn') return isbn13(number) ?? number;
  if (index === 'issn') return issn8(number) ?? number;
  if (index === 'ean') return /^\d{12}$/.test(number) ? `0${number}` : number;
  return number;
}

/**
 * Every form in which a reader may type a number, as words: `9782070612758 2070612756` of either ISBN, the EAN-13 of a
 * UPC, the ISSN in the EAN of a magazine.
 */
export function numberForms(text: string): string[] {
  const number = compactNumber(text);
  if (number === '') return [];
  const forms = isbnForms(number);
  return forms.length > 0 ? forms : [...new Set([number, ean13(number) ?? number, issn8(number) ?? number])];
}

/** The ISBN-13 and, where there is one, the ISBN-10 of a text that holds an ISBN; empty when it holds none. */
export function isbnForms(text: string): string[] {
  const long = isbn13(text);
  if (!long) return [];
  const short = isbn10(long);
  return short ? [long, short] : [long];
}

/**
 * The number a search term on every field stands for when it is written with hyphens or blanks (`978-2-07-061275-8`,
 * `0395-2037`, `3 760123 456784`), else null: such a term must not be cut into words.
 */
export function numberInTerm(term: string): string | null {
  if (!/^(?:ISBN|ISSN|EAN)?[\s:]*\d[\d\s‐-―-]*[\dXx]$/i.test(term.trim())) return null;
  const ean = printedEan.test(term.trim()) ? ean13(term) : null;
  return isbn13(term) ?? issn8(term) ?? ean;
}

/** An EAN-13 or UPC in one piece, or cut after its first digits as it is printed under the bars: no list of years. */
const printedEan = /^(?:EAN)?[\s:]*(?:\d{12,13}$|\d{1,3}[\s‐-―-])/i;
