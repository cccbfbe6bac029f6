import type { Hold } from '../circulation/entities.ts';
import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { Work } from '../ports/store.ts';
import type { PatronFile } from './patron.ts';
import { noteReader, type By, type ReaderPorts } from './ports.ts';

/**
 * Makes one account of two of the same person: loans, holds, blocks and cards go to the survivor, whose name, card and PIN
 * stay. Whole or not at all. The other's cards answer "replaced"; of the other nothing is left but its id.
 */
export function mergeAccounts({ store, clock }: ReaderPorts) {
  return (survivorId: number, mergedId: number, by: By): Promise<Outcome<null>> =>
    store.transaction(async (work) => {
      if (survivorId === mergedId) return impossible('same-account');
      const now = clock.now();
      const locked = new Map<number, PatronFile | null>();
      // By id: two merges of the same accounts never wait for each other in a circle.
      for (const id of [survivorId, mergedId].sort((a, b) => a - b)) locked.set(id, await work.patronAccounts.lock(id));
      const survivor = locked.get(survivorId);
      const merged = locked.get(mergedId);
      if (!survivor || !merged) return refused('patron-unknown');
      if (survivor.state === 'TO_ERASE') return impossible('to-erase');
      if (survivor.guardianId === mergedId || merged.guardianId === survivorId) return impossible('guardian');

      const holds = await mergeHolds(work, survivorId, mergedId, now);
      if ('granted' in holds) return holds;
      const { loans } = await work.patronAccounts.engagements(mergedId, now);
      await work.patronAccounts.mergeInto(survivorId, mergedId, now);
      await noteReader(work, 'PATRONS_MERGED', survivor, { at: now, by }, { loans, ...holds });
      return granted(null);
    });
}

/** Gives the live holds of one to the other; two for the same thing become one, at the rank of the earlier. */
async function mergeHolds(
  work: Work,
  survivorId: number,
  mergedId: number,
  now: number,
): Promise<Refused | { holds: number; collapsed: number }> {
  const ofBoth = [
    ...(await work.patronAccounts.liveHolds(survivorId)),
    ...(await work.patronAccounts.liveHolds(mergedId)),
  ].sort((a, b) => a.id - b.id);
  const lent = [
    ...(await work.patronAccounts.lentItems(survivorId)),
    ...(await work.patronAccounts.lentItems(mergedId)),
  ];
  const hasItself = ofBoth.some((hold) =>
    lent.some(({ itemId }) => itemId === hold.itemId || itemId === hold.boundItemId),
  );
  if (hasItself) return impossible('same-item');

  let given = 0;
  let collapsed = 0;
  for (const same of Map.groupBy(ofBoth, wanted).values()) {
    const kept = same.filter((hold) => hold.boundItemId !== null);
    // Two documents wait for one person: staff first say which he wants.
    if (kept.length > 1) return impossible('both-kept');
    const earliest = same.toSorted(byRank)[0]!;
    const stays = kept[0] ?? earliest;
    for (const hold of same) {
      if (hold === stays) continue;
      const facts = { cancelReason: 'MERGED', endedAt: now };
      await work.holds.settle(hold.id, ['PENDING', 'TARGETED'], 'CANCELLED', facts);
      collapsed += 1;
    }
    if (stays.patronId === survivorId && stays.placedAt === earliest.placedAt) continue;
    await work.patronAccounts.giveHold(stays, { patronId: survivorId, placedAt: earliest.placedAt });
    if (stays.patronId === mergedId) given += 1;
  }
  return { holds: given, collapsed };
}

/** What a hold asks for: a record, or one volume of it. */
function wanted({ recordId, volume }: Hold): string {
  return `${recordId}:${volume}`;
}

function byRank(a: Hold, b: Hold): number {
  return a.priorityClass - b.priorityClass || a.placedAt - b.placedAt || a.id - b.id;
}

function impossible(reason: string): Refused {
  return refused('merge-not-possible', { reason });
}
