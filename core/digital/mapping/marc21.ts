import { controlValue, dataField, dataFields, subfield } from '../../marc/field.ts';
import { nonSortingBegin, nonSortingEnd } from '../../marc/nonsorting.ts';
import { isDataField, type DataField, type MarcRecord, type Subfield } from '../../marc/record.ts';
import { general } from './dublin-core.ts';

/** How one field of MARC 21 becomes one of UNIMARC: its tag, indicators, subfields; what is not named is left out. */
interface Rule {
  readonly tag: string;
  readonly indicators?: string;
  readonly subfields: Readonly<Record<string, string>>;
}

const subject = { a: 'a', v: 'j', x: 'x', y: 'z', z: 'y', '2': '2' } as const;

/** MARC 21 → UNIMARC, after the Library of Congress's conversion specifications: what describes something read on line. */
const rules: Readonly<Record<string, Rule>> = {
  '020': { tag: '010', subfields: { a: 'a', q: 'b', c: 'd', z: 'z' } },
  '022': { tag: '011', subfields: { a: 'a', y: 'y', z: 'z' } },
  '246': { tag: '517', indicators: '1 ', subfields: { a: 'a', b: 'e', n: 'h', p: 'i' } },
  '250': { tag: '205', subfields: { a: 'a', b: 'f' } },
  '260': { tag: '214', indicators: ' 0', subfields: { a: 'a', b: 'c', c: 'd' } },
  '300': { tag: '215', subfields: { a: 'a', b: 'c', c: 'd', e: 'e' } },
  '490': { tag: '225', indicators: '1 ', subfields: { a: 'a', v: 'v', x: 'x' } },
  '500': { tag: '300', subfields: { a: 'a' } },
  '502': { tag: '328', indicators: ' 0', subfields: { a: 'a' } },
  '504': { tag: '320', subfields: { a: 'a' } },
  '505': { tag: '327', indicators: '1 ', subfields: { a: 'a' } },
  '506': { tag: '371', indicators: '0 ', subfields: { a: 'a' } },
  '520': { tag: '330', subfields: { a: 'a' } },
  '521': { tag: '333', subfields: { a: 'a' } },
  '540': { tag: '371', indicators: '0 ', subfields: { a: 'a' } },
  '600': { tag: '600', indicators: ' 1', subfields: { ...subject, d: 'f' } },
  '610': { tag: '601', indicators: '02', subfields: { ...subject, b: 'b' } },
  '650': { tag: '606', subfields: subject },
  '651': { tag: '607', subfields: subject },
  '653': { tag: '610', indicators: '0 ', subfields: { a: 'a' } },
  '655': { tag: '608', subfields: { a: 'a', '2': '2' } },
  '082': { tag: '676', subfields: { a: 'a', '2': 'v' } },
  '773': { tag: '461', indicators: ' 0', subfields: { t: 't', g: 'v', x: 'x' } },
  '830': { tag: '410', indicators: ' 0', subfields: { a: 't', v: 'v', x: 'x' } },
  '856': { tag: '856', subfields: { u: 'u', q: 'q', z: 'z', y: '2', '3': '2' } },
}; // prettier-ignore

/** MARC relator codes and UNIMARC's ($4); a name without one, or with another, is an author. */
const relators: Readonly<Record<string, string>> = {
  aut: '070', cre: '070', cmp: '230', edt: '340', ill: '440', nrt: '550', prf: '590', trl: '730', aui: '080', pht: '600', drt: '300',
}; // prettier-ignore
const secondary = new Set(['340', '440', '550', '590', '730', '080']);

/** A record in MARC 21 as UNIMARC. It loses what has no place there; what is wrong in it stays wrong. Without title: null. */
export function fromMarc21(record: MarcRecord, at: number): MarcRecord | null {
  const title = titleField(record);
  if (!title) return null;
  const coded = controlValue(record, '008') ?? '';
  const fields: DataField[] = [general100(coded, at), ...languages(record, coded), title];
  for (const field of record.fields) {
    if (!isDataField(field)) continue;
    const made = madeOf(field);
    if (made && made.subfields.length > 0) fields.push(made);
  }
  return { leader: leaderOf(record.leader), fields: fields.toSorted((a, b) => Number(a.tag) - Number(b.tag)) };
}

function madeOf(field: DataField): DataField | null {
  const { tag, ind1, ind2 } = field;
  if (/^(?:100|110|700|710)$/.test(tag)) return nameField(field);
  if (tag === '024')
    return ind1 === '3' ? converted(field, { tag: '073', indicators: ' 0', subfields: { a: 'a' } }) : null;
  if (tag === '264') return ind2 === '1' ? converted(field, rules['260']!) : null;
  const rule = rules[tag];
  if (!rule) return null;
  // 856: where it is, and whether it is the thing itself, are said alike.
  return converted(field, tag === '856' ? { ...rule, indicators: `${ind1}${ind2}` } : rule);
}

function converted(field: DataField, { tag, indicators = '  ', subfields }: Rule): DataField {
  const values: Subfield[] = [];
  for (const { code, value } of field.subfields) {
    const to = subfields[code];
    const text = to === 'u' ? value.trim() : withoutMark(value);
    if (to !== undefined && text !== '') values.push({ code: to, value: text });
  }
  return { tag, ind1: indicators[0]!, ind2: indicators[1]!, subfields: values };
}

/** ISBD punctuation stands between subfields in MARC 21, and is left to the reader in UNIMARC; a point stays. */
function withoutMark(text: string): string {
  return text.replace(/\s*[/:;,=]\s*$/, '').trim();
}

/** 245 → 200; its second indicator counts the characters that are not sorted. */
function titleField(record: MarcRecord): DataField | null {
  const field = dataField(record, '245');
  if (!field) return null;
  const codes: Readonly<Record<string, string>> = { a: 'a', b: 'e', c: 'f', n: 'h', p: 'i' };
  const made = converted(field, { tag: '200', indicators: '1 ', subfields: codes });
  const [first, ...rest] = made.subfields;
  if (!first) return null;
  const count = Number(field.ind2);
  if (!(count > 0) || first.code !== 'a' || count >= first.value.length) return made;
  const value = `${nonSortingBegin}${first.value.slice(0, count)}${nonSortingEnd}${first.value.slice(count)}`;
  return { ...made, subfields: [{ code: 'a', value }, ...rest] };
}

/** `Hugo, Victor,` $d `1802-1885` → $a Hugo $b Victor $f 1802-1885. */
function nameField(field: DataField): DataField | null {
  const text = withoutMark(subfield(field, 'a')).replace(/(?<=\p{Ll}\p{Ll})\.$/u, '');
  if (text === '') return null;
  const role = relators[subfield(field, '4').trim().slice(-3)] ?? '070';
  const order = field.tag.startsWith('1') ? '0' : secondary.has(role) ? '2' : '1';
  const body = field.tag.endsWith('10');
  const comma = body ? -1 : text.indexOf(', ');
  const name =
    comma < 0
      ? [{ code: 'a', value: text }]
      : [
          { code: 'a', value: text.slice(0, comma) },
          { code: 'b', value: text.slice(comma + 2) },
        ];
  const dates = withoutMark(subfield(field, 'd'));
  const subfields = [...name, ...(dates === '' ? [] : [{ code: 'f', value: dates }]), { code: '4', value: role }];
  return {
    tag: `7${body ? '1' : '0'}${order}`,
    ind1: body ? '0' : ' ',
    ind2: body ? '2' : comma < 0 ? '0' : '1',
    subfields,
  };
}

function general100(coded: string, at: number): DataField {
  const year = /^\d{4}$/.test(coded.slice(7, 11)) ? Number(coded.slice(7, 11)) : null;
  return { tag: '100', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: general(at, year) }] };
}

/** 041 $a, else 008 positions 35-37. */
function languages(record: MarcRecord, coded: string): DataField[] {
  const told = dataFields(record, '041').flatMap(({ subfields }) => subfields.filter(({ code }) => code === 'a'));
  const codes = told.length > 0 ? told.map(({ value }) => value.trim()) : [coded.slice(35, 38)];
  const known = codes.filter((code) => /^[a-z]{3}$/.test(code) && code !== 'und' && code !== 'zxx');
  if (known.length === 0) return [];
  return [{ tag: '101', ind1: '0', ind2: ' ', subfields: known.map((value) => ({ code: 'a', value })) }];
}

/** Types of MARC 21's leader 6 that have another letter: computer files, kits, manuscripts. */
const recordTypes: Readonly<Record<string, string>> = { m: 'l', o: 'm', p: 'm', t: 'b' };

function leaderOf(leader: string): string {
  const type = leader[6] ?? 'a';
  return `00000n${recordTypes[type] ?? type}${leader[7] ?? 'm'}0 2200000   450 `;
}
