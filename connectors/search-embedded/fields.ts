import { createHash } from 'node:crypto';
import { indexes, indexNames, type IndexName } from '../../core/query/indexes.ts';

/** The keys a record is filed under, besides its indexes. */
export const filings = ['title', 'author', 'date'] as const;
export type Filing = (typeof filings)[number];

/** Longest key kept, in characters: terms beyond are cut, the same way when indexed and when searched. */
const longestKey = 200;

/** Filed after every other key, in both directions: the record says nothing there. */
export const filedLast = '\u{10fffd}';

// One character names a field and opens its keys, so that one sorted list of terms holds every field of a segment.
const firstFieldCharacter = 0x21;
const numberOf = new Map<string, number>();
for (const index of indexNames) numberOf.set(`term ${index}`, numberOf.size);
for (const index of indexNames) if (hasHeadings(index)) numberOf.set(`heading ${index}`, numberOf.size);
for (const filing of filings) numberOf.set(`filing ${filing}`, numberOf.size);

/** How many fields a segment has. */
export const fieldCount = numberOf.size;

/** Words of a text index, normalised values of the others. */
export function termField(index: IndexName): number {
  return numberOf.get(`term ${index}`)!;
}

/** Whole headings of a text index. */
export function headingField(index: IndexName): number {
  return numberOf.get(`heading ${index}`)!;
}

export function filingField(filing: Filing): number {
  return numberOf.get(`filing ${filing}`)!;
}

/** True when whole headings are kept: every text index but `any`, whose values are those of all the others. */
export function hasHeadings(index: IndexName): boolean {
  return indexes[index].type === 'text' && index !== 'any';
}

/** The key of a term in the dictionary of a segment. */
export function keyOf(field: number, term: string): string {
  return String.fromCharCode(firstFieldCharacter + field) + cut(term);
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
