import type { Proposal } from '../../../core/migration/decide.ts';
import type { LineSums, TouchedRows, TouchedTable } from '../../../core/ports/migration.ts';
import type { Sql } from '../sql.ts';

const some = 'batchId = ? AND line > ? AND line <= ?';
/** Records and rows; of a line that could not be read there is nothing. JSON.stringify escapes every quotation mark of a text: these bytes are the empty list and nothing else. */
const corrected = `INSTR(content, '"corrections":[]') = 0`;

const totals: Record<Sql['dialect'], string> = {
  sqlite: `SELECT COALESCE(SUM(json_extract(content, '$.unlinked')), 0) AS unlinked,
      COALESCE(SUM(json_array_length(content, '$.items') = 0), 0) AS withoutItem
    FROM migration_lines WHERE ${some} AND marc IS NOT NULL`,
  mariadb: `SELECT COALESCE(SUM(JSON_EXTRACT(content, '$.unlinked')), 0) AS unlinked,
      COALESCE(SUM(JSON_LENGTH(content, '$.items') = 0), 0) AS withoutItem
    FROM migration_lines WHERE ${some} AND marc IS NOT NULL`,
};
const byCode = `COUNT(DISTINCT line) AS corrected, MIN(startsAt) AS firstOffset`;
const corrections: Record<Sql['dialect'], string> = {
  sqlite: `SELECT json_extract(one.value, '$.code') AS code, ${byCode}
    FROM migration_lines, json_each(content, '$.corrections') AS one
    WHERE ${some} AND ${corrected} GROUP BY 1 ORDER BY firstOffset, code`,
  mariadb: `SELECT one.code AS code, ${byCode}
    FROM migration_lines, JSON_TABLE(content, '$.corrections[*]' COLUMNS (code VARCHAR(64) PATH '$.code')) AS one
    WHERE ${some} AND ${corrected} GROUP BY one.code ORDER BY firstOffset, code`,
};
const matched = `SELECT proposals FROM migration_lines
   WHERE ${some} AND decision = 'MERGE' AND decidedBy = 'automatic' AND proposals IS NOT NULL`;
const rejects = `SELECT line, startsAt, reason, detail FROM migration_lines
   WHERE ${some} AND (decision = 'REJECT' OR outcome = 'REJECTED') ORDER BY line`;

/** What the lines after one, up to another, add to the report of a batch: summed where they are, so that none is read out. */
export async function lineSums(sql: Sql, batchId: number, after: number, upTo: number): Promise<LineSums> {
  const which = [batchId, after, upTo];
  const total = (await sql.one<{ unlinked: number; withoutItem: number }>(totals[sql.dialect], which))!;
  type Corrected = Omit<LineSums['corrections'][number], 'lines'> & { corrected: number };
  const codes = await sql.all<Corrected>(corrections[sql.dialect], which);
  const automatic = await sql.all<{ proposals: string }>(matched, which);
  type Reject = Omit<LineSums['rejects'][number], 'offset'> & { startsAt: number };
  const rejected = await sql.all<Reject>(rejects, which);
  return {
    unlinkedHeadings: Number(total.unlinked),
    recordsWithoutItem: Number(total.withoutItem),
    corrections: codes.map(({ code, corrected: lines, firstOffset }) => ({ code, lines, firstOffset })),
    matchedBy: automatic.flatMap(({ proposals }) => {
      const [best] = JSON.parse(proposals) as Proposal[];
      return best?.evidence.map(({ code }) => code) ?? [];
    }),
    rejects: rejected.map(({ startsAt, ...reject }) => ({ ...reject, offset: startsAt })),
  };
}

const made: Record<Sql['dialect'], string> = {
  sqlite: 'SUM(json_array_length(rowKeys))',
  mariadb: 'SUM(JSON_LENGTH(rowKeys))',
};

/** What a batch made and changed, by table: what taking it back undoes. A row it made and changed afterwards is one it made. */
export async function touchedRows(sql: Sql, batchId: number): Promise<TouchedRows[]> {
  type Counted = { tableName: TouchedTable; counted: number };
  const created = await sql.all<Counted>(
    `SELECT tableName, ${made[sql.dialect]} AS counted FROM migration_created WHERE batchId = ? GROUP BY tableName`,
    [batchId],
  );
  const changed = await sql.all<Counted>(
    'SELECT tableName, COUNT(*) AS counted FROM migration_images WHERE batchId = ? GROUP BY tableName',
    [batchId],
  );
  const of = (rows: readonly Counted[], table: TouchedTable) =>
    Number(rows.find(({ tableName }) => tableName === table)?.counted ?? 0);
  return [...new Set([...created, ...changed].map(({ tableName }) => tableName))]
    .sort()
    .map((table) => ({ table, made: of(created, table), changed: of(changed, table) }));
}
