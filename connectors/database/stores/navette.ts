import { randomUUID } from 'node:crypto';
import type { Crate, CrateLine, CrateSheetLine } from '../../../core/navette/entities.ts';
import type { ShuttleWork } from '../../../core/ports/navette.ts';
import type { Sql } from '../sql.ts';
import { allListed, listStatement } from './batches.ts';
import { columns, met, part } from './columns.ts';
import { routesWork } from './navette-routes.ts';

export const crateColumns = [
  'id',
  'code',
  'fromLibraryId',
  'toLibraryId',
  'runId',
  'state',
  'openedAt',
  'sealedAt',
  'loadedAt',
  'receivedAt',
  'receivedLibraryId',
] as const;
const lineColumns = [
  'id',
  'crateId',
  'itemId',
  'transitId',
  'openTransitId',
  'putAt',
  'seenAt',
  'leftAt',
  'routing',
  'destinationId',
  'discrepancy',
  'notedAt',
  'resolvedAt',
  'resolution',
] as const;

const allCrates = columns('crates', crateColumns);
const crateById = `SELECT ${allCrates} FROM crates WHERE id = ?`;
const sealed = listStatement(
  `SELECT ${allCrates} FROM crates WHERE state = 'SEALED' AND fromLibraryId IN (?*) ORDER BY id`,
);

/** What makes a line hold: its transit is open, and the document was scanned nowhere else since it was put in. */
export const stillInCrate = `(carried.openItemId IS NOT NULL AND items.holdingLibraryId = crates.fromLibraryId)`;

/** Lines of crates with their documents; `carried` is the transit the line speaks of. */
export const sheetLines = `SELECT ${columns('crate_items', lineColumns)}, items.barcode,
     (SELECT title FROM bib_records WHERE bib_records.id = items.recordId) AS title,
     CASE WHEN crate_items.openTransitId IS NOT NULL AND ${stillInCrate} THEN 1 ELSE 0 END AS inCrate,
     moving.toLibraryId AS bound, moving.reason
   FROM crate_items
   JOIN crates ON crates.id = crate_items.crateId
   JOIN items ON items.id = crate_items.itemId
   LEFT JOIN transits AS carried ON carried.id = crate_items.openTransitId
   LEFT JOIN transits AS moving ON moving.openItemId = items.id`;
type SheetRow = Omit<CrateSheetLine, 'inCrate'> & { readonly inCrate: number };

/** The line of one discrepancy; null when it is none. */
export async function discrepancyOf(sql: Sql, lineId: number): Promise<CrateSheetLine | null> {
  const text = `${sheetLines} WHERE crate_items.id = ? AND crate_items.discrepancy IS NOT NULL`;
  const row = await sql.one<SheetRow>(text, [lineId]);
  return row && sheetLineOf(row);
}

/** A line as core knows it. */
export function sheetLineOf(row: SheetRow): CrateSheetLine {
  return { ...row, inCrate: row.inCrate === 1 };
}

const holding = `SELECT ${columns('crates', crateColumns, 'crate_')}, ${columns('crate_items', lineColumns, 'line_')},
     CASE WHEN ${stillInCrate} THEN 1 ELSE 0 END AS inCrate
   FROM crate_items
   JOIN crates ON crates.id = crate_items.crateId
   JOIN items ON items.id = crate_items.itemId
   JOIN transits AS carried ON carried.id = crate_items.openTransitId
   WHERE crate_items.openTransitId = ?`;

/** The shuttle, as one transaction changes it. */
export function shuttleWork(sql: Sql): ShuttleWork {
  /** Writes one line that must be there. */
  const line = async (assignments: string, values: readonly (string | number | null)[], id: number): Promise<void> =>
    met(await sql.run(`UPDATE crate_items SET ${assignments} WHERE id = ?`, [...values, id]), `crate line ${id}`);
  const crate = (crateId: number) => sql.one<Crate>(crateById, [crateId]);
  return {
    ...routesWork(sql),
    async openCrate({ libraryCode, fromLibraryId, toLibraryId, at }) {
      const text = `INSERT INTO crates (code, fromLibraryId, toLibraryId, state, openedAt) VALUES (?, ?, ?, 'OPEN', ?)
         RETURNING id`;
      const { id } = (await sql.one<{ id: number }>(text, [`new-${randomUUID()}`, fromLibraryId, toLibraryId, at]))!;
      const code = `${libraryCode}-${String(id).padStart(6, '0')}`;
      await sql.run('UPDATE crates SET code = ? WHERE id = ?', [code, id]);
      return (await crate(id))!;
    },
    async lockCrate(crateId) {
      const matched = await sql.run('UPDATE crates SET state = state WHERE id = ?', [crateId]);
      return matched === 1 ? crate(crateId) : null;
    },
    async setCrate({ id, runId, state, sealedAt, loadedAt, receivedAt, receivedLibraryId }) {
      const text = `UPDATE crates SET runId = ?, state = ?, sealedAt = ?, loadedAt = ?, receivedAt = ?,
         receivedLibraryId = ? WHERE id = ?`;
      met(await sql.run(text, [runId, state, sealedAt, loadedAt, receivedAt, receivedLibraryId, id]), `crate ${id}`);
    },
    sealedFrom: (libraryIds) => allListed<Crate>(sql, sealed, libraryIds),
    cratesOfRun: (runId) => sql.all<Crate>(`SELECT ${allCrates} FROM crates WHERE runId = ? ORDER BY id`, [runId]),
    async lines(crateId) {
      const text = `${sheetLines} WHERE crate_items.crateId = ? ORDER BY crate_items.id`;
      return (await sql.all<SheetRow>(text, [crateId])).map(sheetLineOf);
    },
    async crateHolding(transitId) {
      const row = await sql.one<Record<string, unknown>>(holding, [transitId]);
      return (
        row && {
          crate: part<Crate>(row, crateColumns, 'crate_'),
          line: part<CrateLine>(row, lineColumns, 'line_'),
          inCrate: row['inCrate'] === 1,
        }
      );
    },
    async put({ crateId, itemId, transitId, at }) {
      const text = 'INSERT INTO crate_items (crateId, itemId, transitId, openTransitId, putAt) VALUES (?, ?, ?, ?, ?)';
      await sql.run(text, [crateId, itemId, transitId, transitId, at]);
    },
    async takeOut(lineId) {
      met(await sql.run('DELETE FROM crate_items WHERE id = ?', [lineId]), `crate line ${lineId}`);
    },
    markSeen: (lineId, { at, routing, destinationId }) =>
      line('openTransitId = NULL, seenAt = ?, routing = ?, destinationId = ?', [at, routing, destinationId], lineId),
    markLeft: (lineId, at) => line('openTransitId = NULL, leftAt = ?', [at], lineId),
    markMissing: (lineId, at) => line(`discrepancy = 'MISSING', notedAt = ?`, [at], lineId),
    async addUnexpected({ crateId, itemId, at, routing, destinationId }) {
      const text = `INSERT INTO crate_items (crateId, itemId, putAt, seenAt, routing, destinationId, discrepancy, notedAt)
         VALUES (?, ?, ?, ?, ?, ?, 'UNEXPECTED', ?)`;
      await sql.run(text, [crateId, itemId, at, at, routing, destinationId, at]);
    },
    discrepancy: (lineId) => discrepancyOf(sql, lineId),
    resolve: (lineId, { at, resolution, actor }) =>
      line('openTransitId = NULL, resolvedAt = ?, resolution = ?, resolvedBy = ?', [at, resolution, actor], lineId),
  };
}
