import type { LineStanding, MigrationWork, WaitingLines } from '../../../core/ports/migration.ts';
import type { Sql } from '../sql.ts';
import { insertion } from './batches.ts';

/** Who looks at which line that waits for a person. A claim ends by itself: nobody can forget one. */

const insertClaims = insertion('migration_claims', ['batchId', 'line', 'login', 'expiresAt'], null);
const nextLines = `SELECT line FROM migration_lines
   WHERE batchId = ? AND decision = 'REVIEW' AND line > ? AND NOT EXISTS (
     SELECT 1 FROM migration_claims WHERE migration_claims.batchId = migration_lines.batchId
       AND migration_claims.line = migration_lines.line)
   ORDER BY line LIMIT ?`;

export function claimsWork(sql: Sql): Pick<MigrationWork, 'claim' | 'release' | 'standing'> {
  return {
    async claim(batchId, { login, after, limit, now, until }) {
      // What one kept before is let go of: one looks at these lines now.
      const over = 'DELETE FROM migration_claims WHERE batchId = ? AND (expiresAt <= ? OR login = ?)';
      await sql.run(over, [batchId, now, login]);
      const lines = (await sql.all<{ line: number }>(nextLines, [batchId, after, limit])).map(({ line }) => line);
      await insertClaims(
        sql,
        lines.map((line) => [batchId, line, login, until]),
      );
      return lines;
    },
    async release(batchId, login, line) {
      const which = [
        ...[{ name: 'batchId', value: batchId }],
        ...(login === null ? [] : [{ name: 'login', value: login }]),
        ...(line === undefined ? [] : [{ name: 'line', value: line }]),
      ];
      const text = `DELETE FROM migration_claims WHERE ${which.map(({ name }) => `${name} = ?`).join(' AND ')}`;
      await sql.run(
        text,
        which.map(({ value }) => value),
      );
    },
    standing(batchId, line, at) {
      const text = `SELECT decision, decidedBy, (SELECT login FROM migration_claims
          WHERE migration_claims.batchId = migration_lines.batchId AND migration_claims.line = migration_lines.line
            AND expiresAt > ?) AS claimedBy
        FROM migration_lines WHERE batchId = ? AND line = ?`;
      return sql.one<LineStanding>(text, [at, batchId, line]);
    },
  };
}

/** The analysed batches where lines wait, of one library or of all. */
export async function waitingLines(sql: Sql, libraryId: number | null, at: number): Promise<WaitingLines[]> {
  const own = libraryId === null ? '' : ' AND migration_batches.libraryId = ?';
  const rows = await sql.all<WaitingLines>(
    `SELECT migration_batches.id AS batchId, COUNT(*) AS waiting,
       (SELECT COUNT(*) FROM migration_claims WHERE migration_claims.batchId = migration_batches.id AND expiresAt > ?)
         AS claimed
     FROM migration_batches JOIN migration_lines ON migration_lines.batchId = migration_batches.id
     WHERE state = 'ANALYSED' AND step IS NULL AND decision = 'REVIEW'${own}
     GROUP BY migration_batches.id ORDER BY migration_batches.id`,
    libraryId === null ? [at] : [at, libraryId],
  );
  return rows.map(({ batchId, waiting, claimed }) => ({
    batchId,
    waiting: Number(waiting),
    claimed: Number(claimed),
  }));
}
