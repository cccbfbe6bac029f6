import { BoundedCache } from '../bounded-cache.ts';
import type { Reading } from '../ports/reading.ts';
import type { BibRecord } from './record.ts';

/** Bytes of records remembered. */
const mostBytes = 48 * 1024 * 1024;
/** About what the columns of a record take beside its own bytes. */
const besideBytes = 400;

/**
 * Records as they are at this moment, in the order of the ids; unknown ids are left out. Those read lately are not read
 * again while they were not changed since (`updatedAt` strictly increases): the same record is then the same object.
 */
export function rememberedRecords(
  read: Pick<Reading, 'records' | 'recordsChangedAt'>,
): (ids: readonly number[]) => Promise<BibRecord[]> {
  const remembered = new BoundedCache<number, BibRecord>(mostBytes);
  return async (ids) => {
    const changedAt = await read.recordsChangedAt(ids);
    const known = new Map<number, BibRecord>();
    const others: number[] = [];
    for (const [id, at] of changedAt) {
      const record = remembered.get(id);
      if (record?.updatedAt === at) known.set(id, record);
      else others.push(id);
    }
    if (others.length > 0) {
      for (const row of await read.records(others)) {
        // A driver may give a view of all it received, which would be kept with it.
        const record = { ...row, marc: new Uint8Array(row.marc) };
        known.set(record.id, record);
        remembered.set(record.id, record, record.marc.length + besideBytes);
      }
    }
    return ids.map((id) => known.get(id)).filter((record) => record !== undefined);
  };
}
