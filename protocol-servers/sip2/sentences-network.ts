import type { Sentences } from './cause.ts';

/** Rules, calendars, the shuttle, off-line batches, notices: what staff do, said all the same. */
export const networkSentences = {
  'status-change-not-allowed': {
    fr: "Changement impossible pour ce document. Adressez-vous à l'accueil.",
    en: 'Not possible for this item. Please ask a librarian.',
  },
  'override-not-allowed': {
    fr: "Dérogation non autorisée. Adressez-vous à l'accueil.",
    en: 'Override not allowed. Please ask a librarian.',
  },
  'no-policy': {
    fr: "Prêt impossible pour ce document. Adressez-vous à l'accueil.",
    en: 'This item cannot be lent. Please ask a librarian.',
  },
  'policy-unknown': { fr: 'Règle de prêt inconnue.', en: 'Unknown policy.' },
  'policy-invalid': { fr: 'Règle de prêt non valable.', en: 'Invalid policy.' },
  'policy-fallback': { fr: 'Une règle générale, et une seule.', en: 'There must be exactly one general policy.' },
  'policy-tie': { fr: 'Deux règles se contredisent.', en: 'Two policies contradict each other.' },
  'calendar-invalid': { fr: 'Calendrier non valable.', en: 'Invalid calendar.' },
  'calendar-never-opens': { fr: 'Calendrier sans ouverture.', en: 'The calendar has no opening.' },
  'no-opening-day': {
    fr: "Date de retour impossible à calculer. Adressez-vous à l'accueil.",
    en: 'No due date could be set. Please ask a librarian.',
  },
  'route-unknown': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'For staff only. Please ask a librarian.',
  },
  'route-name-taken': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'For staff only. Please ask a librarian.',
  },
  'route-stops-invalid': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'For staff only. Please ask a librarian.',
  },
  'run-unknown': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'For staff only. Please ask a librarian.',
  },
  'run-in-other-state': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'For staff only. Please ask a librarian.',
  },
  'crate-unknown': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'For staff only. Please ask a librarian.',
  },
  'crate-in-other-state': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'For staff only. Please ask a librarian.',
  },
  'crate-empty': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'For staff only. Please ask a librarian.',
  },
  'crate-for-another-library': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'For staff only. Please ask a librarian.',
  },
  'item-not-in-transit': {
    fr: "Document à remettre à l'accueil.",
    en: 'Please hand this item to a librarian.',
  },
  'item-last-seen-elsewhere': {
    fr: "Document à remettre à l'accueil.",
    en: 'Please hand this item to a librarian.',
  },
  'item-for-another-library': {
    fr: "Document à remettre à l'accueil.",
    en: 'Please hand this item to a librarian.',
  },
  'item-in-crate': {
    fr: "Document à remettre à l'accueil.",
    en: 'Please hand this item to a librarian.',
  },
  'item-not-in-crate': {
    fr: "Document à remettre à l'accueil.",
    en: 'Please hand this item to a librarian.',
  },
  'discrepancy-unknown': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'For staff only. Please ask a librarian.',
  },
  'discrepancy-not-so-resolved': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'For staff only. Please ask a librarian.',
  },
  'library-not-live': {
    fr: "Bibliothèque pas encore en service. Adressez-vous à l'accueil.",
    en: 'This library is not in service. Please ask a librarian.',
  },
  'library-unknown': {
    fr: "Bibliothèque inconnue. Adressez-vous à l'accueil.",
    en: 'Unknown library. Please ask a librarian.',
  },
  'offline-batch-unknown': {
    fr: "Lot inconnu. Adressez-vous à l'accueil.",
    en: 'This batch is not known. Please ask a librarian.',
  },
  'offline-batch-differs': {
    fr: "Lot déjà reçu avec un autre contenu. Adressez-vous à l'accueil.",
    en: 'This batch was already sent with other contents. Please ask a librarian.',
  },
  'offline-batch-too-large': {
    fr: "Lot trop long. Adressez-vous à l'accueil.",
    en: 'This batch is too long. Please ask a librarian.',
  },
  'offline-line-repeated': {
    fr: "Lot mal formé. Adressez-vous à l'accueil.",
    en: 'This batch is not well formed. Please ask a librarian.',
  },
  'library-not-yours': {
    fr: "Adressez-vous à l'accueil.",
    en: 'Please ask a librarian.',
  },
  'exception-unknown': {
    fr: "Adressez-vous à l'accueil.",
    en: 'Please ask a librarian.',
  },
  'alert-unknown': {
    fr: "Adressez-vous à l'accueil.",
    en: 'Please ask a librarian.',
  },
  'filter-unknown': {
    fr: "Adressez-vous à l'accueil.",
    en: 'Please ask a librarian.',
  },
  'filter-not-yours': {
    fr: "Adressez-vous à l'accueil.",
    en: 'Please ask a librarian.',
  },
  'filter-taken': {
    fr: "Adressez-vous à l'accueil.",
    en: 'Please ask a librarian.',
  },
  'filter-not-kept': {
    fr: "Adressez-vous à l'accueil.",
    en: 'Please ask a librarian.',
  },
  'too-many-filters': {
    fr: "Adressez-vous à l'accueil.",
    en: 'Please ask a librarian.',
  },
  'exception-resolved': {
    fr: "Adressez-vous à l'accueil.",
    en: 'Please ask a librarian.',
  },
  'notice-unknown': {
    fr: "Avis inconnu. Adressez-vous à l'accueil.",
    en: 'This notice is not known. Please ask a librarian.',
  },
  'notice-outdated': {
    fr: "Cet avis n'a plus d'objet.",
    en: 'This notice is out of date.',
  },
  'notice-not-on-paper': {
    fr: "Cet avis n'est pas à imprimer.",
    en: 'This notice is not to be printed.',
  },
  'template-wrong': {
    fr: "Modèle erroné. Adressez-vous à l'accueil.",
    en: 'This template is wrong. Please ask a librarian.',
  },
} as const satisfies Sentences;
