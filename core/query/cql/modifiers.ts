import { indexes, type IndexName, type IndexType } from '../indexes.ts';
import { QueryError } from '../query-error.ts';
import { modifierName } from './names.ts';
import type { CqlModifier } from './tree.ts';

/** How the modifiers of a relation have its term read. */
export interface TermReading {
  /** `off`: `*`, `?` and `^` are letters. */
  readonly masking: 'on' | 'off';
  /** Words as they stand, the whole value, any part of it, or a regular expression. */
  readonly matching: 'words' | 'string' | 'substring' | 'regexp';
  /** The best first, when no order is asked. */
  readonly order: 'any' | 'relevance';
}

type Known = Partial<TermReading> & { readonly types: readonly IndexType[] };
const every: readonly IndexType[] = ['text', 'identifier', 'code', 'year'];
const notYears: readonly IndexType[] = ['text', 'identifier', 'code'];

/** Relation modifiers of the cql context set 1.2 this server follows, and the indexes they have a meaning on. */
export const relationModifiers: Readonly<Record<string, Known>> = {
  masked: { masking: 'on', types: every },
  unmasked: { masking: 'off', types: every },
  ignorecase: { types: every },
  ignoreaccents: { types: every },
  relevant: { order: 'relevance', types: ['text'] },
  word: { matching: 'words', types: ['text'] },
  string: { matching: 'string', types: notYears },
  substring: { matching: 'substring', types: notYears },
  regexp: { matching: 'regexp', types: notYears },
  isodate: { types: ['year'] },
  number: { types: ['year', 'identifier'] },
};

/** Reads the modifiers of a relation. Throws QueryError `relation-modifier`, `relation-modifiers`. */
export function readModifiers(modifiers: readonly CqlModifier[], index: IndexName | 'all-records'): TermReading {
  let reading: Partial<TermReading> = {};
  for (const { name, comparitor } of modifiers) {
    const wanted = modifierName(name, 'cql');
    if (comparitor !== null || !Object.hasOwn(relationModifiers, wanted))
      throw new QueryError('relation-modifier', name);
    const { types, ...more } = relationModifiers[wanted]!;
    if (index !== 'all-records' && !types.includes(indexes[index].type))
      throw new QueryError('relation-modifier', name);
    for (const key of ['masking', 'matching'] as const) {
      if (more[key] !== undefined && (reading[key] ?? more[key]) !== more[key]) {
        throw new QueryError('relation-modifiers', modifiers.map((each) => each.name).join(' '));
      }
    }
    reading = { ...reading, ...more };
  }
  return { masking: 'on', matching: 'words', order: 'any', ...reading };
}
