import type { Sql } from '../sql.ts';
import { locking } from './columns.ts';

/**
 * The clock of the catalogue: one row, the last `updatedAt` given out and the next control number.
 *
 * Whoever writes records takes its lock first and keeps it until his commit, so that records become visible in the order
 * of their `updatedAt`, which strictly increases whatever the clocks of several servers say. What harvesters are told has a
 * clock of its own (dissemination.ts).
 */
export interface CatalogueClock {
  /** The time to write on the next record: `wanted`, or later when that time is already past for the catalogue. */
  stamp(wanted: number): Promise<number>;
  /** Reserves consecutive control numbers and returns the first. */
  reserve(count: number): Promise<number>;
  /** Keeps the last time given out; the last thing its transaction does. */
  keep(): Promise<void>;
}

interface ClockRow {
  readonly nextNumber: number;
  readonly lastUpdatedAt: number;
}

const read = 'SELECT nextNumber, lastUpdatedAt FROM catalogue_clock WHERE id = 1';
const lock = locking(read);

/** The clock, as one transaction turns it. */
export function catalogueClock(sql: Sql): CatalogueClock {
  let kept: number | null = null;
  let last = 0;
  const know = ({ lastUpdatedAt }: ClockRow) => (kept = last = lastUpdatedAt);

  return {
    async stamp(wanted) {
      if (kept === null) know((await sql.one<ClockRow>(lock[sql.dialect]))!);
      last = Math.max(wanted, last + 1);
      return last;
    },
    async reserve(count) {
      await sql.run('UPDATE catalogue_clock SET nextNumber = nextNumber + ? WHERE id = 1', [count]);
      const row = (await sql.one<ClockRow>(read))!;
      if (kept === null) know(row);
      return row.nextNumber - count;
    },
    async keep() {
      if (kept === null || last === kept) return;
      await sql.run('UPDATE catalogue_clock SET lastUpdatedAt = ? WHERE id = 1', [last]);
      kept = last;
    },
  };
}
