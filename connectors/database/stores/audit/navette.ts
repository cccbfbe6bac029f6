import { stillInCrate } from '../navette.ts';
import type { Rule } from './rule.ts';

/** Columns of the shuttle that name a row of another table without a foreign key. */
const references = [
  ['shuttle_routes', 'hubLibraryId', 'libraries'],
  ['shuttle_stops', 'libraryId', 'libraries'],
  ['shuttle_run_stops', 'libraryId', 'libraries'],
  ['crates', 'fromLibraryId', 'libraries'],
  ['crates', 'toLibraryId', 'libraries'],
  ['crates', 'receivedLibraryId', 'libraries'],
  ['crate_items', 'itemId', 'items'],
  ['crate_items', 'transitId', 'transits'],
] as const;

/** Routes, runs and crates. */
export const navetteRules: readonly Rule[] = [
  {
    invariant: 'one-open-crate-per-item',
    rows: `SELECT crate_items.itemId, COUNT(*) AS crates FROM crate_items
      JOIN crates ON crates.id = crate_items.crateId
      JOIN items ON items.id = crate_items.itemId
      JOIN transits AS carried ON carried.id = crate_items.transitId
      WHERE crates.state IN ('OPEN', 'SEALED', 'ON_BOARD') AND crate_items.seenAt IS NULL AND crate_items.leftAt IS NULL
        AND crate_items.resolvedAt IS NULL AND ${stillInCrate}
      GROUP BY crate_items.itemId HAVING COUNT(*) > 1`,
    sentence: 'item {itemId} is in {crates} crates at once',
  },
  {
    invariant: 'crate-line-key',
    rows: `SELECT id, crateId, itemId FROM crate_items
      WHERE (openTransitId IS NOT NULL) <>
          (transitId IS NOT NULL AND seenAt IS NULL AND leftAt IS NULL AND resolvedAt IS NULL)
        OR openTransitId <> transitId`,
    sentence: 'line {id} of crate {crateId}: openTransitId does not say whether item {itemId} is in it',
  },
  {
    invariant: 'crate-line-of-the-transit',
    rows: `SELECT crate_items.id, crate_items.itemId, transits.itemId AS movingId FROM crate_items
      JOIN transits ON transits.id = crate_items.transitId WHERE transits.itemId <> crate_items.itemId`,
    sentence: 'line {id} names item {itemId} but the transit of item {movingId}',
  },
  {
    invariant: 'sealed-crate-frozen',
    rows: `SELECT crate_items.id, crates.code FROM crate_items JOIN crates ON crates.id = crate_items.crateId
      WHERE crate_items.putAt > crates.sealedAt AND crate_items.transitId IS NOT NULL`,
    sentence: 'line {id} was put in crate {code} after it was sealed',
  },
  {
    invariant: 'crate-state-dates',
    rows: `SELECT code, state FROM crates
      WHERE (state = 'OPEN') <> (sealedAt IS NULL)
        OR (state = 'ON_BOARD' AND (loadedAt IS NULL OR runId IS NULL))
        OR (state IN ('RECEIVED', 'DISCREPANT') AND (receivedAt IS NULL OR receivedLibraryId IS NULL))
        OR (receivedAt IS NULL) <> (receivedLibraryId IS NULL)`,
    sentence: 'crate {code} is {state}: its dates say otherwise',
  },
  {
    invariant: 'discrepant-crate',
    rows: `SELECT crates.code, crates.state FROM crates WHERE (crates.state = 'DISCREPANT') <> EXISTS (
        SELECT 1 FROM crate_items WHERE crate_items.crateId = crates.id AND crate_items.discrepancy IS NOT NULL
          AND crate_items.resolvedAt IS NULL)
      AND crates.state IN ('OPEN', 'RECEIVED', 'DISCREPANT')`,
    sentence: 'crate {code} is {state}: its discrepancies say otherwise',
  },
  {
    invariant: 'received-crate-accounts-for-all',
    rows: `SELECT crate_items.id, crate_items.itemId, crates.code FROM crate_items
      JOIN crates ON crates.id = crate_items.crateId
      WHERE crates.state = 'RECEIVED' AND crate_items.openTransitId IS NOT NULL`,
    sentence: 'crate {code} is received and nobody knows what became of item {itemId} (line {id})',
  },
  {
    invariant: 'crate-on-board-of-a-run',
    rows: `SELECT crates.code, shuttle_runs.id AS run, shuttle_runs.state FROM crates
      JOIN shuttle_runs ON shuttle_runs.id = crates.runId
      WHERE crates.state = 'ON_BOARD' AND shuttle_runs.state NOT IN ('EN_ROUTE', 'DONE')`,
    sentence: 'crate {code} is on board of run {run}, which is {state}',
  },
  {
    invariant: 'cancelled-run-says-why',
    rows: `SELECT id, state FROM shuttle_runs WHERE (state = 'CANCELLED') <> (cancelReason IS NOT NULL)`,
    sentence: 'run {id} is {state}: the reason of its cancellation says otherwise',
  },
  {
    invariant: 'stop-at-live-library',
    // A library that leaves is skipped as soon as the runs are planned again, within seconds.
    rows: `SELECT shuttle_run_stops.runId, libraries.code, libraries.state FROM shuttle_run_stops
      JOIN shuttle_runs ON shuttle_runs.id = shuttle_run_stops.runId
      JOIN libraries ON libraries.id = shuttle_run_stops.libraryId
      WHERE shuttle_runs.state = 'PLANNED' AND shuttle_run_stops.skipped IS NULL AND libraries.state <> 'LIVE'`,
    sentence: 'run {runId} is to stop at {code}, which is {state}',
  },
  ...references.map(([table, column, target]) => ({
    invariant: 'references-exist',
    rows: `SELECT id, ${column} FROM ${table} WHERE ${column} IS NOT NULL AND ${column} NOT IN (SELECT id FROM ${target})`,
    sentence: `row {id} of ${table} names {${column}} as ${column}: there is no such row of ${target}`,
  })),
];
