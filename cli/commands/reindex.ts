import { reindex as rebuild } from '../../core/catalogue/indexing.ts';
import { rebuildMatchKeys } from '../../core/migration/rebuild-keys.ts';
import type { DataCommand } from '../command.ts';

/** Builds the search index again, beside the one in use, and puts it in its place. */
export const reindex: DataCommand<Record<string, never>> = {
  name: 'reindex',
  async run({ store, index }, _request, teller) {
    const { records } = await store.read.counts();
    await rebuildMatchKeys(store, (count) => teller.progress(count, records, 'records given their keys'));
    const started = performance.now();
    const done = await rebuild({ store, index }, (count) => teller.progress(count, records, 'records indexed'));
    const seconds = (performance.now() - started) / 1_000;
    teller.say(`reindex: ${done} records in ${seconds.toFixed(1)} s (${Math.round(done / seconds)} a second)`);
    return 0;
  },
};
