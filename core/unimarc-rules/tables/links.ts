import type { FieldRow } from '../rule.ts';

/** What an embedded record (`$1` + tag + indicators + subfields) or the plain technique may use. */
const linked = '0* 1* 3* 5* a b* c* d e* f* g* h* i* j* k* l* m n o* p q r* s* t* u* v* x* y* z* 7 9*';

/** Tag, French and English name of each relation: all are built alike (UNIMARC bibliographic, 4--). */
// prettier-ignore
const relations: readonly (readonly [string, string, string])[] = [
  ['410', 'Collection', 'Series'], ['411', 'Sous-collection', 'Subseries'],
  ['412', 'Tiré à part de', 'Source of excerpt or offprint'], ['413', 'Extrait ou tiré à part', 'Excerpt or offprint'],
  ['421', 'Supplément', 'Supplement'], ['422', 'Document auquel appartient le supplément', 'Parent of supplement'],
  ['423', 'Publié avec', 'Issued with'], ['424', 'Est mis à jour par', 'Is updated by'], ['425', 'Met à jour', 'Updates'],
  ['430', 'Suite de', 'Continues'], ['431', 'Suite partielle de', 'Continues in part'],
  ['432', 'Remplace', 'Supersedes'], ['433', 'Remplace en partie', 'Supersedes in part'],
  ['434', 'Absorbe', 'Absorbed'], ['435', 'Absorbe en partie', 'Absorbed in part'],
  ['436', 'Fusion de', 'Formed by merger of'], ['437', 'Scission de', 'Separated from'],
  ['440', 'Devient', 'Continued by'], ['441', 'Devient en partie', 'Continued in part by'],
  ['442', 'Remplacé par', 'Superseded by'], ['443', 'Remplacé en partie par', 'Superseded in part by'],
  ['444', 'Absorbé par', 'Absorbed by'], ['445', 'Absorbé en partie par', 'Absorbed in part by'],
  ['446', 'Scindé en', 'Split into'], ['447', 'Fusionné avec', 'Merged with'], ['448', 'Redevient', 'Changed back to'],
  ['451', 'Autre édition sur le même support', 'Other edition in the same medium'],
  ['452', 'Autre édition sur un autre support', 'Other edition in another medium'],
  ['453', 'Traduit sous le titre', 'Translated as'], ['454', 'Traduit de', 'Translation of'],
  ['455', 'Reproduction de', 'Reproduced from'], ['456', 'Reproduit comme', 'Reproduced as'],
  ['461', 'Ensemble', 'Set'], ['462', 'Sous-ensemble', 'Subset'], ['463', 'Unité matérielle', 'Piece'],
  ['464', 'Composante', 'Piece-analytic'], ['470', 'Document analysé', 'Item reviewed'],
  ['481', 'Relié aussi dans ce volume', 'Also bound in this volume'], ['482', 'Relié à la suite de', 'Bound with'],
  ['488', 'Autre relation', 'Other related work'],
];

/** Block 4: links between records. */
export const linkRows: readonly FieldRow[] = relations.map(([tag, fr, en]): FieldRow => [
  tag,
  fr,
  en,
  '*',
  '#',
  '#01|',
  linked,
]);
