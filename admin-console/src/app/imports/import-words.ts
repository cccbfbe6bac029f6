import type { BatchStateCode, BatchStepCode, BatchView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import type { Tone } from '../ui/badge';
import type { IconName } from '../ui/icon';

export interface StateWords {
  readonly word: MessageKey;
  readonly tone: Tone;
  readonly icon: IconName;
}
export const stateWords: Record<BatchStateCode, StateWords> = {
  UPLOADED: { word: 'imports.state.UPLOADED', tone: 'neutral', icon: 'down' },
  PARSED: { word: 'imports.state.PARSED', tone: 'neutral', icon: 'book' },
  ANALYSED: { word: 'imports.state.ANALYSED', tone: 'decide', icon: 'question' },
  REVIEWED: { word: 'imports.state.REVIEWED', tone: 'shuttle', icon: 'check' },
  APPLIED: { word: 'imports.state.APPLIED', tone: 'reserved', icon: 'shelf' },
  CLOSED: { word: 'imports.state.CLOSED', tone: 'shelf', icon: 'check' },
  REVERTED: { word: 'imports.state.REVERTED', tone: 'refused', icon: 'takeBack' },
};

export const kindWords: Record<BatchView['kind'], MessageKey> = {
  RECORDS: 'imports.kind.RECORDS',
  READERS: 'imports.kind.READERS',
  LOANS: 'imports.kind.LOANS',
};

/** What goes on while a step is taken. */
export const phaseWords: Record<BatchStepCode, MessageKey> = {
  parse: 'imports.phase.parse',
  analyse: 'imports.phase.analyse',
  'finish-review': 'imports.phase.finish-review',
  apply: 'imports.phase.apply',
  close: 'imports.phase.close',
  revert: 'imports.phase.revert',
};

/** The steps of an import as people count them. */
export const stages = ['deposit', 'analyse', 'review', 'apply', 'sign'] as const;
export type Stage = (typeof stages)[number];
export const stageWords: Record<Stage, MessageKey> = {
  deposit: 'imports.stage.deposit',
  analyse: 'imports.stage.analyse',
  review: 'imports.stage.review',
  apply: 'imports.stage.apply',
  sign: 'imports.stage.sign',
};
const reached: Record<BatchStateCode, number> = {
  ...{ UPLOADED: 1, PARSED: 1, ANALYSED: 2, REVIEWED: 3, APPLIED: 4, CLOSED: 5, REVERTED: 0 },
};

/** Where a batch stands among the stages: those behind it, the one it is at, those to come. Taken back, it is at none. */
export function stageLine(
  state: BatchStateCode,
): readonly { readonly stage: Stage; readonly when: 'past' | 'present' | 'future' }[] {
  const at = reached[state];
  return stages.map((stage, n) => ({
    stage,
    when: state === 'REVERTED' || n > at ? 'future' : n < at ? 'past' : 'present',
  }));
}

/** How far a step is; `total` null while nobody can say. A parse is counted in bytes, taking back in parts. */
export function progressOf({ step, done, lines, size }: BatchView): { done: number; total: number | null } {
  if (step === 'revert') return { done, total: null };
  return { done, total: step === 'parse' ? size : lines };
}

/** The fault of a file, in words. */
const faultWords: Readonly<Record<string, MessageKey>> = {
  missing: 'imports.fault.missing',
  changed: 'imports.fault.changed',
  empty: 'imports.fault.empty',
  compressed: 'imports.fault.compressed',
  archive: 'imports.fault.archive',
  'utf-16': 'imports.fault.utf-16',
};
/** Why a step went no further, in words; the detail says which fault of the file. */
export function stopWord(reason: string, detail: string | null): MessageKey {
  if (reason === 'batch-file-unreadable') return faultWords[detail ?? ''] ?? 'imports.refused.batch-file-unreadable';
  return refusalWord(reason);
}

const refusals: Readonly<Record<string, MessageKey>> = {
  'batch-busy': 'imports.refused.batch-busy',
  'batch-in-other-state': 'imports.refused.batch-in-other-state',
  'batch-file-unreadable': 'imports.refused.batch-file-unreadable',
  'batch-file-again': 'imports.refused.batch-file-again',
  'batch-file-offset': 'imports.refused.batch-file-offset',
  'batch-file-too-large': 'imports.refused.batch-file-too-large',
  'batch-undecided': 'imports.refused.batch-undecided',
  'batch-outdated': 'imports.refused.batch-outdated',
  'batch-rows-changed': 'imports.refused.batch-rows-changed',
  'batch-not-signed': 'imports.refused.batch-not-signed',
  'batch-line-claimed': 'imports.refused.batch-line-claimed',
  'batch-line-decided': 'imports.refused.batch-line-decided',
  'batch-line-not-open': 'imports.refused.batch-line-not-open',
  'profile-unknown': 'imports.refused.profile-unknown',
  'library-not-yours': 'imports.refused.library-not-yours',
};
/** What the server said no with, in words. */
export function refusalWord(code: string): MessageKey {
  return refusals[code] ?? 'imports.refused.other';
}

/** Tables whose rows a batch made or changed, as people call what is in them. */
export const tableWords: Readonly<Record<string, MessageKey>> = {
  bib_records: 'imports.table.bib_records',
  items: 'imports.table.items',
  item_aliases: 'imports.table.item_aliases',
  patrons: 'imports.table.patrons',
  patron_cards: 'imports.table.patron_cards',
  loans: 'imports.table.loans',
};
export const whyChangedWords: Readonly<Record<string, MessageKey>> = {
  changed: 'imports.changed.changed',
  gone: 'imports.changed.gone',
  'in-use': 'imports.changed.in-use',
};

export const findingWords: Readonly<Record<string, MessageKey>> = {
  'item-rejected': 'imports.finding.item-rejected',
  'item-recoded': 'imports.finding.item-recoded',
  'card-recoded': 'imports.finding.card-recoded',
  'reader-proposed': 'imports.finding.reader-proposed',
  'value-outside-table': 'imports.finding.value-outside-table',
  'owner-outside-network': 'imports.finding.owner-outside-network',
  'merge-too-long': 'imports.finding.merge-too-long',
  'set-isbn': 'imports.finding.set-isbn',
};

export const lineWords = {
  read: 'imports.lines.read',
  automatic: 'imports.lines.automatic',
  awaiting: 'imports.lines.awaiting',
  decidedByPeople: 'imports.lines.decidedByPeople',
  new: 'imports.lines.new',
  known: 'imports.lines.known',
  rejected: 'imports.lines.rejected',
  created: 'imports.lines.created',
  merged: 'imports.lines.merged',
  updated: 'imports.lines.updated',
  unchanged: 'imports.lines.unchanged',
} as const satisfies Record<string, MessageKey>;

const rejects: Readonly<Record<string, MessageKey>> = {
  'not-a-record': 'imports.reject.not-a-record',
  truncated: 'imports.reject.truncated',
  'record-too-long': 'imports.reject.record-too-long',
  'leader-unreadable': 'imports.reject.leader-unreadable',
  'directory-unreadable': 'imports.reject.directory-unreadable',
  'fields-do-not-match-directory': 'imports.reject.fields-do-not-match-directory',
  'no-field': 'imports.reject.no-field',
  'not-well-formed': 'imports.reject.not-well-formed',
  'wrong-flavour': 'imports.reject.wrong-flavour',
  'not-bibliographic': 'imports.reject.not-bibliographic',
  'title-missing': 'imports.reject.title-missing',
  'deleted-at-source': 'imports.reject.deleted-at-source',
  'does-not-fit': 'imports.reject.does-not-fit',
  'duplicate-in-file': 'imports.reject.duplicate-in-file',
  'by-a-person': 'imports.reject.by-a-person',
};
/** Why a line was left out, in words. */
export function rejectWord(reason: string): MessageKey {
  return rejects[reason] ?? (reason.startsWith('by ') ? 'imports.reject.by-a-person' : 'imports.reject.other');
}
