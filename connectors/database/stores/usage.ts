import type { UsageReading, UsageWork } from '../../../core/ports/usage.ts';
import type { UsageImport, UsageLine } from '../../../core/statistics/usage/entities.ts';
import type { Sql } from '../sql.ts';
import { insertion } from './batches.ts';

const importColumns = ['platform', 'fileHash', 'importedAt', 'importedBy', 'lineCount'] as const;
const lineColumns = ['platform', 'month', 'libraryId', 'resourceType', 'sessions', 'views', 'downloads'] as const;
const insertImport = insertion('usage_imports', importColumns);
const insertLines = insertion('digital_usage', [...lineColumns, 'importId'], null);
const between = `SELECT ${lineColumns.join(', ')} FROM digital_usage WHERE month >= ? AND month <= ?
   ORDER BY month, platform, libraryId, resourceType`;
const newest = `SELECT id, ${importColumns.join(', ')} FROM usage_imports ORDER BY id DESC LIMIT ?`;

/** The use of the digital library, as one transaction counts it. Library 0: the supplier does not say which. */
export function usageWork(sql: Sql): UsageWork {
  return {
    insertImport: async (made) => (await insertImport(sql, [importColumns.map((name) => made[name])]))[0]!,
    async forget(platform, months) {
      const text = 'DELETE FROM digital_usage WHERE platform = ? AND month = ?';
      for (const month of months) await sql.run(text, [platform, month]);
    },
    async insertLines(importId, lines) {
      await insertLines(
        sql,
        lines.map((line) => [...lineColumns.map((name) => line[name] ?? 0), importId]),
      );
    },
  };
}

export function usageReading(sql: Sql): UsageReading {
  return {
    async lines(from, until) {
      const rows = await sql.all<UsageLine & { libraryId: number }>(between, [from, until]);
      return rows.map((row) => ({ ...row, libraryId: row.libraryId === 0 ? null : row.libraryId }));
    },
    imports: (limit) => sql.all<UsageImport>(newest, [limit]),
  };
}
