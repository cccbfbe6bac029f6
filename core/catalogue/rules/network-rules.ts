import { itemTypes, type ItemType } from '../../circulation/entities.ts';
import { dataFields } from '../../marc/field.ts';
import { isDataField, type MarcRecord } from '../../marc/record.ts';
import { finding, type Finding } from '../../unimarc-rules/findings.ts';
import { formats } from '../../unimarc-rules/formats.ts';

/** Leader 17: `#` full, 1 and 2 less, 3 made without the document in hand. */
export const encodingLevels = ['#', '1', '2', '3'] as const;
export type EncodingLevel = (typeof encodingLevels)[number];

/** A field, or one subfield of it, that the network asks for; several tags: any of them will do (`210 214`). */
export interface RequiredField {
  readonly tags: readonly string[];
  /** Null: the field is enough. */
  readonly code: string | null;
}

/** One row of a table of the network. */
export interface TableRow<Code extends string = string> {
  readonly code: Code;
  readonly fr: string;
  readonly en: string;
  /** No longer used for new copies; those that bear it keep it. */
  readonly active: boolean;
}
/** Where copies stand; null: in every library. */
export type LocationRow = TableRow & { readonly library: string | null };
/** A kind of document, and whether a new copy of it may be lent. */
export type ItemTypeRow = TableRow<ItemType> & { readonly loanable: boolean };

/** The network's own rules of cataloguing, beside those of UNIMARC. */
export interface NetworkRules {
  readonly required: Readonly<Record<EncodingLevel, readonly RequiredField[]>>;
  readonly itemTypes: readonly ItemTypeRow[];
  /** By the codes of 100 $a positions 17 to 19. */
  readonly audiences: readonly TableRow[];
  /** Empty: a location is free text. */
  readonly locations: readonly LocationRow[];
}

/** The rules as they stand, and how often they were changed. */
export interface KeptRules {
  readonly rules: NetworkRules;
  readonly version: number;
}

const field = (tags: string, code: string | null = null): RequiredField => ({ tags: tags.split(' '), code });
const title = [field('200', 'a')];
const brief = [...title, field('101', 'a'), field('210 214')];
const full = [...brief, field('102', 'a'), field('215', 'a'), field('801')];

const typeWords: Readonly<Record<ItemType, readonly [string, string]>> = {
  BOOK: ['Livre', 'Book'],
  LARGE_PRINT: ['Livre en gros caractères', 'Large print'],
  COMIC: ['Bande dessinée', 'Comic'],
  MAGAZINE: ['Revue', 'Magazine'],
  AUDIO_BOOK: ['Livre audio', 'Audio book'],
  CD: ['Disque compact', 'CD'],
  DVD: ['DVD', 'DVD'],
  GAME: ['Jeu', 'Game'],
  SCORE: ['Partition', 'Score'],
  MAP: ['Carte', 'Map'],
  KIT: ['Malle', 'Kit'],
  REFERENCE: ['Usuel', 'Reference work'],
};
const audienceWords: readonly (readonly [string, string, string])[] = [
  ['a', 'Jeunesse', 'Juvenile'],
  ['b', '0-5 ans', 'Pre-primary'],
  ['c', '5-10 ans', 'Primary'],
  ['d', '9-14 ans', 'Children'],
  ['e', 'Adolescents', 'Young adult'],
  ['k', 'Adultes, étude', 'Adult, serious'],
  ['m', 'Adultes', 'Adult'],
];

/** What holds until the network says otherwise. */
export const defaultRules: NetworkRules = {
  required: { '#': full, '1': brief, '2': title, '3': title },
  itemTypes: itemTypes.map((code) => ({
    code,
    fr: typeWords[code][0],
    en: typeWords[code][1],
    active: true,
    loanable: code !== 'REFERENCE',
  })),
  audiences: audienceWords.map(([code, fr, en]) => ({ code, fr, en, active: true })),
  locations: [],
};

/** What the network asks of a record of its level, and what its tables do not know. */
export function checkAgainstNetwork(record: MarcRecord, rules: NetworkRules): Finding[] {
  const findings: Finding[] = [];
  for (const { tags, code } of rules.required[levelOf(record)]) {
    const present = tags.some((tag) => holds(record, tag, code));
    if (present) continue;
    const named = tags.map((tag) => `${tag} ${labels.get(tag)?.fr ?? ''}`.trim()).join(' / ');
    const english = tags.map((tag) => `${tag} ${labels.get(tag)?.en ?? ''}`.trim()).join(' / ');
    const part = code === null ? '' : ` $${code}`;
    const path = `${tags[0]}${code === null ? '' : `$${code}`}`;
    findings.push(finding('error', 'required-by-network', path, { fr: named + part, en: english + part }));
  }
  return [...findings, ...checkAudience(record, rules)];
}

/** Leader 17; what is neither 1, 2 nor 3 is full. */
export function levelOf({ leader }: MarcRecord): EncodingLevel {
  return encodingLevels.find((level) => level === leader[17]) ?? '#';
}

const labels = new Map(formats.B.fields.map(({ tag, label }) => [tag, label]));

function holds(record: MarcRecord, tag: string, code: string | null): boolean {
  return record.fields.some((one) => {
    if (one.tag !== tag) return false;
    if (!isDataField(one) || code === null) return true;
    return one.subfields.some((subfield) => subfield.code === code && subfield.value.trim() !== '');
  });
}

function checkAudience(record: MarcRecord, { audiences }: NetworkRules): Finding[] {
  const coded = dataFields(record, '100')[0]?.subfields.find(({ code }) => code === 'a')?.value ?? '';
  if (audiences.length === 0 || coded.length < 20) return [];
  const known = new Set(audiences.map(({ code }) => code));
  return [17, 18, 19].flatMap((at) => {
    const code = coded[at]!;
    if (/[ |u#]/.test(code) || known.has(code)) return [];
    return [finding('warning', 'value-not-in-table', `100$a/${at}`, code)];
  });
}
