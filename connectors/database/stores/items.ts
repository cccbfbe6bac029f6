import type { Item, ItemNotes } from '../../../core/circulation/entities.ts';
import type { ItemsWork, NewItem } from '../../../core/ports/store.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { allListed, insertion, listStatement } from './batches.ts';
import { columns, locking, met, scanKey } from './columns.ts';
import { byTag, insertTags, itemOfTag } from './tags.ts';

export const itemColumns = [
  'id',
  'barcode',
  'recordId',
  'homeLibraryId',
  'holdingLibraryId',
  'type',
  'location',
  'callNumber',
  'status',
  'statusSince',
  'loanable',
  'volume',
  'inventoryNo',
  'ownerLibraryId',
  'returnToOwnerOn',
  'minAge',
  'publicNote',
  'staffNote',
  'checkinNote',
  'checkoutNote',
  'rfidUid',
  'rfidAfi',
  'rfidDsfid',
  'properties',
  'version',
] as const;
export type ItemRow = Omit<Item, 'loanable' | 'notes' | 'rfid'> & {
  readonly loanable: number;
  readonly publicNote: string | null;
  readonly staffNote: string | null;
  readonly checkinNote: string | null;
  readonly checkoutNote: string | null;
  readonly rfidUid: string | null;
  readonly rfidAfi: number | null;
  readonly rfidDsfid: number | null;
};

type ClaimedRow = ItemRow & { readonly title: string; readonly mayBeWanted: number };

/** An item as core knows it. Field by field: to copy the row and leave some out costs ten times as much. */
export function itemOf(row: ItemRow): Item {
  return {
    id: row.id,
    barcode: row.barcode,
    recordId: row.recordId,
    homeLibraryId: row.homeLibraryId,
    holdingLibraryId: row.holdingLibraryId,
    type: row.type,
    location: row.location,
    callNumber: row.callNumber,
    status: row.status,
    statusSince: row.statusSince,
    loanable: row.loanable === 1,
    volume: row.volume,
    inventoryNo: row.inventoryNo,
    ownerLibraryId: row.ownerLibraryId,
    returnToOwnerOn: row.returnToOwnerOn,
    minAge: row.minAge,
    notes: notesOf(row),
    rfid: row.rfidUid === null ? null : { uid: row.rfidUid, afi: row.rfidAfi ?? 0, dsfid: row.rfidDsfid ?? 0 },
    properties: row.properties,
    version: row.version,
  };
}

function notesOf({ publicNote, staffNote, checkinNote, checkoutNote }: ItemRow): ItemNotes {
  return { public: publicNote ?? '', staff: staffNote ?? '', checkin: checkinNote ?? '', checkout: checkoutNote ?? '' };
}

const all = columns('items', itemColumns);
// The title by a subquery: a join would lock the record, and with it every other copy of it.
const claimed = (mayBeWanted: string, which = 'barcodeKey = ?'): string =>
  `SELECT ${all}, (SELECT title FROM bib_records WHERE bib_records.id = items.recordId) AS title,
     ${mayBeWanted} AS mayBeWanted
   FROM items WHERE ${which}`;
// MariaDB takes the snapshot of a subquery before it waits for the lock: a hold placed meanwhile would not be seen.
const wanted = {
  sqlite: `EXISTS (SELECT 1 FROM holds WHERE holds.recordId = items.recordId AND holds.liveKey > '')`,
  mariadb: '1',
};
const claim = { sqlite: claimed(wanted.sqlite), mariadb: locking(claimed(wanted.mariadb)).mariadb };
const claimTagged = {
  sqlite: claimed(wanted.sqlite, itemOfTag),
  mariadb: locking(claimed(wanted.mariadb, itemOfTag)).mariadb,
};
const byBarcodes = listStatement(`SELECT ${all}, barcodeKey FROM items WHERE barcodeKey IN (?*)`);
const cardsAmong = listStatement('SELECT cardKey FROM patron_cards WHERE cardKey IN (?*)');
/** What every copy has. */
const plainColumns = [
  'barcode',
  'barcodeKey',
  'recordId',
  'homeLibraryId',
  'holdingLibraryId',
  'type',
  'status',
  'statusSince',
  'loanable',
  'location',
  'callNumber',
  'volume',
  'inventoryNo',
] as const;
const insertPlain = insertion('items', plainColumns);
const insert = insertion('items', [
  ...plainColumns,
  'ownerLibraryId',
  'returnToOwnerOn',
  'minAge',
  'publicNote',
  'staffNote',
  'checkinNote',
  'checkoutNote',
  'rfidUid',
  'rfidAfi',
  'rfidDsfid',
  'properties',
]);

/** Items, as one transaction moves them. */
export function itemsWork(sql: Sql): ItemsWork {
  return {
    async claim(barcode) {
      const row =
        (await sql.one<ClaimedRow>(claim[sql.dialect], [scanKey(barcode)])) ??
        (await byTag<ClaimedRow>(sql, claimTagged[sql.dialect], barcode));
      return row && { ...itemOf(row), title: row.title, mayBeWanted: row.mayBeWanted === 1 };
    },
    async move(itemId, to) {
      const values = [to.status, to.statusSince, to.holdingLibraryId, itemId];
      const text = 'UPDATE items SET status = ?, statusSince = ?, holdingLibraryId = ? WHERE id = ?';
      met(await sql.run(text, values), `item ${itemId}`);
    },
    async setProperties(itemId, properties) {
      met(await sql.run('UPDATE items SET properties = ? WHERE id = ?', [properties, itemId]), `item ${itemId}`);
    },
    async findByBarcodes(barcodes) {
      const keys = new Map(barcodes.map((barcode) => [barcode, scanKey(barcode)]));
      const byKey = new Map<string, Item>();
      const found = new Map<string, Item>();
      const rows = await allListed<ItemRow & { barcodeKey: string }>(sql, byBarcodes, [...new Set(keys.values())]);
      for (const row of rows) {
        const item = itemOf(row);
        byKey.set(row.barcodeKey, item);
        found.set(item.barcode, item);
      }
      // Also under the form it was asked for, when only case or spaces differ.
      for (const [asked, key] of keys) {
        const item = byKey.get(key);
        if (item) found.set(asked, item);
      }
      return found;
    },
    async cardsAmong(barcodes) {
      const keys = [...new Set(barcodes.map(scanKey))];
      const cards = await allListed<{ cardKey: string }>(sql, cardsAmong, keys);
      const taken = new Set(cards.map(({ cardKey }) => cardKey));
      return new Set(barcodes.filter((barcode) => taken.has(scanKey(barcode))));
    },
    async insertMany(items) {
      const rows = items.map(valuesOf);
      // Imported copies have nothing but that: half the values to bind.
      const plain = rows.every((row) => row.every((value, at) => value === null || at < plainColumns.length));
      const ids = plain
        ? await insertPlain(
            sql,
            rows.map((row) => row.slice(0, plainColumns.length)),
          )
        : await insert(sql, rows);
      const tags = items.flatMap(({ rfid }, index) => (rfid ? [[rfid.uid, ids[index]!, 1]] : []));
      if (tags.length > 0) await insertTags(sql, tags);
      return ids;
    },
    async describe(itemId, as) {
      const values = [as.type, as.location, as.callNumber, as.volume, as.inventoryNo, as.loanable ? 1 : 0, itemId];
      const text =
        'UPDATE items SET type = ?, location = ?, callNumber = ?, volume = ?, inventoryNo = ?, loanable = ?, version = version + 1 WHERE id = ?';
      met(await sql.run(text, values), `item ${itemId}`);
    },
  };
}

function valuesOf(item: NewItem): SqlValue[] {
  return [
    item.barcode.trim(),
    scanKey(item.barcode),
    item.recordId,
    item.homeLibraryId,
    item.holdingLibraryId,
    item.type,
    item.status,
    item.statusSince,
    item.loanable ? 1 : 0,
    item.location,
    item.callNumber,
    item.volume,
    item.inventoryNo,
    item.ownerLibraryId ?? null,
    item.returnToOwnerOn ?? null,
    item.minAge ?? null,
    item.notes?.public || null,
    item.notes?.staff || null,
    item.notes?.checkin || null,
    item.notes?.checkout || null,
    item.rfid?.uid ?? null,
    item.rfid?.afi ?? null,
    item.rfid?.dsfid ?? null,
    item.properties ?? null,
  ];
}
