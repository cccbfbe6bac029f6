import type { Refusal } from '../../core/outcome.ts';

/** The languages in which a terminal is answered. */
export type Language = 'fr' | 'en';

/** What this protocol refuses by itself, before the library is asked. */
export type ProtocolRefusal = 'not-signed-in' | 'message-malformed';
export type Cause = Refusal | ProtocolRefusal;

/**
 * What the reader sees on the terminal (AF), at most 80 characters. The four ways in which a card or its code may be
 * wrong read the same: a kiosk does not tell which.
 */
export const screenMessage: Readonly<Record<Cause, Readonly<Record<Language, string>>>> = {
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
  'batch-unknown': {
    fr: 'Lot de reprise inconnu.',
    en: 'This batch is unknown.',
  },
  'batch-busy': {
    fr: 'Ce lot avance déjà par ailleurs.',
    en: 'This batch is already being worked on.',
  },
  'batch-in-other-state': {
    fr: "Ce lot n'en est pas à cette étape.",
    en: 'This batch is not at that stage.',
  },
  'batch-file-unreadable': {
    fr: 'Le fichier du lot ne peut pas être lu.',
    en: 'The file of the batch cannot be read.',
  },
  'batch-undecided': {
    fr: 'Des notices attendent encore une décision.',
    en: 'Some records still await a decision.',
  },
  'batch-outdated': {
    fr: "Le catalogue a changé depuis l'analyse : analysez de nouveau.",
    en: 'The catalogue changed since the analysis: analyse again.',
  },
  'batch-rows-changed': {
    fr: 'Des notices ou exemplaires du lot ont changé depuis.',
    en: 'Rows of the batch were changed since.',
  },
  'batch-not-signed': {
    fr: "La bibliothèque n'a pas encore signé ce lot.",
    en: 'The library has not signed this batch yet.',
  },
  'batch-line-unknown': {
    fr: 'Ligne de lot inconnue.',
    en: 'This line of the batch is unknown.',
  },
  'batch-line-not-open': {
    fr: 'Cette ligne ne peut plus ou pas être décidée ainsi.',
    en: 'This line cannot be decided so.',
  },
  'profile-unknown': {
    fr: 'Profil de source inconnu.',
    en: 'This source profile is unknown.',
  },
  'profile-invalid': {
    fr: "Le profil de source n'est pas de la forme attendue.",
    en: 'This source profile is not as it should be.',
  },
  'matching-rules-invalid': {
    fr: "Le barème de rapprochement n'est pas de la forme attendue.",
    en: 'These matching rules are not as they should be.',
  },
  'tag-taken': { fr: "Cette étiquette est celle d'un autre document.", en: 'This tag is on another item.' },
  'tag-unknown': { fr: 'Étiquette inconnue.', en: 'Unknown tag.' },
  'tag-not-possible': { fr: "L'étiquette ne peut pas le porter.", en: 'The tag cannot bear this.' },
  'isil-taken': {
    fr: "Cet identifiant est celui d'une autre bibliothèque.",
    en: 'Another library has this identifier.',
  },
  'isil-missing': { fr: "La bibliothèque n'a pas d'identifiant ISIL.", en: 'The library has no ISIL.' },
  'trial-unreadable': { fr: "Ce n'est pas un message.", en: 'This is not a message.' },
  'export-unknown': { fr: 'Export inconnu.', en: 'Unknown export.' },
  'export-not-ready': { fr: "Cet export n'est pas terminé.", en: 'This export is not finished.' },
  'export-differs': { fr: 'Un autre export est en cours ici.', en: 'Another export is under way here.' },
  'record-unknown': { fr: 'Notice inconnue.', en: 'Unknown record.' },
  'record-not-live': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'record-not-valid': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'record-in-use': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'record-locked': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'records-not-mergeable': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'changed-meanwhile': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'version-unknown': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'version-needed': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'merge-unknown': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'template-unknown': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'rules-invalid': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'barcode-taken': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'item-in-use': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'item-not-valid': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'bulk-change-unknown': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'too-many-items': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'authority-unknown': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'authority-not-valid': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'authority-in-use': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'authorities-not-mergeable': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'upload-unreadable': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'query-unsupported': { fr: 'Recherche impossible.', en: 'This search is not possible.' },
  'result-out-of-range': { fr: 'Aucun résultat à cette position.', en: 'No result at this position.' },
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
