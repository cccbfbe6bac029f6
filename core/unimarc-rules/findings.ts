import type { Words } from './rule.ts';

export const findingCodes = [
  'leader-length',
  'leader-value',
  'field-missing',
  'field-unknown',
  'field-repeated',
  'field-is-control',
  'field-is-data',
  'indicator',
  'subfield-missing',
  'subfield-unknown',
  'subfield-repeated',
  'subfield-empty',
  'coded-length',
  'coded-value',
  'identifier-wrong',
  'required-by-network',
  'value-not-in-table',
  'does-not-fit',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** One thing that is wrong with a record (`error`: it may not be saved so) or worth a look (`warning`). */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly code: FindingCode;
  /** `200[1]$a`: field, occurrence, subfield; `100$a/8`: a coded position; `200[1]/ind1`; `leader/6`. */
  readonly path: string;
  readonly words: Words;
}

/** What each code says; `{path}` and `{what}` are put in. */
const sentences: Readonly<Record<FindingCode, Words>> = {
  'leader-length': { fr: 'Le guide n’a pas 24 caractères.', en: 'The leader is not 24 characters long.' },
  'leader-value': { fr: 'Guide, {what} : valeur inconnue.', en: 'Leader, {what}: unknown value.' },
  'field-missing': { fr: 'Zone obligatoire absente : {what}.', en: 'A mandatory field is missing: {what}.' },
  'field-unknown': { fr: 'Zone {what} inconnue du format.', en: 'The format knows no field {what}.' },
  'field-repeated': { fr: 'Zone non répétable répétée : {what}.', en: 'A field that cannot be repeated is: {what}.' },
  'field-is-control': {
    fr: 'Zone de contrôle : ni indicateurs ni sous-zones.',
    en: 'A control field has neither indicators nor subfields.',
  },
  'field-is-data': { fr: 'Cette zone doit avoir des sous-zones.', en: 'This field must have subfields.' },
  indicator: { fr: 'Indicateur non prévu : {what}.', en: 'Unexpected indicator: {what}.' },
  'subfield-missing': {
    fr: 'Sous-zone obligatoire absente : ${what}.',
    en: 'A mandatory subfield is missing: ${what}.',
  },
  'subfield-unknown': { fr: 'Sous-zone ${what} non prévue ici.', en: 'Subfield ${what} is not expected here.' },
  'subfield-repeated': {
    fr: 'Sous-zone non répétable répétée : ${what}.',
    en: 'A subfield that cannot be repeated is: ${what}.',
  },
  'subfield-empty': { fr: 'Sous-zone vide : ${what}.', en: 'Empty subfield: ${what}.' },
  'coded-length': { fr: 'Données codées : longueur attendue {what}.', en: 'Coded data: the length should be {what}.' },
  'coded-value': { fr: 'Valeur codée inconnue, {what}.', en: 'Unknown coded value, {what}.' },
  'identifier-wrong': { fr: 'Numéro à clé fausse : {what}.', en: 'The check digit is wrong: {what}.' },
  'required-by-network': {
    fr: 'Le réseau demande cette zone à ce niveau de catalogage : {what}.',
    en: 'The network asks for this field at this encoding level: {what}.',
  },
  'value-not-in-table': {
    fr: 'Valeur absente de la table du réseau : {what}.',
    en: 'Not in the table of the network: {what}.',
  },
  'does-not-fit': {
    fr: 'La notice ne tient pas en ISO 2709 : {what}.',
    en: 'The record does not fit ISO 2709: {what}.',
  },
};

/** Makes a finding; `what` is said in both languages. */
export function finding(
  severity: Finding['severity'],
  code: FindingCode,
  path: string,
  what: string | Words = '',
): Finding {
  const said = typeof what === 'string' ? { fr: what, en: what } : what;
  const { fr, en } = sentences[code];
  return {
    severity,
    code,
    path,
    words: { fr: fr.replace('{what}', () => said.fr), en: en.replace('{what}', () => said.en) },
  };
}
