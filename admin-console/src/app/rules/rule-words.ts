import type { ItemTypeCode, PolicyView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import type { Messages } from '../messages/messages';
import { parisDate } from '../ui/paris-time';

/** The kinds of document, as a librarian names them. */
export const itemTypeWords: Record<ItemTypeCode, MessageKey> = {
  BOOK: 'rules.type.BOOK',
  LARGE_PRINT: 'rules.type.LARGE_PRINT',
  COMIC: 'rules.type.COMIC',
  MAGAZINE: 'rules.type.MAGAZINE',
  AUDIO_BOOK: 'rules.type.AUDIO_BOOK',
  CD: 'rules.type.CD',
  DVD: 'rules.type.DVD',
  GAME: 'rules.type.GAME',
  SCORE: 'rules.type.SCORE',
  MAP: 'rules.type.MAP',
  KIT: 'rules.type.KIT',
  REFERENCE: 'rules.type.REFERENCE',
};

/** The terms a rule sets, in the order they are read. */
export const terms = [
  'loanDays',
  'renewals',
  'renewDays',
  'maxPerType',
  'maxTotal',
  'holdsMax',
  'holdable',
  'selfCheck',
  'hardDueDate',
  'graceOpenDays',
  'suspensionPerLateDay',
] as const;
export type Term = (typeof terms)[number];

export const termWords: Record<Term, MessageKey> = {
  loanDays: 'rules.term.loanDays',
  renewals: 'rules.term.renewals',
  renewDays: 'rules.term.renewDays',
  maxPerType: 'rules.term.maxPerType',
  maxTotal: 'rules.term.maxTotal',
  holdsMax: 'rules.term.holdsMax',
  holdable: 'rules.term.holdable',
  selfCheck: 'rules.term.selfCheck',
  hardDueDate: 'rules.term.hardDueDate',
  graceOpenDays: 'rules.term.graceOpenDays',
  suspensionPerLateDay: 'rules.term.suspensionPerLateDay',
};

const inDays: readonly string[] = ['loanDays', 'renewDays', 'graceOpenDays', 'suspensionPerLateDay'];

/** The word of a term named by the server; a term of a newer server keeps its name. */
export function termWord(messages: Messages, term: string): string {
  const key = termWords[term as Term] as MessageKey | undefined;
  return key ? messages.say(key) : term;
}

/** The value of a term as people say it: `21 jours`, `sans limite`, `Oui`. */
export function termValue(messages: Messages, term: string, value: string | number | boolean | null): string {
  if (typeof value === 'boolean') return messages.say(value ? 'yes' : 'no');
  if (value === null) return messages.say(term === 'hardDueDate' ? 'rules.noDate' : 'rules.noLimit');
  if (typeof value === 'string') return parisDate(`${value}T12:00:00Z`, messages.locale());
  return inDays.includes(term) ? messages.sayCount('rules.days', value) : messages.figure(value);
}

/** What a row is for: `DVD · Enfant · tout le réseau`. */
export function scopeWords(
  messages: Messages,
  { category, itemType, library }: Pick<PolicyView, 'category' | 'itemType' | 'library'>,
  names: { readonly category: (code: string) => string; readonly library: (code: string) => string },
): string {
  return [
    itemType === null ? messages.say('rules.everyType') : messages.say(itemTypeWords[itemType]),
    category === null ? messages.say('rules.everyCategory') : names.category(category),
    library === null ? messages.say('rules.everyLibrary') : names.library(library),
  ].join(' · ');
}
