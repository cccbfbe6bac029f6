import { granted, refused, type Outcome } from '../../outcome.ts';
import type { Work } from '../../ports/store.ts';
import { rulesInForce } from '../editing/judge.ts';
import type { Cataloguer, CataloguingPorts } from '../editing/ports.ts';
import type { NetworkRules } from '../rules/network-rules.ts';
import { copyChange, whyNotYours, type CopyChange } from './change.ts';
import { changedParts, described, whyNotDescribed } from './describe.ts';
import type { BulkSheet, CopiesDesk } from './desk.ts';
import type { BulkChange, BulkLine, BulkOutcome } from './entities.ts';
import { noteItem } from './journal.ts';

/** Copies one change may select, and how many are changed in one transaction. */
export interface BulkLimits {
  readonly most: number;
  readonly atOnce: number;
}
export const bulkLimits: BulkLimits = { most: 20_000, atOnce: 50 };

/** A change of many copies, and how far it is. */
export async function bulkSheet({ store }: CataloguingPorts, changeId: number): Promise<Outcome<BulkSheet>> {
  const change = await store.read.cataloguing.bulk(changeId);
  if (!change) return refused('bulk-change-unknown');
  return granted({ change, counts: await store.read.cataloguing.bulkCounts(changeId) });
}

/** Keeps the selection as it is now: what is applied is what was counted. */
export function prepareBulk(ports: CataloguingPorts, limits = bulkLimits): CopiesDesk['prepareBulk'] {
  return async ({ by, select, wanted }) => {
    const { store, clock } = ports;
    const { rules } = await rulesInForce(store);
    const type = rules.itemTypes.find(({ code }) => code === wanted.type);
    if (wanted.type !== undefined && !type?.active) return refused('item-not-valid', { field: 'type' });
    const found =
      'filter' in select
        ? await store.read.cataloguing.barcodesOf(select.filter, limits.most + 1)
        : [...new Set(select.barcodes.map((barcode) => barcode.trim()).filter((barcode) => barcode !== ''))];
    if (found.length > limits.most) return refused('too-many-items', { most: limits.most });
    const at = clock.now();
    const kept = await store.transaction(async (work) => {
      const { actor } = copyChange(by, at);
      return granted(
        await work.cataloguing.insertBulk({ wanted, actor, libraryId: by.libraryId, createdAt: at }, found),
      );
    });
    return kept.granted ? bulkSheet(ports, kept.value) : kept;
  };
}

/** Goes through the lines that wait, a few at a time; each is settled in the transaction that changes its copy. */
export function applyBulk(ports: CataloguingPorts, limits = bulkLimits): CopiesDesk['applyBulk'] {
  return async (by, changeId) => {
    const known = await ports.store.read.cataloguing.bulk(changeId);
    if (!known) return refused('bulk-change-unknown');
    if (by.libraryId !== null && by.libraryId !== known.libraryId) return refused('library-not-yours');
    for (;;) {
      const { rules } = await rulesInForce(ports.store);
      const step = await ports.store.transaction((work) => applySome(ports, work, { by, changeId, rules, limits }));
      if (!step.granted) return step;
      if (step.value === 0) return bulkSheet(ports, changeId);
    }
  };
}

interface Step {
  readonly by: Cataloguer;
  readonly changeId: number;
  readonly rules: NetworkRules;
  readonly limits: BulkLimits;
}

async function applySome(
  ports: CataloguingPorts,
  work: Work,
  { by, changeId, rules, limits }: Step,
): Promise<Outcome<number>> {
  const change = await work.cataloguing.lockBulk(changeId);
  if (!change) return refused('bulk-change-unknown');
  const made = copyChange(by, ports.clock.now());
  await work.cataloguing.startBulk(changeId, made.at);
  const lines = await work.cataloguing.waitingLines(changeId, limits.atOnce);
  if (lines.length === 0) {
    await work.cataloguing.finishBulk(changeId, made.at);
    return granted(0);
  }
  const changed = new Set<number>();
  // By barcode: two changes at work at once lock their copies in one order.
  for (const line of lines.toSorted((a, b) => (a.barcode < b.barcode ? -1 : 1))) {
    const [outcome, reason, recordId] = await applyOne(ports, work, { change, line, rules, made, by });
    await work.cataloguing.settleLine(changeId, line.position, outcome, reason);
    if (recordId !== null) changed.add(recordId);
  }
  if (changed.size > 0) await work.outbox.add('records-changed', [...changed], made.at);
  return granted(lines.length);
}

interface OneLine {
  readonly change: BulkChange;
  readonly line: BulkLine;
  readonly rules: NetworkRules;
  readonly made: CopyChange;
  readonly by: Cataloguer;
}

async function applyOne(
  { directory }: CataloguingPorts,
  work: Work,
  { change, line, rules, made, by }: OneLine,
): Promise<[BulkOutcome, string | null, number | null]> {
  const item = await work.items.claim(line.barcode);
  if (!item) return ['REFUSED', 'item-unknown', null];
  const refusal = whyNotYours({ ...by, libraryId: change.libraryId }, item.homeLibraryId);
  if (refusal) return ['REFUSED', refusal.refusal, null];
  const as = described(item, change.wanted);
  const wrong = whyNotDescribed(item, as, rules, directory.library(item.homeLibraryId).code);
  if (wrong) return ['REFUSED', wrong.refusal, null];
  const parts = changedParts(described(item, {}), as);
  if (parts.length === 0) return ['UNCHANGED', null, null];
  await work.cataloguing.describeItem(item.id, as);
  await noteItem(work, 'ITEMS_CHANGED', item, made, { change: change.id, parts: parts.join(' ') });
  return ['CHANGED', null, item.recordId];
}
