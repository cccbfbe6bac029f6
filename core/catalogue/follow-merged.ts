import type { Store } from '../ports/store.ts';
import type { BibRecord } from './record.ts';

/** Merges of merges followed; a longer chain is a circle. */
const longestChain = 20;

/** The record an old number leads to: the one it was merged into, and on from there. Null for one that leads nowhere. */
export async function followMerged({ read }: Pick<Store, 'read'>, from: BibRecord | null): Promise<BibRecord | null> {
  let record = from;
  for (let step = 0; record?.status === 'MERGED' && step < longestChain; step += 1) {
    record = record.mergedIntoId === null ? null : ((await read.records([record.mergedIntoId]))[0] ?? null);
  }
  return record?.status === 'MERGED' ? null : record;
}
