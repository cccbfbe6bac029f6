import fc from 'fast-check';
import * as fixtures from './fixtures.ts';
import { decode, encode, UnwritableRecord } from './iso2709.ts';
import { MalformedRecord } from './malformed.ts';
import type { MarcField, MarcRecord } from './record.ts';

const { bytes, lesMiserables, leMonde } = fixtures;

/** Fields as cataloguers write them: `200 1  $aLe Monde`. */
const written = (record: MarcRecord): string[] =>
  record.fields.map((field) =>
    'subfields' in field
      ? `${field.tag} ${field.ind1}${field.ind2} ${field.subfields.map(({ code, value }) => `$${code}${value}`).join('')}`
      : `${field.tag} ${field.value}`,
  );
const codes = (latin1: string) => decode(bytes(latin1)).corrections.map(({ code }) => code);

/** A record of one field 200 whose data is `data`, its counts right. */
function oneField(data: string, tag = '200'): string {
  const entry = tag + String(data.length + 1).padStart(4, '0') + '00000';
  return `${String(24 + 13 + data.length + 2).padStart(5, '0')}nam  2200037   450 ${entry}\x1e${data}\x1e\x1d`;
}

test('reads a record field by field', () => {
  const { record, corrections } = decode(bytes(leMonde));
  expect(record.leader).toBe('00000cas  2200000   450 ');
  expect(written(record)).toEqual([
    '011    $a0395-2037$y0395-2038',
    '100    $a19750101a19449999m  y0frey01      ba',
    '101 0  $afre',
    '110    $aca',
    '200 1  $aLe Monde$bTexte imprime$fdir. publ. Hubert Beuve-Mery',
    '207  0 $aNo 1 (19 dec. 1944)-',
    '210    $aParis$cSociete editrice du Monde$d1944-',
    '326    $aQuotidien',
    '995    $f30009010$kPER MON$rper',
  ]);
  expect(corrections).toEqual([]);
});

test.each([['lesMiserables'], ['leMonde'], ['marc21'], ['hugoAuthority'], ['titleless']] as const)(
  '%s: written again, it is the same record, and the same bytes when nothing was put right',
  (name) => {
    const latin1 = fixtures[name];
    const { record, corrections } = decode(bytes(latin1));
    const again = encode(record);
    expect(decode(again)).toEqual({ record, corrections: [] });
    const canonical = name === 'marc21' ? latin1.replace('nam a22', 'nam  22') : latin1;
    if (corrections.length === 0) expect(Buffer.from(again).toString('latin1')).toBe(canonical);
  },
);

/** [case, data of the field, what is read, what was put right]. */
const fields: readonly (readonly [string, string, string | undefined, readonly string[]])[] = [
  ['empty subfields', '1 \x1faOne\x1fb\x1fcTwo', '200 1  $aOne$cTwo', ['empty-subfield']],
  ['a code in upper case', '1 \x1fAOne', '200 1  $aOne', ['subfield-code']],
  ['a code missing before a blank', '1 \x1f One', '200 1  $a One', ['subfield-code']],
  ['no subfield at all', '1 One', '200 1  $aOne', ['indicators']],
  ['no indicators', '\x1faOne', '200    $aOne', ['indicators']],
  ['text before the first subfield', '1 One\x1fbTwo', '200 1  $aOne$bTwo', ['indicators']],
  ['indicators as # and |', '#|\x1faOne', '200  | $aOne', ['indicators']],
  ['half an ISO 2022 escape', '1 \x1faOne \x1b(3Two\x1bThree', '200 1  $aOne TwoThree', ['control-characters']],
  ['a tab and a line end', '1 \x1faOne\tTwo\r\nThree', '200 1  $aOne Two Three', ['control-characters']],
  ['HTML entities stay as they are', '1 \x1faOne &amp; Two', '200 1  $aOne &amp; Two', []],
  ['a letter decomposed in UTF-8 is composed', '1 \x1fae\xcc\x81te\xcc\x81', '200 1  $aété', ['not-composed']],
];

test.each(fields)('%s', (_, data, expected, corrections) => {
  expect(written(decode(bytes(oneField(data))).record)).toEqual([expected]);
  expect(codes(oneField(data))).toEqual(corrections);
});

const directoryOf = (record: string) => record.slice(24, record.indexOf('\x1e'));
const withDirectory = (record: string, change: (entries: string[]) => string[]) =>
  record.replace(directoryOf(record), change(directoryOf(record).match(/.{12}/g)!).join(''));

test('reads a directory in any order', () => {
  const shuffled = withDirectory(leMonde, (entries) => entries.reverse());
  expect(written(decode(bytes(shuffled)).record)).toEqual(written(decode(bytes(leMonde)).record).reverse());
  expect(codes(shuffled)).toEqual([]);
});

/** [case, the same record with a directory that lies]. */
const lies: readonly (readonly [string, string])[] = [
  ['entries that overlap', withDirectory(leMonde, (entries) => entries.map((entry) => `${entry.slice(0, 7)}00000`))],
  ['lengths of characters, not of bytes', withDirectory(leMonde, (entries) => entries.map((entry) => `${entry.slice(0, 3)}0010${entry.slice(7)}`))],
  ['lengths that are no numbers', withDirectory(leMonde, (entries) => entries.map((entry) => `${entry.slice(0, 3)}    ${entry.slice(7)}`))],
  ['starts beyond the record', withDirectory(leMonde, (entries) => entries.map((entry, index) => `${entry.slice(0, 7)}9000${index}`))],
]; // prettier-ignore

test.each(lies)('%s: fields are cut at their terminators', (_, record) => {
  expect(written(decode(bytes(record)).record)).toEqual(written(decode(bytes(leMonde)).record));
  expect(codes(record)).toEqual(['directory']);
});

test('drops fields whose tag is not three digits, and says which', () => {
  const record = withDirectory(leMonde, (entries) => entries.map((entry) => entry.replace(/^326/, 'FMT')));
  const { record: read, corrections } = decode(bytes(record));
  expect(read.fields.map(({ tag }) => tag)).toEqual(['011', '100', '101', '110', '200', '207', '210', '995']);
  expect(corrections).toEqual([{ code: 'field-dropped', detail: 'tag "FMT"' }]);
});

test('keeps the first of several 001', () => {
  const { record, corrections } = decode(bytes('00064nam  2200049   450 001000300000001000300003\x1eA1\x1eB2\x1e\x1d'));
  expect(record.fields).toEqual([{ tag: '001', value: 'A1' }]);
  expect(corrections.map(({ code }) => code)).toEqual(['record-length', 'control-number-repeated']);
});

test('reads a control number that was written as a data field', () => {
  const { record, corrections } = decode(bytes(oneField('  \x1fa040085864', '001')));
  expect(record.fields).toEqual([{ tag: '001', value: '040085864' }]);
  expect(corrections).toEqual([{ code: 'subfield-code', detail: '001' }]);
});

test('puts right control bytes in the leader, and an encoding letter in position 9', () => {
  const { record, corrections } = decode(bytes(`${leMonde.slice(0, 8)}\x01a${leMonde.slice(10)}`));
  expect(record.leader).toBe('00000cas  2200000   450 ');
  expect(corrections.map(({ code }) => code)).toContain('leader');
});

/** [case, bytes, the fault]. */
const faulty: readonly (readonly [string, string, string])[] = [
  ['nothing', '', 'not-a-record'],
  ['a text', 'Il était une fois', 'not-a-record'],
  ['a leader alone', leMonde.slice(0, 24), 'truncated'],
  ['a record cut inside a field', leMonde.slice(0, 300), 'truncated'],
  ['a directory that is no multiple of 12', `${leMonde.slice(0, 24)}7${leMonde.slice(24)}`, 'directory-unreadable'],
  ['an empty directory', '00026nam  2200025   450 \x1e\x1d', 'no-field'],
  ['more fields than entries', leMonde.replace('Quotidien', 'Quoti\x1e\x1e\x1edien'), 'fields-do-not-match-directory'],
  ['fields that are all empty', '00041nam  2200037   450 200000300000\x1e1 \x1e\x1d', 'no-field'],
];

test.each(faulty)('%s: MalformedRecord', (_, latin1, fault) => {
  expect(() => decode(bytes(latin1))).toThrow(expect.objectContaining({ name: 'MalformedRecord', fault }));
});

test('a field over 9,999 bytes or a record over 99,999 is never truncated', () => {
  const note = (length: number): MarcField => ({
    tag: '300',
    ind1: ' ',
    ind2: ' ',
    subfields: [{ code: 'a', value: 'é'.repeat(length / 2) }],
  });
  const leader = '00000nam  2200000   450 ';
  expect(encode({ leader, fields: [note(9_994)] })).toHaveLength(24 + 12 + 1 + 9_999 + 1);
  expect(() => encode({ leader, fields: [note(9_996)] })).toThrow(UnwritableRecord);
  expect(() => encode({ leader, fields: Array.from({ length: 10 }, () => note(9_994)) })).toThrow(
    /the record has 10\d+ bytes/,
  );
});

test.each([
  ['a separator in a text', { tag: '300', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: 'a\x1eb' }] }],
  ['a tag of letters', { tag: 'FMT', value: 'BK' }],
  ['a code of two letters', { tag: '300', ind1: ' ', ind2: ' ', subfields: [{ code: 'ab', value: 'x' }] }],
  ['an empty indicator', { tag: '300', ind1: '', ind2: ' ', subfields: [{ code: 'a', value: 'x' }] }],
] as const)('%s cannot be written', (_, field) => {
  expect(() => encode({ leader: '', fields: [field] })).toThrow(UnwritableRecord);
});

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((value) => value.normalize('NFC').replace(/[\0-\x1f\x7f]/g, ''))
  .filter((value) => value.trim() !== '' && !value.includes('\ufffd') && value === value.normalize('NFC'));
const indicator = fc.constantFrom(' ', '0', '1', '|');
const dataField = fc.record({
  tag: fc.integer({ min: 10, max: 999 }).map((tag) => String(tag).padStart(3, '0')),
  ind1: indicator,
  ind2: indicator,
  subfields: fc.array(fc.record({ code: fc.constantFrom(...'abcdefz0359'), value: text }), {
    minLength: 1,
    maxLength: 5,
  }),
});
const controlField = fc.record({ tag: fc.constantFrom('002', '003', '005'), value: text });

test('any record is read back as it was written', () => {
  const records = fc.array(fc.oneof(dataField, controlField), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(records, (fields) => {
      const record = { leader: '00000nam  2200000   450 ', fields };
      expect(decode(encode(record), 'utf-8').record).toEqual(record);
    }),
    { numRuns: 500, seed: 995 },
  );
});

test('10,000 mutated records: a record that can be written, or MalformedRecord', () => {
  const sources = [lesMiserables, leMonde, fixtures.oeuvresIso5426, fixtures.ecoleWindows1252, fixtures.noelTwice].map(
    bytes,
  );
  let seed = 2709;
  const below = (limit: number) => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0) % limit;
  let records = 0;
  for (let round = 0; round < 10_000; round += 1) {
    const bytes = Array.from(sources[round % sources.length]!);
    for (let change = below(8); change >= 0; change -= 1) {
      const at = below(bytes.length);
      const byte = below(4) === 0 ? 0x1d + below(3) : below(256);
      bytes.splice(at, below(3), ...(below(3) === 0 ? [] : [byte]));
    }
    try {
      const { record } = decode(Uint8Array.from(bytes));
      decode(encode(record));
      records += 1;
    } catch (error) {
      if (!(error instanceof MalformedRecord)) throw error;
    }
  }
  expect(records).toBeGreaterThan(1_000);
});
