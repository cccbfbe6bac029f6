import { nameKey } from '../../../core/patrons/names.ts';
import type { Block, NewBlock, Patron, PatronFile } from '../../../core/patrons/patron.ts';
import type { PatronsWork } from '../../../core/ports/store.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { insertion } from './batches.ts';
import { columns, locking, scanKey } from './columns.ts';

/** Of a reader, what a loan needs to know. */
export const patronColumns = [
  'id',
  'pseudonym',
  'cardNumber',
  'firstName',
  'lastName',
  'birthDate',
  'email',
  'phone',
  'address',
  'homeLibraryId',
  'categoryId',
  'expiresAt',
  'state',
  'language',
  'pinHash',
] as const;
/** An erased reader keeps neither pseudonym nor card. */
export type PatronRow = Omit<Patron, 'pseudonym' | 'cardNumber'> & {
  readonly pseudonym: string | null;
  readonly cardNumber: string | null;
};
type CardRow = PatronRow & { readonly retiredAt: number | null };

/** Of a block, all of it. */
export const blockColumns = [
  'id',
  'patronId',
  'kind',
  'since',
  'until',
  'note',
  'author',
  'stopsCheckOut',
  'stopsHold',
  'stopsRenewal',
  'stopsDigital',
] as const;
/** Both databases keep 0 or 1. */
export type BlockRow = Omit<Block, 'stopsCheckOut' | 'stopsHold' | 'stopsRenewal' | 'stopsDigital'> & {
  readonly stopsCheckOut: number;
  readonly stopsHold: number;
  readonly stopsRenewal: number;
  readonly stopsDigital: number;
};

const newColumns = [
  ...(patronColumns.slice(1) as Exclude<(typeof patronColumns)[number], 'id'>[]),
  'guardianId',
  'guardianContact',
  'registeredAt',
  'lastActivityAt',
] as const;
/** A new account, with or without its card; the key of its name follows from the name. */
export type NewAccountRow = Pick<PatronFile, Exclude<(typeof newColumns)[number], 'cardNumber'>> & {
  readonly cardNumber: string | null;
};
const insertRows = insertion('patrons', [...newColumns, 'nameKey']);

/** Adds accounts, and returns their ids in the order given. */
export function insertAccounts(sql: Sql, accounts: readonly NewAccountRow[]): Promise<number[]> {
  const valuesOf = (account: NewAccountRow): SqlValue[] => [
    ...newColumns.map((column) => account[column]),
    nameKey(account.lastName, account.firstName),
  ];
  return insertRows(sql, accounts.map(valuesOf));
}

const select = `SELECT ${columns('patrons', [...patronColumns, 'pinLockedUntil'])},
   (SELECT code FROM patron_categories WHERE patron_categories.id = patrons.categoryId) AS categoryCode`;
const byCard = `${select}, patron_cards.retiredAt
   FROM patron_cards JOIN patrons ON patrons.id = patron_cards.patronId WHERE patron_cards.cardKey = ?`;
const lockByCard: Record<Sql['dialect'], string> = {
  sqlite: byCard,
  // A subquery, not a join: only the row of the patron is to be locked.
  mariadb: `${select}, (SELECT retiredAt FROM patron_cards WHERE cardKey = ?) AS retiredAt
   FROM patrons WHERE id = (SELECT patronId FROM patron_cards WHERE cardKey = ?) FOR UPDATE`,
};
const lockById = locking(`${select} FROM patrons WHERE id = ?`);
const activeBlocks = `SELECT ${columns('blocks', blockColumns)} FROM blocks
   WHERE patronId = ? AND since <= ? AND (until IS NULL OR until > ?) ORDER BY id`;

const insertCards = insertion('patron_cards', ['cardKey', 'patronId', 'retiredAt'], 'patronId');
/** New blocks. */
export const insertBlocks = insertion('blocks', blockColumns.slice(1));

/** What readers brought in from elsewhere come without. */
const unknownAtDesk = { guardianId: null, guardianContact: null, registeredAt: null, lastActivityAt: null } as const;

/** Who holds, or held, this card. */
export async function patronByCard(
  sql: Sql,
  cardNumber: string,
): Promise<{ patron: Patron; replaced: boolean } | null> {
  const key = scanKey(cardNumber);
  return holder(await sql.one<CardRow>(byCard, [key]), key);
}

/** The blocks in force at a moment. */
export async function blocksOf(sql: Sql, patronId: number, at: number): Promise<Block[]> {
  const rows = await sql.all<BlockRow>(activeBlocks, [patronId, at, at]);
  return rows.map(blockOf);
}

/** A block as core knows it. */
export function blockOf(row: BlockRow): Block {
  return {
    ...row,
    stopsCheckOut: row.stopsCheckOut === 1,
    stopsHold: row.stopsHold === 1,
    stopsRenewal: row.stopsRenewal === 1,
    stopsDigital: row.stopsDigital === 1,
  };
}

/** Readers, as one transaction sees and registers them. */
export function patronsWork(sql: Sql): PatronsWork {
  return {
    async lock(cardNumber) {
      const key = scanKey(cardNumber);
      const values = sql.dialect === 'sqlite' ? [key] : [key, key];
      return holder(await sql.one<CardRow>(lockByCard[sql.dialect], values), key);
    },
    async lockById(patronId) {
      const row = await sql.one<PatronRow>(lockById[sql.dialect], [patronId]);
      return row && patronOf(row);
    },
    blocks: (patronId, at) => blocksOf(sql, patronId, at),
    async insertMany(patrons) {
      const ids = await insertAccounts(
        sql,
        patrons.map((patron) => ({ ...unknownAtDesk, ...patron, cardNumber: patron.cardNumber.trim() })),
      );
      const cards = patrons.map((patron, at) => [scanKey(patron.cardNumber), ids[at]!, null]);
      await insertCards(sql, cards);
      return ids;
    },
    async insertBlocks(blocks) {
      await insertBlocks(sql, blocks.map(blockValues));
    },
    async retireCard(patronId, cardNumber, at) {
      await insertCards(sql, [[scanKey(cardNumber), patronId, at]]);
    },
  };
}

function holder(row: CardRow | null, key: string): { patron: Patron; replaced: boolean } | null {
  if (!row) return null;
  // The card may have been replaced while this waited for the reader's lock: his row is newer than what led to it.
  const replaced = row.retiredAt !== null || row.cardNumber === null || scanKey(row.cardNumber) !== key;
  return { patron: patronOf(row), replaced };
}

/** A reader as core knows him. Field by field: to copy the row and leave some out costs ten times as much. */
export function patronOf(row: PatronRow): Patron {
  return {
    id: row.id,
    pseudonym: row.pseudonym ?? '',
    cardNumber: row.cardNumber ?? '',
    firstName: row.firstName,
    lastName: row.lastName,
    birthDate: row.birthDate,
    email: row.email,
    phone: row.phone,
    address: row.address,
    homeLibraryId: row.homeLibraryId,
    categoryId: row.categoryId,
    categoryCode: row.categoryCode,
    expiresAt: row.expiresAt,
    state: row.state,
    language: row.language,
    pinHash: row.pinHash,
    pinLockedUntil: row.pinLockedUntil,
  };
}

/** A new block as a row. */
export function blockValues(block: NewBlock): SqlValue[] {
  const stops = [block.stopsCheckOut, block.stopsHold, block.stopsRenewal, block.stopsDigital ?? false].map(Number);
  return [block.patronId, block.kind, block.since, block.until, block.note, block.author, ...stops];
}
