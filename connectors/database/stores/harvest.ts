import type { HarvestWork, KnownHarvested } from '../../../core/ports/harvest.ts';
import { ConstraintViolation, type Sql, type SqlValue } from '../sql.ts';
import { allListed, insertion, listStatement, runListed } from './batches.ts';
import { columns, met } from './columns.ts';
import {
  descriptionColumns,
  descriptionValues,
  packed,
  runColumns,
  runOf,
  runValues,
  sourceColumns,
  sourceOf,
  type SourceRow,
  standingColumns,
} from './harvest-rows.ts';

const insertSource = insertion('harvest_sources', descriptionColumns);
const insertRun = insertion('harvest_runs', runColumns);
const insertNotes = insertion('harvest_notes', ['runId', 'kind', 'identifier', 'detail'], null);
const insertRecords = insertion(
  'harvest_records',
  [
    ...['sourceId', 'metadataPrefix', 'identifierKey', 'identifier', 'datestamp', 'sets', 'hash', 'raw'],
    ...['harvestedAt', 'runId', 'seenRunId', 'mapping', 'mappingVersion'],
  ],
  null,
);
const known = listStatement(
  `SELECT identifierKey, id, identifier, datestamp, hash, deletedAt, runId FROM harvest_records
   WHERE sourceId = ? AND metadataPrefix = ? AND identifierKey IN (?*)`,
);
const see = (runId: number) => listStatement(`UPDATE harvest_records SET seenRunId = ${runId} WHERE id IN (?*)`);
const replace = `UPDATE harvest_records SET identifier = ?, datestamp = ?, sets = ?, hash = ?, raw = ?, harvestedAt = ?,
   runId = ?, seenRunId = ?, deletedAt = NULL, deletedBy = NULL, mapping = 'WAITING', mappingReason = NULL WHERE id = ?`;
const takeAway = `UPDATE harvest_records SET datestamp = ?, deletedAt = ?, deletedBy = 'SOURCE', runId = ?,
   mapping = 'WAITING', mappingReason = NULL WHERE id = ?`;
/** What there is of a source in the format of a sweep, and the sweep did not see. */
const unseen = `sourceId = ? AND metadataPrefix = ? AND deletedAt IS NULL
   AND COALESCE(seenRunId, 0) <> ? AND harvestedAt < ?`;
const selectUnseen = `SELECT id FROM harvest_records WHERE ${unseen} ORDER BY id LIMIT ?`;
const deleteListed = (at: number) =>
  listStatement(
    `UPDATE harvest_records SET deletedAt = ${at}, deletedBy = 'SWEEP', mapping = 'WAITING', mappingReason = NULL WHERE id IN (?*)`,
  );
const retire = `UPDATE harvest_records SET deletedAt = ?, deletedBy = 'SWEEP', mapping = 'WAITING', mappingReason = NULL
   WHERE sourceId = ? AND metadataPrefix <> ? AND deletedAt IS NULL`;
const claim = 'UPDATE harvest_records SET id = id WHERE id = ? AND hash = ? AND COALESCE(deletedAt, 0) = ?';
const settle = `UPDATE harvest_records SET mapping = ?, mappingVersion = ?, mappingReason = ?, resourceId = ? WHERE id = ?`;

/** Harvests, as one transaction writes them. */
export function harvestWork(sql: Sql): HarvestWork {
  return {
    async insertSource(source) {
      try {
        return (await insertSource(sql, [descriptionValues(source)]))[0]!;
      } catch (error) {
        if (error instanceof ConstraintViolation && error.kind === 'unique') return null;
        throw error;
      }
    },
    async lockSource(code) {
      await sql.run('UPDATE harvest_sources SET id = id WHERE code = ?', [code]);
      const text = `SELECT ${columns('harvest_sources', sourceColumns)} FROM harvest_sources WHERE code = ?`;
      const row = await sql.one<SourceRow>(text, [code]);
      return row && sourceOf(row);
    },
    async describeSource(sourceId, as) {
      const text = `UPDATE harvest_sources SET ${descriptionColumns.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`;
      met(await sql.run(text, [...descriptionValues(as), sourceId]), `source ${sourceId}`);
    },
    async learn(sourceId, standing) {
      const names = standingColumns.filter((name) => standing[name] !== undefined);
      if (names.length === 0) return;
      const text = `UPDATE harvest_sources SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`;
      met(await sql.run(text, [...names.map((name) => standing[name] ?? null), sourceId]), `source ${sourceId}`);
    },

    insertRun: async (run) => (await insertRun(sql, [runValues(run)]))[0]!,
    async lockRun(runId) {
      await sql.run('UPDATE harvest_runs SET id = id WHERE id = ?', [runId]);
      const text = `SELECT ${columns('harvest_runs', ['id', ...runColumns])} FROM harvest_runs WHERE id = ?`;
      const row = await sql.one<Record<string, SqlValue>>(text, [runId]);
      return row && runOf(row);
    },
    async keepRun({ id, ...run }) {
      const text = `UPDATE harvest_runs SET ${runColumns.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`;
      met(await sql.run(text, [...runValues(run), id]), `run ${id}`);
    },
    async note(runId, notes, most) {
      if (notes.length === 0) return;
      const text = 'SELECT COUNT(*) AS kept FROM harvest_notes WHERE runId = ?';
      const { kept } = (await sql.one<{ kept: number }>(text, [runId]))!;
      const rows = notes.slice(0, Math.max(0, most - kept));
      await insertNotes(
        sql,
        rows.map(({ kind, identifier, detail }) => [runId, kind, identifier.slice(0, 2_000), detail.slice(0, 2_000)]),
      );
    },

    async known(sourceId, metadataPrefix, keys) {
      type Row = KnownHarvested & { identifierKey: string };
      const rows = await allListed<Row>(sql, known, keys, { before: [sourceId, metadataPrefix] });
      return new Map(rows.map(({ identifierKey, ...one }) => [identifierKey, one]));
    },
    async insertRecords(records) {
      const rows = records.map((one): SqlValue[] => [
        ...[one.sourceId, one.metadataPrefix, one.identifierKey, one.identifier, one.datestamp],
        ...[JSON.stringify(one.sets), one.hash, packed(one.raw), one.harvestedAt, one.runId, one.runId, 'WAITING', 0],
      ]);
      await insertRecords(sql, rows);
    },
    async replaceRecord(id, one) {
      const given = [one.identifier, one.datestamp, JSON.stringify(one.sets), one.hash, packed(one.raw)];
      met(await sql.run(replace, [...given, one.harvestedAt, one.runId, one.runId, id]), `harvested record ${id}`);
    },
    async deleteRecord(id, { datestamp, at, runId }) {
      met(await sql.run(takeAway, [datestamp, at, runId, id]), `harvested record ${id}`);
    },
    async see(runId, ids) {
      await runListed(sql, see(runId), ids);
    },
    async deleteUnseen({ id, sourceId, metadataPrefix, startedAt }, at, limit) {
      const rows = await sql.all<{ id: number }>(selectUnseen, [sourceId, metadataPrefix, id, startedAt, limit]);
      const ids = rows.map((row) => row.id);
      await runListed(sql, deleteListed(at), ids);
      return ids.length;
    },
    async retireOtherFormats({ sourceId, metadataPrefix }, at) {
      await sql.run(retire, [at, sourceId, metadataPrefix]);
    },

    claim: async (id, { hash, deletedAt }) => (await sql.run(claim, [id, hash, deletedAt ?? 0])) === 1,
    async settle(id, { mapping, version, reason, resourceId }) {
      met(await sql.run(settle, [mapping, version, reason, resourceId, id]), `harvested record ${id}`);
    },
    mapAgain: (sourceId) =>
      sql.run(`UPDATE harvest_records SET mapping = 'WAITING' WHERE sourceId = ? AND mapping <> 'WITHDRAWN'`, [
        sourceId,
      ]),
  };
}
