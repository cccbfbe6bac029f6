import type { QueueCount, SystemReading } from '../../../core/ports/system.ts';
import { versionOf } from '../schema-version.ts';
import type { Sql } from '../sql.ts';

const size: Record<Sql['dialect'], string> = {
  sqlite: 'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()',
  mariadb: `SELECT CAST(COALESCE(SUM(data_length + index_length), 0) AS INTEGER) AS bytes
     FROM information_schema.tables WHERE table_schema = DATABASE()`,
};
const queues = `SELECT topic, COUNT(*) AS waiting, MIN(createdAt) AS oldestAt FROM outbox GROUP BY topic`;
const unchained = 'SELECT COUNT(*) AS lines_, MIN(at) AS oldestAt FROM events WHERE position IS NULL AND seq > ?';
const lastChained = `SELECT COALESCE((SELECT seq FROM events WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1), 0) AS seq`;
/** On MariaDB a line that took its number early may be chained late: so many numbers back it is still looked for. */
const lookedBack = 10_000;

/** What the database says of itself. */
export function systemReading(sql: Sql): SystemReading {
  return {
    kind: sql.dialect,
    size: async () => (await sql.one<{ bytes: number }>(size[sql.dialect]))!.bytes,
    async schema() {
      const { name } = (await sql.one<{ name: string }>('SELECT MAX(name) AS name FROM schema_migrations'))!;
      return versionOf(name);
    },
    queues: () => sql.all<QueueCount>(queues),
    async unchained() {
      const { seq } = (await sql.one<{ seq: number }>(lastChained))!;
      const after = sql.dialect === 'sqlite' ? seq : seq - lookedBack;
      const row = (await sql.one<{ lines_: number; oldestAt: number | null }>(unchained, [after]))!;
      return { lines: row.lines_, oldestAt: row.oldestAt };
    },
  };
}
