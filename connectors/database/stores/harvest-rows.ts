import { Buffer } from 'node:buffer';
import { deflateSync, inflateSync } from 'node:zlib';
import type { HarvestedRecord, HarvestRun, HarvestSource, SourceDescription } from '../../../core/harvest/entities.ts';
import type { SqlValue } from '../sql.ts';

const lists = ['networks', 'audiences'] as const;
const flags = ['repair', 'active'] as const;

export const descriptionColumns = [
  ...(['code', 'name', 'baseUrl', 'metadataPrefix', 'setSpec', 'networks', 'repair', 'active', 'everyHours'] as const),
  ...(['overlapMinutes', 'sweepDays', 'resourceType', 'access', 'licence', 'rightsUri', 'audiences'] as const),
];
export const standingColumns = [
  ...(['granularity', 'deletedRecord', 'earliest', 'lastCompleted', 'lastSweepAt', 'nextRunAt'] as const),
];
export const sourceColumns = ['id', ...descriptionColumns, ...standingColumns];

export type SourceRow = Readonly<Record<string, SqlValue>>;

/** A description in the order of its columns. */
export function descriptionValues({ set, ...source }: SourceDescription): SqlValue[] {
  const row = { ...source, setSpec: set };
  return descriptionColumns.map((name) => {
    const value = row[name];
    if (typeof value === 'boolean') return Number(value);
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  });
}

export function sourceOf({ setSpec, ...row }: SourceRow): HarvestSource {
  const read: Record<string, unknown> = { ...row, set: setSpec };
  for (const name of lists) read[name] = JSON.parse(row[name] as string);
  for (const name of flags) read[name] = Boolean(row[name]);
  return read as unknown as HarvestSource;
}

export const runColumns = [
  ...(['sourceId', 'kind', 'state', 'startedBy', 'startedAt', 'updatedAt', 'finishedAt', 'resumeAt'] as const),
  ...([
    'metadataPrefix',
    'setSpec',
    'responseAt',
    'place',
    'pages',
    'listed',
    'added',
    'updated',
    'unchanged',
  ] as const),
  ...(['deleted', 'failed', 'completeListSize', 'retries', 'restarts', 'reason', 'detail'] as const),
];

export function runValues({ set, place, ...run }: Omit<HarvestRun, 'id'>): SqlValue[] {
  const row = { ...run, setSpec: set, place: JSON.stringify(place), detail: run.detail.slice(0, 2_000) };
  return runColumns.map((name) => row[name]);
}

export function runOf({ setSpec, place, ...row }: Readonly<Record<string, SqlValue>>): HarvestRun {
  return { ...row, set: setSpec, place: JSON.parse(place as string) } as unknown as HarvestRun;
}

export const recordColumns = [
  ...(['id', 'sourceId', 'metadataPrefix', 'identifier', 'datestamp', 'sets', 'hash', 'raw', 'harvestedAt'] as const),
  ...(['runId', 'deletedAt', 'deletedBy', 'mapping', 'mappingVersion', 'mappingReason', 'resourceId'] as const),
];

/** Records are XML: a tenth of their size once packed. */
export function packed(raw: string): Uint8Array {
  return deflateSync(raw);
}

export function unpacked(raw: Uint8Array): string {
  return inflateSync(Buffer.from(raw)).toString('utf8');
}

export function recordOf({ raw, sets, ...row }: Readonly<Record<string, SqlValue>>): HarvestedRecord {
  return { ...row, raw: unpacked(raw as Uint8Array), sets: JSON.parse(sets as string) } as unknown as HarvestedRecord;
}
