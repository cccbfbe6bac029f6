import { createHash } from 'node:crypto';
import { granted } from '../outcome.ts';
import type { BrokenRecord, OaiRecord } from '../ports/oai-source.ts';
import type { GivenRecord, KnownHarvested } from '../ports/harvest.ts';
import type { Work } from '../ports/store.ts';
import { readDate } from './dates.ts';
import type { HarvestNote, HarvestRun, HarvestSource, RunCounts } from './entities.ts';
import type { HarvestPorts } from './ports.ts';

/** What came of one page, and where the run is after it. */
export interface Page {
  readonly records: readonly OaiRecord[];
  readonly broken: readonly BrokenRecord[];
  readonly notes: readonly HarvestNote[];
  /** The run once the page is kept, its counts apart. */
  readonly then: HarvestRun;
}

/** Records are the same whatever the case of their identifiers. */
export function identifierKey(identifier: string): string {
  return createHash('sha256').update(identifier.toLowerCase()).digest('hex');
}

/** Another process goes on with this run: nothing was written. */
export class RunTaken extends Error {
  override readonly name = 'RunTaken';
}

/**
 * Keeps a page and the place after it, in one transaction: killed at any moment, a harvest goes on at the page it has not
 * kept. Records that are as they were cost nothing. Returns the run as it is then. Throws RunTaken.
 */
export async function keepPage(
  { store, own, limits, clock }: HarvestPorts,
  source: HarvestSource,
  before: HarvestRun,
  page: Page,
): Promise<HarvestRun> {
  const at = clock.now();
  const outcome = await store.transaction(async (work) => {
    await stillOurs(work, before);
    const kept = await keepRecords(work, source, { run: before, page, own, at });
    const run = { ...page.then, ...added(page.then, kept.counts), updatedAt: Math.max(at, before.updatedAt + 1) };
    await work.harvest.keepRun(run);
    await work.harvest.note(run.id, [...page.notes, ...kept.notes], limits.notesOfRun);
    return granted(run);
  });
  if (!outcome.granted) throw new Error(`a page was refused: ${outcome.refusal}`);
  return outcome.value;
}

/** Locks the run (a write); throws RunTaken when it is no longer as this process left it. */
export async function stillOurs(work: Work, run: HarvestRun): Promise<void> {
  const now = await work.harvest.lockRun(run.id);
  if (now?.state !== run.state || now.updatedAt !== run.updatedAt) throw new RunTaken(`run ${run.id}`);
}

interface Kept {
  readonly counts: Partial<RunCounts>;
  readonly notes: readonly HarvestNote[];
}
interface Context {
  readonly run: HarvestRun;
  readonly page: Page;
  readonly own: HarvestPorts['own'];
  readonly at: number;
}

async function keepRecords(work: Work, source: HarvestSource, { run, page, own, at }: Context): Promise<Kept> {
  const { records, broken } = page;
  const notes: HarvestNote[] = broken.map(({ identifier, reason, detail }) => ({
    kind: 'broken-record',
    identifier,
    detail: `${reason} ${detail}`.trim(),
  }));
  const counts = { listed: records.length + broken.length, added: 0, updated: 0, unchanged: 0, deleted: 0 };
  const ours = records.filter((record) => isOwn(record, own));
  for (const { identifier } of ours) notes.push({ kind: 'own-record-skipped', identifier, detail: '' });
  const last = newestOfEach(
    records.filter((record) => !ours.includes(record)),
    notes,
  );
  const keys = [...last.keys()];
  const known = await work.harvest.known(source.id, run.metadataPrefix, keys);
  const fresh: GivenRecord[] = [];
  for (const [key, record] of last) {
    const old = known.get(key);
    const given = givenRecord(record, key, { source, run, at });
    if (readDate(record.datestamp) === null)
      notes.push({ kind: 'date-missing', identifier: record.identifier, detail: record.datestamp });
    if (old && old.identifier !== record.identifier)
      notes.push({ kind: 'identifier-case-changed', identifier: record.identifier, detail: old.identifier });
    const what = whatToDo(record, old, { hash: given.hash, run, notes });
    if (what === 'add') fresh.push(given);
    if (what === 'update') await work.harvest.replaceRecord(old!.id, given);
    if (what === 'delete') await work.harvest.deleteRecord(old!.id, { datestamp: given.datestamp, at, runId: run.id });
    if (what !== 'nothing') counts[counted[what]] += 1;
  }
  await work.harvest.insertRecords(fresh);
  // Whatever stands in a page and changed nothing here: known already, twice in it, our own, deleted before we had it.
  counts.unchanged = records.length - counts.added - counts.updated - counts.deleted;
  return { counts: { ...counts, failed: broken.length }, notes };
}

const counted = { add: 'added', update: 'updated', delete: 'deleted' } as const;

function givenRecord(
  { identifier, datestamp, sets, raw }: OaiRecord,
  key: string,
  { source, run, at }: { source: HarvestSource; run: HarvestRun; at: number },
): GivenRecord {
  const { id: runId, metadataPrefix } = run;
  const hash = createHash('sha256').update(raw).digest('hex');
  const given = { identifier, datestamp: datestamp.slice(0, 32), sets, raw, hash, harvestedAt: at };
  return { sourceId: source.id, metadataPrefix, identifierKey: key, runId, ...given };
}

function whatToDo(
  record: OaiRecord,
  old: KnownHarvested | undefined,
  { hash, run, notes }: { readonly hash: string; readonly run: HarvestRun; readonly notes: HarvestNote[] },
): 'add' | 'update' | 'delete' | 'nothing' {
  if (!old) return record.deleted ? 'nothing' : 'add';
  const isOlder = old.runId === run.id && (readDate(record.datestamp) ?? 0) < (readDate(old.datestamp) ?? 0);
  if (isOlder) {
    notes.push({ kind: 'older-version-ignored', identifier: record.identifier, detail: record.datestamp });
    return 'nothing';
  }
  if (record.deleted) return old.deletedAt === null ? 'delete' : 'nothing';
  return old.hash === hash && old.deletedAt === null ? 'nothing' : 'update';
}

/** Of a record that stands twice in a page, the newer; of two of one date, the last. */
function newestOfEach(records: readonly OaiRecord[], notes: HarvestNote[]): Map<string, OaiRecord> {
  const newest = new Map<string, OaiRecord>();
  for (const record of records) {
    const key = identifierKey(record.identifier);
    const other = newest.get(key);
    if (other && (readDate(other.datestamp) ?? 0) > (readDate(record.datestamp) ?? 0))
      notes.push({ kind: 'older-version-ignored', identifier: record.identifier, detail: record.datestamp });
    else newest.set(key, record);
  }
  return newest;
}

/** Whether a record came from here: by its identifier, or somewhere in the chain of its provenance (OAI-PMH guidelines). */
function isOwn({ identifier, raw }: OaiRecord, { baseUrl, repositoryId }: HarvestPorts['own']): boolean {
  if (identifier.toLowerCase().startsWith(`oai:${repositoryId.toLowerCase()}:`)) return true;
  return [...raw.matchAll(/<(?:[\w.-]+:)?baseURL>\s*([^<]*?)\s*</g)].some(([, url]) => url === baseUrl);
}

function added(run: RunCounts, more: Partial<RunCounts>): RunCounts {
  const sum = (name: keyof RunCounts): number => run[name] + (more[name] ?? 0);
  return {
    ...{ pages: run.pages, retries: run.retries, restarts: run.restarts, listed: sum('listed'), added: sum('added') },
    ...{ updated: sum('updated'), unchanged: sum('unchanged'), deleted: sum('deleted'), failed: sum('failed') },
  };
}
