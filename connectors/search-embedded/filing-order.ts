import type { SortKey } from '../../core/query/model.ts';
import { compareBytes, compareText } from './bytes.ts';
import { docsOf, has, type DocSet } from './doc-set.ts';
import type { Effort } from './effort.ts';
import { FieldCursor, type Direction } from './field-cursor.ts';
import { filedLast, filingField, keyOf, type Filing } from './fields.ts';
import { best, scores } from './relevance.ts';
import { segmentTerm, type Terms } from './terms.ts';
import type { Snapshot } from './snapshot.ts';

/** Where a page begins and ends in the whole order, `end` not included. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** What ordering needs to know of a search. */
export interface Ordering {
  readonly found: DocSet;
  readonly words: readonly string[];
  readonly sort: readonly SortKey[];
  readonly snapshot: Snapshot;
  readonly terms: Terms;
  readonly effort: Effort;
}

/**
 * Records of one page in filing order; what has no key is filed last whichever the direction, and equals go by record
 * number. Few documents: their keys are fetched and sorted. Many: the list of keys is walked until the page is full.
 */
export function filed(ordering: Ordering, window: Window, fetched: number): number[] {
  const { found, sort, snapshot } = ordering;
  const end = Math.min(window.end, found.size);
  if (window.start >= end) return [];
  const [first, ...others] = sort;
  const docs =
    found.size <= fetched || first!.key === 'relevance'
      ? sorted(ordering, docsOf(found), sort, end).slice(window.start)
      : walked(ordering, first!.key, first!.direction, others, { start: window.start, end });
  return docs.map((doc) => snapshot.recordOf[doc]!);
}

/** The first `end` of these documents by the keys given, by their stored filing values. */
function sorted(ordering: Ordering, docs: Uint32Array, sort: readonly SortKey[], end: number): number[] {
  const { snapshot, effort } = ordering;
  const compare: ((a: number, b: number) => number)[] = [];
  const row = sort.some(({ key }) => key !== 'relevance') ? filingRows(ordering, docs) : [];
  for (const { key, direction } of sort) {
    const sign = direction === 'ascending' ? 1 : -1;
    if (key === 'relevance') {
      const sums = scores(docs, ordering.words, snapshot, ordering.terms, effort);
      compare.push((a, b) => (sums[a]! - sums[b]!) * sign);
    } else {
      compare.push((a, b) => compareFiled(row[a]![key], row[b]![key], sign));
    }
  }
  const order = (a: number, b: number): number => {
    for (const by of compare) {
      const result = by(a, b);
      if (result !== 0) return result;
    }
    return snapshot.recordOf[docs[a]!]! - snapshot.recordOf[docs[b]!]!;
  };
  effort.spend(docs.length * 4);
  return best(docs.length, end, order).map((at) => docs[at]!);
}

function compareFiled(a: string, b: string, sign: 1 | -1): number {
  if (a === b) return 0;
  if (a === filedLast) return 1;
  if (b === filedLast) return -1;
  return compareText(a, b) * sign;
}

function filingRows({ snapshot, effort }: Ordering, docs: Uint32Array): Record<Filing, string>[] {
  effort.spend(docs.length * fetchCost);
  const read = snapshot.database.prepare('SELECT title, author, date FROM documents WHERE generation = ? AND doc = ?');
  return Array.from(docs, (doc) => read.get(snapshot.generation, doc) as unknown as Record<Filing, string>);
}

/** Walks the filing keys over all segments; documents of one key are sorted by the other keys. */
function walked(
  ordering: Ordering,
  key: Filing,
  direction: SortKey['direction'],
  others: readonly SortKey[],
  window: Window,
): number[] {
  const { snapshot, terms, effort, found } = ordering;
  const field = filingField(key);
  const page: number[] = [];
  let passed = 0;
  const take = (sources: readonly FieldCursor[]): boolean => {
    const group: number[] = [];
    for (const source of sources) {
      const { docs } = segmentTerm(source.term);
      effort.spend(docs.length + groupCost);
      for (const doc of docs) if (has(found, doc)) group.push(doc);
    }
    if (passed + group.length > window.start && group.length > 0) {
      const inOrder =
        others.length > 0 && group.length > 1
          ? sorted(ordering, Uint32Array.from(group), others, group.length)
          : byRecord(group, snapshot);
      page.push(...inOrder.slice(Math.max(0, window.start - passed), window.end - passed));
    }
    passed += group.length;
    return passed < window.end;
  };
  const open = (way: Direction, from: string): FieldCursor[] =>
    snapshot.segments
      .map((segment) => new FieldCursor(terms.rows, segment, field, way, from))
      .filter((cursor) => cursor.next());

  // Descending: the keys backwards from those filed last, then these; ascending ends with them by itself.
  const last = keyOf(field, filedLast);
  const sign = direction === 'descending' ? -1 : 1;
  let full = false;
  let cursors = direction === 'descending' ? open('backwards', last) : open('forwards', keyOf(field, ''));
  while (!full && cursors.length > 0) {
    effort.spend(cursors.length * compareCost);
    let next = cursors[0]!;
    for (const cursor of cursors) if (compareKeys(cursor, next) * sign < 0) next = cursor;
    const same = cursors.filter((cursor) => compareKeys(cursor, next) === 0);
    full = !take(same);
    const ended = new Set(same.filter((cursor) => !cursor.next()));
    cursors = cursors.filter((cursor) => !ended.has(cursor));
  }
  if (!full && direction === 'descending') {
    const unfiled = open('forwards', last);
    if (unfiled.length > 0) take(unfiled);
  }
  return page;
}

function compareKeys(a: FieldCursor, b: FieldCursor): number {
  return compareBytes(a.term.key, a.term.keyLength, b.term.key, b.term.keyLength);
}

function byRecord(docs: number[], { recordOf }: Snapshot): number[] {
  return docs.sort((a, b) => recordOf[a]! - recordOf[b]!);
}

/** In postings: reading the filing keys of one document, passing over one key, and comparing that of one segment. */
const fetchCost = 200;
const groupCost = 50;
const compareCost = 10;
