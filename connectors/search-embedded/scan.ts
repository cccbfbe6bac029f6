import { QueryUnsupported, type ScanEntry, type ScanFound, type ScanRequest } from '../../core/ports/search-index.ts';
import { codeKey } from '../../core/query/extract.ts';
import { identifierKey } from '../../core/query/identifiers.ts';
import { indexes } from '../../core/query/indexes.ts';
import { headingKey, words } from '../../core/query/text.ts';
import type { Effort } from './effort.ts';
import { hasHeadings, headingField, keyOf, termField } from './fields.ts';
import type { Snapshot } from './snapshot.ts';
import { listedTerms, type ListedTerm } from './term-list.ts';
import type { Terms } from './terms.ts';

/** How far one scan may walk. */
export interface ScanLimits {
  /** Terms one scan may pass over, those it leaves out included. */
  readonly scannedTerms: number;
}

/** What a scan reads. */
export interface Scanned {
  readonly snapshot: Snapshot;
  readonly terms: Terms;
  readonly effort: Effort;
}

/** Walks the terms of an index around a term (Z39.50 Scan, SRU scan). Throws QueryUnsupported, TooLong. */
export function scan(scanned: Scanned, request: ScanRequest, limits: ScanLimits): ScanFound {
  const { position, size, stepSize = 0 } = request;
  const step = stepSize + 1;
  if ((size + 1) * step > limits.scannedTerms) throw new QueryUnsupported('a scan of so many terms');
  const { field, term } = start(request);
  const from = keyOf(field, term);

  // The term stands at `position`: so many entries before it, the others from it on; at 0, the list begins after it.
  const wantedBefore = Math.min(Math.max(position - 1, 0), size);
  const before = stepped(listedTerms(scanned, field, 'backwards', from), step, step, wantedBefore).reverse();
  const leftOut = position < 1 ? step * (1 - position) : 0;
  const after = stepped(listedTerms(scanned, field, 'forwards', from), step, leftOut + 1, size - wantedBefore);
  const entries = [...before, ...after];
  return {
    entries,
    position: position < 1 ? position : before.length + 1,
    status: entries.length < size ? 'partial' : 'complete',
  };
}

/** Every `step`th term, the first being the `first`th. */
function stepped(terms: Generator<ListedTerm>, step: number, first: number, count: number): ScanEntry[] {
  const taken: ScanEntry[] = [];
  if (count === 0) return taken;
  let due = first;
  for (const term of terms) {
    if (--due > 0) continue;
    taken.push(term);
    if (taken.length === count) break;
    due = step;
  }
  return taken;
}

/** The list that is walked, and the term in the form of that list. */
function start({ index, term, structure }: ScanRequest): { field: number; term: string } {
  const { type } = indexes[index];
  if (type === 'text') {
    if (structure === 'heading' && !hasHeadings(index)) throw new QueryUnsupported(`headings of ${index}`);
    return hasHeadings(index) && structure !== 'word'
      ? { field: headingField(index), term: headingKey(term) }
      : { field: termField(index), term: words(term)[0] ?? '' };
  }
  const field = termField(index);
  if (type === 'identifier') return { field, term: identifierKey(index, term) };
  return { field, term: type === 'year' ? term.trim() : codeKey(term) };
}
