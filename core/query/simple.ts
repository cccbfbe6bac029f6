import { numberInTerm } from './identifiers.ts';
import { phraseTerm } from './masked-term.ts';
import { maskedWords } from './masks.ts';
import type { Clause, Query } from './model.ts';
import { plainClause } from './plain-clause.ts';
import { words } from './text.ts';

/** Letters a masked word must show to be read as masked; with fewer, its signs are left out. */
const maskedWordLetters = 2;

/**
 * What the one search box of a screen asks: every word somewhere in the record, words between quotation marks side by
 * side, `germ*` or `germ?nal` masked, `-mot` nowhere; an ISBN or ISSN as one number; nothing typed, everything. Whatever
 * is typed is a search: a sign that means nothing is left out.
 */
export function simpleQuery(text: string): Query {
  const number = numberInTerm(text);
  if (number) return plainClause('any', number, 'word');
  const wanted: Clause[] = [];
  const unwanted: Clause[] = [];
  const plainWords: string[] = [];
  for (const { excluded, phrase, term } of pieces(text)) {
    if (!excluded && !phrase && !isMasked(term) && numberInTerm(term) === null) plainWords.push(...words(term));
    else (excluded ? unwanted : wanted).push(...clauses(term, phrase));
  }
  if (plainWords.length > 0) {
    wanted.unshift(plainClause('any', plainWords.join(' '), plainWords.length === 1 ? 'word' : 'all-words'));
  }
  const found = wanted.reduce<Query | null>((left, right) => (left ? { kind: 'and', left, right } : right), null);
  return unwanted.reduce<Query>((left, right) => ({ kind: 'not', left, right }), found ?? { kind: 'all' });
}

interface Piece {
  readonly excluded: boolean;
  readonly phrase: boolean;
  readonly term: string;
}

/** Parts between blanks or quotation marks; a mark that is never closed is closed by the end. */
function pieces(text: string): Piece[] {
  return [...text.matchAll(/(?<!\S)(-?)["«“]([^"»”]*)["»”]?|(?<!\S)(-?)(\S+)/gu)].map(
    ([, before = '', quoted, dash = '', bare = '']) =>
      quoted === undefined
        ? { excluded: dash !== '', phrase: false, term: bare.replace(/\?+$/, '') } // the end of a question
        : { excluded: before !== '', phrase: true, term: quoted },
  );
}

function clauses(term: string, phrase: boolean): Clause[] {
  const number = numberInTerm(term);
  if (number) return [plainClause('any', number, 'word')];
  const masks = !phrase && isMasked(term) ? maskedWords(term) : words(term);
  if (masks.length === 0) return [];
  const structure = masks.length === 1 ? 'word' : 'phrase';
  return [{ ...plainClause('any', '', structure), ...phraseTerm(masks) }];
}

function isMasked(term: string): boolean {
  return /[*?]/.test(term) && maskedWords(term).every((mask) => mask.replace(/[*?]/g, '').length >= maskedWordLetters);
}
