import { isPublic } from '../catalogue/record.ts';
import { harvestingAudiences } from '../digital/audiences.ts';
import type { SetEstimate } from './desk.ts';
import type { DisseminationSet, RecordStanding, SetRule } from './entities.ts';
import type { ProviderPorts } from './provider.ts';
import { factsOf, setsOf } from './sets.ts';

/** How far an estimate goes. */
export interface EstimateLimits {
  /** Records looked at before others have their turn. */
  readonly recordsAtOnce: number;
  /** Milliseconds after which it stops where it is, and says so. */
  readonly time: number;
}
export const estimateLimits: EstimateLimits = { recordsAtOnce: 200, time: 5_000 };

/**
 * What a set would hold if this were its rule, its children's records with it, and what would come in and go out by that.
 * Nothing is written. Records that nobody outside may have are in no set.
 */
export async function estimateSet(
  { store, directory, clock }: ProviderPorts,
  setSpec: string,
  rule: SetRule | null,
  limits = estimateLimits,
): Promise<SetEstimate> {
  const { dissemination, digital } = store.read;
  const before = await dissemination.sets();
  const blank = { setSpec, name: '', description: '', audience: 'everyone', retiredAt: null } as const;
  const after: DisseminationSet[] = [...before.filter((set) => set.setSpec !== setSpec), { ...blank, rule }];
  const sums = { records: 0, enters: 0, leaves: 0, looked: 0 };
  const until = clock.now() + limits.time;
  for (let last = 0; ;) {
    const page = await dissemination.standingsAfter(last, limits.recordsAtOnce);
    const ids = page.map(({ recordId }) => recordId);
    const [copies, resources, ...withheld] = await Promise.all([
      dissemination.copies(ids),
      digital.described(ids),
      ...harvestingAudiences.map((audience) => digital.withheld(ids, audience)),
    ]);
    const isTold = (record: RecordStanding): boolean =>
      isPublic(record) && withheld.some((kept) => !kept.has(record.recordId));
    for (const record of page.filter(isTold)) {
      const held = copies.get(record.recordId) ?? [];
      const libraries = [...new Set(held.map(({ homeLibraryId }) => directory.library(homeLibraryId).code))];
      const facts = factsOf(record, { libraries, digital: resources.get(record.recordId) ?? [] });
      const [was, will] = [setsOf(facts, before).has(setSpec), setsOf(facts, after).has(setSpec)];
      if (will) sums.records += 1;
      if (will && !was) sums.enters += 1;
      if (was && !will) sums.leaves += 1;
    }
    sums.looked += page.length;
    if (page.length < limits.recordsAtOnce) return { ...sums, whole: true };
    if (clock.now() >= until) return { ...sums, whole: false };
    last = page.at(-1)!.recordId;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
