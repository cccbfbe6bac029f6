import type { Catalogue, CatalogueRecord } from '../library.ts';
import { granted, refused } from '../outcome.ts';
import { QueryUnsupported, SearchUnavailable, type SearchIndex } from '../ports/search-index.ts';
import type { Store } from '../ports/store.ts';
import { followMerged } from './follow-merged.ts';
import type { BibRecord, RecordStatus } from './record.ts';

/** A merged record is gone for a harvester: it must hear of it, as of a deleted one. */
const toldToHarvesters: readonly RecordStatus[] = ['LIVE', 'DELETED', 'MERGED'];

/** Finding records: the index answers which, the store answers what. */
export function finding({ store, index }: { store: Store; index: SearchIndex }): Catalogue {
  return {
    async search(query, page) {
      try {
        const hits = await index.search(query, page);
        if (hits.total > 0 && page.start >= hits.total) return refused('result-out-of-range', { total: hits.total });
        const records = await store.read.records(hits.recordIds);
        return granted({ total: hits.total, records: await withItems(records) });
      } catch (error) {
        if (error instanceof QueryUnsupported) return refused('query-unsupported', { feature: error.feature });
        if (error instanceof SearchUnavailable) return refused('temporarily-unavailable', { what: 'search' });
        throw error;
      }
    },

    async record(controlNumber) {
      const record = await followMerged(store, await store.read.recordByControlNumber(controlNumber));
      if (!record) return refused('record-unknown');
      const [found] = await withItems([record]);
      return granted(found!);
    },

    changes: (window) => store.read.recordsChanged({ ...window, statuses: toldToHarvesters }),
    countChanges: (window) => store.read.countChanged({ ...window, statuses: toldToHarvesters }),
    earliestChange: () => store.read.earliestChange(),
  };

  async function withItems(records: readonly BibRecord[]): Promise<CatalogueRecord[]> {
    const holdings = await store.read.holdings(records.map((record) => record.id));
    return records.map((record) => ({ record, items: holdings.get(record.id) ?? [] }));
  }
}
