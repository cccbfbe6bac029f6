import type { HarvestNoteView, HarvestRunView, HarvestSourceView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import type { Messages } from '../messages/messages';
import type { Tone } from '../ui/badge';
import type { IconName } from '../ui/icon';

/** What came of a harvest, in words. */
export interface Verdict {
  readonly words: string;
  readonly tone: Tone;
  readonly icon: IconName;
}
type Speech = Pick<Messages, 'say' | 'sayCount' | 'figure'>;
type Told = Pick<
  HarvestRunView,
  'state' | 'sentence' | 'reason' | 'added' | 'updated' | 'deleted' | 'unchanged' | 'failed'
>;

/** The figures of a harvest, in their order. */
export const counters = [
  { word: 'harvest.counter.added', fact: 'added' },
  { word: 'harvest.counter.updated', fact: 'updated' },
  { word: 'harvest.counter.deleted', fact: 'deleted' },
  { word: 'harvest.counter.unchanged', fact: 'unchanged' },
  { word: 'harvest.counter.failed', fact: 'failed' },
] as const;

export const kindWords: Record<HarvestRunView['kind'], MessageKey> = {
  INCREMENTAL: 'harvest.INCREMENTAL',
  FULL: 'harvest.FULL',
  SWEEP: 'harvest.SWEEP',
};

/**
 * What came of the last harvest of a source, as it may be believed: nothing new is said as such, never as a success, and
 * a harvest that could read nothing failed whatever its end.
 */
export function verdictOf(run: Told | null, work: HarvestSourceView['work'], { say, sayCount }: Speech): Verdict {
  if (work === 'ordered') return { words: say('harvest.verdict.ordered'), tone: 'shuttle', icon: 'clock' };
  if (run === null) {
    if (work === 'running') return { words: say('harvest.verdict.running'), tone: 'shuttle', icon: 'renew' };
    return { words: say('harvest.verdict.never'), tone: 'neutral', icon: 'question' };
  }
  const reason = run.sentence ?? '';
  switch (run.state) {
    case 'RUNNING':
      if (work === 'running') return { words: say('harvest.verdict.running'), tone: 'shuttle', icon: 'renew' };
      return { words: say('harvest.verdict.interrupted'), tone: 'decide', icon: 'pause' };
    case 'PARKED':
      return { words: say('harvest.verdict.parked', { reason }), tone: 'decide', icon: 'clock' };
    case 'TO_APPROVE':
      return { words: say('harvest.verdict.toApprove'), tone: 'decide', icon: 'warning' };
    case 'FAILED':
      return { words: say('harvest.verdict.failed', { reason }), tone: 'refused', icon: 'close' };
    case 'DONE':
      return doneVerdict(run, { say, sayCount });
  }
}

function doneVerdict(run: Told, { say, sayCount }: Pick<Speech, 'say' | 'sayCount'>): Verdict {
  if (run.reason !== null) return { words: run.sentence ?? '', tone: 'neutral', icon: 'minus' };
  const { added, updated, deleted, unchanged, failed } = run;
  if (failed > 0 && added + updated + deleted + unchanged === 0) {
    return { words: sayCount('harvest.verdict.nothingRead', failed), tone: 'refused', icon: 'close' };
  }
  const parts = [
    added > 0 ? sayCount('harvest.added', added) : say('harvest.verdict.nothingNew'),
    ...(updated > 0 ? [sayCount('harvest.updated', updated)] : []),
    ...(deleted > 0 ? [sayCount('harvest.deleted', deleted)] : []),
    ...(failed > 0 ? [sayCount('harvest.failed', failed)] : []),
  ];
  const words = parts.join(', ');
  if (failed > 0) return { words, tone: 'decide', icon: 'warning' };
  return added + updated + deleted > 0
    ? { words, tone: 'shelf', icon: 'check' }
    : { words, tone: 'neutral', icon: 'minus' };
}

/** How many records the partner announced and were not read; null where the two cannot be compared. */
export function gapOf(run: Pick<HarvestRunView, 'completeListSize' | 'listed' | 'restarts' | 'state'>): number | null {
  if (run.completeListSize === null || run.restarts > 0 || run.state === 'RUNNING') return null;
  return run.completeListSize - run.listed;
}

/** What a sweep did not see, of how many records: `12 of 100`. */
export function vanishedOf(detail: string): { readonly unseen: number; readonly all: number } | null {
  const [, unseen, all] = /^(\d+) of (\d+)$/.exec(detail) ?? [];
  return unseen === undefined ? null : { unseen: Number(unseen), all: Number(all) };
}

const noteWords: Readonly<Record<string, MessageKey>> = {
  'broken-record': 'harvest.note.broken-record',
  'page-mended': 'harvest.note.page-mended',
  'list-begun-again': 'harvest.note.list-begun-again',
  'list-split': 'harvest.note.list-split',
  'window-lost': 'harvest.note.window-lost',
  'base-url-changed': 'harvest.note.base-url-changed',
  'date-missing': 'harvest.note.date-missing',
  'identifier-case-changed': 'harvest.note.identifier-case-changed',
  'older-version-ignored': 'harvest.note.older-version-ignored',
  'own-record-skipped': 'harvest.note.own-record-skipped',
  'found-by-sweep': 'harvest.note.found-by-sweep',
};

/** What is to be known of a harvest, by its kind. */
export function noteWord({ kind }: HarvestNoteView): MessageKey {
  return noteWords[kind] ?? 'harvest.note.other';
}
