import type { ProfileView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';

export type Choice = keyof ProfileView;

/** How a choice is made in a form: one of a few words, a text, a number or none, a list; null: by no form. */
type Form =
  | { readonly is: 'word'; readonly words: readonly string[] }
  | { readonly is: 'text' | 'number' | 'list' | 'list-or-all' };

interface ChoiceView {
  readonly word: MessageKey;
  readonly form: Form | null;
}
const word = (...words: string[]): Form => ({ is: 'word', words });

/** The choices of a profile, in the order in which they are explained. */
export const choices: Readonly<Record<Choice, ChoiceView>> = {
  charset: { word: 'profile.charset', form: word('utf-8', 'iso-8859-1', 'windows-1252', 'cp850', 'ascii-fold') },
  terminator: { word: 'profile.terminator', form: word('CR', 'CRLF') },
  lineEnd: { word: 'profile.lineEnd', form: word('CR', 'CR-or-LF') },
  delimiter: { word: 'profile.delimiter', form: { is: 'text' } },
  checksum: { word: 'profile.checksum', form: word('bytes', 'characters') },
  resend: { word: 'profile.resend', form: word('without-sequence', 'verbatim') },
  institution: { word: 'profile.institution', form: word('ours', 'as-asked') },
  dueDate: { word: 'profile.dueDate', form: word('sip-date', 'display') },
  listValue: { word: 'profile.listValue', form: word('barcode', 'title', 'barcode-title') },
  personalName: { word: 'profile.personalName', form: { is: 'text' } },
  onlyFields: { word: 'profile.onlyFields', form: { is: 'list-or-all' } },
  hiddenFields: { word: 'profile.hiddenFields', form: { is: 'list' } },
  language: { word: 'profile.language', form: word('fr', 'en') },
  screenWidth: { word: 'profile.screenWidth', form: { is: 'number' } },
  summary: { word: 'profile.summary', form: word('first', 'all') },
  holdPatron: { word: 'profile.holdPatron', form: word('hidden', 'shown') },
  alertTypes: { word: 'profile.alertTypes', form: null },
  cardAlone: { word: 'profile.cardAlone', form: word('counts', 'lists') },
  messages: { word: 'profile.messages', form: { is: 'list-or-all' } },
  addresses: { word: 'profile.addresses', form: { is: 'list' } },
  certificate: { word: 'profile.certificate', form: null },
};
export const choiceNames = Object.keys(choices) as Choice[];

/** A choice as it is read: a word of the standard, a list, or nothing. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.join(' ');
  if (typeof value === 'object') {
    const told = Object.entries(value).map(([name, one]) => `${name}: ${String(one)}`);
    return told.join(', ') || '—';
  }
  return String(value);
}

/** Whether two profiles make the same choice. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What was typed for a choice, as the profile has it; undefined when it cannot be. */
export function valueFrom(choice: Choice, typed: string): unknown {
  const form = choices[choice].form;
  const text = typed.trim();
  if (form?.is === 'number') return text === '' ? null : /^\d{1,3}$/.test(text) ? Number(text) : undefined;
  if (form?.is === 'list' || form?.is === 'list-or-all') {
    const list = text.split(/[\s,;]+/).filter(Boolean);
    return list.length === 0 && form.is === 'list-or-all' ? null : list;
  }
  return text === '' ? undefined : text;
}

/** A choice as it stands in its field. */
export function typedOf(value: unknown): string {
  const text = valueText(value);
  return text === '—' ? '' : text;
}
