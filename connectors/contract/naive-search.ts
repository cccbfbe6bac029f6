import { carrierOf } from '../../core/marc/carrier.ts';
import { decode } from '../../core/marc/iso2709.ts';
import type { SearchDocument } from '../../core/ports/search-index.ts';
import { codeKey, indexEntries, sortValues, type SortValues } from '../../core/query/extract.ts';
import { identifierKey } from '../../core/query/identifiers.ts';
import { indexes, type IndexName } from '../../core/query/indexes.ts';
import type { Clause, Query, SortKey } from '../../core/query/model.ts';
import { headingKey, words } from '../../core/query/text.ts';

/** Reads every document for every query: slow, and plainly right. What an index answers is compared with it. */
export class NaiveSearch {
  readonly #documents = new Map<number, { values: Map<IndexName, readonly string[]>; sort: SortValues }>();
  readonly #libraryCode: (id: number) => string;

  constructor(libraryCode: (id: number) => string) {
    this.#libraryCode = libraryCode;
  }

  put({ record, items }: SearchDocument): void {
    const marc = decode(record.marc).record;
    const entries = indexEntries(marc, items, { libraryCode: this.#libraryCode, carrier: carrierOf });
    this.#documents.set(record.id, {
      values: new Map(entries.map(({ index, values }) => [index, values])),
      sort: sortValues(marc),
    });
  }

  remove(recordId: number): void {
    this.#documents.delete(recordId);
  }

  get size(): number {
    return this.#documents.size;
  }

  /** Every record that matches, by number. */
  search(query: Query): number[] {
    const found = [...this.#documents].filter(([, { values }]) => matches(query, (index) => values.get(index) ?? []));
    return found.map(([id]) => id).sort((a, b) => a - b);
  }

  /** The records in filing order; what has no key comes last, equals go by number. */
  sorted(recordIds: readonly number[], sort: readonly SortKey[]): number[] {
    return [...recordIds].sort((a, b) => {
      for (const { key, direction } of sort) {
        const [left, right] = [this.#filed(a, key), this.#filed(b, key)];
        if (left === right) continue;
        if (left === '') return 1;
        if (right === '') return -1;
        return (left < right ? -1 : 1) * (direction === 'ascending' ? 1 : -1);
      }
      return a - b;
    });
  }

  #filed(id: number, key: SortKey['key']): string {
    const { sort } = this.#documents.get(id)!;
    if (key === 'date') return sort.date === null ? '' : String(sort.date).padStart(4, '0');
    return key === 'relevance' ? '' : sort[key];
  }
}

type Values = (index: IndexName) => readonly string[];

function matches(query: Query, values: Values): boolean {
  switch (query.kind) {
    case 'all':
      return true;
    case 'clause':
      return query.relation === '<>' ? !holds({ ...query, relation: '=' }, values) : holds(query, values);
    case 'prox':
      return spans(query, values).length > 0;
    case 'and':
      return matches(query.left, values) && matches(query.right, values);
    case 'or':
      return matches(query.left, values) || matches(query.right, values);
    case 'not':
      return matches(query.left, values) && !matches(query.right, values);
  }
}

function holds(clause: Clause, values: Values): boolean {
  const { type } = indexes[clause.index];
  const all = values(clause.index);
  if (type === 'year') return all.some((year) => compared(Number(year), Number(clause.term), clause.relation));
  if (type !== 'text') {
    const term = type === 'identifier' ? identifierKey(clause.index, clause.term) : codeKey(clause.term);
    return term !== '' && all.some((value) => like(value, term, clause.truncation));
  }
  if (clause.relation !== '=') {
    const term = headingKey(clause.term);
    return all.some((value) => compared(headingKey(value), term, clause.relation));
  }
  if (clause.structure === 'heading' || clause.completeness === 'complete-field') {
    const term = headingKey(clause.term);
    return term !== '' && all.some((value) => like(headingKey(value), term, clause.truncation));
  }
  const terms = words(clause.term);
  const found = all.flatMap(words);
  const one = (term: string): boolean => found.some((word) => like(word, term, clause.truncation));
  if (terms.length === 0) return false;
  if (clause.position === 'any' && clause.structure === 'all-words') return terms.every(one);
  if (clause.position === 'any' && clause.structure === 'any-word') return terms.some(one);
  return spans(clause, values).length > 0;
}

/** Where it stands: field occurrence, first word, last word. */
type Span = readonly [occurrence: number, first: number, last: number];

function spans(query: Query, values: Values): Span[] {
  if (query.kind === 'or') return [...spans(query.left, values), ...spans(query.right, values)];
  if (query.kind === 'prox') {
    const right = spans(query.right, values);
    return spans(query.left, values).flatMap((a) =>
      right
        .filter(
          (b) => a[0] === b[0] && (follows(a, b, query.distance) || (!query.ordered && follows(b, a, query.distance))),
        )
        .map((b) => [a[0], Math.min(a[1], b[1]), Math.max(a[2], b[2])] as const),
    );
  }
  if (query.kind !== 'clause') throw new Error(`${query.kind} has no place`);
  const terms = words(query.term);
  return values(query.index).flatMap((value, occurrence) => {
    const found = words(value);
    const starts = query.position === 'first-in-field' ? [0] : found.keys();
    return [...starts]
      .filter(
        (start) =>
          terms.length > 0 &&
          terms.every((term, at) => likeIn(found[start + at], term, at, terms.length, query.truncation)),
      )
      .map((start) => [occurrence, start, start + terms.length - 1] as const);
  });
}

function follows(a: Span, b: Span, distance: number): boolean {
  return b[1] > a[2] && b[1] - a[2] <= distance;
}

/** A word of a phrase: only its two ends are truncated. */
function likeIn(
  word: string | undefined,
  term: string,
  at: number,
  length: number,
  truncation: Clause['truncation'],
): boolean {
  if (word === undefined) return false;
  const left = at === 0 && (truncation === 'left' || truncation === 'both');
  const right = at === length - 1 && (truncation === 'right' || truncation === 'both');
  return like(word, term, left && right ? 'both' : left ? 'left' : right ? 'right' : 'none');
}

function like(value: string, term: string, truncation: Clause['truncation']): boolean {
  if (truncation === 'right') return value.startsWith(term);
  if (truncation === 'left') return value.endsWith(term);
  return truncation === 'both' ? value.includes(term) : value === term;
}

function compared<T extends string | number>(value: T, term: T, relation: Clause['relation']): boolean {
  if (relation === '<') return value < term;
  if (relation === '<=') return value <= term;
  if (relation === '>') return value > term;
  if (relation === '>=') return value >= term;
  return value === term;
}
