import type { Sentences } from './cause.ts';

/** Accounts of staff and the journal: nothing a reader asks for at a terminal. */
const forStaff = {
  fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
  en: 'This is for staff to do. Please ask a librarian.',
} as const;

/** What a terminal says of accounts and of the journal. */
export const accessSentences = {
  'account-unknown': forStaff,
  'login-taken': forStaff,
  'account-invalid': forStaff,
  'account-protected': forStaff,
  'password-not-acceptable': forStaff,
  'session-unknown': forStaff,
  'second-factor-wrong': forStaff,
  'second-factor-locked': forStaff,
  'second-factor-not-possible': forStaff,
  'journal-line-unknown': forStaff,
  'journal-object-unknown': forStaff,
  'journal-export-too-large': forStaff,
} as const satisfies Sentences;
