import { problemOf } from '../desk/desk-api';
import { failureWords } from '../api/failure-words';
import type { Messages } from '../messages/messages';
import type { MessageKey } from '../messages/catalogue';
import type { Problem } from '../api/contract';

/** Why a cataloguer was told no, in words; each says what was not done. */
const words: Readonly<Record<string, MessageKey>> = {
  'record-unknown': 'catalogue.refused.record-unknown',
  'record-not-live': 'catalogue.refused.record-not-live',
  'record-not-valid': 'catalogue.refused.record-not-valid',
  'record-in-use': 'catalogue.refused.record-in-use',
  'record-locked': 'catalogue.refused.record-locked',
  'records-not-mergeable': 'catalogue.refused.records-not-mergeable',
  'changed-meanwhile': 'catalogue.refused.changed-meanwhile',
  'barcode-taken': 'catalogue.refused.barcode-taken',
  'item-in-use': 'catalogue.refused.item-in-use',
  'item-not-valid': 'catalogue.refused.item-not-valid',
  'item-unknown': 'catalogue.refused.item-unknown',
  'library-not-yours': 'catalogue.refused.library-not-yours',
  'status-change-not-allowed': 'catalogue.refused.status-change-not-allowed',
  'patron-unknown': 'catalogue.refused.patron-unknown',
  'hold-already-placed': 'catalogue.refused.hold-already-placed',
  'hold-limit-reached': 'catalogue.refused.hold-limit-reached',
  'no-loanable-copy': 'catalogue.refused.no-loanable-copy',
  'hold-ended': 'catalogue.refused.hold-ended',
  'authority-unknown': 'catalogue.refused.authority-unknown',
  'authority-not-valid': 'catalogue.refused.authority-not-valid',
  'authority-in-use': 'catalogue.refused.authority-in-use',
  'authorities-not-mergeable': 'catalogue.refused.authorities-not-mergeable',
  forbidden: 'catalogue.refused.forbidden',
};

/** The code of a refusal; null for a failure that is none. */
export function refusalOf(error: unknown): Problem | null {
  const problem = problemOf(error);
  return problem && problem.code in words ? problem : null;
}

/** Why something was not done: the library's reason, else that of the line or the server. */
export function whyNot(error: unknown, { say }: Pick<Messages, 'say'>): string {
  const problem = problemOf(error);
  const key = problem && words[problem.code];
  if (problem && key) {
    const { items = '', holds = '', by = '', links = '' } = (problem.facts ?? {}) as Record<string, string>;
    return say(key, { items, holds, by, links });
  }
  if (problem && problem.status < 500) return say('catalogue.refused.other', { code: problem.code });
  return say(failureWords(error).reason);
}
