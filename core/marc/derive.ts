import type { DerivedFields } from '../catalogue/record.ts';
import { keysOf, matchFacts, type MatchFacts } from '../migration/facts.ts';
import { sortKey } from '../query/text.ts';
import { carrierOf } from './carrier.ts';
import { publicationYear } from './dates.ts';
import { dataField, subfield, subfields } from './field.ts';
import { nonSortingBegin, withoutMarks } from './nonsorting.ts';
import { ean13, isbn13, issn8 } from './numbers.ts';
import { isDataField, type DataField, type MarcRecord } from './record.ts';
import { displayTitle } from './title.ts';
import { workKey } from './work-key.ts';

/** Everything the catalogue keeps beside a UNIMARC record, recomputed from it alone. Never throws. */
export function derive(record: MarcRecord): DerivedFields {
  return deriveWithFacts(record).derived;
}

/** The same with what the record is matched by, of which its keys are made. Never throws. */
export function deriveWithFacts(record: MarcRecord): { readonly derived: DerivedFields; readonly facts: MatchFacts } {
  const known = described(record);
  const facts = matchFacts(record, known);
  return { derived: { ...known, matchKeys: keysOf(facts) }, facts };
}

function described(record: MarcRecord): Omit<DerivedFields, 'matchKeys'> {
  const language = languageOf(record);
  const eans = [...subfields(record, '073', 'a'), ...subfields(record, '072', 'a')].map(ean13);
  return {
    title: displayTitle(record),
    titleSort: sortKey(sortTitle(record), language),
    authors: authorsOf(record),
    // 010 $z is wrong or cancelled: it never matches. 073 is often the ISBN again.
    isbn13: distinct([...subfields(record, '010', 'a').map(isbn13), ...eans.filter(isBookland)]),
    ean: distinct(eans),
    issn: distinct(subfields(record, '011', 'a').map(issn8)),
    year: publicationYear(record),
    language,
    carrier: carrierOf(record),
    audience: audienceOf(record),
    workKey: workKey(record),
  };
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}

/** 978 and 979 are books, 979-0 printed music. */
function isBookland(ean: string | null): boolean {
  return ean !== null && /^97(?:8|9[1-9])/.test(ean);
}

function languageOf(record: MarcRecord): string {
  const language = subfield(dataField(record, '101'), 'a').trim().toLowerCase();
  return /^[a-z]{3}$/.test(language) ? language : '';
}

/** 100 $a position 17, where the entry date and the dates before it are whole. */
function audienceOf(record: MarcRecord): string {
  const coded = subfield(dataField(record, '100'), 'a');
  return /^[0-9 ]{8}[a-u].{8}[a-m]/i.test(coded) ? coded[17]! : '';
}

/** Title proper with its part, its non-sorting mark kept for the sort key. */
function sortTitle(record: MarcRecord): string {
  const field = dataField(record, '200');
  if (!field) return '';
  let text = '';
  for (const { code, value } of field.subfields) {
    if ('ahi'.includes(code)) text += text === '' ? value : ` ${withoutMarks(value)}`;
  }
  return text.startsWith(nonSortingBegin) ? text : text.trimStart();
}

/** People and bodies in the order of UNIMARC (main, alternative, secondary): `Hugo, Victor`, `Lens. Archives`. */
function authorsOf(record: MarcRecord): string[] {
  const names: string[] = [];
  for (const field of record.fields) {
    if (!/^7[0-2][0-2]$/.test(field.tag) || !isDataField(field)) continue;
    const name = authorName(field);
    if (name !== '' && !names.includes(name)) names.push(name);
  }
  return names;
}

/** Entry element and rest of the name; bodies keep their subdivisions after a point. */
export function authorName(field: DataField): string {
  const body = field.tag[1] === '1';
  let name = '';
  for (const { code, value } of field.subfields) {
    if (code !== 'a' && code !== 'b') continue;
    const part = withoutMarks(value).trim().replace(/,$/, '');
    if (part !== '') name += name === '' ? part : (body ? '. ' : ', ') + part;
  }
  return name;
}
