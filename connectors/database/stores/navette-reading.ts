import type { Transit } from '../../../core/circulation/entities.ts';
import type { Crate } from '../../../core/navette/entities.ts';
import type { CrateSummary, DiscrepancyRow, MovingItem, ShuttleReading } from '../../../core/ports/navette.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { columns, part, scanKey } from './columns.ts';
import { crateColumns, discrepancyOf, sheetLineOf, sheetLines, stillInCrate } from './navette.ts';
import { routesOf, runsBetween, runsPage } from './navette-routes.ts';
import { transitColumns } from './transits.ts';

type Joined = Readonly<Record<string, unknown>>;

// A document is in the crate its open transit was put in, as long as nobody scanned it at another library.
const onTheWay = `FROM transits AS carried
   JOIN items ON items.id = carried.openItemId
   LEFT JOIN crate_items ON crate_items.openTransitId = carried.id
   LEFT JOIN crates ON crates.id = crate_items.crateId`;
const moving = `SELECT ${columns('carried', transitColumns, 'transit_')}, ${columns('crates', crateColumns, 'crate_')},
     items.barcode, items.callNumber, items.holdingLibraryId AS lastSeenLibraryId,
     (SELECT title FROM bib_records WHERE bib_records.id = items.recordId) AS title,
     CASE WHEN ${stillInCrate} THEN 1 ELSE 0 END AS inCrate
   ${onTheWay}`;
const waitsHere = `WHERE items.holdingLibraryId = ? AND carried.toLibraryId <> ?
     AND (crates.id IS NULL OR NOT ${stillInCrate})`;
const dispatchTotal = `SELECT COUNT(*) AS total ${onTheWay} ${waitsHere}`;
const dispatch = `${moving} ${waitsHere}
   ORDER BY CASE carried.reason WHEN 'FILL_HOLD' THEN 0 ELSE 1 END, carried.toLibraryId, carried.createdAt, carried.id
   LIMIT ? OFFSET ?`;

const unresolved = `FROM crate_items JOIN crates ON crates.id = crate_items.crateId
     JOIN items ON items.id = crate_items.itemId
   WHERE crate_items.discrepancy IS NOT NULL AND crate_items.resolvedAt IS NULL
     AND (? = 0 OR crates.fromLibraryId = ? OR crates.receivedLibraryId = ?)`;
const seenSince = `SELECT crate_items.id AS lineId, crate_items.crateId FROM crate_items
   JOIN crates ON crates.id = crate_items.crateId
   JOIN items ON items.id = crate_items.itemId
   LEFT JOIN transits AS carried ON carried.id = crate_items.openTransitId
   WHERE crate_items.discrepancy = 'MISSING' AND crate_items.resolvedAt IS NULL
     AND (carried.openItemId IS NULL OR items.holdingLibraryId <> crates.fromLibraryId)
   ORDER BY crate_items.id LIMIT ?`;

/** Reads of the shuttle: its timetable, what waits, what is on its way, what is amiss. */
export function shuttleReading(sql: Sql): ShuttleReading {
  return {
    routes: () => routesOf(sql),
    runs: (from, to) => runsBetween(sql, from, to),
    runsPage: (from, to, page) => runsPage(sql, from, to, page),
    async dispatch(libraryId, { offset, limit }) {
      const here = [libraryId, libraryId];
      const { total } = (await sql.one<{ total: number }>(dispatchTotal, here))!;
      const rows = await sql.all<Joined>(dispatch, [...here, limit, offset]);
      return { moving: rows.map(movingOf), total };
    },
    async crates({ libraryId, state, runId }, { offset, limit }) {
      // What is to be sorted goes to whoever sorts.
      const where = `FROM crates WHERE (? = 0 OR fromLibraryId = ? OR toLibraryId = ? OR receivedLibraryId = ?
           OR (toLibraryId IS NULL AND state IN ('SEALED', 'ON_BOARD')
             AND EXISTS (SELECT 1 FROM shuttle_routes WHERE hubLibraryId = ?)))
         AND (? = '' OR state = ?) AND (? = 0 OR runId = ?)`;
      const library = Array<SqlValue>(5).fill(libraryId ?? 0);
      const values: SqlValue[] = [...library, state ?? '', state ?? '', runId ?? 0, runId ?? 0];
      const { total } = (await sql.one<{ total: number }>(`SELECT COUNT(*) AS total ${where}`, values))!;
      const text = `SELECT ${columns('crates', crateColumns)},
           (SELECT COUNT(*) FROM crate_items WHERE crate_items.crateId = crates.id) AS items
         ${where} ORDER BY crates.id DESC LIMIT ? OFFSET ?`;
      return { crates: await sql.all<CrateSummary>(text, [...values, limit, offset]), total };
    },
    async crate(crateId) {
      const crate = await sql.one<Crate>(`SELECT ${columns('crates', crateColumns)} FROM crates WHERE id = ?`, [
        crateId,
      ]);
      if (!crate) return null;
      const text = `${sheetLines} WHERE crate_items.crateId = ? ORDER BY crate_items.id`;
      const lines = await sql.all<Parameters<typeof sheetLineOf>[0]>(text, [crateId]);
      return { crate, lines: lines.map(sheetLineOf) };
    },
    async openTransits(before, libraryId, limit) {
      const library = libraryId ?? 0;
      const text = `${moving} WHERE carried.createdAt < ? AND (? = 0 OR items.holdingLibraryId = ?)
         ORDER BY carried.createdAt, carried.id LIMIT ?`;
      return (await sql.all<Joined>(text, [before, library, library, limit])).map(movingOf);
    },
    async openTransitOf(barcode) {
      const row = await sql.one<Joined>(`${moving} WHERE items.barcodeKey = ?`, [scanKey(barcode)]);
      return row && movingOf(row);
    },
    async discrepancies(libraryId, { offset, limit }) {
      const library = libraryId ?? 0;
      const values: SqlValue[] = [library, library, library];
      const { total } = (await sql.one<{ total: number }>(`SELECT COUNT(*) AS total ${unresolved}`, values))!;
      const text = `SELECT crate_items.id AS lineId, crate_items.discrepancy AS kind, crate_items.notedAt, items.barcode,
           items.holdingLibraryId AS lastSeenLibraryId, items.statusSince AS lastSeenAt,
           (SELECT title FROM bib_records WHERE bib_records.id = items.recordId) AS title,
           ${columns('crates', crateColumns, 'crate_')}
         ${unresolved} ORDER BY crate_items.notedAt, crate_items.id LIMIT ? OFFSET ?`;
      const rows = await sql.all<Joined & Omit<DiscrepancyRow, 'id' | 'crate'> & { lineId: number }>(text, [
        ...values,
        limit,
        offset,
      ]);
      return {
        total,
        rows: rows.map((row) => ({
          id: row.lineId,
          kind: row.kind,
          notedAt: row.notedAt,
          barcode: row.barcode,
          title: row.title,
          lastSeenLibraryId: row.lastSeenLibraryId,
          lastSeenAt: row.lastSeenAt,
          crate: part<Crate>(row, crateColumns, 'crate_'),
        })),
      };
    },
    discrepancy: (lineId) => discrepancyOf(sql, lineId),
    missingSeenSince: (limit) => sql.all<{ lineId: number; crateId: number }>(seenSince, [limit]),
  };
}

function movingOf(row: Joined): MovingItem {
  return {
    transit: part<Transit>(row, transitColumns, 'transit_'),
    barcode: row['barcode'] as string,
    title: row['title'] as string,
    callNumber: row['callNumber'] as string,
    lastSeenLibraryId: row['lastSeenLibraryId'] as number,
    crate: row['inCrate'] === 1 ? part<Crate>(row, crateColumns, 'crate_') : null,
  };
}
