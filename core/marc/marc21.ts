import { Buffer } from 'node:buffer';
import { publicationYear } from './dates.ts';
import { controlValue, dataField, subfield } from './field.ts';
import { encode } from './iso2709-writer.ts';
import { marc21Rules, type Marc21Rule } from './marc21-fields.ts';
import { nonSortingEnd, withoutMarks } from './nonsorting.ts';
import { isDataField, type DataField, type MarcRecord, type Subfield } from './record.ts';

/**
 * A UNIMARC record in MARC 21, by the tables of marc21-fields.ts: for partners that read nothing else. It loses what
 * MARC 21 has no place for; text stays UTF-8, and leader 9 says so.
 */
export function toMarc21(record: MarcRecord): MarcRecord {
  const fields: (DataField | { tag: string; value: string })[] = [];
  const control = controlValue(record, '001');
  if (control !== null) fields.push({ tag: '001', value: control });
  const changed = controlValue(record, '005');
  if (changed !== null) fields.push({ tag: '005', value: changed });
  fields.push({ tag: '008', value: fixedField(record) });
  const title = titleField(record);
  if (title) fields.push(title);
  for (const field of record.fields) {
    if (!isDataField(field)) continue;
    const rule = marc21Rules[field.tag];
    const converted = rule && convert(field, rule);
    if (converted) fields.push(converted);
  }
  const order = fields.map((field, at) => ({ field, at }));
  order.sort((one, other) => Number(one.field.tag) - Number(other.field.tag) || one.at - other.at);
  return { leader: marc21Leader(record.leader), fields: order.map(({ field }) => field) };
}

/** The same as ISO 2709: MARC 21 differs from UNIMARC in leader 9, 17, 18 and 23. Throws UnwritableRecord. */
export function encodeMarc21(converted: MarcRecord): Buffer {
  const bytes = Buffer.from(encode(converted));
  bytes.write(converted.leader.slice(5, 10), 5, 'latin1');
  bytes.write(converted.leader.slice(17), 17, 'latin1');
  return bytes;
}

/** Types of UNIMARC's leader 6 that have another letter: multimedia, games and objects. */
const recordTypes: Readonly<Record<string, string>> = { l: 'm', m: 'o', b: 't' };

function marc21Leader(leader: string): string {
  const letter = (at: number, otherwise: string): string => leader[at]?.trim() || otherwise;
  const type = letter(6, 'a');
  const form = leader[18] === 'i' || leader[18] === ' ' ? 'i' : ' ';
  return `00000${letter(5, 'n')}${recordTypes[type] ?? type}${letter(7, 'm')} a2200000 ${form} 4500`;
}

/** 008, of 40 characters: dates, country and language out of 100, 101 and 102. */
function fixedField(record: MarcRecord): string {
  const coded = subfield(dataField(record, '100'), 'a');
  const entered = /^\d{8}/.test(coded) ? coded.slice(2, 8) : '000000';
  const dateType: Readonly<Record<string, string>> = { a: 'c', b: 'd', d: 's', e: 'r', f: 'q', g: 'm', h: 't', i: 'p' };
  const kind = dateType[coded[8] ?? ''] ?? 's';
  const year = publicationYear(record);
  const first = /^\d{4}$/.test(coded.slice(9, 13)) ? coded.slice(9, 13) : year === null ? 'uuuu' : String(year);
  const second = /^\d{4}$/.test(coded.slice(13, 17)) ? coded.slice(13, 17) : '    ';
  const country = countries[subfield(dataField(record, '102'), 'a').toUpperCase()] ?? 'xx ';
  const language = subfield(dataField(record, '101'), 'a').slice(0, 3).padEnd(3, ' ');
  return `${entered}${kind}${first}${second}${country}${' '.repeat(17)}${language} d`;
}

/** ISO 3166 of 102 $a → MARC country codes. */
const countries: Readonly<Record<string, string>> = {
  FR: 'fr ', BE: 'be ', CH: 'sz ', CA: 'xxc', GB: 'xxk', US: 'xxu', DE: 'gw ', ES: 'sp ', IT: 'it ', LU: 'lu ',
  NL: 'ne ', PT: 'po ', MA: 'mr ', DZ: 'ae ', TN: 'ti ', SN: 'sg ', PL: 'pl ', JP: 'ja ',
}; // prettier-ignore

/** 245 out of 200: its second indicator counts the non-sorting characters. */
function titleField(record: MarcRecord): DataField | null {
  const field = dataField(record, '200');
  if (!field) return null;
  const nonSorting = Math.max(0, subfield(field, 'a').indexOf(nonSortingEnd) - 1);
  const codes: Readonly<Record<string, string>> = { a: 'a', e: 'b', f: 'c', g: 'c', h: 'n', i: 'p', b: 'h', d: 'b' };
  const marks: Readonly<Record<string, string>> = { e: ' : ', d: ' = ', f: ' / ', g: ' ; ', h: '. ', i: ', ' };
  const subfields: Subfield[] = [];
  for (const { code, value } of field.subfields) {
    const to = codes[code];
    if (!to) continue;
    const last = subfields.at(-1);
    const again = subfields.some((each) => each.code === to);
    if (last && again) {
      // $a, $b and $c of 245 do not repeat: what follows stands in the last one, behind its mark
      subfields[subfields.length - 1] = {
        code: last.code,
        value: last.value + (marks[code] ?? ' ; ') + withoutMarks(value),
      };
      continue;
    }
    if (last) subfields[subfields.length - 1] = { code: last.code, value: last.value + (marks[code] ?? ' ').trimEnd() };
    subfields.push({ code: to, value: withoutMarks(value) });
  }
  if (subfields.length === 0) return null;
  const named = record.fields.some(({ tag }) => tag === '700' || tag === '710');
  return { tag: '245', ind1: named ? '1' : '0', ind2: String(Math.min(9, nonSorting)), subfields };
}

function convert(field: DataField, rule: Marc21Rule): DataField | null {
  const subfields: Subfield[] = [];
  for (const { code, value } of field.subfields) {
    const to = rule.subfields[code];
    if (!to) continue;
    const last = subfields.at(-1);
    // 7XX $a name, $b forename: one $a in MARC 21
    if (code === 'b' && to === 'a' && last?.code === 'a') {
      subfields[subfields.length - 1] = { code: 'a', value: `${last.value}, ${withoutMarks(value)}` };
      continue;
    }
    const mark = rule.before?.[to];
    if (mark && last) subfields[subfields.length - 1] = { code: last.code, value: last.value + mark.trimEnd() };
    subfields.push({ code: to, value: withoutMarks(value) });
  }
  if (subfields.length === 0) return null;
  return { tag: rule.tag, ind1: indicator(rule.ind1, field), ind2: indicator(rule.ind2, field), subfields };
}

function indicator(rule: string | undefined, field: DataField): string {
  if (rule === '=1') return field.ind1;
  if (rule === '=2') return field.ind2;
  return rule ?? ' ';
}
