import type { Sentences } from './cause.ts';

/** What stands between a reader and a document: cards, loans, holds. */
export const deskSentences = {
  'patron-unknown': {
    fr: "Carte ou code non reconnu. Adressez-vous à l'accueil.",
    en: 'Card or PIN not recognised. Please ask a librarian.',
  },
  'card-replaced': {
    fr: "Carte ou code non reconnu. Adressez-vous à l'accueil.",
    en: 'Card or PIN not recognised. Please ask a librarian.',
  },
  'card-taken': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'card-invalid': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'category-unknown': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'category-taken': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'age-not-allowed': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'guardian-needed': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'guardian-unknown': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'block-unknown': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'merge-not-possible': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'erasure-not-possible': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'pin-not-acceptable': {
    fr: 'Ce code ne convient pas. Choisissez-en un autre.',
    en: 'This PIN is not acceptable. Please choose another.',
  },
  'pin-wrong': {
    fr: "Carte ou code non reconnu. Adressez-vous à l'accueil.",
    en: 'Card or PIN not recognised. Please ask a librarian.',
  },
  'pin-locked': {
    fr: "Carte ou code non reconnu. Adressez-vous à l'accueil.",
    en: 'Card or PIN not recognised. Please ask a librarian.',
  },
  'patron-expired': {
    fr: "Votre inscription est à renouveler. Adressez-vous à l'accueil.",
    en: 'Your membership has expired. Please ask a librarian.',
  },
  'patron-blocked': {
    fr: "Votre carte est suspendue. Adressez-vous à l'accueil.",
    en: 'Your card is suspended. Please ask a librarian.',
  },
  'item-unknown': {
    fr: "Document inconnu du réseau. Remettez-le à l'accueil.",
    en: 'Unknown item. Please hand it to a librarian.',
  },
  'item-withdrawn': {
    fr: "Document retiré des collections. Remettez-le à l'accueil.",
    en: 'Withdrawn item. Please hand it to a librarian.',
  },
  'item-not-loanable': { fr: 'Ce document se consulte sur place.', en: 'This item is for use in the library only.' },
  'item-in-processing': {
    fr: "Document en cours de traitement. Remettez-le à l'accueil.",
    en: 'This item is being processed. Please hand it to a librarian.',
  },
  'item-missing': {
    fr: "Document signalé manquant. Remettez-le à l'accueil.",
    en: 'This item was reported missing. Please hand it to a librarian.',
  },
  'item-at-partner': {
    fr: "Document prêté à une autre bibliothèque. Remettez-le à l'accueil.",
    en: 'On loan to another library. Please hand it to a librarian.',
  },
  'item-on-loan-to-another': {
    fr: "Document prêté à un autre lecteur. Remettez-le à l'accueil.",
    en: 'On loan to another reader. Please hand it to a librarian.',
  },
  'item-already-on-loan-to-patron': {
    fr: 'Vous avez déjà emprunté ce document.',
    en: 'You already have this item on loan.',
  },
  'item-on-hold-for-another': {
    fr: "Document réservé par un autre lecteur. Remettez-le à l'accueil.",
    en: 'Reserved for another reader. Please hand it to a librarian.',
  },
  'item-in-transit': {
    fr: "Document attendu dans une autre bibliothèque. Remettez-le à l'accueil.",
    en: 'Expected at another library. Please hand it to a librarian.',
  },
  'item-not-on-loan': { fr: "Ce document n'est pas en prêt.", en: 'This item is not on loan.' },
  'item-not-on-loan-to-patron': {
    fr: "Ce document n'est pas prêté sur votre carte.",
    en: 'This item is not on loan to you.',
  },
  'self-check-not-allowed': { fr: "Ce document s'emprunte à l'accueil.", en: 'Please borrow this item at the desk.' },
  'loan-limit-reached': {
    fr: 'Vous avez atteint le nombre maximal de prêts.',
    en: 'You have reached the maximum number of loans.',
  },
  'loan-limit-of-type-reached': {
    fr: 'Nombre maximal de prêts atteint pour ce type de document.',
    en: 'You have reached the maximum number of loans of this kind.',
  },
  'renewal-limit-reached': { fr: 'Ce prêt ne peut plus être prolongé.', en: 'This loan cannot be renewed again.' },
  'renewal-wanted-by-others': {
    fr: 'Document réservé par un autre lecteur : prolongation impossible.',
    en: 'Reserved by another reader: it cannot be renewed.',
  },
  'hold-unknown': { fr: 'Réservation inconnue.', en: 'Unknown reservation.' },
  'hold-ended': { fr: 'Cette réservation est déjà terminée.', en: 'This reservation has already ended.' },
  'hold-bound': {
    fr: 'Le document réservé est déjà en route ou arrivé.',
    en: 'The reserved item is already on its way or has arrived.',
  },
  'hold-not-there': {
    fr: 'Aucun document à chercher pour cette réservation.',
    en: 'There is no item to fetch for this reservation.',
  },
  'no-other-copy': {
    fr: 'Aucun autre exemplaire ne peut servir cette réservation.',
    en: 'No other copy can fill this reservation.',
  },
  'already-called-today': {
    fr: 'Vous avez déjà été prévenu aujourd’hui.',
    en: 'You have already been told today.',
  },
  'hold-limit-reached': {
    fr: 'Vous avez atteint le nombre maximal de réservations.',
    en: 'You have reached the maximum number of reservations.',
  },
  'hold-already-placed': { fr: 'Vous avez déjà réservé ce document.', en: 'You have already reserved this item.' },
  'hold-not-possible': { fr: 'Ce document ne se réserve pas.', en: 'This item cannot be reserved.' },
  'hold-on-shelf-here': {
    fr: 'Ce document est disponible en rayon dans votre bibliothèque.',
    en: 'This item is available on the shelf at your library.',
  },
  'pickup-not-possible': {
    fr: 'Cette bibliothèque ne remet pas de réservations.',
    en: 'Reservations cannot be picked up at this library.',
  },
  'volume-needed': { fr: 'Précisez le volume à réserver.', en: 'Please say which volume to reserve.' },
  'no-loanable-copy': {
    fr: 'Aucun exemplaire du réseau ne peut être prêté.',
    en: 'No copy in the network can be lent.',
  },
  'too-many-overdue': {
    fr: "Trop de documents en retard. Adressez-vous à l'accueil.",
    en: 'Too many overdue items. Please ask a librarian.',
  },
  'age-restricted': {
    fr: "Document réservé à un public plus âgé. Adressez-vous à l'accueil.",
    en: 'This item is for older readers. Please ask a librarian.',
  },
  'item-due-back': {
    fr: "Document attendu par son propriétaire. Remettez-le à l'accueil.",
    en: 'This item is due back at its owner. Please hand it to a librarian.',
  },
  'item-wanted-by-others': {
    fr: "Document réservé par un autre lecteur. Remettez-le à l'accueil.",
    en: 'Reserved by another reader. Please hand it to a librarian.',
  },
} as const satisfies Sentences;
