import { subfield } from '../marc/field.ts';
import { isDataField, type DataField, type MarcField, type MarcRecord } from '../marc/record.ts';
import { headingKey } from '../query/text.ts';
import { formats } from '../unimarc-rules/formats.ts';

/**
 * What becomes of a field when two records become one, whoever decided it. `kept`: of the record whose number stays.
 * `survivor`: of the better text only. `union`: of both, what is equal once, where the tag may be repeated. `longest`:
 * the longest of both. `functions`: the better text's people, and those of the other in a function nobody has. `fill`:
 * the better text's where it has the tag, else the other's.
 */
export type FieldRule = 'kept' | 'survivor' | 'union' | 'longest' | 'functions' | 'fill';

/** By tag; the first pattern that fits. A 9 anywhere in a tag is for local use: never shared. */
export const fieldRules: readonly { readonly tags: RegExp; readonly rule: FieldRule }[] = [
  { tags: /^001$|9/, rule: 'kept' },
  { tags: /^00\d$|^100$|^20\d$|^21\d$/, rule: 'survivor' },
  { tags: /^0\d\d$|^6\d\d$|^801$|^856$/, rule: 'union' },
  { tags: /^(?:327|330)$/, rule: 'longest' },
  { tags: /^7\d\d$/, rule: 'functions' },
  { tags: /./, rule: 'fill' },
];

/** Two records that become one. */
export interface Pair {
  /** Whose number and local fields stay. */
  readonly kept: MarcRecord;
  readonly better: MarcRecord;
  readonly other: MarcRecord;
}

/** The fields of one record made of two, by tag; `choose` answers for a tag that somebody decided. */
export function mergedFields(
  { kept, better, other }: Pair,
  choose: (
    tag: string,
    better: readonly MarcField[],
    other: readonly MarcField[],
  ) => readonly MarcField[] | null = () => null,
): MarcField[] {
  const of = (record: MarcRecord, tag: string) => record.fields.filter((field) => field.tag === tag);
  const chosen = (tag: string) => choose(tag, of(better, tag), of(other, tag));
  const given = withSecondaryPeople(other, better, (tag) => chosen(tag) === null);
  const tags = [...new Set([better, given, other, kept].flatMap(({ fields }) => fields.map(({ tag }) => tag)))].sort();
  return tags.flatMap((tag) => {
    const { rule } = fieldRules.find(({ tags: pattern }) => pattern.test(tag))!;
    const fields = { kept: of(kept, tag), better: of(better, tag), other: of(given, tag), people: better };
    return chosen(tag) ?? ruled[rule](fields, tag);
  });
}

interface Fields {
  readonly kept: readonly MarcField[];
  readonly better: readonly MarcField[];
  readonly other: readonly MarcField[];
  readonly people: MarcRecord;
}

const ruled: Record<FieldRule, (fields: Fields, tag: string) => readonly MarcField[]> = {
  kept: ({ kept }) => kept,
  survivor: ({ better }) => better,
  fill: ({ better, other }) => filled(better, other),
  union: ({ better, other }, tag) => both(better, other, tag),
  longest: ({ better, other }) => longest([...better, ...other]),
  functions: ({ better, other, people }) => [...better, ...other.filter((field) => isMissing(field, people))],
};

function filled(better: readonly MarcField[], other: readonly MarcField[]): readonly MarcField[] {
  return better.length > 0 ? better : other;
}

/** The fields of both, what is equal once; of a tag that is not repeated, the better text's where it has it. */
export function both(better: readonly MarcField[], other: readonly MarcField[], tag: string): readonly MarcField[] {
  return isRepeatable(tag) ? union(better, other) : filled(better, other);
}

const rules = new Map(formats.B.fields.map((rule) => [rule.tag, rule]));

function isRepeatable(tag: string): boolean {
  return rules.get(tag)?.repeatable ?? true;
}

/** Of two fields that say the same (scheme, heading, subdivisions), the one with more in it. */
function union(better: readonly MarcField[], other: readonly MarcField[]): MarcField[] {
  const found = new Map<string, MarcField>();
  for (const field of [...better, ...other]) {
    const name = sameness(field);
    const known = found.get(name);
    if (!known || (isDataField(known) && isDataField(field) && field.subfields.length > known.subfields.length)) {
      found.set(name, field);
    }
  }
  return [...found.values()];
}

/** What two fields are compared by: a number by its digits, a subject by its words and its scheme ($2), without links. */
function sameness(field: MarcField): string {
  if (!isDataField(field)) return field.value;
  const scheme = field.tag[0] === '6' ? subfield(field, '2').toLowerCase() || 'rameau' : '';
  const told = field.subfields.filter(({ code }) => !'2359bcd'.includes(code) || field.tag[0] !== '0');
  const words = told
    .filter(({ code }) => code !== '2' && code !== '3')
    .map(({ code, value }) =>
      field.tag[0] === '0' ? code + value.replace(/[\s-]/g, '').toUpperCase() : code + headingKey(value),
    );
  return `${field.tag} ${scheme} ${words.join(' ')}`;
}

function longest(fields: readonly MarcField[]): MarcField[] {
  const size = (field: MarcField) =>
    isDataField(field) ? field.subfields.reduce((sum, { value }) => sum + value.length, 0) : field.value.length;
  const best = fields.toSorted((a, b) => size(b) - size(a))[0];
  return best ? [best] : [];
}

/**
 * One has the main responsibility (700, 710 or 720) in a record; whoever comes to another has a secondary one there,
 * unless somebody decided what becomes of his tag.
 */
function withSecondaryPeople(other: MarcRecord, better: MarcRecord, isUndecided: (tag: string) => boolean): MarcRecord {
  if (!better.fields.some(({ tag }) => main.test(tag))) return other;
  const fields = other.fields.map((field) =>
    main.test(field.tag) && isDataField(field) && isUndecided(field.tag)
      ? { ...field, tag: `${field.tag.slice(0, 2)}2` }
      : field,
  );
  return { ...other, fields };
}
const main = /^7[0-2]0$/;

/** True for somebody whose function ($4) nobody of the better text has, and who is not named there. */
function isMissing(field: MarcField, better: MarcRecord): boolean {
  if (!isDataField(field)) return false;
  const people = better.fields.filter((one): one is DataField => one.tag[0] === '7' && isDataField(one));
  const name = (one: DataField) => headingKey(`${subfield(one, 'a')} ${subfield(one, 'b')}`);
  if (people.some((one) => name(one) === name(field))) return false;
  const functions = new Set(people.flatMap(functionsOf));
  const own = functionsOf(field);
  return own.length > 0 && own.every((value) => !functions.has(value));
}

function functionsOf(field: DataField): string[] {
  return field.subfields.filter(({ code }) => code === '4').map(({ value }) => value);
}
