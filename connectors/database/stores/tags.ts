import { uidOf } from '../../../core/rfid/tag.ts';
import type { ItemType } from '../../../core/circulation/entities.ts';
import type { StoredTag, TagsReading, TagsWork } from '../../../core/ports/tags.ts';
import { ConstraintViolation, type Sql } from '../sql.ts';
import { insertion } from './batches.ts';
import { columns, met } from './columns.ts';

const tagColumns = ['uid', 'itemId', 'part', 'taggedAt', 'taggedBy'] as const;
const all = columns('rfid_tags', tagColumns);
const ofItem = `SELECT ${all} FROM rfid_tags WHERE itemId = ? ORDER BY part`;

/** The condition by which an item is found when what was scanned is the chip of one of its tags. */
export const itemOfTag = 'items.id = (SELECT itemId FROM rfid_tags WHERE uid = ?)';

/**
 * The row of the item that bears a tag, by a statement of which the condition is `itemOfTag`. Asked once no barcode
 * matched: what is not the number of a chip costs nothing more.
 */
export async function byTag<Row>(sql: Sql, statement: string, scanned: string): Promise<Row | null> {
  const uid = uidOf(scanned);
  return uid === null ? null : sql.one<Row>(statement, [uid]);
}

/** Keeps the tags that items came with. */
export const insertTags = insertion('rfid_tags', ['uid', 'itemId', 'part'], 'itemId');

/** The tags of documents, as one transaction changes them. */
export function tagsWork(sql: Sql): TagsWork {
  return {
    of: (itemId) => sql.all<StoredTag>(ofItem, [itemId]),
    async set(itemId, tag) {
      await sql.run('DELETE FROM rfid_tags WHERE itemId = ? AND (part = ? OR uid = ?)', [itemId, tag.part, tag.uid]);
      await forgetFirst(sql, itemId, tag.uid);
      const text = `INSERT INTO rfid_tags (uid, itemId, part, taggedAt, taggedOn, taggedBy) VALUES (?, ?, ?, ?, ?, ?)`;
      const values = [tag.uid, itemId, tag.part, tag.taggedAt, tag.taggedOn, tag.taggedBy];
      if (!(await unlessTaken(() => sql.run(text, values)))) return 'taken';
      if (tag.part !== 1) return 'set';
      const first = 'UPDATE items SET rfidUid = ?, rfidAfi = ?, rfidDsfid = ? WHERE id = ?';
      met(await sql.run(first, [tag.uid, tag.afi, tag.dsfid, itemId]), `item ${itemId}`);
      return 'set';
    },
    async remove(itemId, part) {
      const removed = await sql.run('DELETE FROM rfid_tags WHERE itemId = ? AND part = ?', [itemId, part]);
      if (part === 1) {
        await sql.run('UPDATE items SET rfidUid = NULL, rfidAfi = NULL, rfidDsfid = NULL WHERE id = ?', [itemId]);
      }
      return removed === 1;
    },
    async setIsil(libraryId, isil) {
      const text = 'UPDATE libraries SET isil = ? WHERE id = ?';
      return (await unlessTaken(() => sql.run(text, [isil, libraryId]))) ? 'set' : 'taken';
    },
  };
}

/** The tag moves to another part: the item no longer knows it as its first. */
async function forgetFirst(sql: Sql, itemId: number, uid: string): Promise<void> {
  const text = 'UPDATE items SET rfidUid = NULL, rfidAfi = NULL, rfidDsfid = NULL WHERE id = ? AND rfidUid = ?';
  await sql.run(text, [itemId, uid]);
}

async function unlessTaken(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof ConstraintViolation && error.kind === 'unique') return false;
    throw error;
  }
}

const withBarcode = `SELECT ${all}, (SELECT barcode FROM items WHERE items.id = rfid_tags.itemId) AS barcode
   FROM rfid_tags WHERE uid = ?`;
const stock = `SELECT type AS itemType, COUNT(*) AS items, COUNT(rfidUid) AS tagged FROM items
   WHERE homeLibraryId = ? AND status <> 'WITHDRAWN' GROUP BY type ORDER BY type`;
const daily = `SELECT items.homeLibraryId AS libraryId, rfid_tags.taggedOn AS date, COUNT(*) AS tagged
   FROM rfid_tags JOIN items ON items.id = rfid_tags.itemId
   WHERE rfid_tags.taggedOn >= ? AND rfid_tags.taggedOn <= ? AND rfid_tags.part = 1
   GROUP BY items.homeLibraryId, rfid_tags.taggedOn ORDER BY rfid_tags.taggedOn, items.homeLibraryId`;

/** Reads of the tags. */
export function tagsReading(sql: Sql): TagsReading {
  return {
    of: (itemId) => sql.all<StoredTag>(ofItem, [itemId]),
    byUid: (uid) => sql.one<StoredTag & { barcode: string }>(withBarcode, [uid]),
    stock: (libraryId) => sql.all<{ itemType: ItemType; items: number; tagged: number }>(stock, [libraryId]),
    daily: (from, until) => sql.all<{ libraryId: number; date: string; tagged: number }>(daily, [from, until]),
  };
}
