import type { Rule } from './rule.ts';

/** Off-line batches, and what readers are told. */
export const offlineNoticeRules: readonly Rule[] = [
  {
    invariant: 'offline-batch-whole',
    rows: `SELECT offline_batches.id, offline_batches.lineCount, COUNT(offline_lines.id) AS found FROM offline_batches
      LEFT JOIN offline_lines ON offline_lines.batchId = offline_batches.id
      GROUP BY offline_batches.id, offline_batches.lineCount HAVING COUNT(offline_lines.id) <> offline_batches.lineCount`,
    sentence: 'off-line batch {id} was received with {lineCount} lines and has {found}',
  },
  {
    invariant: 'finished-batch-is-replayed',
    rows: `SELECT offline_lines.id, offline_lines.batchId FROM offline_lines
      JOIN offline_batches ON offline_batches.id = offline_lines.batchId
      WHERE offline_batches.finishedAt IS NOT NULL AND offline_lines.outcome IS NULL`,
    sentence: 'line {id} of off-line batch {batchId} is not replayed although the batch is finished',
  },
  {
    invariant: 'offline-outcome-settled',
    rows: `SELECT id FROM offline_lines WHERE (outcome IS NULL) <> (settledAt IS NULL)
      OR (outcome IS NULL AND changed = 1) OR (outcome IN ('already-true', 'superseded') AND changed = 1)
      OR (resolvedAt IS NOT NULL AND (outcome IS NULL OR outcome <> 'exception'))`,
    sentence: 'off-line line {id}: what became of it contradicts itself',
  },
  {
    invariant: 'offline-card-forgotten',
    rows: `SELECT id FROM offline_lines
      WHERE card IS NOT NULL AND ((outcome IS NOT NULL AND outcome <> 'exception') OR resolvedAt IS NOT NULL)`,
    sentence: 'off-line line {id} is settled and still names a card',
  },
  {
    invariant: 'told-once',
    rows: `SELECT kind, holdId, subjectDate, COUNT(*) AS notices FROM notices
      WHERE holdId IS NOT NULL AND state <> 'SKIPPED' GROUP BY kind, holdId, level, subjectDate HAVING COUNT(*) > 1
      UNION ALL
      SELECT kind, patronId, subjectDate, COUNT(*) AS notices FROM notices
      WHERE holdId IS NULL AND patronId IS NOT NULL AND state <> 'SKIPPED'
      GROUP BY kind, patronId, libraryId, level, subjectDate HAVING COUNT(*) > 1`,
    sentence: '{notices} notices {kind} about {holdId} of {subjectDate}',
  },
  {
    invariant: 'notice-claim',
    rows: `SELECT id, state FROM notices WHERE (state = 'SENDING') <> (claimToken IS NOT NULL)
      OR (claimToken IS NULL) <> (claimedUntil IS NULL)`,
    sentence: 'notice {id} is {state}: whether somebody claimed it says otherwise',
  },
  {
    invariant: 'notice-settled',
    rows: `SELECT id, state FROM notices
      WHERE (state IN ('SENT', 'SKIPPED', 'PRINTED', 'DEAD')) <> (settledAt IS NOT NULL)`,
    sentence: 'notice {id} is {state}: whether it is at its end says otherwise',
  },
  {
    invariant: 'hold-notice-names-hold',
    rows: `SELECT id FROM notices WHERE (kind = 'hold-ready') <> (holdId IS NOT NULL)
      OR (holdId IS NOT NULL AND holdId NOT IN (SELECT id FROM holds))`,
    sentence: 'notice {id} does not name a hold that is there',
  },
  ...(
    [
      ['offline_lines', 'libraryId', 'libraries'],
      ['offline_lines', 'deviceId', 'devices'],
      ['offline_lines', 'itemId', 'items'],
      ['notices', 'libraryId', 'libraries'],
      ['notices', 'patronId', 'patrons'],
    ] as const
  ).map(([table, column, target]) => ({
    invariant: 'references-exist',
    rows: `SELECT id, ${column} FROM ${table} WHERE ${column} IS NOT NULL AND ${column} NOT IN (SELECT id FROM ${target})`,
    sentence: `row {id} of ${table} names {${column}} as ${column}: there is no such row of ${target}`,
  })),
];
