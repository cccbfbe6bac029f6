import { granted, refused, type Outcome } from '../../outcome.ts';
import { ordinaryCopy } from '../../circulation/entities.ts';
import { rulesInForce } from '../editing/judge.ts';
import type { CataloguingPorts } from '../editing/ports.ts';
import { applyBulk, bulkSheet, prepareBulk } from './bulk.ts';
import { changingCopy, copyChange, whyNotYours } from './change.ts';
import { changedParts, described, whyNotDescribed, whyNotThisBarcode } from './describe.ts';
import type { CopiesDesk, CopyRequest, CopySheet, NewCopyRequest } from './desk.ts';
import type { CopyEdit } from './entities.ts';
import { noteItem } from './journal.ts';

/** Opens the desk of the copies. */
export function copiesDesk(ports: CataloguingPorts): CopiesDesk {
  const { store } = ports;
  const sheet = (barcode: string) => sheetOf(ports, barcode);
  const told =
    <Request>(act: (request: Request) => Promise<Outcome<string>>) =>
    async (request: Request): Promise<Outcome<CopySheet>> => {
      const outcome = await act(request);
      return outcome.granted ? sheet(outcome.value) : outcome;
    };
  return {
    sheet,
    create: told(create(ports)),
    edit: told(edit(ports)),
    move: told(move(ports)),
    remove: remove(ports),
    async history(barcode, before, limit) {
      const found = await store.read.item(barcode);
      if (!found) return refused('item-unknown');
      return granted(await store.read.cataloguing.itemEvents(found.item.id, before, limit));
    },
    prepareBulk: prepareBulk(ports),
    applyBulk: applyBulk(ports),
    bulk: (changeId) => bulkSheet(ports, changeId),
    async bulkLines(changeId, after, limit) {
      if (!(await store.read.cataloguing.bulk(changeId))) return refused('bulk-change-unknown');
      return granted(await store.read.cataloguing.bulkLines(changeId, after, limit));
    },
  };
}

async function sheetOf({ store }: CataloguingPorts, barcode: string): Promise<Outcome<CopySheet>> {
  const found = await store.read.item(barcode);
  if (!found) return refused('item-unknown');
  return granted({ item: found.item, controlNumber: found.controlNumber, title: found.title });
}

function create(ports: CataloguingPorts) {
  return async ({ by, controlNumber, homeLibraryId, copy, status }: NewCopyRequest): Promise<Outcome<string>> => {
    const refusal = whyNotYours(by, homeLibraryId);
    if (refusal) return refusal;
    const { rules } = await rulesInForce(ports.store);
    const change = copyChange(by, ports.clock.now());
    const type = copy.type ?? 'BOOK';
    const loanable = rules.itemTypes.find(({ code }) => code === type)?.loanable ?? true;
    const empty = {
      location: '',
      callNumber: '',
      volume: '',
      inventoryNo: '',
      minAge: null,
      notes: ordinaryCopy.notes,
    };
    const blank = { ...empty, barcode: '', type, loanable, homeLibraryId, holdingLibraryId: homeLibraryId };
    const as = described(blank, copy);
    const wrong = whyNotDescribed(null, as, rules, ports.directory.library(homeLibraryId).code);
    if (wrong) return wrong;
    return ports.store.transaction(async (work) => {
      const record = await work.cataloguing.lock(controlNumber);
      if (!record) return refused('record-unknown');
      if (record.status !== 'LIVE') return refused('record-not-live', { status: record.status });
      const taken = await whyNotThisBarcode(work, as.barcode, null);
      if (taken) return taken;
      const [id] = await work.items.insertMany([{ ...as, recordId: record.id, status, statusSince: change.at }]);
      await noteItem(work, 'ITEM_CREATED', { id: id!, homeLibraryId }, change, {
        barcode: as.barcode,
        record: controlNumber,
      });
      await work.outbox.add('records-changed', [record.id], change.at);
      return granted(as.barcode);
    });
  };
}

function edit(ports: CataloguingPorts) {
  return async (request: CopyRequest & { readonly edit: CopyEdit }): Promise<Outcome<string>> => {
    const { rules } = await rulesInForce(ports.store);
    return changingCopy<typeof request, string>(ports, async (work, item, asked, change) => {
      const as = described(item, asked.edit);
      const wrong = whyNotDescribed(item, as, rules, ports.directory.library(item.homeLibraryId).code);
      if (wrong) return wrong;
      const taken = await whyNotThisBarcode(work, as.barcode, item);
      if (taken) return taken;
      const parts = changedParts(described(item, {}), as);
      if (parts.length === 0) return granted(item.barcode);
      await work.cataloguing.describeItem(item.id, as);
      if (parts.includes('volume')) {
        // A hold of one volume is bound to a copy of that volume.
        const { holds } = await work.cataloguing.itemUsage(item.id);
        if (holds > 0) return refused('item-in-use', { holds });
      }
      const facts = { parts: parts.join(' '), from: item.barcode, to: as.barcode };
      await noteItem(work, 'ITEM_CHANGED', item, change, facts);
      return granted(as.barcode);
    })(request);
  };
}

function move(ports: CataloguingPorts) {
  return async (request: CopyRequest & { readonly controlNumber: string }): Promise<Outcome<string>> => {
    const change = copyChange(request.by, ports.clock.now());
    return ports.store.transaction(async (work) => {
      // The catalogue first, as a merge does: the record it goes to cannot be merged away meanwhile.
      const record = await work.cataloguing.lock(request.controlNumber);
      if (!record) return refused('record-unknown');
      if (record.status !== 'LIVE') return refused('record-not-live', { status: record.status });
      const item = await work.items.claim(request.barcode);
      if (!item) return refused('item-unknown');
      const refusal = whyNotYours(request.by, item.homeLibraryId);
      if (refusal) return refusal;
      if (item.version !== request.version) {
        return refused('changed-meanwhile', { asked: request.version, current: item.version });
      }
      const { holds } = await work.cataloguing.itemUsage(item.id);
      if (holds > 0) return refused('item-in-use', { holds });
      if (item.recordId === record.id) return granted(item.barcode);
      await work.cataloguing.moveItem(item.id, record.id);
      await noteItem(work, 'ITEM_MOVED', item, change, { record: request.controlNumber, from: item.recordId });
      await work.outbox.add('records-changed', [item.recordId, record.id], change.at);
      return granted(item.barcode);
    });
  };
}

/** States in which nothing in circulation is under way. */
const atRest: ReadonlySet<string> = new Set(['AVAILABLE', 'IN_PROCESSING', 'ON_ORDER', 'RESHELVE', 'MISSING', 'LOST']);

function remove(ports: CataloguingPorts) {
  return changingCopy<CopyRequest & { readonly how: 'withdraw' | 'delete' }, null>(
    ports,
    async (work, item, request, change) => {
      const { openLoan, openTransit, holds, everUsed } = await work.cataloguing.itemUsage(item.id);
      const facts = { openLoan, openTransit, holds, status: item.status };
      if (openLoan || openTransit || holds > 0) return refused('item-in-use', facts);
      if (request.how === 'delete') {
        if (everUsed) return refused('item-in-use', { ...facts, everUsed });
        await work.cataloguing.deleteItem(item.id);
        await noteItem(work, 'ITEM_DELETED', item, change, { barcode: item.barcode });
        return granted(null);
      }
      if (item.status === 'WITHDRAWN') return granted(null);
      if (!atRest.has(item.status)) return refused('item-in-use', facts);
      await work.items.move(item.id, {
        status: 'WITHDRAWN',
        statusSince: change.at,
        holdingLibraryId: item.holdingLibraryId,
      });
      await noteItem(work, 'ITEM_STATUS', item, change, { from: item.status, to: 'WITHDRAWN', why: 'cataloguing' });
      return granted(null);
    },
  );
}
