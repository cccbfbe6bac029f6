import { mappingStates, type MappingState } from '../../../core/harvest/entities.ts';
import type { HarvestReading } from '../../../core/ports/harvest.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { columns } from './columns.ts';
import { recordColumns, recordOf, runColumns, runOf, sourceColumns, sourceOf, type SourceRow } from './harvest-rows.ts';

type Row = Record<string, SqlValue>;
const sources = `SELECT ${columns('harvest_sources', sourceColumns)} FROM harvest_sources`;
const runs = `SELECT ${columns('harvest_runs', ['id', ...runColumns])} FROM harvest_runs`;
const records = `SELECT ${columns('harvest_records', recordColumns)} FROM harvest_records`;
const waiting = `${records} WHERE id > ? AND (mapping = 'WAITING' OR (mappingVersion < ? AND mapping IN ('MAPPED', 'REJECTED')))
   ORDER BY id LIMIT ?`;
const countUnseen = `SELECT COUNT(*) AS everything, COALESCE(SUM(CASE WHEN COALESCE(seenRunId, 0) <> ? AND harvestedAt < ?
   THEN 1 ELSE 0 END), 0) AS unseen FROM harvest_records WHERE sourceId = ? AND metadataPrefix = ? AND deletedAt IS NULL`;

/** Reads of harvests. */
export function harvestReading(sql: Sql): HarvestReading {
  return {
    sources: async () => (await sql.all<SourceRow>(`${sources} ORDER BY code`)).map(sourceOf),
    async source(code) {
      const row = await sql.one<SourceRow>(`${sources} WHERE code = ?`, [code]);
      return row && sourceOf(row);
    },
    async run(runId) {
      const row = await sql.one<Row>(`${runs} WHERE id = ?`, [runId]);
      return row && runOf(row);
    },
    async runs({ sourceId, states, before, limit }) {
      const conditions: string[] = ['id < ?'];
      const values: SqlValue[] = [before ?? Number.MAX_SAFE_INTEGER];
      if (sourceId !== undefined) {
        conditions.push('sourceId = ?');
        values.push(sourceId);
      }
      if (states) {
        conditions.push(`state IN (${states.map(() => '?').join(', ')})`);
        values.push(...states);
      }
      const text = `${runs} WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT ?`;
      return (await sql.all<Row>(text, [...values, limit])).map(runOf);
    },
    notes: (runId, afterId, limit) =>
      sql.all('SELECT id, kind, identifier, detail FROM harvest_notes WHERE runId = ? AND id > ? ORDER BY id LIMIT ?', [
        runId,
        afterId,
        limit,
      ]),
    async countUnseen({ id, sourceId, metadataPrefix, startedAt }) {
      type Counts = { everything: number; unseen: number };
      const row = (await sql.one<Counts>(countUnseen, [id, startedAt, sourceId, metadataPrefix]))!;
      return { all: row.everything, unseen: row.unseen };
    },
    waiting: async (version, afterId, limit) => (await sql.all<Row>(waiting, [afterId, version, limit])).map(recordOf),
    async records({ sourceId, mapping, after, limit }) {
      const [condition, value] = mapping === undefined ? ['', []] : [' AND mapping = ?', [mapping]];
      const text = `${records} WHERE sourceId = ? AND id > ?${condition} ORDER BY id LIMIT ?`;
      return (await sql.all<Row>(text, [sourceId, after, ...value, limit])).map(recordOf);
    },
    async record(sourceId, identifierKey) {
      const text = `${records} WHERE sourceId = ? AND identifierKey = ? ORDER BY id DESC LIMIT 1`;
      const row = await sql.one<Row>(text, [sourceId, identifierKey]);
      return row && recordOf(row);
    },
    async countRecords(sourceId) {
      const text = 'SELECT mapping, COUNT(*) AS records FROM harvest_records WHERE sourceId = ? GROUP BY mapping';
      const rows = await sql.all<{ mapping: MappingState; records: number }>(text, [sourceId]);
      const counts = Object.fromEntries(mappingStates.map((state) => [state, 0])) as Record<MappingState, number>;
      for (const { mapping, records: found } of rows) counts[mapping] = found;
      return counts;
    },
  };
}
