import type { Hold } from '../../../core/circulation/entities.ts';
import { nameKey } from '../../../core/patrons/names.ts';
import type { PatronFile } from '../../../core/patrons/patron.ts';
import type { Engagements, LateLoan, PatronAccountsWork } from '../../../core/ports/patrons.ts';
import type { Sql } from '../sql.ts';
import { columns, locking, met } from './columns.ts';
import { holdColumns, liveKey } from './holds.ts';
import { cardsOf } from './patron-cards.ts';
import { categoriesWork } from './patron-categories.ts';
import { partings } from './patron-partings.ts';
import { pinsWork } from './patron-pins.ts';
import {
  blockColumns,
  blockOf,
  blockValues,
  insertAccounts,
  insertBlocks,
  patronColumns,
  patronOf,
} from './patrons.ts';
import type { BlockRow, PatronRow } from './patrons.ts';

const fileColumns = [
  ...patronColumns,
  'guardianId',
  'guardianContact',
  'registeredAt',
  'lastActivityAt',
  'pinLockedUntil',
  'mergedIntoId',
] as const;
type FileRow = Omit<PatronFile, 'pseudonym' | 'cardNumber'> & PatronRow;

const file = `SELECT ${columns('patrons', fileColumns)},
   (SELECT code FROM patron_categories WHERE patron_categories.id = patrons.categoryId) AS categoryCode
   FROM patrons WHERE id = ?`;
const lockFile = locking(file);

const change = `UPDATE patrons SET firstName = ?, lastName = ?, birthDate = ?, email = ?, phone = ?, address = ?,
     homeLibraryId = ?, language = ?, guardianId = ?, guardianContact = ?, nameKey = ? WHERE id = ?`;
const late = `SELECT loans.dueAt, loans.libraryId, items.type AS itemType, loans.policyId
   FROM loans JOIN items ON items.id = loans.openItemId
   WHERE loans.patronId = ? AND loans.openItemId > 0 AND loans.dueAt < ? AND items.status = 'ON_LOAN'
   ORDER BY loans.dueAt, loans.id`;
const engaged = `SELECT
   (SELECT COUNT(*) FROM loans WHERE patronId = ? AND openItemId > 0) AS loans,
   (SELECT COUNT(*) FROM holds WHERE patronId = ? AND liveKey > '') AS holds,
   (SELECT COUNT(*) FROM blocks WHERE patronId = ? AND kind = 'LOST_ITEM' AND (until IS NULL OR until > ?)) AS debts,
   (SELECT COUNT(*) FROM patrons WHERE guardianId = ?) AS wards`;
const liveHolds = `SELECT ${columns('holds', holdColumns)} FROM holds WHERE patronId = ? AND liveKey > '' ORDER BY id`;
const block = `SELECT ${columns('blocks', blockColumns)} FROM blocks
   WHERE id = ? AND patronId = ? AND (until IS NULL OR until > ?)`;

/** Everything of one reader that is not a loan nor a hold. */
export async function patronFile(sql: Sql, patronId: number): Promise<PatronFile | null> {
  const row = await sql.one<FileRow>(file, [patronId]);
  return row && fileOf(row);
}

function fileOf(row: FileRow): PatronFile {
  const { guardianId, guardianContact, registeredAt, lastActivityAt, mergedIntoId } = row;
  return { ...patronOf(row), guardianId, guardianContact, registeredAt, lastActivityAt, mergedIntoId };
}

/** Open loans past their date, whose clock runs. */
export function lateLoansOf(sql: Sql, patronId: number, at: number): Promise<LateLoan[]> {
  return sql.all<LateLoan>(late, [patronId, at]);
}

/** What a reader still has with the network. */
export async function engagementsOf(sql: Sql, patronId: number, at: number): Promise<Engagements> {
  return (await sql.one<Engagements>(engaged, [patronId, patronId, patronId, at, patronId]))!;
}

/** Accounts of readers, as one transaction keeps them. */
export function patronAccountsWork(sql: Sql): PatronAccountsWork {
  return {
    ...cardsOf(sql),
    ...pinsWork(sql),
    ...categoriesWork(sql),
    ...partings(sql),
    async lock(patronId) {
      const row = await sql.one<FileRow>(lockFile[sql.dialect], [patronId]);
      return row && row.state !== 'ERASED' ? fileOf(row) : null;
    },
    async register(account, at) {
      const [id] = await insertAccounts(sql, [
        { ...account, cardNumber: null, state: 'ACTIVE', registeredAt: at, lastActivityAt: at },
      ]);
      return id!;
    },
    async change(patronId, to) {
      const person = [to.firstName, to.lastName, to.birthDate, to.email, to.phone, to.address, to.homeLibraryId];
      const rest = [to.language, to.guardianId, to.guardianContact, nameKey(to.lastName, to.firstName)];
      met(await sql.run(change, [...person, ...rest, patronId]), `reader ${patronId}`);
    },
    async setMembership(patronId, { expiresAt, categoryId }) {
      // A reader who comes back is not to be erased any more.
      const text = `UPDATE patrons SET expiresAt = ?, categoryId = ?, state = 'ACTIVE' WHERE id = ?`;
      met(await sql.run(text, [expiresAt, categoryId, patronId]), `reader ${patronId}`);
    },
    async touch(patronId, at) {
      await sql.run('UPDATE patrons SET lastActivityAt = ? WHERE id = ?', [at, patronId]);
    },
    async setBlock(block) {
      const [id] = await insertBlocks(sql, [blockValues(block)]);
      return id!;
    },
    async liftBlock(patronId, blockId, at) {
      const row = await sql.one<BlockRow>(block, [blockId, patronId, at]);
      if (!row) return null;
      await sql.run('UPDATE blocks SET until = ? WHERE id = ?', [at, blockId]);
      return blockOf(row);
    },
    lateLoans: (patronId, at) => lateLoansOf(sql, patronId, at),
    engagements: (patronId, at) => engagementsOf(sql, patronId, at),
    liveHolds: (patronId) => sql.all<Hold>(liveHolds, [patronId]),
    lentItems(patronId) {
      const text = `SELECT items.id AS itemId, items.recordId FROM loans JOIN items ON items.id = loans.openItemId
         WHERE loans.patronId = ? AND loans.openItemId > 0`;
      return sql.all(text, [patronId]);
    },
    async giveHold(hold, { patronId, placedAt }) {
      const text = 'UPDATE holds SET patronId = ?, placedAt = ?, liveKey = ? WHERE id = ? AND liveKey IS NOT NULL';
      met(await sql.run(text, [patronId, placedAt, liveKey({ ...hold, patronId }), hold.id]), `live hold ${hold.id}`);
    },
  };
}
