import { granted } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { linkLater } from './waiting.ts';

/** Records asked for at once. */
const atOnce = 1_000;

/**
 * Has the headings of every live record looked at again, after the commit: for records that were there before there was any
 * authority. Returns how many.
 */
export async function relinkCatalogue(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  onProgress: (records: number) => void = () => {},
): Promise<number> {
  let records = 0;
  for (let after = 0; ;) {
    const page = await store.read.recordsAfter(after, atOnce);
    if (page.length === 0) return records;
    after = page.at(-1)!.id;
    const live = page.filter(({ status }) => status === 'LIVE').map(({ id }) => id);
    await store.transaction(async (work) => {
      await linkLater(work, live, clock.now());
      return granted(null);
    });
    records += live.length;
    onProgress(records);
  }
}
