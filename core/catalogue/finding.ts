import type { Catalogue, CatalogueRecord } from '../library.ts';
import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import { QueryUnsupported, SearchUnavailable, type SearchIndex } from '../ports/search-index.ts';
import type { Store } from '../ports/store.ts';
import { availabilityOf } from './availability.ts';
import { followMerged } from './follow-merged.ts';
import type { BibRecord } from './record.ts';
import { rememberedRecords } from './remembered-records.ts';

/** Finding records: the index answers which, the store answers what. */
export function finding({ store, index }: { store: Store; index: SearchIndex }): Catalogue {
  const recordsNow = rememberedRecords(store.read);
  return {
    async search(query, page) {
      const hits = await asked(() => index.search(query, page));
      if (!hits.granted) return hits;
      const { total, recordIds, ...counted } = hits.value;
      if (total > 0 && page.start >= total) return refused('result-out-of-range', { total });
      const records = await recordsNow(recordIds);
      return granted({ total, records: await withItems(records), ...counted });
    },

    find: (query, page) => asked(() => index.search(query, page)),

    async recordsById(recordIds) {
      const records = await recordsNow(recordIds);
      const found = await withItems(records.filter(({ status }) => status === 'LIVE'));
      const byId = new Map(found.map((each) => [each.record.id, each]));
      return recordIds.map((id) => byId.get(id) ?? null);
    },

    availability: availabilityOf(store),

    async scan(request) {
      if (!index.scan) return refused('query-unsupported', { feature: 'scan' });
      return asked(() => index.scan!(request));
    },

    async record(controlNumber) {
      const record = await followMerged(store, await store.read.recordByControlNumber(controlNumber));
      if (!record) return refused('record-unknown');
      const [found] = await withItems([record]);
      return granted(found!);
    },
  };

  /** What the index answers, or why it does not. */
  async function asked<T>(ask: () => Promise<T>): Promise<Outcome<T>> {
    try {
      return granted(await ask());
    } catch (error) {
      const said = unanswered(error);
      if (said) return said;
      throw error;
    }
  }

  async function withItems(records: readonly BibRecord[]): Promise<CatalogueRecord[]> {
    const copies = await store.read.dissemination.copies(records.map((record) => record.id));
    return records.map((record) => ({ record, items: copies.get(record.id) ?? [] }));
  }
}

function unanswered(error: unknown): Refused | null {
  if (error instanceof QueryUnsupported) return refused('query-unsupported', { feature: error.feature });
  if (error instanceof SearchUnavailable) return refused('temporarily-unavailable', { what: 'search' });
  return null;
}
