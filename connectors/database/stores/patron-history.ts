import { readerActs, type ReaderAct, type ReaderTraces } from '../../../core/ports/patrons.ts';
import type { Sql } from '../sql.ts';
import { columns } from './columns.ts';
import { blockColumns, blockOf, type BlockRow } from './patrons.ts';

// Literals, in the words of the index of migration 0029: SQLite uses it for a query that repeats its condition.
const aboutReaders = `type IN (${readerActs.map((type) => `'${type}'`).join(', ')})`;
// Joined from the few names he had: a list from a subquery would walk the whole journal on MariaDB.
const ofReader = `FROM (SELECT pseudonym FROM patrons WHERE id = ? UNION ALL
     SELECT pseudonym FROM patron_pseudonyms WHERE patronId = ?) AS names
   JOIN events ON events.patronRef = names.pseudonym WHERE events.${aboutReaders}`;
/** The newest acts about one reader. */
export const acts = `SELECT events.seq, events.at, events.type, events.actor, events.libraryId, events.payload ${ofReader}
   ORDER BY events.seq DESC LIMIT ? OFFSET ?`;
const actCount = `SELECT COUNT(*) AS total ${ofReader}`;

const cards = `SELECT cardKey AS card, retiredAt, reason FROM patron_cards WHERE patronId = ?
   ORDER BY CASE WHEN retiredAt IS NULL THEN 0 ELSE 1 END, retiredAt DESC, cardKey`;
const blocks = `SELECT ${columns('blocks', blockColumns)} FROM blocks WHERE patronId = ? ORDER BY since DESC, id DESC`;
const endedLoans = `SELECT loans.at, loans.returnedAt,
     (SELECT title FROM bib_records JOIN items ON items.recordId = bib_records.id WHERE items.id = loans.itemId) AS title
   FROM loans WHERE patronId = ? AND returnedAt IS NOT NULL ORDER BY returnedAt DESC, id DESC LIMIT ?`;
const endedHolds = `SELECT placedAt, endedAt, (SELECT title FROM bib_records WHERE bib_records.id = holds.recordId) AS title
   FROM holds WHERE patronId = ? AND liveKey IS NULL ORDER BY placedAt DESC, id DESC LIMIT ?`;
const notices = `SELECT kind, createdAt AS at, state FROM notices WHERE patronId = ? ORDER BY createdAt DESC, id DESC LIMIT ?`;

type ActRow = Omit<ReaderAct, 'payload'> & { readonly payload: string };

/** What was done to a reader, under all the names he had. */
export async function actsOf(
  sql: Sql,
  patronId: number,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ acts: ReaderAct[]; total: number }> {
  const [rows, count] = await Promise.all([
    sql.all<ActRow>(acts, [patronId, patronId, limit, offset]),
    sql.one<{ total: number }>(actCount, [patronId, patronId]),
  ]);
  const told = rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as ReaderAct['payload'] }));
  return { acts: told, total: count!.total };
}

/** What is kept of a reader beside his account. */
export async function tracesOf(sql: Sql, patronId: number, limit: number): Promise<ReaderTraces> {
  const [held, set, loans, holds, told] = await Promise.all([
    sql.all<ReaderTraces['cards'][number]>(cards, [patronId]),
    sql.all<BlockRow>(blocks, [patronId]),
    sql.all<ReaderTraces['endedLoans'][number]>(endedLoans, [patronId, limit]),
    sql.all<ReaderTraces['endedHolds'][number]>(endedHolds, [patronId, limit]),
    sql.all<ReaderTraces['notices'][number]>(notices, [patronId, limit]),
  ]);
  return { cards: held, blocks: set.map(blockOf), endedLoans: loans, endedHolds: holds, notices: told };
}
