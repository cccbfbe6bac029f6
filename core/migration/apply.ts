import { Buffer } from 'node:buffer';
import type { BibRecord } from '../catalogue/record.ts';
import { controlNumberOf, withControlNumber } from '../marc/control-number.ts';
import { derive } from '../marc/derive.ts';
import { decode, encode, UnwritableRecord } from '../marc/iso2709.ts';
import { granted, type Outcome } from '../outcome.ts';
import type { SettledLine } from '../ports/migration.ts';
import type { NewRecord, Work } from '../ports/store.ts';
import { applyItems, type LineItems, type Place } from './apply-items.ts';
import { commitPart } from './committing.ts';
import type { Finding, MigrationBatch, MigrationLine, RecordContent } from './entities.ts';
import type { MigrationPorts, OnProgress } from './ports.ts';
import { merged } from './survivor.ts';

/**
 * Brings the lines of a batch into the catalogue, a part a transaction, each whole: the records, what they were merged
 * into as it was before, their copies, what must follow. Stopped anywhere it goes on with the next part.
 */
export async function applyRecords(
  ports: MigrationPorts,
  batch: MigrationBatch,
  onProgress: OnProgress,
): Promise<Outcome<null>> {
  const { store, directory, limits } = ports;
  const libraries = directory.libraries();
  const place: Place = {
    batch,
    libraryIds: new Map(libraries.map(({ code, id }) => [code, id])),
    inseeCodes: new Map(libraries.map(({ id, inseeCode }) => [id, inseeCode])),
    at: batch.appliedAt!,
  };
  for (let { done } = batch; ;) {
    const lines = await store.read.migration.lines(batch.id, done, limits.linesPerTransaction);
    if (lines.length === 0) return granted(null);
    const part = { done: lines.at(-1)!.line };
    const outcome = await commitPart(ports, { ...batch, done, step: 'apply' }, part, (work, at) =>
      applyPart(work, lines, { ...place, now: at }),
    );
    if (!outcome.granted) return outcome;
    done = part.done;
    onProgress(done, batch.lineCount);
  }
}

type Moment = Place & { readonly now: number };
type RecordLine = MigrationLine & { readonly content: RecordContent };

async function applyPart(work: Work, lines: readonly MigrationLine[], place: Moment): Promise<void> {
  const { batch } = place;
  const records = lines.filter((line): line is RecordLine => line.content.kind === 'record');
  const written = await writeRecords(work, records, place);
  const settled = lines.map((line) => written.settled.get(line.line) ?? leftOut(line));
  const holdings: LineItems[] = records.map(({ line, content }) => {
    return { line, recordId: written.holders.get(line) ?? null, items: content.items, unusable: content.unusableItems };
  });
  const items = await applyItems(work, holdings, place);
  await work.migration.settle(batch.id, settled);
  await work.migration.tally(batch.id, items.tallies);
  await work.migration.insertFindings(batch.id, [...written.findings, ...items.findings]);
  await work.migration.sealImages(batch.id);
  const changed = new Set([...written.changed, ...items.recordIds]);
  if (changed.size > 0) await work.outbox.add('records-changed', [...changed], place.now);
}

function leftOut({ line, reason, detail, decision, decidedBy }: MigrationLine): SettledLine {
  const why = reason ?? (decision === 'REJECT' ? `by ${decidedBy ?? 'automatic'}` : 'undecided');
  return { line, outcome: 'REJECTED', resultId: null, reason: why, detail };
}

interface Written {
  readonly settled: Map<number, SettledLine>;
  /** Line → the record its copies are of. */
  readonly holders: Map<number, number>;
  readonly changed: Set<number>;
  readonly findings: Finding[];
}

async function writeRecords(work: Work, lines: readonly RecordLine[], place: Moment): Promise<Written> {
  const written: Written = { settled: new Map(), holders: new Map(), changed: new Set(), findings: [] };
  const resolve = await resolver(work, lines, place.batch.id);
  const isNew = (line: RecordLine) =>
    line.decision === 'NEW' || (line.decision === 'MERGE' && resolve.target(line) === 'gone');
  await createRecords(work, lines.filter(isNew), { place, written, resolve });
  await mergeRecords(
    work,
    lines.filter((line) => line.decision === 'MERGE' && !isNew(line)),
    { place, written, resolve },
  );
  for (const line of lines) {
    if (line.decision === 'KNOWN' || line.decision === 'CHANGED') await refresh(work, line, place, written);
  }
  return written;
}

interface Context {
  readonly place: Moment;
  readonly written: Written;
  readonly resolve: Awaited<ReturnType<typeof resolver>>;
}

/** Finds the record a line goes into: it may itself have been merged, or be a line of this very part. */
async function resolver(work: Work, lines: readonly RecordLine[], batchId: number) {
  const inPart = new Map(lines.map((line) => [line.line, line]));
  const recordIds = lines.flatMap(({ target }) => (target && 'record' in target ? [target.record] : []));
  const before = lines.flatMap(({ target }) =>
    target && 'line' in target && !inPart.has(target.line) ? [target.line] : [],
  );
  const results = new Map<number, number | null>(await work.migration.results(batchId, [...new Set(before)]));
  const known = [...recordIds, ...[...results.values()].filter((id) => id !== null)];
  const records = new Map((await work.migration.records([...new Set(known)])).map((record) => [record.id, record]));
  const living = (id: number): number | 'gone' => {
    const record = records.get(id);
    if (!record || record.status === 'DELETED') return 'gone';
    return record.status === 'MERGED' ? record.mergedIntoId! : id;
  };
  return {
    created(line: number, recordId: number): void {
      results.set(line, recordId);
    },
    target({ target }: RecordLine): number | 'gone' | 'in-part' {
      if (!target) return 'gone';
      if ('record' in target) return living(target.record);
      const result = results.get(target.line);
      if (result !== undefined && result !== null) return records.has(result) ? living(result) : result;
      const other = inPart.get(target.line);
      return other && other.decision !== 'REJECT' ? 'in-part' : 'gone';
    },
  };
}

async function createRecords(work: Work, lines: readonly RecordLine[], context: Context): Promise<void> {
  const { place, written, resolve } = context;
  if (lines.length === 0) return;
  const first = await work.records.reserveNumbers(lines.length);
  const rows = lines.map((line, index) => rowOf(line, controlNumberOf(first + index), place));
  const ids = await work.records.insertMany(rows);
  await work.migration.noteCreated(
    place.batch.id,
    'bib_records',
    ids.map((id) => [id]),
  );
  for (const [index, line] of lines.entries()) {
    const id = ids[index]!;
    resolve.created(line.line, id);
    written.holders.set(line.line, id);
    written.changed.add(id);
    written.settled.set(line.line, { line: line.line, outcome: 'CREATED', resultId: id, reason: null, detail: null });
  }
}

/** Keeps each line as a record of its own that leads to the one it went into, and gives that one what it lacked. */
async function mergeRecords(work: Work, lines: readonly RecordLine[], context: Context): Promise<void> {
  const { place, written, resolve } = context;
  if (lines.length === 0) return;
  const first = await work.records.reserveNumbers(lines.length);
  const into = new Map<number, RecordLine[]>();
  const rows = lines.map((line, index): NewRecord => {
    const recordId = resolve.target(line);
    if (typeof recordId !== 'number') throw new Error(`line ${line.line} goes into a line that became nothing`);
    resolve.created(line.line, recordId);
    into.set(recordId, [...(into.get(recordId) ?? []), line]);
    written.holders.set(line.line, recordId);
    written.settled.set(line.line, {
      line: line.line,
      outcome: 'MERGED',
      resultId: recordId,
      reason: null,
      detail: null,
    });
    return { ...rowOf(line, controlNumberOf(first + index), place), status: 'MERGED', mergedIntoId: recordId };
  });
  const ids = await work.records.insertMany(rows);
  await work.migration.noteCreated(
    place.batch.id,
    'bib_records',
    ids.map((id) => [id]),
  );
  for (const record of await work.migration.records([...into.keys()])) {
    await enrich(work, record, into.get(record.id)!, context);
  }
}

async function enrich(
  work: Work,
  record: BibRecord,
  lines: readonly RecordLine[],
  { place, written }: Context,
): Promise<void> {
  let { marc } = record;
  for (const { line, content } of lines) {
    const text = joined(marc, content.marc);
    if (text) marc = text;
    else written.findings.push({ line, kind: 'merge-too-long', subject: record.controlNumber, detail: '' });
  }
  written.changed.add(record.id);
  if (Buffer.compare(Buffer.from(marc), Buffer.from(record.marc)) === 0) return;
  await work.migration.keepBefore(place.batch.id, 'bib_records', [[record.id]]);
  const derived = derive(decode(marc, 'utf-8').record);
  await work.records.replace(record.id, {
    marc,
    derived,
    hash: record.hash,
    status: record.status,
    updatedAt: place.now,
  });
}

/** Two records as one, in ISO 2709; null when that would not fit. */
function joined(kept: Uint8Array, absorbed: Uint8Array): Uint8Array | null {
  try {
    return encode(merged(decode(kept, 'utf-8').record, decode(absorbed, 'utf-8').record));
  } catch (error) {
    if (error instanceof UnwritableRecord) return null;
    throw error;
  }
}

/** A line whose number is in the catalogue already: as it is, or with the text it has now. */
async function refresh(work: Work, line: RecordLine, place: Moment, written: Written): Promise<void> {
  const known = (await work.records.findBySource(place.batch.source, [line.sourceId])).get(line.sourceId);
  if (!known) throw new Error(`${place.batch.source} ${line.sourceId} is no longer in the catalogue`);
  const holder = known.mergedIntoId ?? known.id;
  written.holders.set(line.line, holder);
  const changed = line.decision === 'CHANGED' && known.hash !== line.hash;
  if (changed) {
    await work.migration.keepBefore(place.batch.id, 'bib_records', [[known.id]]);
    const { marc, derived } = line.content;
    const text = { marc: withControlNumber(marc, known.controlNumber), derived, hash: line.hash, updatedAt: place.now };
    await work.records.replace(known.id, { ...text, status: known.status });
    written.changed.add(known.id);
  }
  const outcome = changed ? 'UPDATED' : 'UNCHANGED';
  written.settled.set(line.line, { line: line.line, outcome, resultId: holder, reason: null, detail: null });
}

function rowOf({ sourceId, hash, content }: RecordLine, controlNumber: string, { batch, at, now }: Moment): NewRecord {
  return {
    controlNumber,
    source: batch.source,
    sourceId,
    status: 'LIVE',
    marc: withControlNumber(content.marc, controlNumber),
    hash,
    createdAt: at,
    updatedAt: now,
    derived: content.derived,
  };
}
