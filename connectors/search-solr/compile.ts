import { QueryUnsupported } from '../../core/ports/search-index.ts';
import { indexes } from '../../core/query/indexes.ts';
import type { Clause, Query } from '../../core/query/model.ts';
import { headingKey } from '../../core/query/text.ts';
import { written } from './expression.ts';
import { cut, hasHeadings, headingField, marks, valueField, wordsField, yearKey } from './fields.ts';
import { locate, locateNear, type Located } from './located.ts';
import type { SolrOptions } from './options.ts';
import { headingSlot, truncated, valueSlot, wordSlots, type Slot } from './slots.ts';
import type { Json } from './solr-client.ts';
import { spanQuery, type WordsOf } from './spans.ts';

/** Every record; the filter of each search leaves out what is none. */
export const everything: Json = '*:*';
const nothing: Json = '*:* NOT *:*';

/** The words of a field that a slot stands for. */
export type WordsOfField = (field: string, slot: Slot) => Promise<readonly string[]>;

/** Compiles a query tree to Solr's JSON query language. Throws QueryUnsupported. */
export function compile(query: Query, wordsOf: WordsOfField, options: SolrOptions): Promise<Json> {
  return new Compiler(wordsOf, options).query(query, 0);
}

class Compiler {
  readonly #wordsOf: WordsOfField;
  readonly #options: SolrOptions;
  #clausesLeft: number;

  constructor(wordsOf: WordsOfField, options: SolrOptions) {
    this.#wordsOf = wordsOf;
    this.#options = options;
    this.#clausesLeft = options.clauses;
  }

  async query(query: Query, depth: number): Promise<Json> {
    if (depth > this.#options.depth) throw new QueryUnsupported('operators so deep inside each other');
    this.#count(1);
    if (query.kind === 'all') return everything;
    if (query.kind === 'clause') return this.#clause(query);
    if (query.kind === 'prox') {
      const { index, located } = locateNear(query);
      this.#count(slotsIn(located));
      return this.#located(wordsField(index), located);
    }
    const [first, ...others] = chain(query, query.kind);
    const left = await this.query(first!, depth + 1);
    const right: Json[] = [];
    for (const other of others) right.push(await this.query(other, depth + 1));
    if (query.kind === 'and') return { bool: { must: [left, ...right] } };
    return query.kind === 'or' ? anyOf([left, ...right]) : { bool: { must: [left], must_not: right } };
  }

  async #clause(clause: Clause): Promise<Json> {
    if (clause.relation !== '<>') return this.#asked(clause);
    return { bool: { must: [everything], must_not: [await this.#asked(clause)] } };
  }

  #asked(clause: Clause): Promise<Json> | Json {
    const { type } = indexes[clause.index];
    if (type === 'year') return yearQuery(clause);
    if (type === 'text') return this.#text(clause);
    if (!isEqual(clause)) throw new QueryUnsupported(`relation ${clause.relation} on ${clause.index}`);
    return slotQuery(valueField(clause.index), valueSlot(clause));
  }

  #text(clause: Clause): Promise<Json> | Json {
    const { index, truncation, structure } = clause;
    if (!isEqual(clause)) {
      if (!hasHeadings(index)) throw new QueryUnsupported(`relation ${clause.relation} on ${index}`);
      if (truncation !== 'none')
        throw new QueryUnsupported(`${truncation} truncation with relation ${clause.relation}`);
      return range(headingField(index), cut(headingKey(clause.term)), clause.relation);
    }
    const isList = structure === 'all-words' || structure === 'any-word';
    if (structure === 'heading' || clause.completeness === 'complete-field') {
      if (isList) throw new QueryUnsupported('complete field for a list of words');
      if (hasHeadings(index)) return slotQuery(headingField(index), headingSlot(clause));
      if (truncation !== 'none') throw new QueryUnsupported(`${truncation} truncation of a whole field of ${index}`);
      return this.#placed(clause);
    }
    const slots = wordSlots(clause);
    if (clause.position !== 'any') {
      if (isList && slots.length > 1) throw new QueryUnsupported(`${clause.position} for a list of words`);
      return this.#placed({ ...clause, structure: 'phrase' });
    }
    if (slots.length > 1 && !isList) return this.#placed(clause);
    this.#count(slots.length);
    const queries = slots.map((slot) => slotQuery(wordsField(index), slot));
    if (queries.length < 2) return queries[0] ?? nothing;
    return structure === 'all-words' ? { bool: { must: queries } } : anyOf(queries);
  }

  #placed(clause: Clause): Promise<Json> {
    const located = locate({ ...clause, relation: '=' });
    this.#count(slotsIn(located));
    return this.#located(wordsField(clause.index), located);
  }

  async #located(field: string, located: Located): Promise<Json> {
    const wordsOf: WordsOf = (slot) => this.#wordsOf(field, slot);
    const spans = await spanQuery(field, located, wordsOf, this.#options);
    return spans === null ? nothing : { xmlparser: { query: spans } };
  }

  #count(clauses: number): void {
    this.#clausesLeft -= clauses;
    if (this.#clausesLeft < 0) throw new QueryUnsupported('a query of so many terms');
  }
}

/** The operands of one operator written several times in a row, `a and b and c`; the first one is that on the left. */
function chain(query: Query, kind: 'and' | 'or' | 'not'): Query[] {
  const operands: Query[] = [];
  let rest = query;
  while (rest.kind === kind) {
    operands.unshift(rest.right);
    rest = rest.left;
  }
  return [rest, ...operands];
}

function slotsIn(located: Located): number {
  if (located.kind === 'phrase') return located.slots.length;
  if (located.kind === 'either') return located.parts.reduce((sum, part) => sum + slotsIn(part), 0);
  return slotsIn(located.left) + slotsIn(located.right);
}

function yearQuery(clause: Clause): Json {
  const field = valueField(clause.index);
  const { truncation, relation } = clause;
  if (truncation !== 'none' && !isEqual(clause)) throw new QueryUnsupported(`truncated year with relation ${relation}`);
  if (truncation === 'masked' || truncation === 'regexp') return slotQuery(field, valueSlot(clause));
  const digits = clause.term.trim();
  if (!/^\d{1,4}$/.test(digits)) return nothing;
  if (truncation !== 'none') return slotQuery(field, truncated(digits, truncation));
  const key = yearKey(Number(digits));
  return isEqual(clause) ? { term: { f: field, query: key } } : range(field, key, relation);
}

/** Records that have a term of this field; the marks around words are no terms. */
function slotQuery(field: string, slot: Slot | null): Json {
  if (slot === null) return nothing;
  const isOfWords = field.endsWith('_words');
  if (slot.kind === 'exactly') return { term: { f: field, query: slot.term } };
  if (slot.kind === 'beginning') return { prefix: { f: field, query: slot.term } };
  if (slot.kind === 'anything') return isOfWords ? { term: { f: field, query: marks.word } } : `${field}:[* TO *]`;
  const pattern = written(slot.expression) || '()';
  return { lucene: { df: field, query: `/${isOfWords ? `(${pattern})&[^\\-]*` : pattern}/` } };
}

function range(field: string, term: string, relation: Clause['relation']): Json {
  const isBefore = relation === '<' || relation === '<=';
  if (term === '') return isBefore ? nothing : `${field}:[* TO *]`; // every term comes after no term
  const bound = `"${term}"`; // letters, digits and blanks alone
  const query = {
    '<': `[* TO ${bound}}`,
    '<=': `[* TO ${bound}]`,
    '>': `{${bound} TO *]`,
    '>=': `[${bound} TO *]`,
    '=': `${bound}`,
    '<>': `${bound}`,
  }[relation];
  return { lucene: { df: field, query } };
}

function isEqual({ relation }: Clause): boolean {
  return relation === '=' || relation === '<>';
}

function anyOf(queries: readonly Json[]): Json {
  return { bool: { should: queries } };
}
