import type { Transit } from '../../../core/circulation/entities.ts';
import type { TransitsWork } from '../../../core/ports/store.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { insertion } from './batches.ts';
import { columns, met } from './columns.ts';

export const transitColumns = [
  'id',
  'itemId',
  'fromLibraryId',
  'toLibraryId',
  'reason',
  'holdId',
  'createdAt',
] as const;

const openOf = `SELECT ${columns('transits', transitColumns)} FROM transits WHERE openItemId = ?`;
const insert = insertion('transits', [...transitColumns.slice(1), 'openItemId']);

/** Moves between libraries, as one transaction starts and ends them. */
export function transitsWork(sql: Sql): TransitsWork {
  return {
    openOf: (itemId) => sql.one<Transit>(openOf, [itemId]),
    async open(transit) {
      const [id] = await insert(sql, [valuesOf(transit)]);
      return { id: id!, ...transit };
    },
    async openMany(transits) {
      await insert(sql, transits.map(valuesOf));
    },
    async retarget(transitId, to) {
      const text =
        'UPDATE transits SET toLibraryId = ?, reason = ?, holdId = ? WHERE id = ? AND openItemId IS NOT NULL';
      met(await sql.run(text, [to.toLibraryId, to.reason, to.holdId, transitId]), `open transit ${transitId}`);
    },
    async arrive(transitId, at) {
      const text = 'UPDATE transits SET arrivedAt = ?, openItemId = NULL WHERE id = ? AND openItemId IS NOT NULL';
      met(await sql.run(text, [at, transitId]), `open transit ${transitId}`);
    },
    async cancel(transitId, at) {
      const text = 'UPDATE transits SET cancelledAt = ?, openItemId = NULL WHERE id = ? AND openItemId IS NOT NULL';
      met(await sql.run(text, [at, transitId]), `open transit ${transitId}`);
    },
  };
}

function valuesOf(transit: Omit<Transit, 'id'>): SqlValue[] {
  const { itemId, fromLibraryId, toLibraryId, reason, holdId, createdAt } = transit;
  return [itemId, fromLibraryId, toLibraryId, reason, holdId, createdAt, itemId];
}
