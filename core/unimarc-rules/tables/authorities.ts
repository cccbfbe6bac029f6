import type { FieldRow } from '../rule.ts';

const person = 'a! b c* d f g j* x* y* z* 7 8';
const body = 'a! b* c* d* e f g h j* x* y* z* 7 8';
const family = 'a! c* d f j* x* y* z* 7 8';
const place = 'a! j* x* y* z* 7 8';
const title = 'a! b* h* i* k l m n* q r* s* u w j* x* y* z* 7 8';
const nameTitle = '1* a* t* j* x* y* z* 7 8';
const topic = 'a! j* x* y* z* 7 8';
const mark = 'a! c* f j* x* y* z* 7 8';
const imprintPlace = 'a b* c* d e* k* m* n* o* 7 8';
const tracing = ' 0* 2 3 5 6';

/** The ten kinds of heading by the last two digits of 2xx, 4xx, 5xx and 7xx (UNIMARC/A). */
// prettier-ignore
const kinds: readonly (readonly [string, string, string, string, string, string])[] = [
  ['00', 'personne', 'personal name', '#', '01|', person],
  ['10', 'collectivité', 'corporate body', '01|', '012|', body],
  ['15', 'lieu', 'territorial or geographical name', '#', '#', place],
  ['16', 'marque', 'trademark', '#', '#', mark],
  ['20', 'famille', 'family name', '#', '#', family],
  ['30', 'titre uniforme', 'preferred title', '#01', '#', title],
  ['40', 'auteur-titre', 'name and title', '#', '#', nameTitle],
  ['50', 'nom commun', 'topical subject', '#012|', '#', topic],
  ['60', 'lieu de publication', 'place of publication', '#', '#', imprintPlace],
  ['80', 'forme, genre', 'form, genre or physical characteristics', '#', '#', topic],
];

const headings = kinds.flatMap(([kind, fr, en, ind1, ind2, subfields]): FieldRow[] => [
  [`2${kind}`, `Point d’accès : ${fr}`, `Heading: ${en}`, '*', ind1, ind2, subfields],
  [`4${kind}`, `Voir : ${fr}`, `See from: ${en}`, '*', ind1, ind2, subfields + tracing],
  [`5${kind}`, `Voir aussi : ${fr}`, `See also: ${en}`, '*', ind1, ind2, subfields + tracing],
  [`7${kind}`, `Autre langue : ${fr}`, `Linking heading: ${en}`, '*', ind1, ind2, `${subfields} 2 3 6`],
]);

/** UNIMARC/A: control, coded data, notes and source; headings and tracings are made from the ten kinds. */
// prettier-ignore
export const authorityRows: readonly FieldRow[] = [
  ['001', 'Numéro de notice', 'Record identifier', '!', '', '', ''],
  ['003', 'Identifiant pérenne', 'Persistent record identifier', '', '', '', ''],
  ['005', 'Version de la notice', 'Version identifier', '', '', '', ''],
  ['010', 'ISNI', 'International Standard Name Identifier', '*', '#', '#', 'a z* C c* d*'],
  ['033', 'Identifiant pérenne dans un autre système', 'Persistent identifier in another system', '*', '#', '#', 'a! z* 2 d C'],
  ['035', 'Numéro dans un autre système', 'Other system control number', '*', '#', '#', 'a z* 2 C d'],
  ['036', 'Incipit musical', 'Music incipit', '*', '#', '#', 'a b c d e f g m n* o p q* r* t* u* z* 2'],
  ['050', 'Identifiant d’œuvre', 'International standard text code', '*', '#', '#', 'a z*'],
  ['061', 'ISWC', 'International Standard Musical Work Code', '*', '#', '#', 'a z*'],
  ['100', 'Données générales de traitement', 'General processing data', '!', '#', '#', 'a!'],
  ['101', 'Langue de l’entité', 'Language of the entity', '', '#', '#', 'a*'],
  ['102', 'Nationalité, pays', 'Nationality of the entity', '', '#', '#', 'a* b*'],
  ['103', 'Dates de l’entité', 'Dates of the entity', '', '#', '#', 'a b c d'],
  ['106', 'Usage comme sujet', 'Personal, corporate, family name or trademark as subject', '*', '#', '#', 'a b c'],
  ['120', 'Données codées de personne', 'Coded data, personal name', '', '#', '#', 'a!'],
  ['123', 'Coordonnées', 'Coded data, geographical name', '*', '#', '#', 'a* d* e* f* g*'],
  ['128', 'Forme musicale', 'Form of musical work and key', '', '#', '#', 'a* b* c* d'],
  ['150', 'Type de collectivité', 'Coded data, corporate name', '', '#', '#', 'a! b*'],
  ['152', 'Règles', 'Rules', '', '#', '#', 'a b c'],
  ['160', 'Zone géographique codée', 'Geographic area code', '*', '#', '#', 'a*'],
  ['300', 'Note d’information', 'Information note', '*', '#01', '#', 'a! 6 7'],
  ['301', 'Note sur les identifiants', 'Note on identifiers', '*', '#', '#', 'a!'],
  ['305', 'Renvoi textuel voir aussi', 'Textual see also reference note', '*', '#01', '#', 'a* b* 6 7'],
  ['310', 'Renvoi textuel voir', 'Textual see reference note', '*', '#01', '#', 'a* b* 6 7'],
  ['320', 'Note explicative générale', 'General explanatory reference note', '*', '#', '#', 'a! 6 7'],
  ['330', 'Note d’application', 'General scope note', '*', '#01', '#', 'a! 6 7'],
  ['333', 'Note d’information publique', 'Users note', '*', '#', '#', 'a!'],
  ['340', 'Note biographique', 'Biography and activity note', '*', '#', '#', 'a* b* c* d* 6 7'],
  ['341', 'Note d’activité', 'Activity note pertaining to printers', '*', '#', '#', 'a* b* c* d*'],
  ['356', 'Note géographique', 'Geographical note', '*', '#', '#', 'a! 6 7'],
  ['676', 'Dewey', 'Dewey Decimal Classification', '*', '#', '#', 'a! c v z'],
  ['675', 'CDU', 'Universal Decimal Classification', '*', '#', '#', 'a! c v z'],
  ['686', 'Autre classification', 'Other classification numbers', '*', '#', '#', 'a!* b* c* v 2'],
  ['801', 'Source de catalogage', 'Originating source', '*', '#', '#0123', 'a b c g h*'],
  ['810', 'Source consultée', 'Source data found', '*', '#', '#', 'a! b u*'],
  ['815', 'Source consultée sans résultat', 'Source data not found', '*', '#', '#', 'a!*'],
  ['820', 'Usage de la forme', 'Usage or scope information', '*', '#', '#', 'a!*'],
  ['825', 'Exemple', 'Example under note', '*', '#', '#', 'a!*'],
  ['830', 'Note du catalogueur', 'General cataloguer’s note', '*', '#', '#', 'a!*'],
  ['835', 'Point d’accès supprimé', 'Deleted heading information', '*', '#', '#', 'a! b* 3*'],
  ['836', 'Point d’accès remplacé', 'Replaced heading information', '*', '#', '#', 'b* d* 3*'],
  ['856', 'Adresse électronique', 'Electronic location and access', '*', '#012347', '#012348', 'a* b* c* d* u* v* y* z* 2'],
  ['886', 'Donnée d’un autre format', 'Data not converted', '*', '012', '#', 'a* b* 2'],
  ...headings,
];
