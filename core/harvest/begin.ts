import type { OaiAnswer, OaiQuestion } from '../ports/oai-source.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import { targetOf } from './ask-page.ts';
import { fromDate, granularityOf, readDate } from './dates.ts';
import {
  noCounts,
  placeOf,
  type HarvestNote,
  type HarvestRun,
  type HarvestSource,
  type RunKind,
  type RunReason,
  type RunState,
  type SourceStanding,
} from './entities.ts';
import { givenUp } from './giving-up.ts';
import type { HarvestPorts } from './ports.ts';
import { nextRun } from './schedule.ts';

/** What is asked for. */
export interface HarvestRequest {
  readonly source: string;
  readonly kind: RunKind;
  /** `user:coord`, `schedule`, `command-line`. */
  readonly by: string;
  /** What changed since then (UTC milliseconds), when that is longer ago than where the last harvest ended. */
  readonly from?: number | undefined;
}

/**
 * Opens a run, or finds the one that was stopped and goes on with it. The repository is asked who it is first, each time:
 * its dates may have become days, its address may have moved. A repository that cannot be asked makes a run that failed,
 * and says why. Refused `source-unknown`.
 */
export async function begin(
  ports: HarvestPorts,
  request: HarvestRequest,
  signal: AbortSignal,
): Promise<Outcome<{ source: HarvestSource; run: HarvestRun }>> {
  const { store, clock } = ports;
  const known = await store.read.harvest.source(request.source);
  if (!known) return refused('source-unknown', { source: request.source });
  const latest = async (...states: RunState[]) =>
    (await store.read.harvest.runs({ sourceId: known.id, states, limit: 1 }))[0] ?? null;
  const [open, done] = [await latest('RUNNING', 'PARKED'), await latest('DONE')];
  const learnt = await learn(ports, known, done?.metadataPrefix ?? null, signal);
  const at = clock.now();
  return store.transaction(async (work) => {
    const source = await work.harvest.lockSource(request.source);
    if (!source) return refused('source-unknown', { source: request.source });
    const before = open ? await work.harvest.lockRun(open.id) : null;
    const standing = learnt.kind === 'learnt' ? learnt.standing : {};
    if (learnt.kind === 'learnt') await work.harvest.learn(source.id, standing);
    const now = { ...source, ...standing };
    const run = before
      ? resumed(before, at, ports)
      : opened(now, request, learnt, { at, formerPrefix: done?.metadataPrefix ?? null });
    const told = whatWasLearnt(run, learnt, at, ports);
    if (told.state === 'FAILED') await work.harvest.learn(source.id, nextRun(source, at));
    if (!before) {
      const id = await work.harvest.insertRun(told);
      await work.harvest.note(id, learnt.notes, ports.limits.notesOfRun);
      return granted({ source: now, run: { ...told, id } });
    }
    await work.harvest.keepRun(told);
    return granted({ source: now, run: told });
  });
}

type Learnt =
  | {
      readonly kind: 'learnt';
      readonly standing: Pick<SourceStanding, 'granularity' | 'deletedRecord' | 'earliest'>;
      readonly metadataPrefix: string;
      readonly notes: readonly HarvestNote[];
      readonly retries: number;
    }
  | {
      readonly kind: 'unknown';
      readonly reason: RunReason;
      readonly detail: string;
      readonly resumeAt: number | null;
      readonly notes: readonly HarvestNote[];
      readonly retries: number;
    };

async function learn(
  ports: HarvestPorts,
  source: HarvestSource,
  formerPrefix: string | null,
  signal: AbortSignal,
): Promise<Learnt> {
  const ask = (verb: OaiQuestion['verb']) => ports.repositories.ask(targetOf(source), { verb, arguments: {} }, signal);
  const told = await ask('Identify');
  if (told.kind === 'silence') {
    const { why: reason, detail, retries, retryAt: resumeAt } = told;
    return { kind: 'unknown', reason, detail, resumeAt, notes: [], retries };
  }
  const { identity, retries } = told;
  if (!identity) {
    const detail = told.errors.map(({ code, message }) => `${code} ${message}`.trim()).join(', ');
    return { kind: 'unknown', reason: 'oai-error', detail, resumeAt: null, notes: [], retries };
  }
  const notes: HarvestNote[] = [];
  if (identity.baseUrl !== source.baseUrl)
    notes.push({ kind: 'base-url-changed', identifier: '', detail: identity.baseUrl });
  const earliest = readDate(identity.earliestDatestamp);
  if (earliest === null)
    notes.push({ kind: 'date-missing', identifier: 'earliestDatestamp', detail: identity.earliestDatestamp });
  const kept = identity.deletedRecord.trim().toLowerCase();
  const deletedRecord = kept === 'persistent' || kept === 'transient' ? kept : 'no';
  const formats = source.metadataPrefix === null ? await ask('ListMetadataFormats') : null;
  return {
    kind: 'learnt',
    standing: { granularity: granularityOf(identity.granularity), deletedRecord, earliest },
    metadataPrefix: source.metadataPrefix ?? bestOf(formats?.kind === 'answer' ? formats.formats : [], formerPrefix),
    notes,
    retries: retries + (formats?.retries ?? 0),
  };
}

/** From the richest that is read here; every repository has Dublin Core (OAI-PMH §3.4). */
const formatsByMerit = ['unimarc', 'marcxchange', 'unimarcxchange', 'marcxml', 'marc21', 'mods', 'oai_dc'];

/** What was taken before, as long as it is offered: another format would be another harvest of everything. */
function bestOf(formats: OaiAnswer['formats'], former: string | null): string {
  const isOffered = (name: string): boolean => formats.some(({ prefix }) => prefix === name);
  if (former !== null && (isOffered(former) || formats.length === 0)) return former;
  return formatsByMerit.find(isOffered) ?? 'oai_dc';
}

function opened(
  source: HarvestSource,
  request: HarvestRequest,
  learnt: Learnt,
  { at, formerPrefix }: { readonly at: number; readonly formerPrefix: string | null },
): HarvestRun {
  const metadataPrefix = learnt.kind === 'learnt' ? learnt.metadataPrefix : (source.metadataPrefix ?? 'oai_dc');
  const usual = request.kind === 'INCREMENTAL' && metadataPrefix === formerPrefix ? fromDate(source) : null;
  // Never later than usual: what changed in between would be asked for by no harvest.
  const from = usual === null ? null : Math.min(usual, request.from ?? usual);
  const kind = request.kind === 'INCREMENTAL' && from === null ? 'FULL' : request.kind;
  return {
    ...{ id: 0, sourceId: source.id, kind, state: 'RUNNING', startedBy: request.by, startedAt: at, updatedAt: at },
    ...{ finishedAt: null, resumeAt: null, responseAt: null, completeListSize: null, reason: null, detail: '' },
    ...{ metadataPrefix, set: source.set },
    place: placeOf([{ level: 'whole', from, until: null }]),
    ...noCounts,
  };
}

/** The run as it was left: its token is used again while it is young, else the list is begun again. */
function resumed(run: HarvestRun, at: number, { limits }: HarvestPorts): HarvestRun {
  const { token, tokenAt, tokenExpiresAt } = run.place;
  const old = token !== null && (at - (tokenAt ?? 0) > limits.tokenAge || (tokenExpiresAt ?? Infinity) <= at);
  const place = old ? { ...run.place, token: null, tokenAt: null, tokenExpiresAt: null, listed: 0 } : run.place;
  const updatedAt = Math.max(at, run.updatedAt + 1);
  return { ...run, state: 'RUNNING', resumeAt: null, reason: null, detail: '', updatedAt, place };
}

function whatWasLearnt(run: HarvestRun, learnt: Learnt, at: number, { limits }: HarvestPorts): HarvestRun {
  const told = { ...run, retries: run.retries + learnt.retries };
  if (learnt.kind === 'learnt' || learnt.reason === 'stopped') return told;
  const { reason, detail, resumeAt } = learnt;
  if (resumeAt !== null) return { ...told, state: 'PARKED', reason, detail, resumeAt };
  return givenUp(told, { reason, detail, at }, limits);
}
