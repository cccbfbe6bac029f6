import type { BibRecord } from '../catalogue/record.ts';
import { actorOf } from '../network/post.ts';
import { prepareRecord } from '../catalogue/import/prepare.ts';
import type { PreparedRecord } from '../catalogue/import/prepared.ts';
import { RecordSplitter } from '../marc/frame.ts';
import { decode } from '../marc/iso2709.ts';
import { workKey } from '../marc/work-key.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { EventType } from '../ports/journal.ts';
import type { ChangedRow, LineFilter, TouchedRows } from '../ports/migration.ts';
import type { Work } from '../ports/store.ts';
import type { BatchKind, Decision, Finding, FindingKind, MigrationBatch, MigrationLine, Step } from './entities.ts';
import { compare, type Comparison } from './compare.ts';
import { workValue } from './facts.ts';
import type { MigrationPorts, OnProgress, Upload } from './ports.ts';
import type { SourceProfile } from './profile.ts';
import { newestProfiles, profileFaults } from './profiles.ts';
import { claimLines, releaseLines, reviewQueues, type ClaimedLines, type ReviewQueue } from './queue.ts';
import { receivedOf, receivePart, type ReceivedFile } from './receive.ts';
import { reportOf, type BatchReport } from './report.ts';
import { rule, ruleRest, type Ruling } from './review.ts';
import { completed, evidenceCodes, type MatchingRules } from './score.ts';
import { takeStep, type By } from './steps.ts';

/** Bringing libraries into the shared catalogue, a batch a file. Whoever belongs to a library acts on its batches only. */
export interface MigrationDesk {
  /** Refused `library-unknown`, `library-not-yours`, `profile-unknown`. */
  open(request: OpenRequest, by: By): Promise<Outcome<MigrationBatch>>;
  /**
   * The same on a file of the inbox, by its name. Refused `batch-file-unreadable` when it is not there, and
   * `batch-file-again` (facts.batch) when a batch that still stands brought the very same bytes, unless `again`.
   */
  openInbox(request: InboxRequest, by: By): Promise<Outcome<MigrationBatch>>;
  /** How much of a file is there, and its next part taken: see `receive.ts`. */
  received(upload: Upload, by: By): Promise<Outcome<ReceivedFile>>;
  receive(part: { upload: Upload; offset: number; bytes: Uint8Array }, by: By): Promise<Outcome<ReceivedFile>>;
  batches(by: By): Promise<readonly MigrationBatch[]>;
  /** Refused `batch-unknown`, `library-not-yours`. */
  report(batchId: number, by: By): Promise<Outcome<BatchReport>>;
  findings(batchId: number, kind: FindingKind | null, by: By): Promise<Outcome<readonly Finding[]>>;
  lines(batchId: number, page: LinePage, by: By): Promise<Outcome<readonly MigrationLine[]>>;
  /** One line beside what it may be the same as, field by field. */
  compare(batchId: number, line: number, by: By): Promise<Outcome<Comparison>>;
  rule(request: {
    batchId: number;
    line: number;
    ruling: Ruling;
    by: By;
    seen?: Decision;
  }): Promise<Outcome<MigrationLine>>;
  /** The queues of what waits for a person, and the next lines of one, kept for whoever asks: see `queue.ts`. */
  queues(by: By): Promise<readonly ReviewQueue[]>;
  claim(request: { batchId: number; after: number; limit: number; by: By }): Promise<Outcome<ClaimedLines>>;
  release(request: { batchId: number; by: By }): Promise<Outcome<null>>;
  /** Decides alike every line that still waits; returns how many. */
  ruleRest(request: { batchId: number; decision: 'NEW' | 'REJECT'; by: By }): Promise<Outcome<number>>;
  /** Takes a step to its end. */
  take(request: { batchId: number; step: Step; by: By }, onProgress?: OnProgress): Promise<Outcome<MigrationBatch>>;
  /** What taking a batch back would undo, and the rows that stand in its way (the first of them). */
  undoing(batchId: number, by: By): Promise<Outcome<Undoing>>;
  /** Whether the step a batch is at goes on no more: nothing here takes it, and no part of it was written for a while. */
  isStopped(batch: MigrationBatch): boolean;
  /** Begins a step and comes back: the batch tells how far it is. Refused `batch-busy` while it is being taken. */
  start(request: { batchId: number; step: Step; by: By }): Promise<Outcome<MigrationBatch>>;
  /** The library agrees with what was done. */
  sign(batchId: number, by: By): Promise<Outcome<MigrationBatch>>;
  profiles(): Promise<readonly SourceProfile[]>;
  /** Saves a new version. Refused `profile-invalid` (facts.fault). */
  saveProfile(profile: SourceProfile, by: By): Promise<Outcome<SourceProfile>>;
  /** What a profile makes of the first record of these bytes (ISO 2709), by the library whose file it would be. */
  tryProfile(profile: SourceProfile, library: string, sample: Uint8Array): Outcome<PreparedRecord>;
  rules(): Promise<MatchingRules>;
  saveRules(rules: MatchingRules, by: By): Promise<Outcome<MatchingRules>>;
  /** Other editions and carriers of the work of a record. Refused `record-unknown`. */
  cluster(controlNumber: string): Promise<Outcome<readonly BibRecord[]>>;
}

export interface OpenRequest {
  readonly kind: BatchKind;
  /** Code. */
  readonly library: string;
  readonly profile: string;
  /** Path on the machine of the server. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
}
export interface InboxRequest extends Omit<OpenRequest, 'size'> {
  /** Although a batch on the same bytes stands. */
  readonly again?: boolean;
}
export interface Undoing {
  readonly rows: readonly TouchedRows[];
  readonly inTheWay: readonly ChangedRow[];
}
export interface LinePage {
  readonly after: number;
  readonly limit: number;
  readonly filter: LineFilter;
}

const mostFindings = 10_000;
const clusterShown = 200;

export function migrationDesk(ports: MigrationPorts): MigrationDesk {
  const { store, directory, clock, log } = ports;
  const { migration } = store.read;
  const mine = async (batchId: number, by: By): Promise<Outcome<MigrationBatch>> => {
    const batch = await migration.batch(batchId);
    if (!batch) return refused('batch-unknown');
    return by.libraryId === null || by.libraryId === batch.libraryId ? granted(batch) : refused('library-not-yours');
  };
  /** The batches whose step is being taken here. */
  const running = new Set<number>();
  return {
    open: (request, by) => openBatch(ports)({ ...request, digest: null }, by),
    async openInbox({ again = false, ...request }, by) {
      const file = await ports.inbox.find(request.file);
      if (!file) return refused('batch-file-unreadable', { reason: 'missing' });
      const digest = await ports.inbox.digest(file.path);
      const same = (await migration.batchesOn(digest)).find(({ state }) => state !== 'REVERTED');
      if (same && !again) return refused('batch-file-again', { batch: same.id });
      return openBatch(ports)({ ...request, file: file.path, size: file.size, digest }, by);
    },
    received: (upload, by) => receivedOf(ports, upload, by),
    receive: (part, by) => receivePart(ports, part, by),
    batches: (by) => migration.batches(by.libraryId),
    async report(batchId, by) {
      const batch = await mine(batchId, by);
      return batch.granted ? reportOf(ports, batchId) : batch;
    },
    async findings(batchId, kind, by) {
      const batch = await mine(batchId, by);
      return batch.granted ? granted(await migration.findings(batchId, kind, mostFindings)) : batch;
    },
    async lines(batchId, { after, limit, filter }, by) {
      const batch = await mine(batchId, by);
      return batch.granted ? granted(await migration.lines(batchId, after, limit, filter)) : batch;
    },
    async compare(batchId, line, by) {
      const batch = await mine(batchId, by);
      return batch.granted ? compare(ports, batch.value, line) : batch;
    },
    rule: (request) => rule(ports, request),
    queues: (by) => reviewQueues(ports, by),
    claim: (request) => claimLines(ports, request),
    release: (request) => releaseLines(ports, request),
    async undoing(batchId, by) {
      const batch = await mine(batchId, by);
      if (!batch.granted) return batch;
      const [rows, inTheWay] = await Promise.all([
        migration.touched(batchId),
        migration.changedSince(batchId, ports.limits.listedRows),
      ]);
      return granted({ rows, inTheWay });
    },
    isStopped: ({ id, step, updatedAt }) =>
      step !== null && !running.has(id) && clock.now() - updatedAt > ports.limits.stoppedAfter,
    ruleRest: (request) => ruleRest(ports, request),
    take: (request, onProgress) => takeStep(ports, request, onProgress),
    async start(request) {
      const batch = await mine(request.batchId, request.by);
      if (!batch.granted) return batch;
      if (running.has(request.batchId)) return refused('batch-busy');
      running.add(request.batchId);
      // What is refused is refused at once; what takes long goes on, and the batch says how far it is.
      const taken = takeStep(ports, request)
        .catch((error: unknown) => {
          log.error({ batch: request.batchId, step: request.step, error: String(error) }, 'a step of a batch failed');
          return refused('batch-busy');
        })
        .finally(() => running.delete(request.batchId));
      const soon = new Promise<null>((resolve) => setTimeout(() => resolve(null), startPatience).unref());
      return (await Promise.race([taken, soon])) ?? granted((await migration.batch(request.batchId))!);
    },
    async sign(batchId, by) {
      const known = await mine(batchId, by);
      if (!known.granted) return known;
      return store.transaction(async (work) => {
        const batch = await work.migration.lock(batchId);
        if (!batch || batch.state !== 'APPLIED')
          return refused('batch-in-other-state', { state: batch?.state ?? null });
        const signed = { signedBy: by.login, signedAt: clock.now() };
        await work.migration.change(batchId, signed, clock.now());
        return granted({ ...batch, ...signed });
      });
    },
    profiles: () => newestProfiles(store),
    async saveProfile(profile, by) {
      const fault = profileFaults(profile, new Set(directory.libraries().map(({ code }) => code)))[0];
      if (fault !== undefined) return refused('profile-invalid', { fault });
      return store.transaction(async (work) => {
        const version = await work.migration.saveProfile(profile, { login: by.login, at: clock.now() });
        await tell(work, by, 'MIGRATION_PROFILE_SAVED', { profile: profile.name, version });
        return granted({ ...profile, version });
      });
    },
    tryProfile(profile, library, sample) {
      const fault = profileFaults(profile, new Set(directory.libraries().map(({ code }) => code)))[0];
      if (fault !== undefined) return refused('profile-invalid', { fault });
      const splitter = new RecordSplitter();
      const [frame] = [...splitter.push(sample), ...splitter.end()];
      return frame
        ? granted(prepareRecord(frame, { library, profile }))
        : refused('batch-file-unreadable', { reason: 'empty' });
    },
    async rules() {
      return completed(await migration.rules());
    },
    async saveRules(rules, by) {
      const fault = rulesFault(rules);
      if (fault) return refused('matching-rules-invalid', { fault });
      return store.transaction(async (work) => {
        await work.migration.saveRules(rules, { login: by.login, at: clock.now() });
        await tell(work, by, 'MATCHING_RULES_SAVED', { automatic: rules.automatic, review: rules.review });
        return granted(rules);
      });
    },
    async cluster(controlNumber) {
      const record = await store.read.recordByControlNumber(controlNumber);
      if (!record) return refused('record-unknown');
      const { record: marc } = decode(record.marc, 'utf-8');
      const key = `work:${workValue(workKey(marc))}`;
      const ids = (await migration.recordsByKeys([key], clusterShown)).get(key) ?? [];
      const records = await store.read.records(ids.filter((id) => id !== record.id));
      return granted(records.filter(({ status }) => status === 'LIVE'));
    },
  };

  async function tell(work: Work, by: By, type: EventType, payload: Readonly<Record<string, string | number>>) {
    const actor = actorOf({ id: null, login: by.login });
    const whom = { deviceId: null, itemId: null, patronRef: null };
    await work.journal.append({ at: clock.now(), type, actor, libraryId: by.libraryId, ...whom, payload });
  }
}

/** How long whoever starts a step waits to hear that it is refused, in milliseconds. */
const startPatience = 250;

function openBatch({ store, directory, clock }: MigrationPorts) {
  return async (request: OpenRequest & { digest: string | null }, by: By): Promise<Outcome<MigrationBatch>> => {
    const library = directory.libraryByCode(request.library.toUpperCase());
    if (!library) return refused('library-unknown', { library: request.library });
    if (by.libraryId !== null && by.libraryId !== library.id) return refused('library-not-yours');
    const profile = (await newestProfiles(store)).find(({ name }) => name === request.profile);
    if (!profile) return refused('profile-unknown', { profile: request.profile });
    const at = clock.now();
    return store.transaction(async (work) => {
      const id = await work.migration.insertBatch({
        ...{ kind: request.kind, libraryId: library.id, source: library.code, file: request.file, size: request.size },
        ...{ profile: profile.name, profileVersion: profile.version, createdAt: at, createdBy: by.login },
        digest: request.digest,
      });
      return granted((await work.migration.lock(id))!);
    });
  };
}

/** What is wrong with a table of scores, null when it can be used. */
function rulesFault({ weights, automatic, review, lead, near, close, setIsbnTitles }: MatchingRules): string | null {
  const missing = evidenceCodes.find((code) => !Number.isInteger(weights[code]) || Math.abs(weights[code]) > 10_000);
  if (missing) return `weights.${missing}`;
  if (!(review > 0 && automatic > review && lead > 0)) return 'automatic > review > 0, lead > 0';
  if (!(close > 0 && near >= close && near <= 1)) return '0 < close <= near <= 1';
  return Number.isInteger(setIsbnTitles) && setIsbnTitles >= 2 ? null : 'setIsbnTitles >= 2';
}
