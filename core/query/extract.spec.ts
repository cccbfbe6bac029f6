import type { MarcField, MarcRecord } from '../marc/record.ts';
import type { Item } from '../circulation/entities.ts';
import { indexEntries, sortValues } from './extract.ts';
import type { IndexName } from './indexes.ts';

/** `700 $aZola$bÉmile` as a field; a control field has no `$`. */
function field(written: string): MarcField {
  const tag = written.slice(0, 3);
  if (!written.includes('$')) return { tag, value: written.slice(4) };
  const subfields = written
    .slice(4)
    .split('$')
    .slice(1)
    .map((part) => ({ code: part[0]!, value: part.slice(1) }));
  return { tag, ind1: ' ', ind2: ' ', subfields };
}
function record(...fields: string[]): MarcRecord {
  return { leader: '00000nam0 2200000   450 ', fields: fields.map(field) };
}
function values(of: MarcRecord, index: IndexName, items: readonly Item[] = []): readonly string[] {
  const entries = indexEntries(of, items, { libraryCode: (id) => ['', 'LENS', 'AVION'][id]!, carrier: () => 'book' });
  return entries.find((entry) => entry.index === index)?.values ?? [];
}

const germinal = record(
  '001 PAS0000000042',
  '010 $a2-07-061275-9$bbr.',
  '073 $a9782070612758',
  '100 $a20240321d1885    k  y0frey50      ba',
  '101 $afre$aeng',
  '200 $aGerminal$eroman$fÉmile Zola$gill. de X',
  '214 $aParis$cGallimard$dDL 1885',
  '225 $aFolio$x0768-0732',
  '461 $tLes Rougon-Macquart$v13',
  '606 $3027235627$aMineurs$yFrance$2rameau',
  '700 $3027205043$aZola$bÉmile$f1840-1902$4070',
);

test.each<[IndexName, readonly string[]]>([
  ['title', ['Germinal', 'Germinal roman', 'Folio', 'Les Rougon-Macquart']],
  ['author', ['Émile Zola ill. de X', 'Zola Émile', 'Zola Émile 1840-1902']],
  ['subject', ['Mineurs', 'Mineurs France']],
  ['isbn', ['9782070612758']],
  ['ean', ['9782070612758']],
  ['issn', ['07680732']],
  ['date', ['1885']],
  ['language', ['fre', 'eng']],
  ['control-number', ['PAS0000000042']],
  ['publisher', ['Gallimard']],
  ['carrier', ['book']],
  ['barcode', []],
])('feeds %s from the fields of the table', (index, expected) => {
  expect(values(germinal, index)).toEqual(expected);
});

test('counts results by the proper part of names and subjects', () => {
  const entries = indexEntries(germinal, [], { libraryCode: String, carrier: () => 'book' });
  const facets = Object.fromEntries(entries.map(({ index, facets: told }) => [index, told]));
  expect(facets).toMatchObject({ author: ['Zola Émile'], subject: ['Mineurs'] });
  expect(facets['title']).toBeUndefined();
});

test('gives a number to every field in each form a reader may type', () => {
  expect(values(germinal, 'any')).toContain('9782070612758 2070612759');
});

test('leaves links and source codes out of the words', () => {
  expect(values(germinal, 'any').join(' ')).not.toMatch(/rameau|027235627|070\b/);
});

test('reads the title of a linked record in both embedding styles', () => {
  expect(values(record('461 $10010123$1200 1$aFondation$eroman$1700 1$aAsimov'), 'title')).toEqual(['Fondation roman']);
  expect(values(record('461 $tFondation$v1'), 'title')).toEqual(['Fondation']);
});

test('takes barcodes and libraries from the items, each once', () => {
  const item = (barcode: string, homeLibraryId: number) => ({ barcode, homeLibraryId }) as Item;
  const items = [item('30000001', 1), item('b-2 ', 2), item('30000003', 1)];
  expect(values(germinal, 'barcode', items)).toEqual(['30000001', 'B-2', '30000003']);
  expect(values(germinal, 'library', items)).toEqual(['lens', 'avion']);
});

test.each([
  ['d1998    ', ['1998']],
  ['f19951997', ['1995', '1996', '1997']],
  ['b19501952', ['1950', '1951', '1952']],
  ['a19509999', ['1950']],
  ['e20101885', ['2010', '1885']],
  ['j19980512', ['1998']],
  ['f10001999', ['1000', '1999']],
  ['u        ', []],
  ['d19  ', []],
])('reads the years of 100 $a with type and dates %j', (coded, expected) => {
  expect(values(record(`100 $a20240321${coded}`), 'date')).toEqual(expected);
});

test('falls back on the imprint for the year', () => {
  expect(values(record('210 $d[ca 1932]'), 'date')).toEqual(['1932']);
  expect(values(record('214 $dDL 2021'), 'date')).toEqual(['2021']);
});

test('files under the title proper without its article, the first author and the first year', () => {
  const { fields } = record(
    '100 $a20240321f19951997',
    '101 $afre',
    '200 $a\u0098Les \u009cmisérables$h1',
    '700 $aHugo$bVictor',
    '701 $aAutre',
  );
  expect(sortValues({ leader: '', fields })).toEqual({ title: 'miserables 1', author: 'hugo victor', date: 1995 });
  expect(sortValues(record('200 $a\u0098The \u009cwire'))).toEqual({ title: 'wire', author: '', date: null });
});
