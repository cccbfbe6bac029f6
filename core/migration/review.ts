import { granted, refused, type Outcome } from '../outcome.ts';
import type { Decision, MigrationLine } from './entities.ts';
import type { MigrationPorts } from './ports.ts';
import type { By } from './steps.ts';
import type { Target } from './decide.ts';

/** What a person makes of a line: goes into that record or line, becomes one of its own, is left out. */
export type Ruling =
  | { readonly decision: 'MERGE'; readonly into: Target }
  | { readonly decision: 'NEW' }
  | { readonly decision: 'REJECT' }
  /** Taken back: it waits again, and whoever took it back keeps it. */
  | { readonly decision: 'REVIEW' };

/**
 * Decides one line of an analysed batch; an automatic match too, which is so vetoed. Refused `batch-line-not-open` for a
 * line that cannot be read, for one whose number is in the catalogue already, and for a target that is none;
 * `batch-line-claimed` (facts.by) while a colleague looks at it, and `batch-line-decided` (facts.by) when it no longer
 * stands as whoever decides saw it (`seen`).
 */
export async function rule(
  { store, clock, limits }: MigrationPorts,
  request: { batchId: number; line: number; ruling: Ruling; by: By; seen?: Decision },
): Promise<Outcome<MigrationLine>> {
  const { batchId, line: number, ruling, by, seen } = request;
  const now = clock.now();
  const [line] = await store.read.migration.linesNumbered(batchId, [number]);
  if (!line) return refused('batch-line-unknown');
  const wrong = await wrongTarget({ store, batchId }, number, ruling);
  const open = line.content.kind === 'record' && line.decision !== 'KNOWN' && line.decision !== 'CHANGED';
  return store.transaction(async (work) => {
    const batch = await work.migration.lock(batchId);
    if (!batch) return refused('batch-unknown');
    if (by.libraryId !== null && by.libraryId !== batch.libraryId) return refused('library-not-yours');
    const { state, step } = batch;
    if (state !== 'ANALYSED' || step !== null) return refused('batch-in-other-state', { state, step });
    if (!open || wrong) return refused('batch-line-not-open', { line: number });
    const standing = await work.migration.standing(batchId, number, now);
    const { claimedBy = null, decidedBy = null, decision = null } = standing ?? {};
    if (claimedBy !== null && claimedBy !== by.login) return refused('batch-line-claimed', { by: claimedBy });
    if (seen !== undefined && decision !== seen) return refused('batch-line-decided', { by: decidedBy });
    const target = ruling.decision === 'MERGE' ? ruling.into : null;
    const whose = ruling.decision === 'REVIEW' ? 'automatic' : by.login;
    const decided = { line: number, decision: ruling.decision, target, proposals: line.proposals, decidedBy: whose };
    await work.migration.decide(batchId, [decided]);
    await work.migration.release(batchId, by.login, number);
    if (ruling.decision === 'REVIEW') {
      const claim = { login: by.login, after: number - 1, limit: 1, now, until: now + limits.claimedFor };
      await work.migration.claim(batchId, claim);
    }
    await work.migration.change(batchId, {}, now);
    return granted({ ...line, ...decided });
  });
}

/** A record that is not LIVE, or a line that does not come before. */
async function wrongTarget(
  { store, batchId }: Pick<MigrationPorts, 'store'> & { batchId: number },
  number: number,
  ruling: Ruling,
): Promise<boolean> {
  if (ruling.decision !== 'MERGE') return false;
  if ('line' in ruling.into) {
    const [other] = await store.read.migration.linesNumbered(batchId, [ruling.into.line]);
    return !other || other.line >= number || other.content.kind !== 'record';
  }
  const [record] = await store.read.records([ruling.into.record]);
  return record?.status !== 'LIVE';
}

/** Lines decided in one transaction. */
const decidedAtOnce = 500;

/** Decides alike every line that still waits, and returns how many there were. */
export async function ruleRest(
  { store, clock }: MigrationPorts,
  { batchId, decision, by }: { batchId: number; decision: 'NEW' | 'REJECT'; by: By },
): Promise<Outcome<number>> {
  for (let lines = 0; ;) {
    const waiting = await store.read.migration.lines(batchId, 0, decidedAtOnce, { decision: 'REVIEW' });
    if (waiting.length === 0) return granted(lines);
    const decided = waiting.map(({ line, proposals }) => {
      return { line, decision, target: null, proposals, decidedBy: by.login };
    });
    const outcome = await store.transaction(async (work) => {
      const batch = await work.migration.lock(batchId);
      if (!batch) return refused('batch-unknown');
      if (by.libraryId !== null && by.libraryId !== batch.libraryId) return refused('library-not-yours');
      if (batch.state !== 'ANALYSED' || batch.step !== null)
        return refused('batch-in-other-state', { state: batch.state });
      await work.migration.decide(batchId, decided);
      await work.migration.change(batchId, {}, clock.now());
      return granted(null);
    });
    if (!outcome.granted) return outcome;
    lines += waiting.length;
  }
}
