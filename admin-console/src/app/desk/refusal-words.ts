import type { MessageKey } from '../messages/catalogue';

/** Why the library said no, as a librarian is told. */
const words: Readonly<Record<string, MessageKey>> = {
  'library-not-live': 'refusal.library-not-live',
  'patron-expired': 'refusal.patron-expired',
  'patron-blocked': 'refusal.patron-blocked',
  'too-many-overdue': 'refusal.too-many-overdue',
  'item-withdrawn': 'refusal.item-withdrawn',
  'item-in-processing': 'refusal.item-in-processing',
  'item-not-loanable': 'refusal.item-not-loanable',
  'item-at-partner': 'refusal.item-at-partner',
  'item-on-loan-to-another': 'refusal.item-on-loan-to-another',
  'item-on-hold-for-another': 'refusal.item-on-hold-for-another',
  'item-wanted-by-others': 'refusal.item-wanted-by-others',
  'item-missing': 'refusal.item-missing',
  'item-in-transit': 'refusal.item-in-transit',
  'item-due-back': 'refusal.item-due-back',
  'loan-limit-reached': 'refusal.loan-limit-reached',
  'loan-limit-of-type-reached': 'refusal.loan-limit-of-type-reached',
  'age-restricted': 'refusal.age-restricted',
  'no-opening-day': 'refusal.no-opening-day',
  'patron-unknown': 'refusal.patron-unknown',
  'card-replaced': 'refusal.card-replaced',
  'no-policy': 'refusal.no-policy',
  'renewal-limit-reached': 'refusal.renewal-limit-reached',
  'renewal-wanted-by-others': 'refusal.renewal-wanted-by-others',
  'library-not-yours': 'refusal.library-not-yours',
  'nothing-to-undo': 'refusal.nothing-to-undo',
  'undo-overtaken': 'refusal.undo-overtaken',
  unreachable: 'refusal.unreachable',
  'override-not-allowed': 'refusal.override-not-allowed',
  forbidden: 'refusal.forbidden',
};

/** The words for a refusal; what the desk has no words for is said by its code. */
export function refusalWord(code: string): MessageKey {
  return words[code] ?? 'refusal.other';
}
