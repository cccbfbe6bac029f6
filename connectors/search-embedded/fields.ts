import { createHash } from 'node:crypto';
import { indexes, indexNames, type IndexName } from '../../core/query/indexes.ts';
import { shownHeading } from '../../core/query/text.ts';

/** The keys a record is filed under, besides its indexes. */
export const filings = ['title', 'author', 'date'] as const;
export type Filing = (typeof filings)[number];

/** Longest key kept, in characters: terms beyond are cut, the same way when indexed and when searched. */
const longestKey = 200;

/** Filed after every other key, in both directions: the record says nothing there. */
export const filedLast = '\u{10fffd}';

// One character names a field and opens its keys, so that one sorted list of terms holds every field of a segment.
const firstFieldCharacter = 0x21;
let fields = 0;
const numbered = <Name>(names: readonly Name[]): ReadonlyMap<Name, number> =>
  new Map(names.map((name) => [name, fields++]));
const termFields = numbered(indexNames);
const headingFields = numbered(indexNames.filter(hasHeadings));
const headingFacetFields = numbered(indexNames.filter((index) => indexes[index].facet === 'headings'));
const filingFields = numbered(filings);

/** How many fields a segment has. */
export const fieldCount = fields;

/** Words of a text index, normalised values of the others. */
export function termField(index: IndexName): number {
  return termFields.get(index)!;
}

/** Whole headings of a text index. */
export function headingField(index: IndexName): number {
  return headingFields.get(index)!;
}

const numbersOfHeadings = new Set(headingFields.values());

/** True of the fields of whole headings, whose keys also say how a heading is read. */
export function isHeadingField(field: number): boolean {
  return numbersOfHeadings.has(field);
}

/** What results are counted by: the headings chosen for it, or the values themselves. */
export function facetField(index: IndexName): number {
  return headingFacetFields.get(index) ?? termField(index);
}

export function filingField(filing: Filing): number {
  return filingFields.get(filing)!;
}

/** True when whole headings are kept: every text index but `any`, whose values are those of all the others. */
export function hasHeadings(index: IndexName): boolean {
  return indexes[index].type === 'text' && index !== 'any';
}

/** The key of a term in the dictionary of a segment. */
export function keyOf(field: number, term: string): string {
  return storedKey(field, cut(term));
}

/** The key of a term that is already as it is kept. */
export function storedKey(field: number, term: string): string {
  return String.fromCharCode(firstFieldCharacter + field) + term;
}

/** Bytes a key has before its term. */
export const fieldBytes = 1;

/** After a heading in its key; what follows is the heading as it is read. It sorts before any character of a heading. */
export const shownMark = '\u0001';
export const shownMarkByte = 1;

/** A heading as it is kept, so that one way of writing it can be shown; empty when nothing of it can be searched. */
export function headingTerm(heading: string, text: string): string {
  return heading === '' ? '' : `${cut(heading)}${shownMark}${cut(shownHeading(text))}`;
}

/** A term as it is kept. */
export function cut(term: string): string {
  return term.length <= longestKey ? term : term.slice(0, longestKey).toWellFormed();
}

/** A year as a key: four digits, so that the order of keys is that of years. */
export function yearKey(year: number): string {
  return String(Math.min(Math.max(year, 0), 9999)).padStart(4, '0');
}

/** Changes with the table of indexes: an index file filled by another table must be rebuilt. */
export function tableDigest(): string {
  const table = indexNames.map((name) => [name, indexes[name].type, indexes[name].sources, indexes[name].otherSources]);
  return createHash('sha256').update(JSON.stringify(table)).digest('hex');
}
