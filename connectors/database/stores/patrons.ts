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

// Subqueries, not joins: only the row of the patron is to be locked.
const select = `SELECT ${columns('patrons', [...patronColumns, 'pinLockedUntil'])},
   (SELECT code FROM patron_categories WHERE patron_categories.id = patrons.categoryId) AS categoryCode`;
const byCard = `${select}, (SELECT retiredAt FROM patron_cards WHERE cardKey = ?) AS retiredAt
   FROM patrons WHERE id = (SELECT patronId FROM patron_cards WHERE cardKey = ?)`;
const lockByCard = locking(byCard);
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
  return holder(sql, byCard, cardNumber);
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
    lock: (cardNumber) => holder(sql, lockByCard[sql.dialect], cardNumber),
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

async function holder(
  sql: Sql,
  text: string,
  cardNumber: string,
): Promise<{ patron: Patron; replaced: boolean } | null> {
  const key = scanKey(cardNumber);
  const row = await sql.one<CardRow>(text, [key, key]);
  if (!row) return null;
  const { retiredAt, ...patron } = row;
  // The card may have been replaced while this waited for the reader's lock: his row is newer than what led to it.
  const replaced = retiredAt !== null || patron.cardNumber === null || scanKey(patron.cardNumber) !== key;
  return { patron: patronOf(patron), replaced };
}

/** A reader as core knows him. */
export function patronOf<Row extends PatronRow>(
  row: Row,
): Omit<Row, 'pseudonym' | 'cardNumber'> & Pick<Patron, 'pseudonym' | 'cardNumber'> {
  return { ...row, pseudonym: row.pseudonym ?? '', cardNumber: row.cardNumber ?? '' };
}

/** A new block as a row. */
export function blockValues(block: NewBlock): SqlValue[] {
  const stops = [block.stopsCheckOut, block.stopsHold, block.stopsRenewal, block.stopsDigital ?? false].map(Number);
  return [block.patronId, block.kind, block.since, block.until, block.note, block.author, ...stops];
}
