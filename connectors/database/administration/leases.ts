import { granted, refused } from '../../../core/outcome.ts';
import type { Administration } from '../../../core/ports/store.ts';
import { ConstraintViolation } from '../sql.ts';
import type { AdministrationParts } from './parts.ts';

// By the database's clock: two servers need not agree on the time.
const now = {
  sqlite: `CAST(unixepoch('subsec') * 1000 AS INTEGER)`,
  mariadb: 'CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS INTEGER)',
};
const takeLease = (clock: string) =>
  `UPDATE leases SET owner = ?, expiresAt = ${clock} + ? WHERE name = ? AND (owner = ? OR expiresAt <= ${clock})`;
const insertLease = (clock: string) => `INSERT INTO leases (name, owner, expiresAt) VALUES (?, ?, ${clock} + ?)`;
const selectLease = 'SELECT name FROM leases WHERE name = ?';

/** Leases: a name that one process at a time holds. Asking for 0 ms gives it back. */
export function leaseHolding({ database }: AdministrationParts): Pick<Administration, 'holdLease'> {
  const clock = now[database.dialect];
  const take = takeLease(clock);
  const insert = insertLease(clock);
  return {
    async holdLease(name, owner, forMilliseconds) {
      const outcome = await database.transaction(async (sql) => {
        if ((await sql.run(take, [owner, forMilliseconds, name, owner])) > 0) return granted(null);
        if (await sql.one(selectLease, [name])) return refused('temporarily-unavailable');
        try {
          await sql.run(insert, [name, owner, forMilliseconds]);
          return granted(null);
        } catch (error) {
          // Another server inserted it between the two statements.
          if (error instanceof ConstraintViolation && error.kind === 'unique')
            return refused('temporarily-unavailable');
          throw error;
        }
      });
      return outcome.granted;
    },
  };
}
