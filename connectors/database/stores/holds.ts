import { liveHoldStatuses, type Hold, type HoldStatus } from '../../../core/circulation/entities.ts';
import type { LockedHold, QueuedHold } from '../../../core/ports/holds.ts';
import type { HoldsWork, NewHold } from '../../../core/ports/store.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { insertion, padded } from './batches.ts';
import { columns, locking } from './columns.ts';
import { queueWork } from './hold-queues.ts';

export const holdColumns = [
  'id',
  'patronId',
  'recordId',
  'itemId',
  'volume',
  'pickupLibraryId',
  'priorityClass',
  'placedAt',
  'notBefore',
  'suspendedUntil',
  'expiresAt',
  'status',
  'boundItemId',
  'shelvedAt',
  'pickupDeadline',
  'targetItemId',
] as const;

const all = columns('holds', holdColumns);
const category = '(SELECT categoryId FROM patrons WHERE patrons.id = holds.patronId) AS categoryId';
const rank = 'priorityClass, placedAt, id';
/** Live holds of a record, by rank. */
export const queue = `SELECT ${all}, ${category} FROM holds WHERE recordId = ? AND liveKey > '' ORDER BY ${rank}`;
// Subqueries, not joins: only the rows of the holds are to be locked.
const lockable = `SELECT ${all}, ${category},
     (SELECT barcode FROM items WHERE items.id = holds.boundItemId) AS boundBarcode,
     (SELECT pseudonym FROM patrons WHERE patrons.id = holds.patronId) AS patronRef
   FROM holds`;
const lockOne = locking(`${lockable} WHERE id = ?`);
// By id: two transactions that lock one queue never wait for each other in a circle.
const lockQueue = locking(`${lockable} WHERE recordId = ? AND liveKey > '' ORDER BY id`);
const boundTo = `SELECT ${all} FROM holds WHERE boundItemId = ?`;
const bind = `UPDATE holds SET boundItemId = ?, status = ?, shelvedAt = ?, pickupDeadline = ?,
     targetItemId = NULL, targetedAt = NULL, releasedItemId = NULL, releasedAt = NULL
   WHERE id = ? AND status IN ('PENDING', 'TARGETED')`;
/** A hold leaves at most each of the nine states. */
const mostFrom = 9;
const settle = `UPDATE holds SET status = ?,
     liveKey = CASE WHEN ? = 1 THEN liveKey END,
     boundItemId = CASE WHEN ? = 1 THEN boundItemId END,
     shelvedAt = CASE WHEN ? = 1 THEN NULL ELSE COALESCE(?, shelvedAt) END,
     pickupDeadline = CASE WHEN ? = 1 THEN NULL ELSE COALESCE(?, pickupDeadline) END,
     cancelReason = COALESCE(?, cancelReason),
     targetItemId = NULL, targetedAt = NULL, endedAt = ?, releasedItemId = ?, releasedAt = ?
   WHERE id = ? AND status IN (${Array(mostFrom).fill('?').join(', ')})`;
const insert = insertion('holds', [...holdColumns.slice(1), 'liveKey']);

const live: ReadonlySet<HoldStatus> = new Set(liveHoldStatuses);
const bound: ReadonlySet<HoldStatus> = new Set(['TRAPPED', 'IN_TRANSIT', 'ON_SHELF']);
const waiting: ReadonlySet<HoldStatus> = new Set(['PENDING', 'TARGETED']);

/** Holds, as one transaction binds and settles them. */
export function holdsWork(sql: Sql): HoldsWork {
  return {
    ...queueWork(sql),
    lock: (holdId) => sql.one<LockedHold>(lockOne[sql.dialect], [holdId]),
    async lockQueue(recordId) {
      return (await sql.all<LockedHold>(lockQueue[sql.dialect], [recordId])).sort(byRank);
    },
    queue: (recordId) => sql.all<QueuedHold>(queue, [recordId]),
    boundTo: (itemId) => sql.one<Hold>(boundTo, [itemId]),
    async bind(holdId, to) {
      return (await sql.run(bind, [to.itemId, to.status, to.shelvedAt, to.pickupDeadline, holdId])) === 1;
    },
    async settle(holdId, from, to, facts = {}) {
      const backInQueue = waiting.has(to) ? 1 : 0;
      const releasedItemId = facts.releasedItemId ?? null;
      const matched = await sql.run(settle, [
        to,
        live.has(to) ? 1 : 0,
        bound.has(to) ? 1 : 0,
        backInQueue,
        facts.shelvedAt ?? null,
        backInQueue,
        facts.pickupDeadline ?? null,
        facts.cancelReason ?? null,
        live.has(to) ? null : (facts.endedAt ?? null),
        releasedItemId,
        releasedItemId === null ? null : (facts.endedAt ?? null),
        holdId,
        ...padded(from, mostFrom),
      ]);
      return matched === 1;
    },
    insertMany: (holds) => insert(sql, holds.map(valuesOf)),
    async availableCopies(recordId) {
      const text = `SELECT COUNT(*) AS copies FROM items WHERE recordId = ? AND status = 'AVAILABLE' AND loanable = 1`;
      return (await sql.one<{ copies: number }>(text, [recordId]))!.copies;
    },
  };
}

/** (priorityClass, placedAt, id): first come, first served over the whole network. */
function byRank(a: Hold, b: Hold): number {
  return a.priorityClass - b.priorityClass || a.placedAt - b.placedAt || a.id - b.id;
}

function valuesOf(hold: NewHold): SqlValue[] {
  return [
    hold.patronId,
    hold.recordId,
    hold.itemId,
    hold.volume ?? '',
    hold.pickupLibraryId,
    hold.priorityClass,
    hold.placedAt,
    hold.notBefore,
    hold.suspendedUntil,
    hold.expiresAt,
    hold.status,
    hold.boundItemId,
    hold.shelvedAt,
    hold.pickupDeadline,
    hold.targetItemId ?? null,
    live.has(hold.status) ? liveKey(hold) : null,
  ];
}

/**
 * One live hold a reader, record and volume. A record in several volumes is never held without naming one, and a hold
 * of one copy bears the volume of that copy: two keys of one reader are never two wishes for the same thing.
 */
export function liveKey({ patronId, recordId, volume }: Pick<NewHold, 'patronId' | 'recordId' | 'volume'>): string {
  return volume ? `${patronId}:${recordId}:${volume}` : `${patronId}:${recordId}`;
}
