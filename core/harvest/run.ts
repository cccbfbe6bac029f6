import { randomUUID } from 'node:crypto';
import { granted, refused, type Outcome } from '../outcome.ts';
import { askPage, type Asked, type ReadPage } from './ask-page.ts';
import { begin, type HarvestRequest } from './begin.ts';
import { readDate, split } from './dates.ts';
import type { HarvestNote, HarvestRun, HarvestSource, RunPlace, RunReason } from './entities.ts';
import { finish } from './finish.ts';
import { givenUp } from './giving-up.ts';
import { keepPage, stillOurs } from './keep-page.ts';
import type { HarvestPorts, OnRun } from './ports.ts';
import { nextRun } from './schedule.ts';
import { seen } from './sweep.ts';

/**
 * Harvests a source, or goes on with a harvest that was stopped, until its end or until `signal`. Returns the run as it
 * is then: done, failed, put off, awaiting a person, or still under way when it was stopped. Refused `source-unknown`,
 * and `harvest-busy` when another process is at it.
 */
export async function harvest(
  ports: HarvestPorts,
  request: HarvestRequest,
  onRun: OnRun = () => undefined,
  signal: AbortSignal = new AbortController().signal,
): Promise<Outcome<HarvestRun>> {
  return underLease(ports, request.source, signal, async (both) => {
    const begun = await begin(ports, request, both);
    if (!begun.granted) return begun;
    const { source } = begun.value;
    let { run } = begun.value;
    const tokens = new Set<string>();
    onRun(run);
    while (run.state === 'RUNNING' && !both.aborted) {
      if (run.place.windows.length === 0) run = await finish(ports, source, run);
      else {
        const asked = await askPage(ports, source, run, both);
        if (asked.kind === 'stopped') break;
        run = await settle(ports, { source, run, tokens, signal: both }, asked);
      }
      onRun(run);
    }
    return granted(run);
  });
}

interface Walk {
  readonly source: HarvestSource;
  readonly run: HarvestRun;
  /** Those of the list under way. */
  readonly tokens: Set<string>;
  readonly signal: AbortSignal;
}

/** Takes the run on by what its repository answered. */
async function settle(
  ports: HarvestPorts,
  walk: Walk,
  asked: Exclude<Asked, { kind: 'stopped' }>,
): Promise<HarvestRun> {
  const { run } = walk;
  const at = ports.clock.now();
  if (asked.kind === 'page') return takePage(ports, walk, asked.page);
  const retries = run.retries + asked.retries;
  const told = { ...run, retries };
  switch (asked.kind) {
    case 'nothing':
      return move(ports, walk, { ...heardOf(told, asked.responseDate), place: nextWindow(run.place) });
    case 'token-refused':
      return beginAgain(ports, { ...walk, run: told }, { reason: 'page-keeps-failing', detail: asked.detail });
    case 'page-fails':
      return splitUp(ports, { ...walk, run: told }, asked);
    case 'put-off':
      return move(ports, walk, {
        ...{ ...told, state: 'PARKED', reason: 'try-later', detail: asked.detail },
        resumeAt: Math.max(asked.until, at),
      });
    case 'fails':
      return move(ports, walk, givenUp(told, { ...asked, at }, ports.limits));
  }
}

async function takePage(ports: HarvestPorts, walk: Walk, page: ReadPage): Promise<HarvestRun> {
  const { source, run, tokens, signal } = walk;
  const { limits, clock } = ports;
  const size = page.token?.completeListSize ?? run.completeListSize;
  const count = page.records.length + page.broken.length;
  const heard = { ...heardOf(run, page.responseDate), retries: run.retries + page.retries, pages: run.pages + 1 };
  const told = { ...heard, completeListSize: size };
  const next = page.token?.value ?? '';
  const place: RunPlace = {
    ...run.place,
    token: next === '' ? null : next,
    tokenExpiresAt: page.token?.expiresAt ?? null,
    tokenAt: clock.now(),
    listed: run.place.listed + count,
    emptyPages: count === 0 && next !== '' ? run.place.emptyPages + 1 : 0,
  };
  const trouble = troubleOf(told, place, { page, next, tokens, limits });
  const ended = next === '' && page.whole;
  const then = { ...told, place: trouble ? run.place : ended ? nextWindow(place) : place };
  if (ended) tokens.clear();
  else tokens.add(next);
  const kept =
    run.kind === 'SWEEP'
      ? await seen(ports, source, run, { ...page, then }, signal)
      : await keepPage(ports, source, run, { ...page, then });
  if (!trouble || kept.state !== 'RUNNING') return kept;
  if (trouble.reason === 'too-many-pages') {
    return move(ports, { ...walk, run: kept }, givenUp(kept, { ...trouble, at: clock.now() }, limits));
  }
  return splitUp(ports, { ...walk, run: kept }, trouble);
}

/** What a page that was read shows of a list that does not come to its end as it should. */
function troubleOf(
  run: HarvestRun,
  place: RunPlace,
  {
    page,
    next,
    tokens,
    limits,
  }: { page: ReadPage; next: string; tokens: ReadonlySet<string>; limits: HarvestPorts['limits'] },
): { reason: RunReason; detail: string } | null {
  const { completeListSize } = run;
  if (!page.whole && next === '') return { reason: 'page-keeps-failing', detail: 'its end never came' };
  if (next === '') return null;
  if (next === run.place.token || tokens.has(next)) return { reason: 'token-loop', detail: next.slice(0, 200) };
  if (place.emptyPages >= limits.emptyPages) return { reason: 'empty-pages', detail: `${place.emptyPages} in a row` };
  if (run.pages >= limits.pagesOfRun) return { reason: 'too-many-pages', detail: `${run.pages}` };
  const oneByOne = place.windows[0]?.level === 'records';
  if (
    !oneByOne &&
    completeListSize !== null &&
    completeListSize > 0 &&
    place.listed > completeListSize * limits.excess
  ) {
    return { reason: 'too-many-records', detail: `${place.listed} of ${completeListSize}` };
  }
  return null;
}

/** The list is asked for again from its first page, which costs nothing but time; after some times it is split. */
async function beginAgain(
  ports: HarvestPorts,
  walk: Walk,
  why: { reason: RunReason; detail: string },
): Promise<HarvestRun> {
  const { run, tokens } = walk;
  if (run.place.begunAgain >= ports.limits.beginAgain) return splitUp(ports, walk, why);
  tokens.clear();
  const place = { ...fresh(run.place), begunAgain: run.place.begunAgain + 1 };
  const note: HarvestNote = { kind: 'list-begun-again', identifier: '', detail: why.detail };
  return move(ports, walk, { ...run, place, restarts: run.restarts + 1 }, [note]);
}

/** The list is asked for in parts; of a day that cannot be had, record by record, what cannot be had is noted. */
async function splitUp(
  ports: HarvestPorts,
  walk: Walk,
  why: { reason: RunReason; detail: string },
): Promise<HarvestRun> {
  const { run, source, tokens } = walk;
  tokens.clear();
  const [window, ...others] = run.place.windows;
  const now = run.responseAt ?? ports.clock.now();
  const parts = run.kind === 'SWEEP' ? null : split(window!, { earliest: source.earliest, now });
  const told = `${why.reason} ${why.detail}`.trim();
  if (parts) {
    const place = { ...fresh(run.place), begunAgain: 0, windows: [...parts, ...others] };
    const note: HarvestNote = { kind: 'list-split', identifier: '', detail: `${parts[0]!.level}: ${told}` };
    return move(ports, walk, { ...run, place, restarts: run.restarts + 1 }, [note]);
  }
  const lost = { ...nextWindow(run.place), lost: run.place.lost + 1, lostFor: run.place.lostFor ?? why.reason };
  const days = [window!.from, window!.until].map((at) => (at === null ? '' : new Date(at).toISOString()));
  const note: HarvestNote = { kind: 'window-lost', identifier: '', detail: `${days.join(' – ')}: ${told}` };
  return move(ports, walk, { ...run, place: lost }, [note]);
}

function nextWindow(place: RunPlace): RunPlace {
  return { ...fresh(place), begunAgain: 0, windows: place.windows.slice(1) };
}
function fresh(place: RunPlace): RunPlace {
  return { ...place, token: null, tokenExpiresAt: null, tokenAt: null, listed: 0, emptyPages: 0 };
}

/** The provider's time at the first page of the run is where the next one begins. */
function heardOf(run: HarvestRun, responseDate: string | null): HarvestRun {
  if (run.responseAt !== null) return run;
  return { ...run, responseAt: responseDate === null ? null : readDate(responseDate) };
}

/** Keeps where a run is now. */
async function move(
  { store, clock, limits }: HarvestPorts,
  { run, source }: Walk,
  to: HarvestRun,
  notes: readonly HarvestNote[] = [],
): Promise<HarvestRun> {
  const outcome = await store.transaction(async (work) => {
    await stillOurs(work, run);
    const at = clock.now();
    const moved = { ...to, updatedAt: Math.max(at, run.updatedAt + 1) };
    await work.harvest.keepRun(moved);
    await work.harvest.note(run.id, notes, limits.notesOfRun);
    if (moved.state === 'FAILED') await work.harvest.learn(source.id, nextRun(source, at));
    return granted(moved);
  });
  if (!outcome.granted) throw new Error(`a run was refused: ${outcome.refusal}`);
  return outcome.value;
}

/** One process at a time harvests a source; a process that loses its lease stops. */
async function underLease(
  { store, limits, clock }: HarvestPorts,
  code: string,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<Outcome<HarvestRun>>,
): Promise<Outcome<HarvestRun>> {
  const owner = randomUUID();
  const hold = (milliseconds: number) => store.administration.holdLease(`harvest/${code}`, owner, milliseconds);
  const began = clock.now();
  while (!(await hold(limits.lease))) {
    if (signal.aborted || clock.now() - began >= limits.leasePatience) return refused('harvest-busy', { source: code });
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const lost = new AbortController();
  const timer = setInterval(() => {
    hold(limits.lease).then(
      (held) => !held && lost.abort(),
      () => lost.abort(),
    );
  }, limits.lease / 3);
  try {
    return await run(AbortSignal.any([signal, lost.signal]));
  } finally {
    clearInterval(timer);
    await hold(0);
  }
}
