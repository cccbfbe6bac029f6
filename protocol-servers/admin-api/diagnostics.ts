import type { Refusal } from '../../core/outcome.ts';

/** How an error is said: the status, the stable code programs decide on, and a sentence for people. */
export interface ProblemKind {
  readonly status: number;
  readonly code: string;
  readonly title: string;
}

/** What each refusal of the library becomes under /api. */
export const diagnostics: Record<Refusal, ProblemKind> = {
  'device-unknown': { status: 404, code: 'device-unknown', title: 'Appareil inconnu.' },
  'device-not-allowed': { status: 403, code: 'device-not-allowed', title: 'Cet appareil n’a pas ce droit.' },
  'patron-unknown': { status: 404, code: 'patron-unknown', title: 'Carte inconnue.' },
  'card-replaced': { status: 409, code: 'card-replaced', title: 'Cette carte a été remplacée.' },
  'pin-wrong': { status: 403, code: 'pin-wrong', title: 'Code secret erroné.' },
  'pin-locked': { status: 429, code: 'pin-locked', title: 'Trop de codes erronés : réessayez plus tard.' },
  'patron-expired': { status: 409, code: 'patron-expired', title: 'L’inscription est périmée.' },
  'patron-blocked': { status: 409, code: 'patron-blocked', title: 'Le compte est bloqué.' },
  'item-unknown': { status: 404, code: 'item-unknown', title: 'Exemplaire inconnu.' },
  'item-withdrawn': { status: 409, code: 'item-withdrawn', title: 'L’exemplaire a été retiré.' },
  'item-not-loanable': { status: 409, code: 'item-not-loanable', title: 'L’exemplaire ne se prête pas.' },
  'item-in-processing': { status: 409, code: 'item-in-processing', title: 'L’exemplaire est en traitement.' },
  'item-missing': { status: 409, code: 'item-missing', title: 'L’exemplaire est signalé absent.' },
  'item-at-partner': { status: 409, code: 'item-at-partner', title: 'L’exemplaire est chez un partenaire.' },
  'item-on-loan-to-another': {
    status: 409,
    code: 'item-on-loan-to-another',
    title: 'L’exemplaire est prêté à quelqu’un d’autre.',
  },
  'item-already-on-loan-to-patron': {
    status: 409,
    code: 'item-already-on-loan-to-patron',
    title: 'L’exemplaire est déjà prêté à ce lecteur.',
  },
  'item-on-hold-for-another': {
    status: 409,
    code: 'item-on-hold-for-another',
    title: 'L’exemplaire est réservé pour quelqu’un d’autre.',
  },
  'item-in-transit': { status: 409, code: 'item-in-transit', title: 'L’exemplaire est en route.' },
  'item-not-on-loan': { status: 409, code: 'item-not-on-loan', title: 'L’exemplaire n’est pas prêté.' },
  'item-not-on-loan-to-patron': {
    status: 409,
    code: 'item-not-on-loan-to-patron',
    title: 'L’exemplaire n’est pas prêté à ce lecteur.',
  },
  'self-check-not-allowed': { status: 403, code: 'self-check-not-allowed', title: 'Ce document se prête au guichet.' },
  'loan-limit-reached': { status: 409, code: 'loan-limit-reached', title: 'Le nombre de prêts est atteint.' },
  'loan-limit-of-type-reached': {
    status: 409,
    code: 'loan-limit-of-type-reached',
    title: 'Le nombre de prêts de ce type est atteint.',
  },
  'renewal-limit-reached': {
    status: 409,
    code: 'renewal-limit-reached',
    title: 'Le nombre de prolongations est atteint.',
  },
  'renewal-wanted-by-others': {
    status: 409,
    code: 'renewal-wanted-by-others',
    title: 'Le document est attendu par quelqu’un d’autre.',
  },
  'no-policy': { status: 409, code: 'no-policy', title: 'Aucune règle de prêt ne s’applique.' },
  'no-opening-day': { status: 409, code: 'no-opening-day', title: 'Aucun jour d’ouverture ne permet le retour.' },
  'library-not-live': { status: 409, code: 'library-not-live', title: 'Cette bibliothèque n’est pas en service.' },
  'library-unknown': { status: 404, code: 'library-unknown', title: 'Bibliothèque inconnue.' },
  'record-unknown': { status: 404, code: 'record-unknown', title: 'Notice inconnue.' },
  'query-unsupported': { status: 400, code: 'query-unsupported', title: 'Cette recherche n’est pas possible.' },
  'result-out-of-range': { status: 400, code: 'result-out-of-range', title: 'Page hors du résultat.' },
  'temporarily-unavailable': {
    status: 503,
    code: 'temporarily-unavailable',
    title: 'Service momentanément indisponible.',
  },
  'credentials-wrong': { status: 401, code: 'credentials-wrong', title: 'Identifiant ou mot de passe erroné.' },
  'not-authorised': { status: 401, code: 'not-authorised', title: 'Session absente ou terminée.' },
};

/** What the API itself refuses, before the library is asked. */
export const problems = {
  httpsRequired: { status: 403, code: 'https-required', title: 'La console se sert en HTTPS.' },
  foreignOrigin: { status: 403, code: 'foreign-origin', title: 'La demande vient d’une autre origine.' },
  csrfRefused: { status: 403, code: 'csrf-refused', title: 'En-tête X-CSRF absent ou erroné.' },
  forbidden: { status: 403, code: 'forbidden', title: 'Votre rôle ne le permet pas.' },
  jsonOnly: { status: 415, code: 'unsupported-media-type', title: 'Contenu attendu : application/json.' },
  invalidRequest: { status: 400, code: 'invalid-request', title: 'La demande n’est pas de la forme attendue.' },
  tooManyAttempts: { status: 429, code: 'too-many-attempts', title: 'Trop d’essais : réessayez dans une minute.' },
  tooManyStreams: { status: 503, code: 'too-many-streams', title: 'Trop de consoles suivent déjà le réseau.' },
  idempotencyKeyWrong: {
    status: 400,
    code: 'idempotency-key-wrong',
    title: 'En-tête Idempotency-Key vide ou trop long.',
  },
  requestInProgress: { status: 409, code: 'request-in-progress', title: 'La même demande est en cours.' },
  keyUsedOtherwise: {
    status: 422,
    code: 'idempotency-key-reused',
    title: 'Cette clé a déjà servi pour une autre demande.',
  },
  unknownAddress: { status: 404, code: 'not-found', title: 'Adresse inconnue.' },
  methodNotAllowed: { status: 405, code: 'method-not-allowed', title: 'Méthode non admise ici.' },
} as const satisfies Record<string, ProblemKind>;
