import { liveHoldStatuses, type Hold, type HoldStatus } from '../../../core/circulation/entities.ts';
import type { HoldsWork, NewHold } from '../../../core/ports/store.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { insertion, padded } from './batches.ts';
import { columns } from './columns.ts';

export const holdColumns = [
  'id',
  'patronId',
  'recordId',
  'itemId',
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
] as const;

const all = columns('holds', holdColumns);
const queue = `SELECT ${all} FROM holds WHERE recordId = ? AND liveKey > '' ORDER BY priorityClass, placedAt, id`;
const boundTo = `SELECT ${all} FROM holds WHERE boundItemId = ?`;
const bind = `UPDATE holds SET boundItemId = ?, status = ?, shelvedAt = ?, pickupDeadline = ?
   WHERE id = ? AND status IN ('PENDING', 'TARGETED')`;
/** A hold leaves at most each of the nine states. */
const mostFrom = 9;
const settle = `UPDATE holds SET status = ?,
     liveKey = CASE WHEN ? = 1 THEN liveKey END,
     boundItemId = CASE WHEN ? = 1 THEN boundItemId END,
     shelvedAt = CASE WHEN ? = 1 THEN NULL ELSE COALESCE(?, shelvedAt) END,
     pickupDeadline = CASE WHEN ? = 1 THEN NULL ELSE COALESCE(?, pickupDeadline) END,
     cancelReason = COALESCE(?, cancelReason)
   WHERE id = ? AND status IN (${Array(mostFrom).fill('?').join(', ')})`;
const insert = insertion('holds', [...holdColumns.slice(1), 'liveKey']);

const live: ReadonlySet<HoldStatus> = new Set(liveHoldStatuses);
const bound: ReadonlySet<HoldStatus> = new Set(['TRAPPED', 'IN_TRANSIT', 'ON_SHELF']);
const waiting: ReadonlySet<HoldStatus> = new Set(['PENDING', 'TARGETED']);

/** Holds, as one transaction binds and settles them. */
export function holdsWork(sql: Sql): HoldsWork {
  return {
    queue: (recordId) => sql.all<Hold>(queue, [recordId]),
    boundTo: (itemId) => sql.one<Hold>(boundTo, [itemId]),
    async bind(holdId, to) {
      return (await sql.run(bind, [to.itemId, to.status, to.shelvedAt, to.pickupDeadline, holdId])) === 1;
    },
    async settle(holdId, from, to, facts = {}) {
      const backInQueue = waiting.has(to) ? 1 : 0;
      const matched = await sql.run(settle, [
        to,
        live.has(to) ? 1 : 0,
        bound.has(to) ? 1 : 0,
        backInQueue,
        facts.shelvedAt ?? null,
        backInQueue,
        facts.pickupDeadline ?? null,
        facts.cancelReason ?? null,
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

function valuesOf(hold: NewHold): SqlValue[] {
  return [
    hold.patronId,
    hold.recordId,
    hold.itemId,
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
    live.has(hold.status) ? liveKey(hold) : null,
  ];
}

/** One live hold a reader and record. */
export function liveKey({ patronId, recordId }: Pick<Hold, 'patronId' | 'recordId'>): string {
  return `${patronId}:${recordId}`;
}
