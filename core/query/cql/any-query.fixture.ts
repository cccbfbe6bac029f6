import fc from 'fast-check';
import { indexes, indexNames, type IndexName } from '../indexes.ts';
import type { Query } from '../model.ts';
import { QueryError } from '../query-error.ts';
import { compileCql, defaultCqlLimits } from './index.ts';

const limits = { ...defaultCqlLimits, characters: 1e6, clauses: 1e4, depth: 2_000 };

/** Letters, blanks, and all that CQL, masks or regular expressions give a meaning. */
const characters = fc.constantFrom(
  ...'aéœZ09 \'-*?^"\\.()/=<>',
  'prince ',
  "l'été ",
  '\\*',
  '\\?',
  '\\^',
  '\\"',
  '\\\\',
);
const term = fc.oneof(
  fc.array(characters, { minLength: 1, maxLength: 8 }).map((each) => each.join('')),
  fc.constantFrom('1998', '19?8', '199*', '1990 1999', '2-07-061275-9', '978207*', 'ge(r|m)+.*l', 'LENS', '0395-2037'),
);
const index = fc.constantFrom(...indexNames.flatMap((name: IndexName) => indexes[name].cql));
const relation = fc.constantFrom(
  '=',
  '==',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  'adj',
  'all',
  'any',
  'exact',
  'within',
  'encloses',
);
const modifier = fc.constantFrom('', '', '', '/unmasked', '/regexp', '/substring', '/string', '/relevant', '/isoDate');
/** One search clause; half of them cannot be read. */
export const anyCqlClause = fc
  .tuple(index, relation, modifier, term)
  .map(([name, sign, more, text]) => `${name} ${sign}${more} "${text}"`);
const operator = fc.constantFrom(
  'and',
  'or',
  'not',
  'prox',
  'prox/ordered',
  'prox/distance<4',
  'prox/distance>2/unordered',
  'prox/unit=element',
  'prox/unit=element/distance<>0',
);
/** A query of any depth. */
export const anyCqlQuery = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    anyCqlClause,
    fc.tuple(tie('node'), operator, tie('node')).map(([left, sign, right]) => `(${left}) ${sign} (${right})`),
  ),
})).node;

/** The tree, or null for a text that is refused: what is refused is told by its own spec. */
export function readableCql(text: string): Query | null {
  try {
    return compileCql(text, limits).query;
  } catch (error) {
    if (error instanceof QueryError) return null;
    throw error;
  }
}
