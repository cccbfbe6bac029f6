import type { ItemType } from '../../../core/circulation/entities.ts';
import type { Copy, CopyAndDue, QueueWork } from '../../../core/ports/holds.ts';
import type { Sql } from '../sql.ts';
import { insertion, padded } from './batches.ts';
import { columns, met } from './columns.ts';
import { itemColumns, itemOf, type ItemRow } from './items.ts';

const backInQueue = `status = 'PENDING', targetItemId = NULL, targetedAt = NULL`;
const suspend = `UPDATE holds SET suspendedUntil = ?, ${backInQueue} WHERE id = ? AND status IN ('PENDING', 'TARGETED')`;
/** A hold leaves at most each of the nine states. */
const mostFrom = 9;
const setPickup = `UPDATE holds SET pickupLibraryId = ?,
     status = CASE WHEN status = 'TARGETED' THEN 'PENDING' ELSE status END, targetItemId = NULL, targetedAt = NULL
   WHERE id = ? AND status IN (${Array(mostFrom).fill('?').join(', ')})`;
const target = `UPDATE holds SET status = 'TARGETED', targetItemId = ?, targetedAt = ? WHERE id = ? AND status = 'PENDING'`;
const rerank = `UPDATE holds SET recordId = ?, priorityClass = ?, placedAt = ?,
     liveKey = patronId || ':' || ? || CASE WHEN volume = '' THEN '' ELSE ':' || volume END
   WHERE id = ? AND liveKey IS NOT NULL`;
const onLoan = `SELECT 1 AS found FROM loans JOIN items ON items.id = loans.openItemId
   WHERE loans.patronId = ? AND loans.openItemId > 0 AND items.recordId = ? AND (? = '' OR items.volume = ?)`;
const copyFacts = `${columns('items', itemColumns)},
     (SELECT MIN(holds.id) FROM holds WHERE holds.targetItemId = items.id) AS targetHoldId,
     (SELECT COUNT(*) FROM hold_searches
      WHERE hold_searches.itemId = items.id AND hold_searches.at >= items.statusSince) AS failedSearches`;
const ofRecord = 'FROM items WHERE recordId = ? ORDER BY id';
const copies = `SELECT ${copyFacts} ${ofRecord}`;
const copiesAndDues = `SELECT ${copyFacts},
     (SELECT dueAt FROM loans WHERE loans.openItemId = items.id) AS dueAt ${ofRecord}`;
// Lines of that very library only: what left its pull list meanwhile is nobody's task there.
const toFetchThere = `FROM holds JOIN items ON items.id = holds.targetItemId
   WHERE holds.id = ? AND items.holdingLibraryId = ?`;
const forgetPrint = `DELETE FROM pull_prints WHERE holdId = ?`;
const print = `INSERT INTO pull_prints (holdId, itemId, printedAt, actor)
   SELECT holds.id, items.id, ?, ? ${toFetchThere}`;
const setDeadline = `UPDATE holds SET pickupDeadline = ? WHERE id = ? AND status = 'ON_SHELF'`;
const burden = `SELECT items.holdingLibraryId AS libraryId, COUNT(*) AS pulls
   FROM holds JOIN items ON items.id = holds.targetItemId
   WHERE holds.targetItemId > 0 AND items.status = 'AVAILABLE' GROUP BY items.holdingLibraryId`;
const floats = `SELECT COUNT(*) AS libraries FROM floating_rules WHERE itemType = ? AND libraryId IN (?, ?)`;
// A document taken off the hold shelf stays until it is scanned: somebody else may wait for it.
const finishReshelving = `UPDATE items SET status = 'AVAILABLE', statusSince = ?
   WHERE status = 'RESHELVE' AND statusSince <= ? AND NOT EXISTS
     (SELECT 1 FROM holds WHERE holds.releasedItemId = items.id AND holds.releasedAt = items.statusSince)`;
const insertSearch = insertion('hold_searches', ['holdId', 'itemId', 'libraryId', 'at', 'actor']);
const insertRule = insertion('floating_rules', ['itemType', 'libraryId'], 'libraryId');

type CopyRow = ItemRow & { readonly targetHoldId: number | null; readonly failedSearches: number };

function copyOf(row: CopyRow): Copy {
  return { ...itemOf(row), targetHoldId: row.targetHoldId, failedSearches: row.failedSearches };
}

/** Every copy of a record, with when it is due back. */
export async function copiesOf(sql: Sql, recordId: number): Promise<CopyAndDue[]> {
  const rows = await sql.all<CopyRow & { readonly dueAt: number | null }>(copiesAndDues, [recordId]);
  return rows.map((row) => ({ ...copyOf(row), dueAt: row.dueAt }));
}

/** The queues of holds: suspension, pickup, targets, ranks, and what is looked at to choose a copy. */
export function queueWork(sql: Sql): Omit<QueueWork, 'lock' | 'lockQueue'> {
  return {
    async countLive(patronId) {
      const text = `SELECT COUNT(*) AS holds FROM holds WHERE patronId = ? AND liveKey > ''`;
      return (await sql.one<{ holds: number }>(text, [patronId]))!.holds;
    },
    async hasOnLoan(patronId, recordId, volume) {
      return (await sql.one(onLoan, [patronId, recordId, volume, volume])) !== null;
    },
    async suspend(holdId, until) {
      return (await sql.run(suspend, [until, holdId])) === 1;
    },
    async setPickup(holdId, from, libraryId) {
      return (await sql.run(setPickup, [libraryId, holdId, ...padded(from, mostFrom)])) === 1;
    },
    async setExpiry(holdId, expiresAt) {
      const text = `UPDATE holds SET expiresAt = ? WHERE id = ? AND status IN ('PENDING', 'TARGETED')`;
      return (await sql.run(text, [expiresAt, holdId])) === 1;
    },
    async target(holdId, itemId, at) {
      return (await sql.run(target, [itemId, at, holdId])) === 1;
    },
    async rerank(holdId, to) {
      const values = [to.recordId, to.priorityClass, to.placedAt, String(to.recordId), holdId];
      met(await sql.run(rerank, values), `live hold ${holdId}`);
    },
    async copies(recordId) {
      const rows = await sql.all<CopyRow>(copies, [recordId]);
      return rows.map(copyOf);
    },
    moveCopies(fromRecordId, intoRecordId) {
      // Those already there are written too: the holds of both are about to be settled, and items are locked first.
      const text = 'UPDATE items SET recordId = ? WHERE recordId IN (?, ?)';
      return sql.run(text, [intoRecordId, fromRecordId, intoRecordId]);
    },
    async noteSearch({ holdId, itemId, libraryId, at, actor }) {
      await insertSearch(sql, [[holdId, itemId, libraryId, at, actor]]);
    },
    async markPrinted({ libraryId, holdIds, at, actor }) {
      let printed = 0;
      for (const holdId of holdIds) {
        await sql.run(forgetPrint, [holdId]);
        printed += await sql.run(print, [at, actor, holdId, libraryId]);
      }
      return printed;
    },
    async setDeadline(holdId, pickupDeadline) {
      return (await sql.run(setDeadline, [pickupDeadline, holdId])) === 1;
    },
    async burden() {
      const rows = await sql.all<{ libraryId: number; pulls: number }>(burden);
      return new Map(rows.map(({ libraryId, pulls }) => [libraryId, pulls]));
    },
    async floats(itemType, oneLibraryId, otherLibraryId) {
      const row = await sql.one<{ libraries: number }>(floats, [itemType, oneLibraryId, otherLibraryId]);
      return row!.libraries === 2;
    },
    async setFloating(rules) {
      await sql.run('DELETE FROM floating_rules');
      await insertRule(
        sql,
        rules.map(({ itemType, libraryId }: { itemType: ItemType; libraryId: number }) => [itemType, libraryId]),
      );
    },
    finishReshelving: (before, at) => sql.run(finishReshelving, [at, before]),
  };
}
