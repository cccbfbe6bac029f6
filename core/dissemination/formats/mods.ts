import { carrierOf } from '../../marc/carrier.ts';
import { publicationYear } from '../../marc/dates.ts';
import { dataFields, subfield, subfields } from '../../marc/field.ts';
import { nonSortingBegin, nonSortingEnd, withoutMarks } from '../../marc/nonsorting.ts';
import { isbn13, issn8 } from '../../marc/numbers.ts';
import { online } from '../../marc/online.ts';
import { isDataField, type DataField, type MarcRecord } from '../../marc/record.ts';
import { relators } from '../../marc/relators.ts';
import { around, element } from '../../marc/xml-elements.ts';
import type { DisseminatedRecord } from './disseminated-record.ts';

const opening =
  '<mods xmlns="http://www.loc.gov/mods/v3" version="3.7" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
  ' xsi:schemaLocation="http://www.loc.gov/mods/v3 http://www.loc.gov/standards/mods/v3/mods-3-7.xsd">';

/** MODS 3.7. */
export function renderMods(given: DisseminatedRecord): string {
  const { record } = given;
  return (
    opening +
    titles(record) +
    names(record) +
    element('typeOfResource', resourceType[carrierOf(record)]) +
    origin(record) +
    around(
      'language',
      each(record, '101', 'a', (code) => element('languageTerm', code, iso6392)),
    ) +
    around(
      'physicalDescription',
      each(record, '215', 'a', (extent) => element('extent', extent)),
    ) +
    each(record, '330', 'a', (text) => element('abstract', text)) +
    each(record, '327', 'a', (text) => element('tableOfContents', text)) +
    publicNotes(record) +
    subjects(record) +
    each(record, '676', 'a', (number) => element('classification', number, { authority: 'ddc' })) +
    related(record) +
    identifiers(record) +
    locations(given) +
    each(record, '371', 'a', (text) => element('accessCondition', text, { type: 'use and reproduction' })) +
    around(
      'recordInfo',
      element('recordContentSource', given.provider) + element('recordIdentifier', given.controlNumber),
    ) +
    '</mods>'
  );
}

const iso6392 = { type: 'code', authority: 'iso639-2b' };

function each(record: MarcRecord, tag: string, code: string, write: (value: string) => string): string {
  return subfields(record, tag, code)
    .map((value) => write(withoutMarks(value)))
    .join('');
}

function titles(record: MarcRecord): string {
  const proper = dataFields(record, '200')
    .slice(0, 1)
    .map((field) => titleInfo(field))
    .join('');
  const parallel = dataFields(record, '510')
    .map((field) => titleInfo(field, { type: 'translated' }))
    .join('');
  const others = ['512', '517', '540']
    .flatMap((tag) => dataFields(record, tag))
    .map((field) => titleInfo(field, { type: 'alternative' }))
    .join('');
  return (proper === '' ? '<titleInfo><title>[Sans titre]</title></titleInfo>' : proper) + parallel + others;
}

/** `$a : $e. $h, $i`, its article apart. */
function titleInfo(field: DataField, attributes: Readonly<Record<string, string>> = {}): string {
  const first = subfield(field, 'a');
  const end = first.startsWith(nonSortingBegin) ? first.indexOf(nonSortingEnd) : -1;
  const article = end > 0 ? element('nonSort', withoutMarks(first.slice(0, end + 1))) : '';
  const title = element('title', withoutMarks(end > 0 ? first.slice(end + 1) : first));
  if (title === '') return '';
  const rest = [['subTitle', 'e'], ['partNumber', 'h'], ['partName', 'i']] as const; // prettier-ignore
  const parts = rest.map(([name, code]) => element(name, withoutMarks(every(field, code).join(' : '))));
  return around('titleInfo', article + title + parts.join(''), attributes);
}

function names(record: MarcRecord): string {
  let text = '';
  for (const field of record.fields) {
    if (!isDataField(field) || !/^7[0-2][0-2]$/.test(field.tag)) continue;
    const kind =
      field.tag[1] === '1'
        ? field.ind1 === '1'
          ? 'conference'
          : 'corporate'
        : field.tag[1] === '2'
          ? 'family'
          : 'personal';
    const usage = field.tag.endsWith('0') ? { usage: 'primary' } : {};
    const joined = [subfield(field, 'a'), ...every(field, 'b')].map((part) =>
      withoutMarks(part).trim().replace(/,$/, ''),
    );
    const name = element('namePart', joined.filter(Boolean).join(kind === 'personal' ? ', ' : '. '));
    if (name === '') continue;
    const roles = every(field, '4')
      .map((code) => relators[code.trim()])
      .filter((code) => code !== undefined);
    const dates = element('namePart', subfield(field, 'f'), { type: 'date' });
    const role = roles.map((code) =>
      around('role', element('roleTerm', code, { type: 'code', authority: 'marcrelator' })),
    );
    text += around('name', name + dates + role.join(''), { type: kind, ...usage });
  }
  return text;
}

function origin(record: MarcRecord): string {
  const imprints = record.fields
    .filter(isDataField)
    .filter(({ tag, ind2 }) => tag === '210' || tag === '219' || (tag === '214' && (ind2 === '0' || ind2 === ' ')));
  const places = imprints
    .flatMap((field) => every(field, 'a'))
    .map((name) => around('place', element('placeTerm', name, { type: 'text' })));
  const publishers = imprints.flatMap((field) => every(field, 'c')).map((name) => element('publisher', name));
  const year = publicationYear(record);
  const date = year === null ? '' : element('dateIssued', String(year), { encoding: 'w3cdtf', keyDate: 'yes' });
  const edition = each(record, '205', 'a', (text) => element('edition', text));
  const issuance = element('issuance', record.leader[7] === 's' ? 'continuing' : 'monographic');
  return around('originInfo', places.join('') + publishers.join('') + date + edition + issuance);
}

/** 300; a note of one library ($5) is not for everybody. */
function publicNotes(record: MarcRecord): string {
  const fields = dataFields(record, '300').filter((field) => subfield(field, '5') === '');
  return fields.map((field) => element('note', subfield(field, 'a'))).join('');
}

/** RAMEAU headings: what they are about by their tag, subdivisions by their code. */
function subjects(record: MarcRecord): string {
  let text = '';
  for (const field of record.fields) {
    if (!isDataField(field) || !/^60[0-7]$|^610$/.test(field.tag)) continue;
    if (field.tag === '610') {
      text += every(field, 'a')
        .map((word) => around('subject', element('topic', word)))
        .join('');
      continue;
    }
    const authority = subfield(field, '2').toLowerCase() || undefined;
    text += around('subject', heading(field) + subdivisions(field), { authority });
  }
  return text;
}

function heading(field: DataField): string {
  const name = withoutMarks([subfield(field, 'a'), subfield(field, 'b')].filter(Boolean).join(', '));
  const kinds: Readonly<Record<string, string>> = { '600': 'personal', '601': 'corporate', '602': 'family' };
  const kind = kinds[field.tag];
  if (kind) return around('name', element('namePart', name), { type: kind });
  if (field.tag === '607') return element('geographic', name);
  if (field.tag === '604' || field.tag === '605')
    return around('titleInfo', element('title', subfield(field, 't') || name));
  return element('topic', name);
}

function subdivisions(field: DataField): string {
  const names: Readonly<Record<string, string>> = { x: 'topic', y: 'geographic', z: 'temporal' };
  return field.subfields
    .map(({ code, value }) => (names[code] ? element(names[code], withoutMarks(value)) : ''))
    .join('');
}

function related(record: MarcRecord): string {
  const links = [['410', 'series'], ['411', 'series'], ['461', 'host'], ['463', 'host'], ['451', 'otherFormat'], ['452', 'otherFormat']] as const; // prettier-ignore
  let text = '';
  for (const [tag, type] of links) {
    for (const field of dataFields(record, tag)) {
      const title = around(
        'titleInfo',
        element('title', withoutMarks(subfield(field, 't'))) + element('partNumber', subfield(field, 'v')),
      );
      if (title.includes('<title>')) text += around('relatedItem', title, { type });
    }
  }
  return text;
}

function identifiers(record: MarcRecord): string {
  const numbers = (tag: string, read: (text: string) => string | null, type: string): string =>
    subfields(record, tag, 'a')
      .map((text) => element('identifier', read(text) ?? '', { type }))
      .join('');
  const own = record.fields.find(({ tag }) => tag === '003');
  const address =
    own && !isDataField(own) && /^https?:/.test(own.value) ? element('identifier', own.value, { type: 'uri' }) : '';
  return (
    address +
    each(record, '033', 'a', (value) => element('identifier', value, { type: 'uri' })) +
    numbers('010', isbn13, 'isbn') +
    numbers('011', issn8, 'issn')
  );
}

/** Each library with its call number, then the document on line, then the notice. */
function locations({ record, holdings, notice }: DisseminatedRecord): string {
  const shelves = holdings.map((field) =>
    around(
      'location',
      element('physicalLocation', subfield(field, 'a')) + element('shelfLocator', subfield(field, 'k')),
    ),
  );
  const { documents, thumbnail } = online(record);
  const addresses =
    documents.map((url) => element('url', url, { access: 'object in context' })).join('') +
    element('url', thumbnail, { access: 'preview' }) +
    element('url', notice, { usage: 'primary display' });
  return [...new Set(shelves)].join('') + around('location', addresses);
}

function every(field: DataField, code: string): string[] {
  return field.subfields.filter((one) => one.code === code).map(({ value }) => value);
}

const resourceType: Readonly<Record<ReturnType<typeof carrierOf>, string>> = {
  book: 'text', 'large-print': 'text', comic: 'text', score: 'notated music', map: 'cartographic',
  'audio-book': 'sound recording-nonmusical', music: 'sound recording-musical', video: 'moving image',
  image: 'still image', electronic: 'software, multimedia', game: 'three dimensional object', kit: 'mixed material',
  serial: 'text', object: 'three dimensional object',
}; // prettier-ignore
