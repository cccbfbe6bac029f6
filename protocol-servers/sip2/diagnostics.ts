import type { Cause, Language } from './cause.ts';
import { accessSentences } from './sentences-access.ts';
import { catalogueSentences } from './sentences-catalogue.ts';
import { deskSentences } from './sentences-desk.ts';
import { digitalSentences } from './sentences-digital.ts';
import { networkSentences } from './sentences-network.ts';

export type { Cause, Language, ProtocolRefusal } from './cause.ts';

/**
 * What the reader sees on the terminal (AF), at most 80 characters. The four ways in which a card or its code may be
 * wrong read the same: a kiosk does not tell which.
 */
export const screenMessage: Readonly<Record<Cause, Readonly<Record<Language, string>>>> = {
  ...accessSentences,
  ...deskSentences,
  ...digitalSentences,
  ...networkSentences,
  ...catalogueSentences,
  'device-unknown': {
    fr: "Borne inconnue du réseau. Adressez-vous à l'accueil.",
    en: 'Unknown terminal. Please ask a librarian.',
  },
  'device-not-allowed': {
    fr: "Opération impossible sur cet appareil. Adressez-vous à l'accueil.",
    en: 'Not possible on this device. Please ask a librarian.',
  },
  'device-login-taken': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'device-changed-meanwhile': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'device-profile-invalid': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'temporarily-unavailable': {
    fr: "Service momentanément indisponible. Réessayez ou voyez l'accueil.",
    en: 'Service unavailable for the moment. Try again or ask a librarian.',
  },
  'credentials-wrong': {
    fr: 'Identifiant ou mot de passe de la borne refusé.',
    en: 'Terminal login or password refused.',
  },
  'not-authorised': {
    fr: "Opération non autorisée. Adressez-vous à l'accueil.",
    en: 'Not authorised. Please ask a librarian.',
  },
  'not-signed-in': {
    fr: "Borne non connectée. Adressez-vous à l'accueil.",
    en: 'Terminal not signed in. Please ask a librarian.',
  },
  'message-malformed': {
    fr: 'Message de la borne incomplet : opération non effectuée.',
    en: 'Incomplete message from the terminal: nothing was done.',
  },
  'nothing-to-undo': {
    fr: "Aucune opération récente à annuler. Adressez-vous à l'accueil.",
    en: 'No recent operation to cancel. Please ask a librarian.',
  },
  'undo-overtaken': {
    fr: "Annulation impossible à présent. Adressez-vous à l'accueil.",
    en: 'It cannot be cancelled any more. Please ask a librarian.',
  },
  'no-fee-due': {
    fr: 'La médiathèque est gratuite : rien n’est à payer.',
    en: 'The library is free of charge: nothing is to be paid.',
  },
  'payment-not-acceptable': {
    fr: "Paiement refusé : il n'a pas été enregistré. Adressez-vous à l'accueil.",
    en: 'Payment refused, it was not recorded. Please ask a librarian.',
  },
};

/** What the reader sees (AF) when something was done that is not what terminals usually do. */
export const note = {
  loanUndone: { fr: 'Prêt annulé : laissez le document ici.', en: 'Loan cancelled: please leave the item here.' },
  returnUndone: {
    fr: 'Retour annulé : le document reste à votre nom.',
    en: 'Return cancelled: the item is still yours.',
  },
  factToCheck: { fr: 'Enregistré. Le personnel vérifiera.', en: 'Recorded. Staff will check it.' },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

/** SIP2 2.00 language codes of French (also Canadian and Belgian) and English (also North American and British). */
const languageByCode = new Map<string, Language>([
  ['001', 'en'],
  ['002', 'fr'],
  ['011', 'fr'],
  ['024', 'en'],
  ['026', 'fr'],
]);

/** The language a request asks for, undefined when it names none that we speak. */
export function languageOf(code: string): Language | undefined {
  return languageByCode.get(code);
}
