import { headingKey } from '../query/text.ts';
import { controlValue, subfield, subfields } from '../marc/field.ts';
import { isDataField, type DataField, type MarcField, type MarcRecord } from '../marc/record.ts';

/** How good the sources of records are: the first whose pattern is found in 801 $b, 003 or 033 names the rank. Data. */
export const sourceRanks: readonly { readonly rank: number; readonly source: string; readonly found: RegExp }[] = [
  { rank: 3, source: 'BnF', found: /\bbnf\b|FR-751131015|catalogue\.bnf\.fr|ark:\/12148\/cb/i },
  { rank: 2, source: 'Sudoc', found: /\babes\b|\bsudoc\b/i },
  { rank: 1, source: 'supplier', found: /electre|dilicom|orb\b|cvs\b|adav\b|gam annecy|colaco|rdm\b/i },
];

/** Encoding level (leader 17) from the fullest on: blank full, 1 sublevel, 2 from no item in hand, 3 incomplete. */
const encodingLevels = ' 123';

/** Which of two records is the better text: source, then encoding level, then number of fields; the one kept on a tie. */
export function survivorOf(kept: MarcRecord, absorbed: MarcRecord): 'kept' | 'absorbed' {
  for (const quality of [sourceRank, fullness, fieldCount]) {
    const difference = quality(absorbed) - quality(kept);
    if (difference !== 0) return difference > 0 ? 'absorbed' : 'kept';
  }
  return 'kept';
}

export function sourceRank(record: MarcRecord): number {
  const told = [...subfields(record, '801', 'b'), controlValue(record, '003') ?? '', ...subfields(record, '033', 'a')];
  return sourceRanks.find(({ found }) => told.some((text) => found.test(text)))?.rank ?? 0;
}

function fullness(record: MarcRecord): number {
  const level = encodingLevels.indexOf(record.leader[17] ?? ' ');
  return level < 0 ? -encodingLevels.length : -level;
}

function fieldCount(record: MarcRecord): number {
  return record.fields.filter(({ tag }) => tag[0] !== '9').length;
}

/**
 * What becomes of a field when two records become one, by its tag; the first pattern that fits. `survivor`: of the better
 * text only. `union`: of both, what is equal once. `longest`: the longest of both. `functions`: the better text's, and
 * people of the other in a function nobody has. `local`: never shared, those of the record kept. Any other field is the
 * better text's when it has the tag, else the other's.
 */
export type FieldRule = 'kept' | 'survivor' | 'union' | 'longest' | 'functions' | 'local' | 'either';
export const fieldRules: readonly { readonly tags: RegExp; readonly rule: FieldRule }[] = [
  { tags: /^001$/, rule: 'kept' },
  { tags: /^(?:003|005)$/, rule: 'survivor' },
  { tags: /^(?:010|011|013|014|015|016|017|020|021|022|033|035|071|072|073)$/, rule: 'union' },
  { tags: /^100$/, rule: 'survivor' },
  { tags: /^(?:200|205|206|207|208|210|214|215)$/, rule: 'survivor' },
  { tags: /^(?:327|330)$/, rule: 'longest' },
  { tags: /^6\d\d$/, rule: 'union' },
  { tags: /^7\d\d$/, rule: 'functions' },
  { tags: /^801$/, rule: 'union' },
  { tags: /^9\d\d$/, rule: 'local' },
  { tags: /./, rule: 'either' },
];

/** One record of two: under the control number of `kept`, field by field. */
export function merged(kept: MarcRecord, absorbed: MarcRecord): MarcRecord {
  const [better, other] = survivorOf(kept, absorbed) === 'kept' ? [kept, absorbed] : [absorbed, kept];
  const fields: MarcField[] = [];
  const tags = new Set([...kept.fields, ...absorbed.fields].map(({ tag }) => tag));
  for (const tag of [...tags].sort()) {
    const of = (record: MarcRecord) => record.fields.filter((field) => field.tag === tag);
    const rule = fieldRules.find(({ tags: pattern }) => pattern.test(tag))!.rule;
    fields.push(...ruled[rule]({ kept: of(kept), better: of(better), other: of(other), all: better }));
  }
  return { leader: better.leader, fields };
}

interface Fields {
  readonly kept: readonly MarcField[];
  readonly better: readonly MarcField[];
  readonly other: readonly MarcField[];
  readonly all: MarcRecord;
}

const ruled: Record<FieldRule, (fields: Fields) => readonly MarcField[]> = {
  kept: ({ kept }) => kept,
  local: ({ kept }) => kept,
  survivor: ({ better }) => better,
  either: ({ better, other }) => (better.length > 0 ? better : other),
  union: ({ better, other }) => union(better, other),
  longest: ({ better, other }) => longest([...better, ...other]),
  functions: ({ better, other, all }) => [...better, ...other.filter((field) => isMissing(field, all))],
};

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

/** True for somebody whose function ($4) nobody of the better text has, and who is not named there. */
function isMissing(field: MarcField, better: MarcRecord): boolean {
  if (!isDataField(field)) return false;
  const people = better.fields.filter((one): one is DataField => one.tag[0] === '7' && isDataField(one));
  const name = (one: DataField) => headingKey(`${subfield(one, 'a')} ${subfield(one, 'b')}`);
  if (people.some((one) => name(one) === name(field))) return false;
  const functions = new Set(
    people.flatMap((one) => one.subfields.filter(({ code }) => code === '4')).map(({ value }) => value),
  );
  const own = field.subfields.filter(({ code }) => code === '4').map(({ value }) => value);
  return own.length > 0 && own.every((value) => !functions.has(value));
}
