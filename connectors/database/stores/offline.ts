import type { OfflineBatch, OfflineException, OfflineLine, OfflineReason } from '../../../core/offline/entities.ts';
import type { NewOfflineLine, OfflineReading, OfflineWork } from '../../../core/ports/offline.ts';
import { ConstraintViolation, type Sql, type SqlValue } from '../sql.ts';
import { allListed, insertion, listStatement } from './batches.ts';
import { columns, met } from './columns.ts';

const batchColumns = ['id', 'batchKey', 'digest', 'receivedAt', 'receivedBy', 'lineCount', 'finishedAt'] as const;
const lineColumns = [
  'id',
  'batchId',
  'position',
  'lineKey',
  'kind',
  'libraryId',
  'deviceId',
  'login',
  'reportedAt',
  'at',
  'barcode',
  'itemId',
  'itemSince',
  'card',
  'dueAt',
  'outcome',
  'changed',
  'reasons',
  'settledAt',
  'resolvedAt',
  'resolvedBy',
  'note',
] as const;
type BatchRow = Omit<OfflineBatch, 'lines'> & { readonly lineCount: number };
type LineRow = Omit<OfflineLine, 'changed' | 'reasons'> & { readonly changed: number; readonly reasons: string };
type ExceptionRow = LineRow & { readonly batchKey: string; readonly title: string | null };

const toInsert = lineColumns.slice(1, 15);
const insertLines = insertion('offline_lines', [...toInsert, 'changed', 'reasons']);
const lastReplayed = listStatement(
  `SELECT itemId, at, settledAt FROM offline_lines WHERE changed = 1 AND itemId IN (?*) ORDER BY settledAt, id`,
);
const settle = `UPDATE offline_lines SET outcome = ?, changed = ?, reasons = ?, settledAt = ?,
     card = CASE WHEN ? = 1 THEN card END
   WHERE id = ? AND outcome IS NULL`;
const resolve = `UPDATE offline_lines SET resolvedAt = ?, resolvedBy = ?, note = ?, card = NULL
   WHERE id = ? AND outcome = 'exception' AND resolvedAt IS NULL`;
// Settled lines have none: only what nobody looked at, or replayed, is gone through.
const forgetCards = `UPDATE offline_lines SET card = NULL
   WHERE (outcome IS NULL OR outcome = 'exception') AND resolvedAt IS NULL AND card IS NOT NULL
     AND batchId IN (SELECT id FROM offline_batches WHERE receivedAt < ?)`;

/** Batches of off-line facts, as one transaction keeps and settles them. */
export function offlineWork(sql: Sql): OfflineWork {
  return {
    async open(batch) {
      const text = `INSERT INTO offline_batches (batchKey, digest, receivedAt, receivedBy, lineCount)
         VALUES (?, ?, ?, ?, ?) RETURNING id`;
      const values = [batch.batchKey, batch.digest, batch.receivedAt, batch.receivedBy, batch.lines];
      try {
        return (await sql.one<{ id: number }>(text, values))!.id;
      } catch (error) {
        if (error instanceof ConstraintViolation && error.kind === 'unique') return null;
        throw error;
      }
    },
    async insertLines(lines) {
      await insertLines(sql, lines.map(valuesOf));
    },
    async lastReplayed(itemIds) {
      type Row = { itemId: number; at: number; settledAt: number };
      const rows = await allListed<Row>(sql, lastReplayed, itemIds);
      return new Map(rows.map(({ itemId, at, settledAt }) => [itemId, { at, settledAt }]));
    },
    async settle(lineId, { outcome, changed, reasons }, at) {
      const keepsCard = outcome === 'exception' ? 1 : 0;
      const values = [outcome, changed ? 1 : 0, reasons.join(' '), at, keepsCard, lineId];
      return (await sql.run(settle, values)) === 1;
    },
    async finish(batchId, at) {
      const text = 'UPDATE offline_batches SET finishedAt = COALESCE(finishedAt, ?) WHERE id = ?';
      met(await sql.run(text, [at, batchId]), `off-line batch ${batchId}`);
    },
    async resolve(lineId, { at, by, note }) {
      return (await sql.run(resolve, [at, by, note, lineId])) === 1;
    },
    forgetCards: (receivedBefore) => sql.run(forgetCards, [receivedBefore]),
  };
}

const exception = `SELECT ${columns('offline_lines', lineColumns)},
     (SELECT batchKey FROM offline_batches WHERE offline_batches.id = offline_lines.batchId) AS batchKey,
     (SELECT title FROM items JOIN bib_records ON bib_records.id = items.recordId
      WHERE items.id = offline_lines.itemId) AS title
   FROM offline_lines WHERE outcome = 'exception'`;
const asked = `(? IS NULL OR libraryId = ?) AND (? IS NULL OR kind = ?) AND (resolvedAt IS NULL) = ?`;

/** Reads of the batches and of the exceptions they left. */
export function offlineReading(sql: Sql): OfflineReading {
  return {
    async batch(batchKey) {
      const text = `SELECT ${columns('offline_batches', batchColumns)} FROM offline_batches WHERE batchKey = ?`;
      const row = await sql.one<BatchRow>(text, [batchKey]);
      if (!row) return null;
      const { lineCount: lines, ...batch } = row;
      return { ...batch, lines };
    },
    async lines(batchId) {
      const text = `SELECT ${columns('offline_lines', lineColumns)} FROM offline_lines WHERE batchId = ? ORDER BY position`;
      return (await sql.all<LineRow>(text, [batchId])).map(lineOf);
    },
    async exceptions({ libraryId, kind, state, offset, limit }) {
      const values = [libraryId, libraryId, kind, kind, state === 'open' ? 1 : 0];
      const rows = await sql.all<ExceptionRow>(`${exception} AND ${asked} ORDER BY id LIMIT ? OFFSET ?`, [
        ...values,
        limit,
        offset,
      ]);
      const count = `SELECT COUNT(*) AS total FROM offline_lines WHERE outcome = 'exception' AND ${asked}`;
      const { total } = (await sql.one<{ total: number }>(count, values))!;
      return { items: rows.map(exceptionOf), total };
    },
    async exception(id) {
      const row = await sql.one<ExceptionRow>(`${exception} AND id = ?`, [id]);
      return row && exceptionOf(row);
    },
  };
}

function lineOf<Row extends LineRow>(row: Row): Omit<Row, 'changed' | 'reasons'> & OfflineLine {
  const reasons = row.reasons === '' ? [] : (row.reasons.split(' ') as OfflineReason[]);
  return { ...row, changed: row.changed === 1, reasons };
}

function exceptionOf(row: ExceptionRow): OfflineException {
  return lineOf(row);
}

function valuesOf(line: NewOfflineLine): SqlValue[] {
  return [
    line.batchId,
    line.position,
    line.lineKey,
    line.kind,
    line.libraryId,
    line.deviceId,
    line.login,
    line.reportedAt,
    line.at,
    line.barcode,
    line.itemId,
    line.itemSince,
    line.card,
    line.dueAt,
    0,
    '',
  ];
}
