import { carrierOf } from '../../core/marc/carrier.ts';
import { decode } from '../../core/marc/iso2709.ts';
import type {
  Facet,
  FacetAsked,
  ScanEntry,
  ScanFound,
  ScanRequest,
  SearchDocument,
} from '../../core/ports/search-index.ts';
import { codeKey, indexEntries, sortValues, type IndexEntry, type SortValues } from '../../core/query/extract.ts';
import { identifierKey } from '../../core/query/identifiers.ts';
import { indexes, type IndexName } from '../../core/query/indexes.ts';
import { maskedHeading, maskedValue, maskedWords } from '../../core/query/masks.ts';
import type { Clause, Proximity, Query, SortKey } from '../../core/query/model.ts';
import { fold, headingKey, shownHeading, words } from '../../core/query/text.ts';

/** Reads every document for every query: slow, and plainly right. What an index answers is compared with it. */
export class NaiveSearch {
  readonly #documents = new Map<number, { values: Map<IndexName, IndexEntry>; sort: SortValues }>();
  readonly #libraryCode: (id: number) => string;

  constructor(libraryCode: (id: number) => string) {
    this.#libraryCode = libraryCode;
  }

  put({ record, items }: SearchDocument): void {
    const marc = decode(record.marc).record;
    const entries = indexEntries(marc, items, { libraryCode: this.#libraryCode, carrier: carrierOf });
    this.#documents.set(record.id, {
      values: new Map(entries.map((entry) => [entry.index, entry])),
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
    const found = [...this.#documents].filter(([, { values }]) =>
      matches(query, (index) => values.get(index)?.values ?? []),
    );
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

  /** How these records spread over an index: most frequent first, then in the order of terms. */
  facet(recordIds: readonly number[], { index, size }: FacetAsked): Facet {
    const terms = this.#terms(index, recordIds, 'facets');
    const order = (a: ScanEntry, b: ScanEntry): number => b.hits - a.hits || compareTerms(a.term, b.term);
    return { index, values: terms.sort(order).slice(0, size) };
  }

  /** The terms of an index around a term: one list of them all, cut. */
  scan({ index, term, position, size, stepSize = 0, structure }: ScanRequest): ScanFound {
    const isWord = index === 'any' || structure === 'word';
    const list = this.#terms(index, [...this.#documents.keys()], isWord ? 'words' : 'headings').sort((a, b) =>
      compareTerms(a.term, b.term),
    );
    const key = scanKey(index, term, isWord);
    const at = list.filter((each) => compareTerms(each.term, key) < 0).length;
    const places = Array.from({ length: size }, (_, place) => at + (place + 1 - position) * (stepSize + 1));
    const entries = places.flatMap((place) => list[place] ?? []);
    const before = places.filter((place) => place >= 0 && place < at).length;
    return {
      entries,
      position: position === 0 ? 0 : before + 1,
      status: entries.length < size ? 'partial' : 'complete',
    };
  }

  #terms(index: IndexName, recordIds: readonly number[], what: 'facets' | 'words' | 'headings'): ScanEntry[] {
    const isText = indexes[index].type === 'text';
    const ways = new Map<string, Map<string, number>>();
    const hits = new Map<string, number>();
    for (const id of recordIds) {
      const entry = this.#documents.get(id)!.values.get(index);
      const values = (what === 'facets' ? entry?.facets : undefined) ?? entry?.values ?? [];
      const shown = isText && what === 'words' ? values.flatMap(words) : values;
      const keys = new Map(shown.map((value) => [isText && what !== 'words' ? headingKey(value) : value, value]));
      for (const key of keys.keys()) hits.set(key, (hits.get(key) ?? 0) + 1);
      for (const value of new Set(shown.map((each) => (isText && what !== 'words' ? shownHeading(each) : each)))) {
        const key = isText && what !== 'words' ? headingKey(value) : value;
        const of = ways.get(key) ?? new Map<string, number>();
        ways.set(key, of.set(value, (of.get(value) ?? 0) + 1));
      }
    }
    hits.delete('');
    return [...hits].map(([term, count]) => ({ term, hits: count, display: usual(ways.get(term)!) }));
  }

  #filed(id: number, key: SortKey['key']): string {
    const { sort } = this.#documents.get(id)!;
    if (key === 'date') return sort.date === null ? '' : String(sort.date).padStart(4, '0');
    return key === 'relevance' ? '' : sort[key];
  }
}

/** Terms go in the order of their UTF-8 bytes. */
function compareTerms(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function scanKey(index: IndexName, term: string, isWord: boolean): string {
  const { type } = indexes[index];
  if (type === 'text') return isWord ? (words(term)[0] ?? '') : headingKey(term);
  return type === 'identifier' ? identifierKey(index, term) : codeKey(term);
}

/** The way most records write it; among equals, the first in order. */
function usual(ways: ReadonlyMap<string, number>): string {
  return [...ways].sort(([a, n], [b, m]) => m - n || compareTerms(a, b))[0]![0];
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
  const { index, truncation } = clause;
  const { type } = indexes[index];
  const all = values(index);
  if (type === 'year' && truncation === 'none')
    return all.some((year) => compared(Number(year), Number(clause.term), clause.relation));
  if (type !== 'text') {
    const kept = all.map((value) => (type === 'year' ? value.padStart(4, '0') : value));
    const test = like(clause, maskedValue, (term) =>
      type === 'identifier' ? identifierKey(index, term) : codeKey(term),
    );
    return kept.some(test);
  }
  if (clause.relation !== '=') {
    const term = headingKey(clause.term);
    return all.some((value) => compared(headingKey(value), term, clause.relation));
  }
  if (clause.structure === 'heading' || clause.completeness === 'complete-field') {
    const test = like(clause, (_index, term) => maskedHeading(term), headingKey);
    return all.some((value) => test(headingKey(value)));
  }
  const tests = wordTests(clause, 'each');
  const found = all.flatMap(words);
  if (tests.length === 0) return false;
  if (clause.position === 'any' && clause.structure === 'all-words') return tests.every((test) => found.some(test));
  if (clause.position === 'any' && clause.structure === 'any-word') return tests.some((test) => found.some(test));
  return spans(clause, values).length > 0;
}

/** Where it stands: field occurrence, first word, last word. */
type Span = readonly [occurrence: number, first: number, last: number];

function spans(query: Query, values: Values): Span[] {
  if (query.kind === 'or') return [...spans(query.left, values), ...spans(query.right, values)];
  if (query.kind === 'prox') {
    const right = spans(query.right, values);
    return spans(query.left, values).flatMap((a) =>
      right.filter((b) => standSo(a, b, query)).flatMap((b) => over(a, b)),
    );
  }
  if (query.kind !== 'clause') throw new Error(`${query.kind} has no place`);
  const tests = wordTests(query, 'ends');
  return values(query.index).flatMap((value, occurrence) => {
    const found = words(value);
    return [...found.keys()]
      .filter((start) => query.position !== 'first-in-field' || start === 0)
      .filter((start) => query.position !== 'last-in-field' || start + tests.length === found.length)
      .filter((start) => tests.length > 0 && start + tests.length <= found.length)
      .filter((start) => tests.every((test, at) => test(found[start + at]!)))
      .map((start) => [occurrence, start, start + tests.length - 1] as const);
  });
}

function standSo(a: Span, b: Span, { unit, relation, distance, ordered }: Proximity): boolean {
  const follows = (before: Span, after: Span): boolean => {
    if (before[0] !== after[0]) return unit === 'field' && before[0] < after[0] && compared(1, distance, relation);
    if (after[1] <= before[2]) return false;
    return compared(unit === 'field' ? 0 : after[1] - before[2], distance, relation);
  };
  return follows(a, b) || (!ordered && follows(b, a));
}

/** From the first of the two to the last; both, when they stand in two values. */
function over(a: Span, b: Span): Span[] {
  return a[0] === b[0] ? [[a[0], Math.min(a[1], b[1]), Math.max(a[2], b[2])]] : [a, b];
}

/** What each word must be; of a phrase, only its two ends are truncated. */
function wordTests(clause: Clause, truncated: 'each' | 'ends'): ((word: string) => boolean)[] {
  const { term, truncation } = clause;
  if (truncation === 'masked') return maskedWords(term).map((mask) => tested(maskPattern(mask)));
  if (truncation === 'regexp') return [tested(fold(term.trim()))];
  return words(term).map((word, at, { length }) => {
    const left = (truncation === 'left' || truncation === 'both') && (truncated === 'each' || at === 0);
    const right = (truncation === 'right' || truncation === 'both') && (truncated === 'each' || at === length - 1);
    return tested((left ? '.*' : '') + literal(word) + (right ? '.*' : ''));
  });
}

/** What a whole value must be. */
function like(
  { index, term, truncation }: Clause,
  masked: (index: IndexName, term: string) => string,
  normalise: (term: string) => string,
): (value: string) => boolean {
  if (truncation === 'masked') return tested(maskPattern(masked(index, term)) || '[]');
  if (truncation === 'regexp') return tested(term.trim());
  const key = normalise(term);
  if (key === '') return () => false;
  const left = truncation === 'left' || truncation === 'both' ? '.*' : '';
  const right = truncation === 'right' || truncation === 'both' ? '.*' : '';
  return tested(left + literal(key) + right);
}

function tested(pattern: string): (value: string) => boolean {
  const whole = new RegExp(`^(?:${pattern})$`, 'su');
  return (value) => whole.test(value);
}

function maskPattern(mask: string): string {
  return mask.replace(/\\([^])|[*?]|[^*?\\]+/gu, (part, escapedOne?: string) => {
    if (part === '*') return '.*';
    return part === '?' ? '.' : literal(escapedOne ?? part);
  });
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

function compared<T extends string | number>(value: T, term: T, relation: Clause['relation']): boolean {
  if (relation === '<') return value < term;
  if (relation === '<=') return value <= term;
  if (relation === '>') return value > term;
  if (relation === '>=') return value >= term;
  return relation === '<>' ? value !== term : value === term;
}
