import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { EventType } from '../ports/journal.ts';
import type { Work } from '../ports/store.ts';
import { analyseRecords } from './analyse.ts';
import { applyRecords } from './apply.ts';
import { closeRecords } from './close.ts';
import { life, type MigrationBatch, type Step } from './entities.ts';
import { applyLoans } from './loans.ts';
import type { MigrationPorts, OnProgress } from './ports.ts';
import { parseRecords } from './parse.ts';
import type { SourceProfile } from './profile.ts';
import { profileOf } from './profiles.ts';
import { analyseReaders, applyReaders } from './readers.ts';
import { parseTable } from './table.ts';
import { revertBatch } from './revert.ts';

/** Who takes a step; nobody is the program itself. */
export interface By {
  readonly login: string;
  /** Null: the whole network. */
  readonly libraryId: number | null;
}

type StepWork = (
  ports: MigrationPorts,
  batch: MigrationBatch,
  profile: SourceProfile,
  onProgress: OnProgress,
) => Promise<Outcome<null>>;

const nothing: StepWork = async () => granted(null);
const parse: StepWork = (ports, batch, profile, onProgress) =>
  batch.kind === 'RECORDS'
    ? parseRecords(ports, batch, profile, onProgress)
    : parseTable(ports, batch, profile, onProgress);
const analyse: StepWork = (ports, batch, profile, onProgress) => {
  if (batch.kind === 'RECORDS') return analyseRecords(ports, batch, onProgress);
  return batch.kind === 'READERS'
    ? analyseReaders(ports, batch, profile, onProgress)
    : nothing(ports, batch, profile, onProgress);
};
const apply: StepWork = (ports, batch, profile, onProgress) => {
  if (batch.kind === 'RECORDS') return applyRecords(ports, batch, onProgress);
  return batch.kind === 'READERS'
    ? applyReaders(ports, batch, profile, onProgress)
    : applyLoans(ports, batch, profile, onProgress);
};

const close: StepWork = (ports, batch, profile, onProgress) =>
  batch.kind === 'RECORDS' ? closeRecords(ports, batch, onProgress) : nothing(ports, batch, profile, onProgress);

/** What each step does between its beginning and its end. */
const doing: Record<Step, StepWork> = {
  parse,
  analyse,
  'finish-review': nothing,
  apply,
  close,
  revert: (ports, batch, _, onProgress) => revertBatch(ports, batch, onProgress),
};

/**
 * Takes one step of the life of a batch, or goes on with it where it was stopped. Refused `batch-in-other-state` when the
 * table does not allow it now, and for what the step itself finds: `batch-undecided`, `batch-outdated`,
 * `batch-not-signed`, `batch-rows-changed`, `batch-file-unreadable`.
 */
export async function takeStep(
  ports: MigrationPorts,
  request: { batchId: number; step: Step; by: By },
  onProgress: OnProgress = () => undefined,
): Promise<Outcome<MigrationBatch>> {
  const { store, log } = ports;
  const begun = await begin(ports, request);
  if (!begun.granted) return begun;
  const profile = await profileOf(store, begun.value);
  if (!profile.granted) return profile;
  const done = await doing[request.step](ports, begun.value, profile.value, onProgress);
  if (!done.granted) {
    await takeBack(ports, begun.value, request.step, done);
    return done;
  }
  const ended = await end(ports, request);
  if (ended.granted) log.info({ batch: request.batchId, step: request.step }, 'a step of a batch is done');
  return ended;
}

/** Marks the step as under way, or finds it so. */
async function begin(
  { store, clock }: MigrationPorts,
  { batchId, step, by }: { batchId: number; step: Step; by: By },
): Promise<Outcome<MigrationBatch>> {
  const changed = step === 'revert' ? await changedRows(store.read.migration.changedSince(batchId, 1_000)) : null;
  const latest = step === 'apply' ? await latestApplied(store.read.migration.batches(null), batchId) : 0;
  const undecided =
    step === 'finish-review' ? await store.read.migration.lines(batchId, 0, 1, { decision: 'REVIEW' }) : [];
  const at = clock.now();
  return store.transaction(async (work) => {
    const batch = await work.migration.lock(batchId);
    if (!batch) return refused('batch-unknown');
    if (by.libraryId !== null && by.libraryId !== batch.libraryId) return refused('library-not-yours');
    if (batch.step !== null && batch.step !== step)
      return refused('batch-in-other-state', { state: batch.state, step: batch.step });
    if (batch.step === step) {
      await work.migration.change(batchId, notStopped, at);
      return granted(batch);
    }
    if (!life[step].from.includes(batch.state)) return refused('batch-in-other-state', { state: batch.state });
    if (undecided.length > 0) return refused('batch-undecided', { line: undecided[0]!.line });
    if (changed) return refused('batch-rows-changed', changed);
    if (step === 'apply' && batch.kind === 'RECORDS' && latest > (batch.analysedAt ?? 0))
      return refused('batch-outdated');
    if (step === 'close' && batch.signedBy === null) return refused('batch-not-signed');
    const appliedAt = step === 'apply' ? at : batch.appliedAt;
    await work.migration.change(batchId, { step, done: 0, appliedAt, ...notStopped }, at);
    if (step === 'apply') await forgetCounts(work, batchId);
    return granted({ ...batch, step, done: 0, appliedAt });
  });
}

/** What an earlier application, reverted since, had found. */
async function forgetCounts(work: Work, batchId: number): Promise<void> {
  await work.migration.forgetFindings(batchId, ['item-rejected', 'item-recoded', 'merge-too-long', 'card-recoded']);
}

async function changedRows(reading: Promise<readonly { table: string; key: string; why: string }[]>) {
  const rows = await reading;
  if (rows.length === 0) return null;
  return { rows: rows.length, first: `${rows[0]!.table} ${rows[0]!.key} ${rows[0]!.why}` };
}

async function latestApplied(reading: Promise<readonly MigrationBatch[]>, except: number): Promise<number> {
  const applied = (await reading).filter(
    ({ id, kind, state }) => id !== except && kind === 'RECORDS' && state !== 'REVERTED',
  );
  return Math.max(0, ...applied.map(({ appliedAt }) => appliedAt ?? 0));
}

const notStopped = { stopReason: null, stopDetail: null };

/** A refused step that did nothing yet leaves the batch as it was. Why it went no further is kept with the batch. */
async function takeBack(
  { store, clock }: MigrationPorts,
  { id }: MigrationBatch,
  step: Step,
  { refusal, facts }: Refused,
): Promise<void> {
  await store.transaction(async (work) => {
    const batch = await work.migration.lock(id);
    if (batch?.step !== step || refusal === 'batch-busy') return granted(null); // somebody else goes on with it
    const stop = { stopReason: refusal, stopDetail: String(facts['reason'] ?? '') };
    await work.migration.change(id, { ...stop, ...(batch.done === 0 && { step: null }) }, clock.now());
    return granted(null);
  });
}

const told: Partial<Record<Step, EventType>> = {
  apply: 'MIGRATION_APPLIED',
  revert: 'MIGRATION_REVERTED',
  close: 'MIGRATION_CLOSED',
};

async function end(
  { store, clock, directory }: MigrationPorts,
  { batchId, step, by }: { batchId: number; step: Step; by: By },
): Promise<Outcome<MigrationBatch>> {
  const at = clock.now();
  const outcome = await store.transaction(async (work) => {
    const batch = await work.migration.lock(batchId);
    if (!batch || batch.step !== step) return refused('batch-busy');
    const to = {
      ...{ state: life[step].to, step: null, done: 0 },
      ...(step === 'analyse' && { analysedAt: at }),
    };
    await work.migration.change(batchId, to, at);
    if (step === 'analyse' || step === 'finish-review') await work.migration.release(batchId, null); // the lines wait no more, or are others
    if (batch.kind !== 'RECORDS' && (step === 'close' || step === 'revert')) await work.migration.forgetPeople(batchId);
    const type = told[step];
    if (type) {
      const actor = actorOf({ id: null, login: by.login });
      const facts = { batch: batchId, kind: batch.kind, lines: batch.lineCount };
      const whom = { deviceId: null, itemId: null, patronRef: null };
      await work.journal.append({ at, type, actor, libraryId: batch.libraryId, ...whom, payload: facts });
    }
    return granted({ ...batch, ...to });
  });
  if (outcome.granted && (step === 'apply' || step === 'revert')) await directory.refresh();
  return outcome;
}
