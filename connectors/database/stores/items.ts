import type { Item } from '../../../core/circulation/entities.ts';
import type { ItemsWork, NewItem } from '../../../core/ports/store.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { allListed, insertion, listStatement } from './batches.ts';
import { columns, locking, met, scanKey } from './columns.ts';

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
] as const;
export type ItemRow = Omit<Item, 'loanable'> & { readonly loanable: number };

type ClaimedRow = ItemRow & { readonly title: string; readonly mayBeWanted: number };

export function itemOf(row: ItemRow): Item {
  return { ...row, loanable: row.loanable === 1 };
}

const all = columns('items', itemColumns);
// The title by a subquery: a join would lock the record, and with it every other copy of it.
const claimed = (mayBeWanted: string): string =>
  `SELECT ${all}, (SELECT title FROM bib_records WHERE bib_records.id = items.recordId) AS title,
     ${mayBeWanted} AS mayBeWanted
   FROM items WHERE barcodeKey = ?`;
// MariaDB takes the snapshot of a subquery before it waits for the lock: a hold placed meanwhile would not be seen.
const claim = {
  sqlite: claimed(`EXISTS (SELECT 1 FROM holds WHERE holds.recordId = items.recordId AND holds.liveKey > '')`),
  mariadb: locking(claimed('1')).mariadb,
};
const byBarcodes = listStatement(`SELECT ${all}, barcodeKey FROM items WHERE barcodeKey IN (?*)`);
const insert = insertion('items', [
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
]);

/** Items, as one transaction moves them. */
export function itemsWork(sql: Sql): ItemsWork {
  return {
    async claim(barcode) {
      const row = await sql.one<ClaimedRow>(claim[sql.dialect], [scanKey(barcode)]);
      return row && { ...row, loanable: row.loanable === 1, mayBeWanted: row.mayBeWanted === 1 };
    },
    async move(itemId, to) {
      const values = [to.status, to.statusSince, to.holdingLibraryId, itemId];
      const text = 'UPDATE items SET status = ?, statusSince = ?, holdingLibraryId = ? WHERE id = ?';
      met(await sql.run(text, values), `item ${itemId}`);
    },
    async findByBarcodes(barcodes) {
      const keys = new Map(barcodes.map((barcode) => [barcode, scanKey(barcode)]));
      const byKey = new Map<string, Item>();
      const found = new Map<string, Item>();
      const rows = await allListed<ItemRow & { barcodeKey: string }>(sql, byBarcodes, [...new Set(keys.values())]);
      for (const { barcodeKey, ...row } of rows) {
        const item = itemOf(row);
        byKey.set(barcodeKey, item);
        found.set(item.barcode, item);
      }
      // Also under the form it was asked for, when only case or spaces differ.
      for (const [asked, key] of keys) {
        const item = byKey.get(key);
        if (item) found.set(asked, item);
      }
      return found;
    },
    insertMany(items) {
      return insert(sql, items.map(valuesOf));
    },
    async describe(itemId, as) {
      const values = [as.type, as.location, as.callNumber, as.volume, as.inventoryNo, as.loanable ? 1 : 0, itemId];
      const text =
        'UPDATE items SET type = ?, location = ?, callNumber = ?, volume = ?, inventoryNo = ?, loanable = ? WHERE id = ?';
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
  ];
}
