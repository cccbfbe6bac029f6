import { numberInTerm } from './identifiers.ts';
import type { Query } from './model.ts';
import { words } from './text.ts';

/** What the one search box of a screen asks: every word somewhere in the record; an ISBN or ISSN as one number; nothing typed, everything. */
export function simpleQuery(text: string): Query {
  const number = numberInTerm(text);
  const found = number ? [number] : words(text);
  if (found.length === 0) return { kind: 'all' };
  return {
    kind: 'clause',
    index: 'any',
    relation: '=',
    term: found.join(' '),
    structure: found.length === 1 ? 'word' : 'all-words',
    position: 'any',
    truncation: 'none',
    completeness: 'incomplete',
  };
}
