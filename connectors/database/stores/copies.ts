import {
  bulkOutcomes,
  type BulkChange,
  type BulkEdit,
  type BulkLine,
} from '../../../core/catalogue/copies/entities.ts';
import type { CataloguingReading, CataloguingWork } from '../../../core/ports/cataloguing.ts';
import type { StoredEvent } from '../../../core/ports/journal.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { allListed, insertion, listStatement, runListed } from './batches.ts';
import { columns, locking, met, scanKey } from './columns.ts';
import { itemColumns, itemOf, type ItemRow } from './items.ts';

const all = columns('items', itemColumns);
// A write that changes nothing: it locks the rows, in the order of their ids.
const lockMany = listStatement('UPDATE items SET version = version WHERE id IN (?*)');
const many = listStatement(`SELECT ${all} FROM items WHERE id IN (?*) ORDER BY id`);
const describe = `UPDATE items SET barcode = ?, barcodeKey = ?, type = ?, location = ?, callNumber = ?, volume = ?,
     inventoryNo = ?, loanable = ?, minAge = ?, publicNote = ?, staffNote = ?, checkinNote = ?, checkoutNote = ?,
     homeLibraryId = ?, holdingLibraryId = ?, version = version + 1 WHERE id = ?`;
const holdsOn = locking(
  `SELECT id FROM holds WHERE liveKey > '' AND (boundItemId = ? OR targetItemId = ? OR itemId = ?)`,
);
const everUsed = `SELECT
     EXISTS (SELECT 1 FROM loans WHERE itemId = ?) OR EXISTS (SELECT 1 FROM transits WHERE itemId = ?)
     OR EXISTS (SELECT 1 FROM holds WHERE itemId = ? OR boundItemId = ? OR targetItemId = ? OR releasedItemId = ?)
     OR EXISTS (SELECT 1 FROM hold_searches WHERE itemId = ?)
     OR EXISTS (SELECT 1 FROM pull_prints WHERE itemId = ?) OR EXISTS (SELECT 1 FROM item_aliases WHERE itemId = ?)
     OR EXISTS (SELECT 1 FROM rfid_tags WHERE itemId = ?) AS used`;
const aliases = listStatement('SELECT DISTINCT barcodeKey FROM item_aliases WHERE barcodeKey IN (?*)');
const changeColumns = ['wanted', 'actor', 'libraryId', 'createdAt'] as const;
const insertChange = insertion('item_changes', changeColumns);
const insertLine = insertion('item_change_lines', ['changeId', 'position', 'barcode'], 'position');
const change = `SELECT ${columns('item_changes', ['id', ...changeColumns, 'startedAt', 'finishedAt'])} FROM item_changes WHERE id = ?`;
const lines = 'SELECT position, barcode, outcome, reason FROM item_change_lines WHERE changeId = ?';

type CopiesWork = Pick<
  CataloguingWork,
  | 'lockItems'
  | 'itemUsage'
  | 'describeItem'
  | 'moveItem'
  | 'deleteItem'
  | 'aliasesAmong'
  | 'insertBulk'
  | 'lockBulk'
  | 'waitingLines'
  | 'settleLine'
  | 'startBulk'
  | 'finishBulk'
>;

/** Copies, as one transaction of a cataloguer describes and moves them. */
export function copiesWork(sql: Sql): CopiesWork {
  return {
    async lockItems(itemIds) {
      const ids = itemIds.toSorted((a, b) => a - b);
      await runListed(sql, lockMany, ids);
      return (await allListed<ItemRow>(sql, many, ids)).map(itemOf);
    },
    async itemUsage(itemId) {
      const loan = await sql.one('SELECT 1 AS open FROM loans WHERE openItemId = ?', [itemId]);
      const transit = await sql.one('SELECT 1 AS open FROM transits WHERE openItemId = ?', [itemId]);
      const holds = await sql.all(holdsOn[sql.dialect], [itemId, itemId, itemId]);
      const used = (await sql.one<{ used: number }>(everUsed, Array<SqlValue>(10).fill(itemId)))!.used;
      return { openLoan: loan !== null, openTransit: transit !== null, holds: holds.length, everUsed: used === 1 };
    },
    async describeItem(itemId, as) {
      const { notes } = as;
      const told = [notes.public, notes.staff, notes.checkin, notes.checkout].map((note) => note || null);
      const named = [as.barcode.trim(), scanKey(as.barcode), as.type, as.location, as.callNumber, as.volume];
      const values = [...named, as.inventoryNo, as.loanable ? 1 : 0, as.minAge, ...told];
      met(await sql.run(describe, [...values, as.homeLibraryId, as.holdingLibraryId, itemId]), `item ${itemId}`);
    },
    async moveItem(itemId, recordId) {
      const text = 'UPDATE items SET recordId = ?, version = version + 1 WHERE id = ?';
      met(await sql.run(text, [recordId, itemId]), `item ${itemId}`);
    },
    async deleteItem(itemId) {
      met(await sql.run('DELETE FROM items WHERE id = ?', [itemId]), `item ${itemId}`);
    },
    async aliasesAmong(barcodes) {
      const known = await allListed<{ barcodeKey: string }>(sql, aliases, barcodes.map(scanKey));
      const keys = new Set(known.map(({ barcodeKey }) => barcodeKey));
      return new Set(barcodes.filter((barcode) => keys.has(scanKey(barcode))));
    },

    async insertBulk({ wanted, actor, libraryId, createdAt }, barcodes) {
      const [id] = await insertChange(sql, [[JSON.stringify(wanted), actor, libraryId, createdAt]]);
      await insertLine(
        sql,
        barcodes.map((barcode, at) => [id!, at + 1, barcode]),
      );
      return id!;
    },
    async lockBulk(changeId) {
      await sql.run('UPDATE item_changes SET startedAt = startedAt WHERE id = ?', [changeId]);
      return bulkOf(sql, changeId);
    },
    waitingLines(changeId, limit) {
      return sql.all<BulkLine>(`${lines} AND outcome IS NULL ORDER BY position LIMIT ?`, [changeId, limit]);
    },
    async settleLine(changeId, position, outcome, reason) {
      const text =
        'UPDATE item_change_lines SET outcome = ?, reason = ? WHERE changeId = ? AND position = ? AND outcome IS NULL';
      met(await sql.run(text, [outcome, reason, changeId, position]), `line ${position} of change ${changeId}`);
    },
    async startBulk(changeId, at) {
      await sql.run('UPDATE item_changes SET startedAt = ? WHERE id = ? AND startedAt IS NULL', [at, changeId]);
    },
    async finishBulk(changeId, at) {
      await sql.run('UPDATE item_changes SET finishedAt = ? WHERE id = ? AND finishedAt IS NULL', [at, changeId]);
    },
  };
}

async function bulkOf(sql: Sql, changeId: number): Promise<BulkChange | null> {
  const row = await sql.one<Omit<BulkChange, 'wanted'> & { wanted: string }>(change, [changeId]);
  return row && { ...row, wanted: JSON.parse(row.wanted) as BulkEdit };
}

type CopiesReading = Pick<CataloguingReading, 'barcodesOf' | 'itemEvents' | 'bulk' | 'bulkLines' | 'bulkCounts'>;

const filtered = `SELECT barcode FROM items WHERE (? IS NULL OR homeLibraryId = ?) AND (? IS NULL OR type = ?)
   AND (? IS NULL OR status = ?) AND (? IS NULL OR location = ?) AND (? IS NULL OR SUBSTR(callNumber, 1, ?) = ?)
   ORDER BY id LIMIT ?`;
const eventColumns = ['seq', 'at', 'type', 'actor', 'libraryId', 'deviceId', 'itemId', 'payload'] as const;
const events = `SELECT ${columns('events', eventColumns)} FROM events
   WHERE seq >= ? AND seq < ? AND itemId = ? ORDER BY seq DESC LIMIT ?`;
/** Lines of the journal read at once, and at most for one answer. */
const walkedAtOnce = 20_000;
const mostWalked = 500_000;

/** Copies, as cataloguers read them. */
export function copiesReading(sql: Sql): CopiesReading {
  return {
    async barcodesOf({ homeLibraryId, type, status, location, callNumber }, limit) {
      const twice = [homeLibraryId, type, status, location].flatMap((value) => [value ?? null, value ?? null]);
      const begins = callNumber ?? null;
      const values = [...twice, begins, begins?.length ?? 0, begins, limit];
      return (await sql.all<{ barcode: string }>(filtered, values)).map(({ barcode }) => barcode);
    },
    // No index of the journal by copy: every loan would write it. Whoever asks walks back, and lets others go first.
    async itemEvents(itemId, before, limit) {
      type Row = Omit<StoredEvent, 'payload' | 'patronRef'> & { payload: string };
      const last =
        before ?? ((await sql.one<{ seq: number | null }>('SELECT MAX(seq) AS seq FROM events'))?.seq ?? 0) + 1;
      const found: Row[] = [];
      let reached = last;
      while (reached > 1 && found.length < limit && last - reached < mostWalked) {
        const from = Math.max(1, reached - walkedAtOnce);
        const rows = await sql.all<Row>(events, [from, reached, itemId, limit - found.length]);
        found.push(...rows);
        reached = found.length === limit ? rows.at(-1)!.seq : from;
        await new Promise((resolve) => setImmediate(resolve));
      }
      return {
        events: found.map((row) => ({
          ...row,
          patronRef: null,
          payload: JSON.parse(row.payload) as StoredEvent['payload'],
        })),
        reached: reached > 1 ? reached : null,
      };
    },
    bulk: (changeId) => bulkOf(sql, changeId),
    bulkLines: (changeId, after, limit) =>
      sql.all<BulkLine>(`${lines} AND position > ? ORDER BY position LIMIT ?`, [changeId, after, limit]),
    async bulkCounts(changeId) {
      const text = `SELECT COALESCE(outcome, 'WAITING') AS outcome, COUNT(*) AS counted FROM item_change_lines
         WHERE changeId = ? GROUP BY COALESCE(outcome, 'WAITING')`;
      const rows = await sql.all<{ outcome: string; counted: number }>(text, [changeId]);
      const counts = Object.fromEntries([...bulkOutcomes, 'WAITING'].map((name) => [name, 0]));
      for (const row of rows) counts[row.outcome] = row.counted;
      return counts as Awaited<ReturnType<CataloguingReading['bulkCounts']>>;
    },
  };
}
