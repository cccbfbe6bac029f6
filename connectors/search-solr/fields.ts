import { indexes, type IndexName } from '../../core/query/indexes.ts';
import { shownHeading } from '../../core/query/text.ts';

/** Fields of the schema (`configset/managed-schema.xml`), by index and by what they hold. */
export const wordsField = (index: IndexName): string => `${index}_words`;
export const headingField = (index: IndexName): string => `${index}_heading`;
export const shownField = (index: IndexName): string => `${index}_shown`;
export const valueField = (index: IndexName): string => `${index}_value`;
export const filedField = (key: 'title' | 'author' | 'date'): string => `filed_${key}`;

/** What results are counted by: the headings chosen for it, or the values themselves. */
export function facetField(index: IndexName): string {
  return indexes[index].facet === 'headings' ? `${index}_facet` : valueField(index);
}

/** True when whole headings are kept: every text index but `any`, whose values are those of all the others. */
export function hasHeadings(index: IndexName): boolean {
  return indexes[index].type === 'text' && index !== 'any';
}

/** Tokens that are no word, and that no word can look like: around a value, and beside each word. */
export const marks = { first: '-first-', last: '-last-', word: '-word' } as const;

/** The first token that may be a word: digits come before letters, and marks before digits. */
export const firstWord = '0';

/** Places between two values of a field (`positionIncrementGap`): further apart, two words stand in two values. */
export const placesBetweenValues = 100_000;

/** Longest term kept, in characters: terms beyond are cut, the same way when indexed and when searched. */
const longestTerm = 200;

/** A term as it is kept. */
export function cut(term: string): string {
  return term.length <= longestTerm ? term : term.slice(0, longestTerm).toWellFormed();
}

/** Between a heading and the way it is read; it sorts before any character of a heading. */
export const shownMark = '\u0001';

/** A heading with the way it is read. */
export function shownTerm(heading: string, text: string): string {
  return `${cut(heading)}${shownMark}${cut(shownHeading(text))}`;
}

/** A year as it is kept: four digits, so that the order of terms is that of years. */
export function yearKey(year: number): string {
  return String(Math.min(Math.max(year, 0), 9999)).padStart(4, '0');
}
