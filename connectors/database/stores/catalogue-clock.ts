import { granted } from '../../../core/outcome.ts';
import type { Database, Sql } from '../sql.ts';
import { databaseNow, locking } from './columns.ts';

/**
 * The clock of the catalogue: one row, the last `updatedAt` given out and the next control number.
 *
 * Whoever writes records takes its lock first and keeps it until his commit, so that records become visible in the order
 * of their `updatedAt`, which strictly increases whatever the clocks of several servers say. That alone does not close
 * the race of the harvester: he may ask for everything until 10:00:03 while a record stamped 10:00:00 is not committed
 * yet, and come back with `from` 10:00:03. So whoever reads up to now first moves the clock to now: he waits for the
 * writer under way, sees all of his records, and every later record is stamped after the moment he was told of.
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
const reach: Record<Sql['dialect'], string> = {
  sqlite: `SELECT lastUpdatedAt, ${databaseNow.sqlite} AS now FROM catalogue_clock WHERE id = 1`,
  mariadb: `SELECT lastUpdatedAt, ${databaseNow.mariadb} AS now FROM catalogue_clock WHERE id = 1`,
};

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

/**
 * Makes sure that no record stamped at or before `until` (null: now) can still appear. A window that ends in the past
 * costs one read; one that reaches the present waits for the writer under way and moves the clock.
 */
export async function settleChanges(database: Database, until: number | null): Promise<void> {
  const clock = (await database.reader.one<{ lastUpdatedAt: number; now: number }>(reach[database.dialect]))!;
  const end = Math.min(until ?? clock.now, clock.now);
  if (clock.lastUpdatedAt >= end) return;
  await database.transaction(async (sql) => {
    const text = 'UPDATE catalogue_clock SET lastUpdatedAt = ? WHERE id = 1 AND lastUpdatedAt < ?';
    return granted(await sql.run(text, [end, end]));
  });
}
