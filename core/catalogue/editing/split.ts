import type { Item } from '../../circulation/entities.ts';
import { granted, refused, type Outcome } from '../../outcome.ts';
import type { Work } from '../../ports/store.ts';
import { noteItem } from '../copies/journal.ts';
import { changeOf, lockForChange } from './change.ts';
import { createIn } from './create.ts';
import type { CataloguingDesk, SplitDone, SplitRequest } from './desk.ts';
import type { CataloguedRecord, RecordMerge } from './entities.ts';
import type { CataloguingPorts } from './ports.ts';
import { saveVersion, textOf } from './save.ts';
import { sheetOf } from './sheet.ts';

type Parted = Pick<SplitDone, 'moved' | 'stayed' | 'textUndone'> & { readonly other: string };

/**
 * Takes apart what is one record: undoes a merge, or gives some copies a record of their own. Holds stay in the queue of
 * the survivor, where their readers were told they are; a copy that circulation still needs there stays with them.
 */
export function split(ports: CataloguingPorts): CataloguingDesk['split'] {
  return async (request) => {
    const at = ports.clock.now();
    const outcome = await ports.store.transaction((work) => parted(work, request, at));
    if (!outcome.granted) return outcome;
    const { other, ...done } = outcome.value;
    const survivorSheet = await sheetOf(ports, request.controlNumber);
    const otherSheet = await sheetOf(ports, other);
    if (!survivorSheet.granted) return survivorSheet;
    if (!otherSheet.granted) return otherSheet;
    return granted({ survivor: survivorSheet.value, other: otherSheet.value, ...done });
  };
}

async function parted(work: Work, request: SplitRequest, at: number): Promise<Outcome<Parted>> {
  const locked = await lockForChange(work, request, at);
  if (!locked.granted) return locked;
  if (!('mergeId' in request)) return copiesApart(work, locked.value, request, at);
  const merge = (await work.cataloguing.merges(locked.value.id)).find(({ id }) => id === request.mergeId);
  if (!merge || merge.intoRecordId !== locked.value.id) return refused('merge-unknown');
  return undone(work, locked.value, merge, request, at);
}

async function undone(
  work: Work,
  survivor: CataloguedRecord,
  merge: RecordMerge,
  request: SplitRequest,
  at: number,
): Promise<Outcome<Parted>> {
  const absorbed = await work.cataloguing.lockById(merge.fromRecordId);
  if (absorbed?.status !== 'MERGED') return refused('merge-unknown');
  const change = changeOf('SPLIT', request, at);
  const names = { from: survivor.controlNumber, out: absorbed.controlNumber };

  // The survivor's text goes back only when nobody edited it since.
  const textUndone = survivor.version === merge.mergedVersion;
  const text = textUndone ? await work.cataloguing.version(survivor.id, merge.intoVersion) : survivor;
  if (!text) return refused('version-unknown', { version: merge.intoVersion });
  await saveVersion(work, survivor, { record: textOf(text), standing: survivor }, change, names);
  const own = await work.cataloguing.version(absorbed.id, merge.fromVersion);
  if (!own) return refused('version-unknown', { version: merge.fromVersion });
  const standing = { status: 'LIVE', mergedIntoId: null, suppressedAt: own.suppressedAt } as const;
  await saveVersion(work, absorbed, { record: textOf(own), standing }, change, names);
  await leadBack(work, absorbed, survivor, change);

  const copies = (await work.cataloguing.lockItems(merge.itemIds)).filter((item) => item.recordId === survivor.id);
  const sorted = await moveFree(work, copies, absorbed, change);
  await work.cataloguing.undoMerge(merge.id, at);
  return granted({ ...sorted, textUndone, other: absorbed.controlNumber });
}

/** What had been merged into the absorbed record before leads to it again. */
async function leadBack(
  work: Work,
  absorbed: CataloguedRecord,
  survivor: CataloguedRecord,
  change: ReturnType<typeof changeOf>,
): Promise<void> {
  const earlier = new Set((await work.cataloguing.merges(absorbed.id)).map(({ fromRecordId }) => fromRecordId));
  for (const record of await work.cataloguing.mergedInto(survivor.id)) {
    if (!earlier.has(record.id)) continue;
    const standing = { ...record, mergedIntoId: absorbed.id };
    await saveVersion(work, record, { record: textOf(record), standing }, { ...change, act: 'ABSORBED' });
  }
}

async function copiesApart(
  work: Work,
  record: CataloguedRecord,
  request: Extract<SplitRequest, { barcodes: readonly string[] }>,
  at: number,
): Promise<Outcome<Parted>> {
  const known = await work.items.findByBarcodes(request.barcodes);
  const ids = new Set<number>();
  for (const barcode of request.barcodes) {
    const item = known.get(barcode);
    if (item?.recordId !== record.id) return refused('item-unknown', { barcode });
    ids.add(item.id);
  }
  const change = changeOf('SPLIT', request, at);
  const created = await createIn(work, request.marc ?? textOf(record), { ...change, act: 'CREATED' });
  const copies = await work.cataloguing.lockItems([...ids]);
  const sorted = await moveFree(work, copies, created, change);
  if (sorted.moved.length === 0) return refused('item-in-use', { items: sorted.stayed.length });
  const names = { from: record.controlNumber, out: created.controlNumber, items: sorted.moved.length };
  await saveVersion(work, record, { record: textOf(record), standing: record }, change, names);
  return granted({ ...sorted, textUndone: false, other: created.controlNumber });
}

/** Moves the copies that no hold ties to the record they leave. */
async function moveFree(
  work: Work,
  copies: readonly Item[],
  to: Pick<CataloguedRecord, 'id' | 'controlNumber'>,
  change: ReturnType<typeof changeOf>,
): Promise<{ moved: string[]; stayed: string[] }> {
  const [moved, stayed]: [string[], string[]] = [[], []];
  for (const item of copies) {
    const { holds } = await work.cataloguing.itemUsage(item.id);
    if (holds > 0) {
      stayed.push(item.barcode);
      continue;
    }
    await work.cataloguing.moveItem(item.id, to.id);
    await noteItem(work, 'ITEM_MOVED', item, change, { record: to.controlNumber });
    moved.push(item.barcode);
  }
  return { moved, stayed };
}
