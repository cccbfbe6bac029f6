import type { Sentences } from './cause.ts';

/** Batches, tags, exports, records, authorities, searches: what staff do, said all the same. */
export const catalogueSentences = {
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
  'batch-line-claimed': {
    fr: 'Un collègue regarde cette notice.',
    en: 'A colleague is looking at this record.',
  },
  'batch-line-decided': {
    fr: 'Cette notice a été décidée entre-temps.',
    en: 'This record was decided meanwhile.',
  },
  'batch-file-again': { fr: 'Ce fichier a déjà été déposé.', en: 'This file was handed over already.' },
  'batch-file-offset': {
    fr: 'Cette partie du fichier ne suit pas ce qui a été reçu.',
    en: 'This part of the file does not follow what was received.',
  },
  'batch-file-too-large': { fr: 'Le fichier est trop gros.', en: 'The file is too large.' },
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
  'library-transition-not-possible': {
    fr: "La bibliothèque n'en est pas là.",
    en: 'The library is not at that point.',
  },
  'library-not-ready': { fr: "La bibliothèque n'est pas prête.", en: 'The library is not ready.' },
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
  'record-exists': {
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
  'set-unknown': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'set-not-valid': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'repository-unknown': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'repository-not-valid': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'format-unknown': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'upload-unreadable': {
    fr: "Opération réservée au personnel. Adressez-vous à l'accueil.",
    en: 'This is for staff to do. Please ask a librarian.',
  },
  'query-unsupported': { fr: 'Recherche impossible.', en: 'This search is not possible.' },
  'result-out-of-range': { fr: 'Aucun résultat à cette position.', en: 'No result at this position.' },
} as const satisfies Sentences;
