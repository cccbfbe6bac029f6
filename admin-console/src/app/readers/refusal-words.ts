import { HttpErrorResponse } from '@angular/common/http';
import { failureWords } from '../api/failure-words';
import { problemOf } from '../desk/desk-api';
import { refusalWord } from '../desk/refusal-words';
import type { MessageKey } from '../messages/catalogue';
import type { Messages } from '../messages/messages';

/** Why the library said no about a reader, as a librarian is told. */
const words: Readonly<Record<string, MessageKey>> = {
  'patron-unknown': 'readers.refusal.patron-unknown',
  'card-taken': 'readers.refusal.card-taken',
  'card-invalid': 'readers.refusal.card-invalid',
  'category-taken': 'readers.refusal.category-taken',
  'category-unknown': 'readers.refusal.category-unknown',
  'age-not-allowed': 'readers.refusal.age-not-allowed',
  'guardian-needed': 'readers.refusal.guardian-needed',
  'guardian-unknown': 'readers.refusal.guardian-unknown',
  'block-unknown': 'readers.refusal.block-unknown',
  'pin-not-acceptable': 'readers.refusal.pin-not-acceptable',
  'merge-not-possible': 'readers.refusal.merge-not-possible',
  'erasure-not-possible': 'readers.refusal.erasure-not-possible',
  'item-unknown': 'readers.refusal.item-unknown',
  'record-unknown': 'readers.refusal.record-unknown',
  'hold-unknown': 'readers.refusal.hold-ended',
  'hold-ended': 'readers.refusal.hold-ended',
  'hold-bound': 'readers.refusal.hold-bound',
  'hold-limit-reached': 'readers.refusal.hold-limit-reached',
  'hold-already-placed': 'readers.refusal.hold-already-placed',
  'hold-not-possible': 'readers.refusal.hold-not-possible',
  'hold-on-shelf-here': 'readers.refusal.hold-on-shelf-here',
  'item-already-on-loan-to-patron': 'readers.refusal.item-already-on-loan',
  'pickup-not-possible': 'readers.refusal.pickup-not-possible',
  'volume-needed': 'readers.refusal.volume-needed',
  'no-loanable-copy': 'readers.refusal.no-loanable-copy',
  'item-not-on-loan-to-patron': 'readers.refusal.item-not-on-loan',
  'library-unknown': 'readers.refusal.library-unknown',
  'invalid-request': 'readers.refusal.invalid-request',
};
/** Why two accounts are not made one. */
const mergeWords: Readonly<Record<string, MessageKey>> = {
  'same-account': 'readers.merge.same-account',
  'to-erase': 'readers.merge.to-erase',
  guardian: 'readers.merge.guardian',
  'same-item': 'readers.merge.same-item',
  'both-kept': 'readers.merge.both-kept',
};

/** The words for a refusal; what the pages of readers have no words for, the desk may have. */
export function readerRefusalWord(code: string): MessageKey {
  return words[code] ?? refusalWord(code);
}

/** What became of an act that was not done: the library's reason, or why nobody answered. */
export function refusalSentence(error: unknown, say: Messages['say']): string {
  const problem = problemOf(error);
  if (problem?.code === 'merge-not-possible') {
    return say(mergeWords[String(problem.facts?.['reason'])] ?? 'readers.refusal.merge-not-possible');
  }
  if (problem) return say(readerRefusalWord(problem.code), { code: problem.code });
  return say(failureWords(error).reason);
}

/** Whether the server says that there is no such thing. */
export function isNotFound(error: unknown): boolean {
  if (error instanceof HttpErrorResponse) return error.status === 404;
  return error instanceof Error && error.cause !== undefined && isNotFound(error.cause);
}
