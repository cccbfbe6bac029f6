import type { DigitalWork } from '../ports/digital.ts';
import type { FoundLink } from './matching.ts';

/**
 * Links a resource to what was found for it. What a person decided stays; what was found before and is no longer goes.
 */
export async function setFoundLinks(
  work: DigitalWork,
  { resourceId, recordId, at }: { readonly resourceId: number; readonly recordId: number; readonly at: number },
  found: readonly FoundLink[],
): Promise<void> {
  const known = await work.links(resourceId);
  const decided = new Set(known.filter(({ decidedBy }) => decidedBy !== null).map((link) => link.recordId));
  const kept = found.filter((link) => link.recordId !== recordId && !decided.has(link.recordId));
  for (const link of known) {
    const stays =
      link.decidedBy !== null || link.evidence === 'field 856' || kept.some((one) => one.recordId === link.recordId);
    if (!stays) await work.unlink(resourceId, link.recordId);
  }
  for (const { recordId: other, state, score, evidence } of kept) {
    const same = known.find((link) => link.recordId === other);
    if (same?.state === state && same.evidence === evidence) continue;
    await work.setLink({ resourceId, recordId: other, state, score, evidence, decidedBy: null, at });
  }
}
