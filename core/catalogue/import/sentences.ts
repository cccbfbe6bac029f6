import type { CorrectionCode } from '../../marc/corrections.ts';
import type { ItemRejection, RecordRejection } from './report.ts';

/** What a librarian reads beside a rejected record. */
export const recordRejectionSentences: Record<RecordRejection, string> = {
  'not-a-record': "Ces octets ne sont pas une notice : ils n'ont pas de guide.",
  truncated: 'La notice est coupée : la suite manque dans le fichier.',
  'record-too-long': 'La notice dépasse la taille acceptée, ou sa fin est introuvable.',
  'leader-unreadable': 'Le guide de la notice est illisible.',
  'directory-unreadable': 'Le répertoire de la notice est illisible.',
  'fields-do-not-match-directory': 'Le répertoire de la notice ne correspond pas à ses zones.',
  'no-field': 'La notice est vide.',
  'not-well-formed': "Le XML de la notice n'est pas bien formé.",
  'wrong-flavour': 'La notice est en MARC 21 (245 sans 200) : demander un export en UNIMARC.',
  'not-bibliographic': "C'est une notice d'autorité, pas une notice bibliographique.",
  'title-missing': "La notice n'a pas de titre (zone 200).",
  'deleted-at-source': "La notice est marquée comme supprimée dans le système d'origine.",
  'does-not-fit': 'La notice est trop longue pour ISO 2709 : demander un export en MarcXchange ou sans exemplaires.',
  'duplicate-in-file':
    'La même notice (même 001, même titre) est déjà dans ce fichier ; ses exemplaires ont été repris.',
};

/** What a librarian reads beside a rejected item. */
export const itemRejectionSentences: Record<ItemRejection, string> = {
  'barcode-missing': "L'exemplaire n'a pas de code à barres.",
  'barcode-too-long': 'Le code à barres est trop long.',
  'text-too-long': 'Une donnée de cet exemplaire est trop longue.',
  'barcode-is-a-card': "Ce code à barres est le numéro d'une carte de lecteur.",
  'barcode-of-another-library': "Ce code à barres est celui d'un exemplaire d'une autre bibliothèque.",
  'barcode-on-another-record': "Ce code à barres est celui d'un exemplaire d'une autre notice.",
};

/** What a librarian reads beside a correction. */
export const correctionSentences: Record<CorrectionCode, string> = {
  'record-length': 'longueur de notice fausse, recalculée',
  'terminator-missing': 'fin de notice absente, rétablie',
  unwrapped: 'lignes coupées à largeur fixe, recollées',
  directory: 'répertoire faux, zones découpées à leurs séparateurs',
  leader: 'guide réparé',
  'field-dropped': 'zone sans étiquette à trois chiffres, abandonnée',
  'blank-field': 'zone sans contenu, abandonnée',
  'control-number-repeated': 'plusieurs 001, le premier est gardé',
  'control-number-shared': 'même 001 pour deux titres différents, notices gardées à part',
  indicators: 'indicateurs absents ou mal placés',
  'subfield-code': 'code de sous-zone absent ou en majuscule',
  'empty-subfield': 'sous-zone vide, abandonnée',
  'control-characters': 'caractères de commande retirés du texte',
  'charset-declared': 'jeu de caractères autre que celui annoncé en 100',
  'charset-mixed': 'jeu de caractères autre que celui du reste du fichier',
  'charset-unknown-bytes': 'octets sans caractère, remplacés par �',
  'charset-unread-set': 'alphabet que ce serveur ne lit pas : caractères remplacés par �',
  'not-composed': 'lettres et accents séparés, réunis',
  'html-entities': 'entités HTML remplacées par leur caractère',
  'non-sorting-marks': 'marques de non-classement ramenées à une seule forme',
  'double-encoding-repaired': 'UTF-8 encodé deux fois, réparé',
  'double-encoding-suspected': 'UTF-8 sans doute encodé deux fois, laissé tel quel',
};
