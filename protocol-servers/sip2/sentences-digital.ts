import type { Sentences } from './cause.ts';

const forStaff = {
  fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
  en: 'This is for staff to do. Please ask a librarian.',
} as const;

/** Harvests and the digital library: no terminal ever asks for them. */
export const digitalSentences = {
  'source-unknown': forStaff,
  'source-taken': forStaff,
  'source-not-valid': forStaff,
  'harvest-unknown': forStaff,
  'harvest-busy': forStaff,
  'harvest-not-waiting': forStaff,
  'resource-unknown': forStaff,
  'resource-not-valid': forStaff,
  'resource-taken': forStaff,
  'link-unknown': forStaff,
  'usage-file-unreadable': forStaff,
  'usage-file-names-people': forStaff,
} as const satisfies Sentences;
