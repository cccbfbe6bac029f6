import { bytes, hugoAuthority, leMonde, lesMiserables, marc21, noelTwice, titleless } from '../../marc/fixtures.ts';
import { RecordSplitter } from '../../marc/frame.ts';
import { decode } from '../../marc/iso2709.ts';
import { recommandation995, type ItemProfile } from './item-profile.ts';
import { prepareRecord } from './prepare.ts';
import type { PreparedRecord, ReadyRecord } from './prepared.ts';

function prepare(latin1: string, profile: ItemProfile = recommandation995): PreparedRecord[] {
  const splitter = new RecordSplitter();
  const frames = [...splitter.push(bytes(latin1)), ...splitter.end()];
  return frames.map((frame) => prepareRecord(frame, { library: 'LENS', profile }));
}
function ready(latin1: string, profile?: ItemProfile): ReadyRecord {
  const [record] = prepare(latin1, profile);
  if (record?.kind !== 'ready') throw new Error(`not ready: ${JSON.stringify(record)}`);
  return record;
}
const fieldsOf = ({ marc }: ReadyRecord) => decode(marc).record.fields;

test('the foreign 001 goes to 035, local and item fields are left out, our number comes first', () => {
  const record = ready(lesMiserables);
  expect(record.sourceId).toBe('FRBNF308351');
  expect(fieldsOf(record).map(({ tag }) => tag)).toEqual([
    ...['001', '003', '005', '010', '035', '073', '100', '101', '102', '105', '106', '200', '210', '215', '225', '330'],
    ...['606', '676', '700', '702', '801'],
  ]);
  expect(fieldsOf(record)[0]).toEqual({ tag: '001', value: 'PAS0000000000' });
  expect(fieldsOf(record)[4]).toEqual({
    tag: '035',
    ind1: ' ',
    ind2: ' ',
    subfields: [{ code: 'a', value: '(LENS)FRBNF308351' }],
  });
});

test('items are read by the profile; a barcode in three parts is joined', () => {
  expect(ready(lesMiserables).items).toEqual([
    {
      barcode: '30009001',
      owner: 'LENS',
      type: 'BOOK',
      location: 'Adultes',
      callNumber: 'R HUG',
      volume: 'I',
      inventoryNo: 'INV-1',
      loanable: true,
    },
    {
      barcode: '30009002',
      owner: 'LENS',
      type: 'BOOK',
      location: '',
      callNumber: 'R HUG',
      volume: '',
      inventoryNo: '',
      loanable: false,
    },
  ]);
  expect(ready(leMonde).items).toMatchObject([{ barcode: '30009010', owner: '', type: 'MAGAZINE', loanable: true }]);
});

test('another source system is another profile, not other code', () => {
  const profile: ItemProfile = {
    ...recommandation995,
    name: 'avion',
    documentTypes: { per: 'REFERENCE' },
    barcodePrefix: 'AV',
    localTags: [...recommandation995.localTags, '326'],
  };
  const record = ready(leMonde, profile);
  expect(record.items).toMatchObject([{ barcode: 'AV30009010', type: 'REFERENCE', loanable: false }]);
  expect(fieldsOf(record).map(({ tag }) => tag)).not.toContain('326');
});

/** 995 $r and $o as written → item type and whether it is lent; the record is a serial. */
test.each([
  ['per', '', 'MAGAZINE', true],
  ['DVD', '', 'DVD', true],
  ['aa ', '', 'MAGAZINE', true],
  ['jd ', '', 'MAGAZINE', true],
  ['xyz', '', 'MAGAZINE', true],
  ['per', '\x1fo1', 'MAGAZINE', false],
  ['per', '\x1foUsuel', 'REFERENCE', false],
  ['per', '\x1fo0', 'MAGAZINE', true],
])('$r %j $o %j is lent as %s: %s', (documentType, circulation, type, loanable) => {
  const record = leMonde.replace('\x1frper', `\x1fr${documentType}${circulation}`);
  // jd: the letter of a music recording, on a record that says serial: the code of two letters wins
  const expected = documentType === 'jd ' ? 'CD' : type;
  expect(ready(record).items).toMatchObject([{ type: expected, loanable }]);
});

test('an item without barcode is told, and loses no other', () => {
  const record = ready(lesMiserables.replace('\x1ff30009001', '\x1f930009001'));
  expect(record.unusableItems).toEqual([{ fault: 'barcode-missing', detail: 'R HUG INV-1' }]);
  expect(record.items.map(({ barcode }) => barcode)).toEqual(['30009002']);
});

test('a record without number has a key that its notes and items do not change, and its title does', () => {
  const { sourceId } = ready(leMonde);
  expect(sourceId).toMatch(/^~[0-9a-f]{32}$/);
  expect(ready(leMonde.replace('Quotidien', 'Mensuel  ')).sourceId).toBe(sourceId);
  expect(ready(leMonde.replace('30009010', '30009011')).sourceId).toBe(sourceId);
  expect(ready(leMonde.replace('Le Monde', 'Le Demon')).sourceId).not.toBe(sourceId);
});

test('the hash is that of the bytes as received', () => {
  expect(ready(leMonde).hash).toBe(ready(leMonde).hash);
  expect(ready(leMonde).hash).not.toBe(ready(leMonde.replace('Quotidien', 'Mensuel  ')).hash);
});

test('derived columns are those of the record that is kept', () => {
  expect(ready(lesMiserables).derived).toMatchObject({ title: 'Les Misérables. 1, Fantine : roman', carrier: 'book' });
});

test('corrections come with the record', () => {
  expect(ready(noelTwice).corrections).toEqual([{ code: 'double-encoding-suspected', detail: '' }]);
});

test.each([
  ['MARC21', marc21, 'wrong-flavour'],
  ['an authority', hugoAuthority, 'not-bibliographic'],
  ['no title', titleless, 'title-missing'],
  ['a record deleted at its source', leMonde.replace('cas', 'das'), 'deleted-at-source'],
  ['a record cut', leMonde.slice(0, 300), 'truncated'],
  ['rubbish', 'rubbish', 'not-a-record'],
])('%s is refused with its place', (_, latin1, fault) => {
  expect(prepare(leMonde + latin1).slice(1)).toMatchObject([
    { kind: 'unreadable', offset: leMonde.length, end: leMonde.length + latin1.length, fault },
  ]);
});

test('a record that ISO 2709 cannot hold once in UTF-8 is refused, not cut', () => {
  const note = `  \x1fa${'\xe9'.repeat(6_000)}\x1e`;
  const directory = `200000700000300${String(note.length).padStart(4, '0')}00007`;
  const record = `${String(24 + 25 + 7 + note.length + 1).padStart(5, '0')}nam  2200049   450 ${directory}\x1e1 \x1faT\xe9\x1e${note}\x1d`;
  expect(prepare(record)).toMatchObject([{ kind: 'unreadable', fault: 'does-not-fit' }]);
});
