import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { startIndexFollower } from '../../core/catalogue/indexing.ts';
import type { Step } from '../../core/migration/entities.ts';
import type { BatchKind, MigrationBatch } from '../../core/migration/entities.ts';
import { placeName, reportCsv } from '../../core/migration/report.ts';
import type { Application } from '../application.ts';
import { told, UserMistake, type DataCommand, type Teller } from '../command.ts';
import { indexNow } from '../index-now.ts';

/** Who acts from the command line. */
const by = { login: 'command-line', libraryId: null };

interface OpenBatchRequest {
  /** Absolute path, on the machine of the server. */
  readonly file: string;
  readonly library: string;
  readonly profile: string;
  readonly kind: string;
}

/** Opens a batch on a copy of the file, kept in the data folder, reads it and analyses it; the catalogue is not touched. */
export const batchOpen: DataCommand<OpenBatchRequest> = {
  name: 'batch-open',
  async run(application, request, teller) {
    const kind = kinds[request.kind];
    if (!kind) throw new UserMistake(`a batch holds ${Object.keys(kinds).join(', ')}, not ${request.kind}`);
    const file = kept(application, request.file);
    const { size } = statSync(file);
    const { library, profile } = request;
    const batch = told(await desk(application).open({ kind, library, profile, file, size }, by));
    teller.say(`batch ${batch.id}`);
    await take(application, { batch: batch.id, step: 'parse' }, teller);
    await take(application, { batch: batch.id, step: 'analyse' }, teller);
    await tellReport(application, batch.id, teller);
    return 0;
  },
};

const kinds: Readonly<Record<string, BatchKind>> = { records: 'RECORDS', readers: 'READERS', loans: 'LOANS' };

/** The batch keeps a copy: the file of the library may be taken away, or change. */
function kept({ config, clock }: Application, path: string): string {
  const folder = join(config.dataDir, 'migration');
  const copy = join(folder, `${clock.now()}-${basename(path)}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    copyFileSync(path, copy);
    return copy;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    throw new UserMistake(`${path} cannot be copied into ${folder} (${code})`);
  }
}

interface StepRequest {
  readonly batch: number;
  readonly step: Step;
  /** What becomes of lines that still wait for somebody when the review ends; null: they stop it. */
  readonly undecided: 'new' | 'reject' | null;
}

/** Takes one step of the life of a batch, or goes on with it where it was stopped. */
export const batchStep: DataCommand<StepRequest> = {
  name: 'batch-step',
  async run(application, request, teller) {
    const { batch: batchId, undecided } = request;
    if (undecided) {
      const decision = undecided === 'new' ? 'NEW' : 'REJECT';
      told(await desk(application).ruleRest({ batchId, decision, by }));
    }
    const changes = request.step === 'apply' || request.step === 'revert';
    const follower = changes && !application.live ? startIndexFollower(application) : null;
    try {
      await take(application, request, teller);
    } finally {
      await follower?.stop();
    }
    if (follower) await indexNow(application, teller);
    if (changes || request.step === 'analyse') await tellReport(application, request.batch, teller);
    return 0;
  },
};

/** Signs for the library. */
export const batchSign: DataCommand<{ readonly batch: number }> = {
  name: 'batch-sign',
  async run(application, { batch }, teller) {
    const { signedBy } = told(await desk(application).sign(batch, by));
    teller.say(`batch ${batch} is signed by ${signedBy}`);
    return 0;
  },
};

/** The report of a batch, for people, as JSON or as CSV. */
export const batchReport: DataCommand<{ readonly batch: number; readonly as: 'text' | 'json' | 'csv' }> = {
  name: 'batch-report',
  async run(application, { batch, as }, teller) {
    if (as === 'text') await tellReport(application, batch, teller);
    else {
      const report = told(await desk(application).report(batch, by));
      if (as === 'json') teller.say(JSON.stringify(report, null, 2));
      else teller.say(reportCsv(report, told(await desk(application).findings(batch, null, by))).trimEnd());
    }
    return 0;
  },
};

/** Every batch, the newest first. */
export const batchList: DataCommand<Record<string, never>> = {
  name: 'batch-list',
  async run(application, _, teller) {
    for (const batch of await desk(application).batches(by)) teller.say(lineOf(application, batch));
    return 0;
  },
};

/** What two equal catalogues have in common: all of it, and all of it but when things were done. */
export const digest: DataCommand<Record<string, never>> = {
  name: 'digest',
  async run({ store }, _, teller) {
    teller.say(`catalogue: ${await store.read.migration.digest('everything')}`);
    teller.say(`without times: ${await store.read.migration.digest('everything-but-times')}`);
    return 0;
  },
};

const desk = ({ open }: Application) => open.library.migration;

async function take(
  application: Application,
  { batch, step }: Pick<StepRequest, 'batch' | 'step'>,
  teller: Teller,
): Promise<void> {
  const started = performance.now();
  const progress = (done: number, total: number | null) => teller.progress(done, total, `of ${step}`);
  const { lineCount, state } = told(await desk(application).take({ batchId: batch, step, by }, progress));
  const seconds = (performance.now() - started) / 1_000;
  teller.say(`${step}: ${lineCount} lines in ${seconds.toFixed(1)} s, the batch is ${state}`);
}

function lineOf({ directory }: Application, batch: MigrationBatch): string {
  const { id, kind, state, step, done, lineCount, libraryId, profile } = batch;
  const under = step ? `, ${step} stopped or under way after ${done}` : '';
  return `${id} ${directory.library(libraryId).code} ${kind} ${profile}: ${state}${under}, ${lineCount} lines`;
}

async function tellReport(application: Application, batchId: number, teller: Teller): Promise<void> {
  const report = told(await desk(application).report(batchId, by));
  teller.say(lineOf(application, report.batch));
  const counted = (counts: object) =>
    Object.entries(counts)
      .filter(([, count]) => count !== 0)
      .map(([what, count]) => `${count} ${what}`)
      .join(', ');
  teller.say(`lines: ${counted(report.lines)}`);
  for (const { library, itemType, ...counts } of report.items)
    teller.say(`items of ${library}, ${itemType}: ${counted(counts)}`);
  for (const { line, offset, reason, detail } of report.rejects) {
    teller.say(`rejected line ${line} (${offset}): ${reason} ${detail}`.trim());
  }
  for (const { what, lines, firstOffset } of report.corrections) {
    teller.say(`put right in ${lines} of them, first at ${placeName(report.batch)} ${firstOffset}: ${what}`);
  }
  const found = counted(report.findings);
  if (found) teller.say(`found: ${found}`);
}
