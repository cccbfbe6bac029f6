import type { Catalogue } from '../../library.ts';
import { granted, type Outcome } from '../../outcome.ts';
import { SearchUnavailable, QueryUnsupported } from '../../ports/search-index.ts';
import { cqlOf } from '../../query/cql/index.ts';
import { numberInTerm } from '../../query/identifiers.ts';
import type { SortKey } from '../../query/model.ts';
import { followMerged } from '../follow-merged.ts';
import type { ShownCopy } from '../holdings-995.ts';
import { narrowingIndexes, type CopiesAtLibrary, type LookedUp, type LookUpDesk, type LookUpRequest } from './desk.ts';
import { nearestSpelling } from './nearest-spelling.ts';
import type { LookUpPorts } from './ports.ts';
import { lookUpQuery } from './query.ts';
import { situations } from './situation.ts';

/** Values told of each facet. */
const facetValues = 12;

/** Which way each order runs: the newest and the nearest first. */
const directions: Record<SortKey['key'], SortKey['direction']> = {
  relevance: 'descending',
  title: 'ascending',
  author: 'ascending',
  date: 'descending',
};

/** Opens the catalogue to whoever looks for a document at a screen. */
export function lookUpDesk(ports: LookUpPorts, catalogue: Pick<Catalogue, 'search'>): LookUpDesk {
  return { find: find(ports, catalogue), ...situations(ports) };
}

function find(ports: LookUpPorts, catalogue: Pick<Catalogue, 'search'>): LookUpDesk['find'] {
  return async (request): Promise<Outcome<LookedUp>> => {
    const query = lookUpQuery(request);
    const cql = cqlOf(query);
    const nothing = { total: 0, records: [], facets: [], suggestion: null, cql };
    const named = await namedBy(ports, request);
    if (named) return granted({ ...nothing, direct: named });

    const found = await catalogue.search(query, {
      start: request.start,
      count: request.count,
      sort: [{ key: request.sort, direction: directions[request.sort] }],
      facets: narrowingIndexes.map((index) => ({ index, size: facetValues })),
    });
    if (!found.granted) return found;
    const { total, records, facets = [] } = found.value;
    if (total === 0) {
      return granted({ ...nothing, direct: null, suggestion: await suggestionFor(ports, request) });
    }
    const isOne = total === 1 && numberInTerm(request.text) !== null;
    return granted({
      direct: isOne ? { controlNumber: records[0]!.record.controlNumber, barcode: null } : null,
      total,
      records: records.map(({ record, items }) => ({ record, places: places(ports, items) })),
      facets,
      suggestion: null,
      cql,
    });
  };
}

/** The copy or the record whose number was scanned; null when it is no such number. */
async function namedBy({ store }: LookUpPorts, { text }: LookUpRequest): Promise<LookedUp['direct']> {
  const number = text.trim();
  if (!/^[\w.-]{4,64}$/.test(number) || !/\d/.test(number)) return null;
  const item = await store.read.item(number);
  if (item) return { controlNumber: item.controlNumber, barcode: item.item.barcode };
  const record = await followMerged(store, await store.read.recordByControlNumber(number.toUpperCase()));
  return record && { controlNumber: record.controlNumber, barcode: null };
}

/** An index that can search but not list its words has no suggestion to make. */
async function suggestionFor({ index }: LookUpPorts, { text }: LookUpRequest): Promise<string | null> {
  try {
    return await nearestSpelling(index, text);
  } catch (error) {
    if (error instanceof SearchUnavailable || error instanceof QueryUnsupported) return null;
    throw error;
  }
}

/** Copies that were not withdrawn, by the library where one finds them: where they stand, else where they belong. */
function places({ directory }: LookUpPorts, items: readonly ShownCopy[]): CopiesAtLibrary[] {
  const byLibrary = new Map<number, { copies: number; available: number }>();
  for (const item of items) {
    const stands = item.status === 'AVAILABLE' || item.status === 'RESHELVE';
    const place = stands ? item.holdingLibraryId : item.homeLibraryId;
    const { copies, available } = byLibrary.get(place) ?? { copies: 0, available: 0 };
    byLibrary.set(place, { copies: copies + 1, available: available + (stands && item.loanable ? 1 : 0) });
  }
  return [...byLibrary]
    .map(([id, counts]) => ({ library: directory.library(id), ...counts }))
    .sort((one, other) => other.available - one.available || one.library.name.localeCompare(other.library.name, 'fr'));
}
