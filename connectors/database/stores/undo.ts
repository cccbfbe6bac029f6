import type { StoredEvent } from '../../../core/ports/journal.ts';
import type { HoldState, UndoWork } from '../../../core/ports/undo.ts';
import { ConstraintViolation, type Sql, type SqlValue } from '../sql.ts';

const acts = `'LOAN', 'RENEWAL', 'RETURN', 'SCAN', 'UNDONE'`;
const lastAct = `SELECT seq, at, type, actor, libraryId, deviceId, itemId, patronRef, payload FROM events
   WHERE at >= ? AND type IN (${acts}) AND itemId = ? ORDER BY seq DESC LIMIT 1`;
const happenedSince = `SELECT seq FROM events WHERE seq > ? AND itemId = ? AND type <> 'ITEM_PROPERTIES' LIMIT 1`;
const stateColumns = [
  'status',
  'liveKey',
  'boundItemId',
  'shelvedAt',
  'pickupDeadline',
  'cancelReason',
  'targetItemId',
  'targetedAt',
  'endedAt',
  'releasedItemId',
  'releasedAt',
] as const satisfies readonly (keyof HoldState)[];
const holdState = `SELECT ${stateColumns.join(', ')} FROM holds WHERE id = ?`;
const restoreHold = `UPDATE holds SET ${stateColumns.map((column) => `${column} = ?`).join(', ')}
   WHERE id = ? AND status = ? AND COALESCE(boundItemId, 0) = COALESCE(?, 0)`;
const placeItem = `UPDATE items SET status = ?, statusSince = ?, holdingLibraryId = ?
   WHERE id = ? AND status = ? AND statusSince = ? AND holdingLibraryId = ?`;
// The reader is cut from it first: what never was is nobody's.
const unlend = `UPDATE loans SET patronId = NULL, returnedAt = at, returnLibraryId = libraryId, openItemId = NULL, undoneAt = ?
   WHERE id = ? AND openItemId IS NOT NULL AND renewals = 0`;
const reopenLoan = `UPDATE loans SET returnedAt = NULL, returnLibraryId = NULL, openItemId = itemId
   WHERE id = ? AND openItemId IS NULL AND patronId IS NOT NULL AND undoneAt IS NULL`;
const unextend = `UPDATE loans SET dueAt = ?, renewals = ? WHERE id = ? AND openItemId IS NOT NULL AND renewals = ?`;
const dropTransit = `DELETE FROM transits WHERE id = ? AND openItemId IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM crate_items WHERE crate_items.transitId = transits.id)`;
const turnBack = `UPDATE transits SET toLibraryId = ?, reason = ?, holdId = ?
   WHERE id = ? AND openItemId IS NOT NULL AND toLibraryId = ? AND reason = ? AND COALESCE(holdId, 0) = COALESCE(?, 0)`;
const resumeTransit = `UPDATE transits SET arrivedAt = NULL, cancelledAt = NULL, openItemId = itemId
   WHERE id = ? AND openItemId IS NULL`;

/** What undoing an act reads and puts back. */
export function undoWork(sql: Sql): UndoWork {
  const one = async (text: string, values: readonly SqlValue[]): Promise<boolean> => {
    try {
      return (await sql.run(text, values)) === 1;
    } catch (error) {
      // Its place is taken: another loan, another hold, another move.
      if (error instanceof ConstraintViolation && error.kind === 'unique') return false;
      throw error;
    }
  };
  return {
    async lastAct(itemId, since) {
      const row = await sql.one<Omit<StoredEvent, 'payload'> & { payload: string }>(lastAct, [since, itemId]);
      return row && { ...row, payload: JSON.parse(row.payload) as StoredEvent['payload'] };
    },
    async happenedSince(itemId, seq) {
      return (await sql.one(happenedSince, [seq, itemId])) !== null;
    },
    async answerKept(at, keyContains) {
      const text = 'SELECT answer FROM answers WHERE at >= ? AND INSTR(businessKey, ?) > 0 ORDER BY at LIMIT 1';
      return (await sql.one<{ answer: string }>(text, [at, keyContains]))?.answer ?? null;
    },
    async loanOf(loanId) {
      return (await sql.one<{ patronId: number | null }>('SELECT patronId FROM loans WHERE id = ?', [loanId]))!
        .patronId;
    },
    async holdState(holdId) {
      return (await sql.one<HoldState>(holdState, [holdId]))!;
    },
    placeItem: (itemId, from, to) =>
      one(placeItem, [
        to.status,
        to.statusSince,
        to.holdingLibraryId,
        itemId,
        from.status,
        from.statusSince,
        from.holdingLibraryId,
      ]),
    unlend: (loanId, at) => one(unlend, [at, loanId]),
    reopenLoan: (loanId) => one(reopenLoan, [loanId]),
    unextend: (loanId, { dueAt, renewals }) => one(unextend, [dueAt, renewals, loanId, renewals + 1]),
    restoreHold: (holdId, from, to) =>
      one(restoreHold, [...stateColumns.map((column) => to[column]), holdId, from.status, from.boundItemId]),
    dropTransit: (transitId) => one(dropTransit, [transitId]),
    turnBack: (transitId, from, to) =>
      one(turnBack, [to.toLibraryId, to.reason, to.holdId, transitId, from.toLibraryId, from.reason, from.holdId]),
    resumeTransit: (transitId) => one(resumeTransit, [transitId]),
    setBlockEnd: (blockId, until) => one('UPDATE blocks SET until = ? WHERE id = ?', [until, blockId]),
  };
}
