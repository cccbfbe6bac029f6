import { derive } from '../marc/derive.ts';
import { decode } from '../marc/iso2709.ts';
import { granted } from '../outcome.ts';
import type { Store } from '../ports/store.ts';

const recordsAtOnce = 500;

/** Writes the keys of every record again from its UNIMARC, and returns how many records there are. */
export async function rebuildMatchKeys(
  store: Store,
  onProgress: (done: number) => void = () => undefined,
): Promise<number> {
  let done = 0;
  for (let after = 0; ;) {
    const records = await store.read.recordsAfter(after, recordsAtOnce);
    if (records.length === 0) return done;
    await store.transaction(async (work) => {
      await work.records.reserveNumbers(0); // a write first: it takes the lock of whoever writes records
      const rows = await work.migration.records(records.map(({ id }) => id));
      const keyed = rows.map(({ id, marc }) => ({ id, keys: derive(decode(marc, 'utf-8').record).matchKeys }));
      await work.migration.replaceKeys(keyed);
      return granted(null);
    });
    after = records.at(-1)!.id;
    done += records.length;
    onProgress(done);
  }
}
