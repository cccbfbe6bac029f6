import { createHash } from 'node:crypto';
import type { PreparedRecord, ReadyRecord } from '../catalogue/import/prepared.ts';
import type { ItemType } from '../circulation/entities.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import { RecordFileUnreadable } from '../ports/record-source.ts';
import { commitPart } from './committing.ts';
import type { Finding, MigrationBatch, NewLine } from './entities.ts';
import type { CarrierClass, MatchFacts } from './facts.ts';
import type { MigrationPorts, OnProgress } from './ports.ts';
import type { SourceProfile } from './profile.ts';
import { homeOf, Tallies } from './tally.ts';

/**
 * Reads the file of a batch of records into its lines, unreadable ones too, each with the byte where it begins. Stopped
 * half way it reads the file again and goes on after the last line kept.
 */
export async function parseRecords(
  ports: MigrationPorts,
  batch: MigrationBatch,
  profile: SourceProfile,
  onProgress: OnProgress,
): Promise<Outcome<null>> {
  const file = await opened(ports, batch, profile);
  if (!file.granted) return file;
  const { size, sizeOnDisk, batches, close } = file.value;
  if (sizeOnDisk !== batch.size) {
    await close();
    return refused('batch-file-unreadable', { reason: 'changed', size: sizeOnDisk });
  }
  let { done, lineCount } = batch;
  try {
    for await (const part of batches) {
      const fresh = part.filter((record) => record.end > done);
      const end = fresh.at(-1)?.end;
      if (end === undefined) continue;
      const outcome = await keep(ports, { ...batch, done, lineCount }, fresh, end);
      if (!outcome.granted) return outcome;
      done = end;
      lineCount += fresh.length;
      onProgress(done, size);
    }
    return granted(null);
  } catch (error) {
    if (error instanceof RecordFileUnreadable) return refused('batch-file-unreadable', { reason: error.fault });
    throw error;
  } finally {
    await close();
  }
}

async function opened({ records, directory, limits }: MigrationPorts, batch: MigrationBatch, profile: SourceProfile) {
  try {
    const library = directory.library(batch.libraryId).code;
    const request = { path: batch.file, library, profile, batchSize: limits.linesPerTransaction };
    return granted(await records.open(request));
  } catch (error) {
    if (error instanceof RecordFileUnreadable) return refused('batch-file-unreadable', { reason: error.fault });
    throw error;
  }
}

async function keep(
  ports: MigrationPorts,
  batch: MigrationBatch,
  records: readonly PreparedRecord[],
  end: number,
): Promise<Outcome<null>> {
  const { store, directory } = ports;
  const ids = records.flatMap((record) => (record.kind === 'ready' ? [record.sourceId] : []));
  const earlier = await store.read.migration.firstOf(batch.id, [...new Set(ids)]);
  const lines = placed(records, batch, earlier);
  const libraryIds = new Map(directory.libraries().map(({ code, id }) => [code, id]));
  const { tallies, findings } = counted(lines, { libraryIds, libraryId: batch.libraryId });
  const part = { done: end, lineCount: batch.lineCount + lines.length };
  return commitPart(ports, { ...batch, step: 'parse' }, part, async (work) => {
    await work.migration.insertLines(batch.id, lines);
    await work.migration.tally(batch.id, tallies);
    await work.migration.insertFindings(batch.id, findings);
  });
}

/**
 * Numbers the lines and gives each an identifier of its own in its source. Two records with one number and one title are
 * one record given twice: they match by it. With other titles they are two records, kept apart.
 */
function placed(
  records: readonly PreparedRecord[],
  { lineCount }: MigrationBatch,
  earlier: ReadonlyMap<string, { identity: string }>,
): NewLine[] {
  const seen = new Map([...earlier].map(([sourceId, { identity }]) => [sourceId, identity]));
  return records.map((record, index) => {
    const line = lineCount + index + 1;
    if (record.kind === 'unreadable') {
      return {
        ...{ line, offset: record.offset, sourceId: `@${record.offset}`, hash: '', facts: null },
        ...{ decision: 'REJECT', reason: record.fault, detail: record.detail, content: { kind: 'unreadable' } },
      };
    }
    const first = seen.get(record.sourceId);
    if (first === undefined) seen.set(record.sourceId, record.identity);
    return {
      ...{ line, offset: record.offset, hash: record.hash, decision: null, reason: null, detail: null },
      sourceId: first === undefined ? record.sourceId : repeated(record),
      facts: factsOf(record),
      content: contentOf(record),
    };
  });
}

/** What the line is matched by: its record, its own number in its file, and its items when only they tell the carrier. */
function factsOf({ facts, items, sourceId, identity }: ReadyRecord): MatchFacts {
  const own = `own:${sourceId.length > 60 ? digest(sourceId) : sourceId}/${identity}`;
  const [type, ...others] = new Set(items.map((item) => item.type));
  const told = facts.carrier === 'book' && type && others.length === 0 ? classByItems[type] : undefined;
  return { ...facts, carrier: told ?? facts.carrier, ids: [...facts.ids, own] };
}

/** 995 $r of records whose leader says a text and whose copies are none. */
const classByItems: Partial<Record<ItemType, CarrierClass>> = {
  LARGE_PRINT: 'large-print',
  AUDIO_BOOK: 'audio-book',
  CD: 'music',
  DVD: 'video',
  GAME: 'game',
  SCORE: 'score',
  MAP: 'map',
  KIT: 'kit',
};

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function repeated({ sourceId, hash }: ReadyRecord): string {
  return `${sourceId}~${digest(hash)}`;
}

function contentOf(record: ReadyRecord): NewLine['content'] {
  const { marc, derived, identity, items, unusableItems, corrections, unlinked } = record;
  return { kind: 'record', marc, derived, identity, items, unusableItems, corrections, unlinked };
}

/** Items that come in, and what their fields say that nobody knows. */
function counted(
  lines: readonly NewLine[],
  network: { libraryIds: ReadonlyMap<string, number>; libraryId: number },
): { tallies: ReturnType<Tallies['list']>; findings: Finding[] } {
  const tallies = new Tallies();
  const findings: Finding[] = [];
  for (const { line, content } of lines) {
    if (content.kind !== 'record') continue;
    for (const item of content.items) {
      tallies.add(homeOf(item, network), item.type, 'read');
      for (const value of item.outside ?? []) {
        findings.push({ line, kind: 'value-outside-table', subject: value, detail: item.barcode });
      }
      if (item.owner !== '' && !network.libraryIds.has(item.owner)) {
        findings.push({ line, kind: 'owner-outside-network', subject: item.owner, detail: item.barcode });
      }
    }
    if (content.unusableItems.length > 0) {
      tallies.add(network.libraryId, 'UNKNOWN', 'read', content.unusableItems.length);
    }
  }
  return { tallies: tallies.list(), findings };
}
