import { publicationYear } from './dates.ts';
import { authorName } from './derive.ts';
import { subfield } from './field.ts';
import { withoutMarks } from './nonsorting.ts';
import { ean13, isbn13, issn8 } from './numbers.ts';
import { isDataField, type DataField, type MarcRecord } from './record.ts';
import { documentTypes } from './dublin-core-types.ts';
import { isbdTitle } from './title.ts';

/** The fifteen elements of Dublin Core 1.1. */
export type DublinCoreElement =
  | 'title' | 'creator' | 'subject' | 'description' | 'publisher' | 'contributor' | 'date' | 'type' | 'format'
  | 'identifier' | 'source' | 'language' | 'relation' | 'coverage' | 'rights'; // prettier-ignore

/** One statement; `lang` is a BCP 47 tag, for `xml:lang`. */
export interface DublinCoreStatement {
  readonly element: DublinCoreElement;
  readonly value: string;
  readonly lang?: string;
}

/** A UNIMARC record in simple Dublin Core, by French practice. No empty statement, none twice, in a stable order. */
export function toDublinCore(record: MarcRecord): DublinCoreStatement[] {
  const statements = new Statements();
  for (const field of record.fields) {
    if (isDataField(field)) rules[field.tag]?.(field, statements.add);
    else if (field.tag === '003' && /^https?:/.test(field.value)) statements.add('identifier', field.value);
  }
  const year = publicationYear(record);
  if (year !== null) statements.add('date', lastYear(record, year));
  for (const type of documentTypes(record)) statements.add('type', type.value, type.lang);
  return statements.sorted();
}

type Add = (element: DublinCoreElement, value: string, lang?: string) => void;
type Rule = (field: DataField, add: Add) => void;

const title: Rule = (field, add) => add('title', isbdTitle(field), languageOf(field));
const creator: Rule = (field, add) =>
  add(
    field.subfields.some(({ code, value }) => code === '4' && secondary.has(value)) ? 'contributor' : 'creator',
    agent(field),
  );
const contributor: Rule = (field, add) => add('contributor', agent(field));
const subject: Rule = (field, add) => add('subject', heading(field));
const place: Rule = (field, add) => {
  add('subject', heading(field));
  add('coverage', subfield(field, 'a'));
};
const description: Rule = (field, add) => {
  if (!field.subfields.some(({ code }) => code === '5')) add('description', every(field, 'a').join(' ')); // $5: a local note
};
const publisher: Rule = (field, add) => {
  if (field.tag === '214' && field.ind2 !== '0' && field.ind2 !== ' ') return; // RDA-FR: 0 is the publication
  const where = subfield(field, 'a').replace(/[\s:;,[\]]+$/g, '');
  for (const name of every(field, 'c')) add('publisher', where === '' ? name : `${name} (${where})`);
};
const linked: Rule = (field, add) => {
  const volume = subfield(field, 'v');
  const name = field.subfields[0]?.code === '1' ? embeddedTitle(field) : subfield(field, 't');
  if (name !== '') add('relation', volume === '' ? name : `${name} ; ${volume}`);
};
const online: Rule = (field, add) => {
  for (const address of every(field, 'u')) add('identifier', address);
  for (const type of every(field, 'q')) add('format', type);
};

/** UNIMARC tag → what it says in Dublin Core. */
const rules: Readonly<Record<string, Rule>> = {
  '010': (field, add) => each(field, 'a', isbn13, (isbn) => add('identifier', `ISBN ${isbn}`)),
  '011': (field, add) => each(field, 'a', issn8, (issn) => add('identifier', `ISSN ${issn.slice(0, 4)}-${issn.slice(4)}`)),
  '033': (field, add) => add('identifier', subfield(field, 'a')),
  '073': (field, add) => each(field, 'a', ean13, (ean) => add('identifier', `EAN ${ean}`)),
  '101': (field, add) => every(field, 'a').forEach((language) => add('language', language)),
  '200': title, '510': title, '512': title, '517': title, '540': title,
  '210': publisher, '214': publisher, '219': publisher,
  '215': (field, add) => field.subfields.forEach(({ code, value }) => ('acde'.includes(code) ? add('format', value) : undefined)),
  '300': description, '327': description, '328': description, '330': description,
  '324': (field, add) => add('source', subfield(field, 'a')),
  '371': (field, add) => add('rights', subfield(field, 'a')),
  '410': linked, '411': linked, '451': linked, '452': linked, '453': linked, '454': linked, '455': linked,
  '461': linked, '463': linked, '464': linked, '488': linked,
  '600': subject, '601': subject, '602': subject, '604': subject, '605': subject, '606': subject, '607': place,
  '610': (field, add) => every(field, 'a').forEach((word) => add('subject', word)),
  '700': creator, '701': creator, '710': creator, '711': creator, '720': creator, '721': creator,
  '702': contributor, '712': contributor, '722': contributor,
  '856': online,
}; // prettier-ignore

/** Functions ($4) of those who serve a work made by others: translator, illustrator, editor, preface, narrator, performer. */
const secondary = new Set(['080', '340', '440', '550', '590', '730']);

/** Collects statements, each once, element by element in the order below, addresses before other identifiers. */
class Statements {
  readonly #found = new Map<DublinCoreElement, DublinCoreStatement[]>();

  readonly add: Add = (element, raw, lang) => {
    const value = withoutMarks(raw).trim();
    if (value === '') return;
    const known = this.#found.get(element);
    if (known?.some((statement) => statement.value === value)) return;
    const statement = lang ? { element, value, lang } : { element, value };
    if (known) known.push(statement);
    else this.#found.set(element, [statement]);
  };

  sorted(): DublinCoreStatement[] {
    const all: DublinCoreStatement[] = [];
    for (const element of dublinCoreElements) {
      const found = this.#found.get(element);
      if (found) all.push(...(element === 'identifier' ? addressesFirst(found) : found));
    }
    return all;
  }
}

/** In the order they are written. */
export const dublinCoreElements: readonly DublinCoreElement[] = [
  'title', 'creator', 'contributor', 'publisher', 'date', 'type', 'format', 'language', 'identifier', 'source',
  'subject', 'coverage', 'description', 'relation', 'rights',
]; // prettier-ignore

/** The address that leads to the document comes first among the identifiers. */
function addressesFirst(found: readonly DublinCoreStatement[]): DublinCoreStatement[] {
  const isAddress = ({ value }: DublinCoreStatement): boolean => value.startsWith('http');
  return [...found.filter(isAddress), ...found.filter((one) => !isAddress(one))];
}

function every(field: DataField, code: string): string[] {
  const values: string[] = [];
  for (const one of field.subfields) if (one.code === code) values.push(one.value);
  return values;
}

function each(
  field: DataField,
  code: string,
  read: (text: string) => string | null,
  then: (value: string) => void,
): void {
  for (const text of every(field, code)) {
    const value = read(text);
    if (value !== null) then(value);
  }
}

/** `Hugo, Victor (1802-1885)`. */
function agent(field: DataField): string {
  const dates = subfield(field, 'f');
  const name = authorName(field);
  return dates === '' || name === '' ? name : `${name} (${dates})`;
}

/** A RAMEAU heading and its subdivisions: `Moyen âge -- France -- 13e siècle`. */
function heading(field: DataField): string {
  const parts: string[] = [];
  let name = '';
  for (const { code, value } of field.subfields) {
    if (code === 'b' && name !== '') parts[0] = name = `${name}, ${value}`;
    else if (code === 'a' && name === '') parts.unshift((name = value));
    else if ('atxyz'.includes(code)) parts.push(value);
  }
  return parts.join(' -- ');
}

/** UNIMARC 4XX, embedded fields technique: `$1200` opens the 200 of the other record. */
function embeddedTitle(field: DataField): string {
  let inTitle = false;
  for (const { code, value } of field.subfields) {
    if (code === '1') inTitle = value.startsWith('200');
    else if (inTitle && code === 'a') return value;
  }
  return '';
}

// BCP 47 wants the code of two letters where there is one; these are the languages of most parallel titles.
const twoLetters: Readonly<Record<string, string>> = {
  ara: 'ar', dut: 'nl', eng: 'en', fre: 'fr', ger: 'de', ita: 'it', lat: 'la', pol: 'pl', por: 'pt', rus: 'ru', spa: 'es',
}; // prettier-ignore

/** 510 $z says the language of a parallel title. */
function languageOf(field: DataField): string | undefined {
  const language = field.tag === '510' ? subfield(field, 'z').trim() : '';
  return /^[a-z]{3}$/.test(language) ? (twoLetters[language] ?? language) : undefined;
}

/** A ceased serial or a work over several years: `1987/1990`. */
function lastYear(record: MarcRecord, first: number): string {
  const coded = record.fields.find((field) => field.tag === '100');
  const value = coded && isDataField(coded) ? subfield(coded, 'a') : '';
  const last = 'bg'.includes(value[8] ?? '-') ? Number(value.slice(13, 17)) : Number.NaN;
  return last > first && last < 2100 ? `${first}/${last}` : String(first);
}
