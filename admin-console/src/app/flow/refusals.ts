import { problemOf } from '../desk/desk-api';
import { refusalWord } from '../desk/refusal-words';
import { failureWords } from '../api/failure-words';
import type { MessageKey } from '../messages/catalogue';

/** Why a hold, a crate or a run stays as it is, as a librarian is told. */
const words: Readonly<Record<string, MessageKey>> = {
  'hold-unknown': 'flow.refusal.hold-unknown',
  'hold-ended': 'flow.refusal.hold-ended',
  'hold-bound': 'flow.refusal.hold-bound',
  'hold-not-there': 'flow.refusal.hold-not-there',
  'no-other-copy': 'flow.refusal.no-other-copy',
  'already-called-today': 'flow.refusal.already-called-today',
  'pickup-not-possible': 'flow.refusal.pickup-not-possible',
  'hold-limit-reached': 'flow.refusal.hold-limit-reached',
  'hold-already-placed': 'flow.refusal.hold-already-placed',
  'hold-not-possible': 'flow.refusal.hold-not-possible',
  'hold-on-shelf-here': 'flow.refusal.hold-on-shelf-here',
  'volume-needed': 'flow.refusal.volume-needed',
  'no-loanable-copy': 'flow.refusal.no-loanable-copy',
  'record-unknown': 'flow.refusal.record-unknown',
  'item-unknown': 'flow.refusal.item-unknown',
  'item-already-on-loan-to-patron': 'flow.refusal.item-already-on-loan-to-patron',
  'library-unknown': 'flow.refusal.library-unknown',
  'crate-unknown': 'flow.refusal.crate-unknown',
  'crate-in-other-state': 'flow.refusal.crate-in-other-state',
  'crate-empty': 'flow.refusal.crate-empty',
  'crate-for-another-library': 'flow.refusal.crate-for-another-library',
  'item-not-in-transit': 'flow.refusal.item-not-in-transit',
  'item-last-seen-elsewhere': 'flow.refusal.item-last-seen-elsewhere',
  'item-for-another-library': 'flow.refusal.item-for-another-library',
  'item-in-crate': 'flow.refusal.item-in-crate',
  'item-not-in-crate': 'flow.refusal.item-not-in-crate',
  'run-unknown': 'flow.refusal.run-unknown',
  'run-in-other-state': 'flow.refusal.run-in-other-state',
  'discrepancy-unknown': 'flow.refusal.discrepancy-unknown',
  'discrepancy-not-so-resolved': 'flow.refusal.discrepancy-not-so-resolved',
};

/** Words to be said, with what fills them. */
export interface Sentence {
  readonly key: MessageKey;
  readonly facts: Record<string, string>;
}

/** The words for the code of a refusal. */
export function flowRefusal(code: string): MessageKey {
  return words[code] ?? refusalWord(code);
}

/** Why something was not done: a refusal of the library, or a request that failed. `name` says a library by its code. */
export function whyNot(error: unknown, name: (code: string) => string): Sentence {
  const problem = problemOf(error);
  const key = problem && flowRefusal(problem.code);
  if (!problem || !key) return { key: failureWords(error).reason, facts: {} };
  const { library, crate } = (problem.facts ?? {}) as Record<string, unknown>;
  const facts = {
    code: problem.code,
    library: typeof library === 'string' ? name(library) : '—',
    crate: typeof crate === 'string' ? crate : '—',
  };
  return { key, facts };
}
