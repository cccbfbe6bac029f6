import { QueryUnsupported, type ScanEntry, type ScanFound, type ScanRequest } from '../../core/ports/search-index.ts';
import { codeKey } from '../../core/query/extract.ts';
import { identifierKey } from '../../core/query/identifiers.ts';
import { indexes, type IndexName } from '../../core/query/indexes.ts';
import { headingKey, words } from '../../core/query/text.ts';
import type { Dictionary } from './dictionary.ts';
import { cut, hasHeadings, headingField, valueField, wordsField } from './fields.ts';
import type { SolrOptions } from './options.ts';
import type { Reader } from './reader.ts';
import { lastBefore } from './terms-before.ts';

/** What a scan needs of a collection. */
export interface ScanPorts {
  readonly dictionary: Dictionary;
  readonly reader: Reader;
  readonly options: SolrOptions;
}

interface Counted {
  readonly term: string;
  readonly hits: number;
}

/** Walks the list of terms of an index around a term. Throws QueryUnsupported when it would walk over too many. */
export async function scan(ports: ScanPorts, request: ScanRequest): Promise<ScanFound> {
  const { index, position, size, stepSize = 0 } = request;
  const step = stepSize + 1;
  const before = Math.max(0, position - 1) * step;
  const after = Math.max(0, (size - position) * step + 1);
  if (before + after > ports.options.scannedTerms) throw new QueryUnsupported('a scan over so many terms');

  const isOfHeadings = indexes[index].type === 'text' && hasHeadings(index) && request.structure !== 'word';
  const field = fieldOf(index, isOfHeadings);
  const key = keyOf(index, request.term, isOfHeadings);
  const earlier = await livingBefore(ports, field, key, before);
  const later = await livingFrom(ports, field, key, after);

  const places = Array.from({ length: size }, (_, at) => (at + 1 - position) * step);
  const chosen = places.flatMap((place) => {
    const found = place < 0 ? earlier[earlier.length + place] : later[place];
    return found ? [found] : [];
  });
  const told = places.filter((place) => place < 0 && earlier.length + place >= 0).length;
  return {
    entries: await entries(ports, index, chosen, isOfHeadings),
    position: position === 0 ? 0 : told + 1,
    status: chosen.length < size ? 'partial' : 'complete',
  };
}

function fieldOf(index: IndexName, isOfHeadings: boolean): string {
  if (indexes[index].type !== 'text') return valueField(index);
  return isOfHeadings ? headingField(index) : wordsField(index);
}

function keyOf(index: IndexName, term: string, isOfHeadings: boolean): string {
  const { type } = indexes[index];
  if (type === 'text') return cut(isOfHeadings ? headingKey(term) : (words(term)[0] ?? ''));
  return cut(type === 'identifier' ? identifierKey(index, term) : codeKey(term));
}

async function entries(
  { reader }: ScanPorts,
  index: IndexName,
  counted: readonly Counted[],
  isOfHeadings: boolean,
): Promise<ScanEntry[]> {
  const terms = counted.map(({ term }) => term);
  const shown = isOfHeadings ? await reader.waysOf(index, terms) : terms;
  return counted.map(({ term, hits }, at) => ({ term, display: shown[at]!, hits }));
}

/** So many terms from this one on that records still have. */
async function livingFrom(ports: ScanPorts, field: string, from: string, wanted: number): Promise<Counted[]> {
  const found: Counted[] = [];
  let [lower, lowerIncluded] = [from, true];
  while (found.length < wanted) {
    const limit = atOnce(wanted - found.length);
    const terms = await ports.dictionary.terms({ field, lower, lowerIncluded, limit });
    found.push(...(await living(ports, field, terms)));
    if (terms.length < limit) break;
    [lower, lowerIncluded] = [terms.at(-1)!, false];
  }
  return found.slice(0, wanted);
}

/** So many terms before this one that records still have, in their order. */
async function livingBefore(ports: ScanPorts, field: string, until: string, wanted: number): Promise<Counted[]> {
  let found: Counted[] = [];
  let upper = until;
  while (found.length < wanted) {
    const limit = atOnce(wanted - found.length);
    const terms = await lastBefore(ports.dictionary, field, upper, limit);
    found = [...(await living(ports, field, terms)), ...found];
    if (terms.length < limit) break;
    upper = terms[0]!;
  }
  return wanted === 0 ? [] : found.slice(-wanted);
}

/** A few more than are wanted: some may be of deleted records alone. Bounded: each is counted by a query. */
function atOnce(wanted: number): number {
  return Math.min(wanted + 5, 200);
}

async function living({ reader }: ScanPorts, field: string, terms: readonly string[]): Promise<Counted[]> {
  const counts = await reader.count(field, terms);
  return terms.map((term, at) => ({ term, hits: counts[at]! })).filter(({ hits }) => hits > 0);
}
