import type { Item } from '../circulation/entities.ts';
import { isDataField, type DataField, type MarcRecord, type Subfield } from '../marc/record.ts';
import { identifierKey, numberForms } from './identifiers.ts';
import { indexes, indexNames, type IndexName, type OtherSource } from './indexes.ts';
import { publicationYears } from '../marc/dates.ts';
import { sortKey } from './text.ts';

/** What one record gives to one index. */
export interface IndexEntry {
  readonly index: IndexName;
  /**
   * One value a field occurrence, in the order of the record. Of a text index: the text as it stands, to be cut by
   * `words` (positions, phrases, first in field) and compared by `headingKey` (complete field). Of the others: the
   * normalised form to be compared as it is.
   */
  readonly values: readonly string[];
  /** Of a text index that tells facets: those of its values a result is counted by, as they stand. */
  readonly facets?: readonly string[];
}

/** What a record is filed under; an empty string or null files it last. */
export interface SortValues {
  readonly title: string;
  readonly author: string;
  readonly date: number | null;
}

/** What the indexer must be told that the record does not say. */
export interface ExtractOptions {
  /** Code of the library (`LENS`) by its id. */
  readonly libraryCode: (libraryId: number) => string;
  /** Carrier of the record (`core/marc/derive.ts`). */
  readonly carrier: (record: MarcRecord) => string;
}

/** What indexes tell of a copy. */
export type IndexedCopy = Pick<Item, 'barcode' | 'homeLibraryId'>;

/** What a record and its items give to every index, by the table of indexes. Indexes that get nothing are absent. */
export function indexEntries(record: MarcRecord, items: readonly IndexedCopy[], options: ExtractOptions): IndexEntry[] {
  const values: string[][] = indexNames.map(() => []);
  const facets: string[][] = indexNames.map(() => []);
  for (const field of record.fields) {
    const rules = rulesByTag.get(field.tag);
    if (!rules) continue;
    for (const rule of rules) {
      const into = values[rule.index]!;
      if (!isDataField(field)) take(rule, field.value, into);
      else if (rule.eachSubfield) takeEach(rule, field, into);
      else {
        const value = joined(rule, field);
        take(rule, value, into);
        if (rule.facet) take(rule, value, facets[rule.index]!);
      }
    }
  }
  for (const { index, source } of otherRules) addOther(source, record, items, options, values[index]!);

  const entries: IndexEntry[] = [];
  for (let at = 0; at < indexNames.length; at++) {
    if (values[at]!.length === 0) continue;
    const index = indexNames[at]!;
    const entry = { index, values: values[at]! };
    entries.push(indexes[index].facet === 'headings' ? { ...entry, facets: facets[at]! } : entry);
  }
  return entries;
}

/** What a record is filed under by title (200 $a $h $i), author (first 7XX) and year of publication. */
export function sortValues(record: MarcRecord): SortValues {
  let title = '';
  let author = '';
  let language = 'fre';
  for (const field of record.fields) {
    if (!isDataField(field)) continue;
    if (field.tag === '101')
      language =
        field.subfields
          .find(({ code }) => code === 'a')
          ?.value.trim()
          .toLowerCase() ?? language;
    else if (field.tag === '200' && title === '') title = sortKey(titleProper(field), language);
    else if (author === '' && field.tag >= '700' && field.tag <= '722')
      author = sortKey(chosen(field.subfields, 'ab'), '');
  }
  return { title, author, date: publicationYears(record)[0] ?? null };
}

interface Rule {
  readonly index: number;
  readonly codes: string;
  readonly eachSubfield: boolean;
  readonly number: boolean;
  readonly linked: boolean;
  readonly facet: boolean;
  readonly normalise: ((value: string) => string) | null;
}

const rulesByTag = new Map<string, Rule[]>();
const otherRules: { readonly index: number; readonly source: OtherSource }[] = [];
for (const [position, index] of indexNames.entries()) {
  const row = indexes[index];
  for (const source of row.sources) {
    const rule: Rule = {
      index: position,
      codes: source.subfields,
      eachSubfield: row.type !== 'text' || source.number === true,
      number: source.number === true,
      linked: index === 'title' && source.tags === '4XX',
      facet: source.facet === true,
      normalise: normaliserOf(index),
    };
    for (const tag of expand(source.tags)) rulesByTag.set(tag, [...(rulesByTag.get(tag) ?? []), rule]);
  }
  for (const source of row.otherSources ?? []) otherRules.push({ index: position, source });
}

function normaliserOf(index: IndexName): Rule['normalise'] {
  const { type } = indexes[index];
  if (type === 'identifier') return (value) => identifierKey(index, value);
  if (type === 'code') return codeKey;
  return null;
}

/** A code as it is compared: trimmed, lower case. */
export function codeKey(text: string): string {
  return text.trim().toLowerCase();
}

function expand(tags: string): string[] {
  const open = tags.indexOf('X');
  if (open < 0) return [tags];
  return Array.from({ length: 10 }, (_, digit) => tags.slice(0, open) + digit + tags.slice(open + 1)).flatMap(expand);
}

function take(rule: Rule, text: string, into: string[]): void {
  const value = rule.number ? numberForms(text).join(' ') : rule.normalise ? rule.normalise(text) : text;
  if (value !== '' && !into.includes(value)) into.push(value);
}

function takeEach(rule: Rule, field: DataField, into: string[]): void {
  for (const { code, value } of field.subfields) if (rule.codes.includes(code)) take(rule, value, into);
}

function joined(rule: Rule, field: DataField): string {
  if (rule.codes === '*') return lettered(field.subfields);
  if (rule.linked && field.subfields[0]?.code === '1') return linkedTitle(field.subfields);
  return chosen(field.subfields, rule.codes);
}

function chosen(subfields: readonly Subfield[], codes: string): string {
  let text = '';
  for (const { code, value } of subfields) {
    if (codes.includes(code)) text = text === '' ? value : `${text} ${value}`;
  }
  return text;
}

function lettered(subfields: readonly Subfield[]): string {
  let text = '';
  for (const { code, value } of subfields) {
    if (code >= 'a') text = text === '' ? value : `${text} ${value}`;
  }
  return text;
}

/** UNIMARC 4XX, embedded fields technique: `$1` opens an embedded field by its tag; the title is that of its 200. */
function linkedTitle(subfields: readonly Subfield[]): string {
  let inTitle = false;
  const title: Subfield[] = [];
  for (const subfield of subfields) {
    if (subfield.code === '1') inTitle = subfield.value.startsWith('200');
    else if (inTitle) title.push(subfield);
  }
  return chosen(title, 'aehi');
}

/** 200 up to the first $e, $f: `$a` with its part number and title. */
function titleProper(field: DataField): string {
  return chosen(field.subfields, 'ahiv');
}

function addOther(
  source: OtherSource,
  record: MarcRecord,
  items: readonly IndexedCopy[],
  options: ExtractOptions,
  into: string[],
): void {
  const add = (value: string): void => {
    if (value !== '' && !into.includes(value)) into.push(value);
  };
  if (source === 'publication-years') publicationYears(record).forEach((year) => add(String(year)));
  else if (source === 'carrier') add(codeKey(options.carrier(record)));
  else if (source === 'item-barcode') items.forEach((item) => add(identifierKey('barcode', item.barcode)));
  else items.forEach((item) => add(codeKey(options.libraryCode(item.homeLibraryId))));
}
