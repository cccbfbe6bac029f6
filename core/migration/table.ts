import { createHash } from 'node:crypto';
import { granted, refused, type Outcome } from '../outcome.ts';
import { TableUnreadable, type TableRow } from '../ports/table-source.ts';
import { commitPart } from './committing.ts';
import type { MigrationBatch, NewLine } from './entities.ts';
import { loanOf } from './loan-rows.ts';
import type { MigrationPorts, OnProgress } from './ports.ts';
import type { SourceProfile } from './profile.ts';
import { readerOf } from './reader-rows.ts';

/** Reads a file of readers or of loans into the lines of its batch; `done` is the last line of the file kept. */
export async function parseTable(
  ports: MigrationPorts,
  batch: MigrationBatch,
  profile: SourceProfile,
  onProgress: OnProgress,
): Promise<Outcome<null>> {
  let { done, lineCount } = batch;
  try {
    const table = await ports.tables.open(batch.file);
    if (table.size !== batch.size) return refused('batch-file-unreadable', { reason: 'changed', size: table.size });
    for await (const rows of table.batches) {
      const fresh = rows.filter(({ line }) => line > done);
      if (fresh.length === 0) continue;
      const earlier = await earlierOf(ports, batch, fresh, profile);
      const lines = fresh.map((row, index) => lineOf(row, lineCount + index + 1, { batch, profile, earlier }));
      const part = { done: fresh.at(-1)!.line, lineCount: lineCount + lines.length };
      const outcome = await commitPart(ports, { ...batch, done, step: 'parse' }, part, (work) =>
        work.migration.insertLines(batch.id, lines),
      );
      if (!outcome.granted) return outcome;
      ({ done, lineCount } = part);
      onProgress(lineCount, null);
    }
    return granted(null);
  } catch (error) {
    if (error instanceof TableUnreadable) return refused('batch-file-unreadable', { reason: error.message });
    throw error;
  }
}

interface Reading {
  readonly batch: MigrationBatch;
  readonly profile: SourceProfile;
  /** Identifiers that a row before this one bears. */
  readonly earlier: Set<string>;
}

async function earlierOf(
  { store }: MigrationPorts,
  batch: MigrationBatch,
  rows: readonly TableRow[],
  profile: SourceProfile,
): Promise<Set<string>> {
  const ids = rows.map((row) => rowOf(row, batch, profile).sourceId).filter((id) => id !== '');
  return new Set((await store.read.migration.firstOf(batch.id, [...new Set(ids)])).keys());
}

function rowOf(row: TableRow, { kind }: MigrationBatch, profile: SourceProfile) {
  return kind === 'READERS' ? readerOf(row.values, profile) : loanOf(row.values, profile);
}

function lineOf(row: TableRow, line: number, { batch, profile, earlier }: Reading): NewLine {
  const { sourceId, values, fault } = rowOf(row, batch, profile);
  const twice = sourceId !== '' && earlier.has(sourceId);
  earlier.add(sourceId);
  const reason = fault ?? (twice ? 'given-twice' : null);
  return {
    line,
    offset: row.line,
    sourceId: twice || sourceId === '' ? `@${row.line}` : sourceId,
    hash: createHash('sha256').update(JSON.stringify(values)).digest('hex'),
    facts: null,
    content: { kind: 'row', values, corrections: row.corrections },
    decision: reason === null ? 'NEW' : 'REJECT',
    reason,
    detail: null,
  };
}
