import type { Hold, Item, Loan, Transit } from '../../../core/circulation/entities.ts';
import type { HoldLine, ItemSheet, LoanLine, PatronAccount, Reading } from '../../../core/ports/reading.ts';
import type { Database, Sql } from '../sql.ts';
import { allListed, listStatement } from './batches.ts';
import { columns, part, scanKey } from './columns.ts';
import { holdColumns } from './holds.ts';
import { itemColumns, itemOf, type ItemRow } from './items.ts';
import { loanColumns } from './loans.ts';
import { byTag, itemOfTag } from './tags.ts';
import { blocksOf } from './patrons.ts';
import { transitColumns } from './transits.ts';

type Joined = Readonly<Record<string, unknown>>;

const sheetWhere = (
  which: string,
): string => `SELECT ${columns('items', itemColumns)}, bib_records.title AS record_title, bib_records.carrier AS record_carrier,
     bib_records.controlNumber AS record_number,
     ${columns('loans', loanColumns, 'loan_')}, ${columns('transits', transitColumns, 'transit_')},
     ${columns('holds', holdColumns, 'hold_')},
     (SELECT COUNT(*) FROM holds AS waiting
      WHERE waiting.recordId = items.recordId AND waiting.liveKey > '') AS queueLength
   FROM items JOIN bib_records ON bib_records.id = items.recordId
   LEFT JOIN loans ON loans.openItemId = items.id
   LEFT JOIN transits ON transits.openItemId = items.id
   LEFT JOIN holds ON holds.boundItemId = items.id
   WHERE ${which}`;
const sheet = sheetWhere('items.barcodeKey = ?');
const sheetOfTag = sheetWhere(itemOfTag);

// One row at least, of no loan: it tells whether the reader has blocks or holds, which most have not.
const openLoans = `SELECT ${columns('loans', loanColumns)}, items.barcode AS item_barcode, items.type AS item_type,
     (SELECT title FROM bib_records WHERE bib_records.id = items.recordId) AS item_title,
     (EXISTS (SELECT 1 FROM blocks
         WHERE blocks.patronId = patrons.id AND (blocks.until IS NULL OR blocks.until > ?))
       OR EXISTS (SELECT 1 FROM holds WHERE holds.patronId = patrons.id AND holds.liveKey > '')) AS hasMore
   FROM patrons LEFT JOIN loans ON loans.patronId = patrons.id AND loans.openItemId > 0
   LEFT JOIN items ON items.id = loans.openItemId
   WHERE patrons.id = ? ORDER BY loans.at, loans.id`;

const liveHolds = `SELECT ${columns('holds', holdColumns)}, items.barcode AS bound_barcode,
     (SELECT title FROM bib_records WHERE bib_records.id = holds.recordId) AS record_title
   FROM holds LEFT JOIN items ON items.id = holds.boundItemId
   WHERE holds.patronId = ? AND holds.liveKey > '' ORDER BY holds.placedAt, holds.id`;

const ofRecords = listStatement(
  `SELECT ${columns('items', itemColumns)} FROM items WHERE recordId IN (?*) ORDER BY recordId, id`,
);

/** What devices and desks show around one item, one reader, one record. */
export function sheetsReading(database: Database): Pick<Reading, 'item' | 'patronAccount' | 'holdings'> {
  const sql = database.reader;
  return {
    async item(barcode) {
      const row = (await sql.one<Joined>(sheet, [scanKey(barcode)])) ?? (await byTag<Joined>(sql, sheetOfTag, barcode));
      return row && sheetOf(row);
    },
    patronAccount(patronId, at) {
      // SQLite runs the three in one go, before any other commit: a snapshot without its price.
      if (database.dialect === 'sqlite') return account(sql, patronId, at);
      return database.snapshot((snapshot) => account(snapshot, patronId, at));
    },
    async holdings(recordIds) {
      const holdings = new Map<number, Item[]>(recordIds.map((id) => [id, []]));
      for (const row of await allListed<ItemRow>(sql, ofRecords, [...holdings.keys()])) {
        holdings.get(row.recordId)!.push(itemOf(row));
      }
      return holdings;
    },
  };
}

function sheetOf(row: Joined): ItemSheet {
  return {
    item: itemOf(row as unknown as ItemRow),
    title: row.record_title as string,
    carrier: row.record_carrier as string,
    controlNumber: row.record_number as string,
    loan: row.loan_id === null ? null : part<Loan>(row, loanColumns, 'loan_'),
    transit: row.transit_id === null ? null : part<Transit>(row, transitColumns, 'transit_'),
    boundHold: row.hold_id === null ? null : part<Hold>(row, holdColumns, 'hold_'),
    queueLength: row.queueLength as number,
  };
}

type LoanRow = Loan &
  Readonly<{ item_barcode: string; item_title: string; item_type: LoanLine['itemType'] }> & {
    readonly hasMore: number;
  };
type HoldRow = Hold & Readonly<{ bound_barcode: string | null; record_title: string }>;

async function account(sql: Sql, patronId: number, at: number): Promise<PatronAccount> {
  const rows = await sql.all<LoanRow>(openLoans, [at, patronId]);
  if (rows[0]?.hasMore !== 1) return { blocks: [], loans: loanLines(rows), holds: [] };
  // The loans again, with the rest: read after them, the rest would be of another moment.
  const [blocks, loans, holds] = await Promise.all([
    blocksOf(sql, patronId, at),
    sql.all<LoanRow>(openLoans, [at, patronId]),
    sql.all<HoldRow>(liveHolds, [patronId]),
  ]);
  return { blocks, loans: loanLines(loans), holds: holds.map(holdLine) };
}

function loanLines(rows: readonly LoanRow[]): LoanLine[] {
  return (rows[0]?.id ?? null) === null ? [] : rows.map(loanLine);
}

function loanLine(row: LoanRow): LoanLine {
  const { id, itemId, patronId, libraryId, deviceId, at, dueAt, returnedAt, returnLibraryId } = row;
  const { renewals, policyId, source } = row;
  const when = { at, dueAt, returnedAt, returnLibraryId };
  return {
    loan: { id, itemId, patronId, libraryId, deviceId, ...when, renewals, policyId, source },
    barcode: row.item_barcode,
    title: row.item_title,
    itemType: row.item_type,
  };
}

function holdLine({ bound_barcode: barcode, record_title: title, ...hold }: HoldRow): HoldLine {
  return { hold, barcode, title };
}
