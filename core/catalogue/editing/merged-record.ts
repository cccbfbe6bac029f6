import { controlValue } from '../../marc/field.ts';
import { isDataField, type DataField, type MarcField, type MarcRecord } from '../../marc/record.ts';
import { headingKey } from '../../query/text.ts';
import { formats } from '../../unimarc-rules/formats.ts';

/** Whose fields of a tag the merged record has. */
export const fieldChoices = ['survivor', 'absorbed', 'both'] as const;
export type FieldChoice = (typeof fieldChoices)[number];

/**
 * How the fields of each tag are put together when nobody chose; the first pattern that matches. `union`: both, each
 * heading or number once; `longest`: the longer text; `functions`: the survivor's people, and those of the other whose
 * function nobody has there; `survivor`: never the other's; `fill`: the survivor's, the other's where it has none.
 */
export const mergeRules: readonly { readonly tags: RegExp; readonly how: 'union' | 'longest' | 'functions' | 'survivor' | 'fill' }[] = [
  { tags: /^00\d$|^1\d\d$|^20\d$|^21\d$|9/, how: 'survivor' },
  { tags: /^0\d\d$|^6\d\d$|^801$|^856$/, how: 'union' },
  { tags: /^3(?:27|30)$/, how: 'longest' },
  { tags: /^7\d\d$/, how: 'functions' },
  { tags: /./, how: 'fill' },
]; // prettier-ignore

/** The record that two records become: the survivor's number and leader, the number of the other kept in 035. */
export function mergedRecord(
  survivor: MarcRecord,
  absorbed: MarcRecord,
  choices: Readonly<Record<string, FieldChoice>>,
): MarcRecord {
  const kept = withOldNumber(absorbed);
  const tags = [...new Set([...survivor.fields, ...kept.fields].map(({ tag }) => tag))].sort();
  const fields = tags.flatMap((tag) => {
    const [ours, theirs] = [ofTag(survivor, tag), ofTag(kept, tag)];
    const choice = tag < '010' ? undefined : choices[tag];
    return choice ? chosen[choice](ours, theirs, tag) : byRule(tag, ours, theirs);
  });
  return { leader: survivor.leader, fields };
}

const chosen: Readonly<Record<FieldChoice, (ours: MarcField[], theirs: MarcField[], tag: string) => MarcField[]>> = {
  survivor: (ours) => ours,
  absorbed: (_, theirs) => theirs,
  both: (ours, theirs, tag) => (isRepeatable(tag) ? union(ours, theirs) : ours.length > 0 ? ours : theirs),
};

const rules = new Map(formats.B.fields.map((rule) => [rule.tag, rule]));

function isRepeatable(tag: string): boolean {
  return rules.get(tag)?.repeatable ?? true;
}

function byRule(tag: string, ours: MarcField[], theirs: MarcField[]): MarcField[] {
  const { how } = mergeRules.find(({ tags }) => tags.test(tag))!;
  if (how === 'survivor') return ours;
  if (how === 'union') return isRepeatable(tag) ? union(ours, theirs) : ours.length > 0 ? ours : theirs;
  if (how === 'longest') return textOf(theirs).length > textOf(ours).length ? theirs : ours;
  if (how === 'functions') return withMissingFunctions(tag, ours, theirs);
  return ours.length > 0 ? ours : theirs;
}

/** Ours, and theirs that say something else: a number by its digits, a heading by its words, in its scheme. */
function union(ours: readonly MarcField[], theirs: readonly MarcField[]): MarcField[] {
  const known = new Set(ours.map(sameness));
  return [...ours, ...theirs.filter((field) => !known.has(sameness(field)))];
}

function sameness(field: MarcField): string {
  if (!isDataField(field)) return field.value;
  const subject = field.tag[0] === '6';
  const scheme = field.subfields.find(({ code }) => code === '2')?.value.toLowerCase() ?? (subject ? 'rameau' : '');
  const told = field.subfields.filter(({ code }) => (subject ? !'23'.includes(code) : 'az'.includes(code)));
  const text = told.map(({ code, value }) => code + headingKey(value)).join(' ');
  return `${scheme}/${field.tag[0] === '0' ? text.replaceAll(' ', '') : text}`;
}

/** 700 is the survivor's alone; of the others, somebody whose function nobody has there is added. */
function withMissingFunctions(tag: string, ours: MarcField[], theirs: MarcField[]): MarcField[] {
  if (!isRepeatable(tag)) return ours.length > 0 ? ours : [];
  const functions = new Set(ours.flatMap(functionsOf));
  return [...ours, ...theirs.filter((field) => functionsOf(field).some((code) => !functions.has(code)))];
}

function functionsOf(field: MarcField): string[] {
  if (!isDataField(field)) return [];
  const codes = field.subfields.filter(({ code }) => code === '4').map(({ value }) => value);
  return codes.length > 0 ? codes : [''];
}

/** The control number it had here is an old number now. */
function withOldNumber(record: MarcRecord): MarcRecord {
  const number = controlValue(record, '001');
  if (number === null) return record;
  const old: DataField = {
    tag: '035',
    ind1: ' ',
    ind2: ' ',
    subfields: [{ code: 'a', value: `(Passerelle)${number}` }],
  };
  return { ...record, fields: [...record.fields, old] };
}

function ofTag(record: MarcRecord, tag: string): MarcField[] {
  return record.fields.filter((field) => field.tag === tag);
}

function textOf(fields: readonly MarcField[]): string {
  return fields
    .map((field) => (isDataField(field) ? field.subfields.map(({ value }) => value).join('') : field.value))
    .join('');
}
