import type { CataloguedRecord } from '../../../core/catalogue/editing/entities.ts';
import type { NetworkRules } from '../../../core/catalogue/rules/network-rules.ts';
import type { CataloguingReading } from '../../../core/ports/cataloguing.ts';
import type { Sql } from '../sql.ts';
import { allListed, listStatement } from './batches.ts';
import { cataloguedColumns, editingOf, mergesOf } from './cataloguing.ts';
import { columns } from './columns.ts';
import { copiesReading } from './copies.ts';
import { versionLines, versionOf } from './record-versions.ts';

const all = columns('bib_records', cataloguedColumns);
const byIds = listStatement(`SELECT ${all} FROM bib_records WHERE id IN (?*)`);
const suppressed = `SELECT ${all} FROM bib_records WHERE suppressedAt IS NOT NULL AND id > ? ORDER BY id LIMIT ?`;

/** Records, as their cataloguers read them. */
export function cataloguingReading(sql: Sql): CataloguingReading {
  return {
    ...copiesReading(sql),
    record: (controlNumber) =>
      sql.one<CataloguedRecord>(`SELECT ${all} FROM bib_records WHERE controlNumber = ?`, [controlNumber]),
    async recordsById(ids) {
      const rows = await allListed<CataloguedRecord>(sql, byIds, ids);
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id)).filter((record) => record !== undefined);
    },
    versions: (recordId, before, limit) => versionLines(sql, recordId, before, limit),
    version: (recordId, version) => versionOf(sql, recordId, version),
    editing: (recordId, at) => editingOf(sql, recordId, at),
    merges: (recordId) => mergesOf(sql, recordId),
    async rules() {
      const text = 'SELECT version, rules FROM cataloguing_rules WHERE id = 1';
      const { version, rules } = (await sql.one<{ version: number; rules: string }>(text))!;
      return version === 0 ? null : { version, rules: JSON.parse(rules) as NetworkRules };
    },
    async countSuppressed() {
      const text = `SELECT COUNT(*) AS records FROM bib_records WHERE suppressedAt IS NOT NULL AND status = 'LIVE'`;
      return (await sql.one<{ records: number }>(text))!.records;
    },
    suppressed: (afterId, limit) => sql.all<CataloguedRecord>(suppressed, [afterId, limit]),
  };
}
