import { SaxesParser } from 'saxes';
import { toDublinCore } from './dublin-core.ts';
import { bytes, lesMiserables } from './fixtures.ts';
import { decode } from './iso2709.ts';
import { toMarcXchange } from './marcxchange.ts';
import type { MarcRecord } from './record.ts';
import { escapeXml } from './xml.ts';

test.each([
  ['markup', `a < b & "c" > 'd'`, `a &lt; b &amp; &quot;c&quot; &gt; 'd'`],
  ['C0 controls', 'a\x00\x0b\x1b\x1d\x1e\x1fb', 'ab'],
  ['tab and line ends', 'a\tb\r\nc', 'a\tb\r\nc'],
  ['C1 controls, the non-sorting marks', '\u0098Les \u009cMisérables', '\u0098Les \u009cMisérables'],
  ['a character outside the BMP', 'clef 𝄞', 'clef 𝄞'],
  ['halves of one', 'a\ud834b\udd1ec', 'abc'],
  ['two characters that are none', 'a\ufffeb\uffffc', 'abc'],
])('escapes %s', (_, text, xml) => {
  expect(escapeXml(text)).toBe(xml);
});

test('short and long texts are escaped alike, wherever the character stands', () => {
  const cases = [['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['"', '&quot;'], ['\x00', ''], ['\x1f', ''], ['\ud834', ''], ['\udd1e', ''], ['\ufffe', ''], ['\uffff', ''], ['\ufffd', '\ufffd'], ['\t', '\t'], ['=', '=']] as const; // prettier-ignore
  for (const [character, written] of cases) {
    for (const length of [0, 1, 38, 39, 40, 41, 90]) {
      const before = 'é'.repeat(length);
      expect(escapeXml(before + character)).toBe(before + written);
      expect(escapeXml(character + before)).toBe(written + before);
    }
  }
});

/** What a parser that knows namespaces reads: element names and their text. */
function parsed(xml: string): { name: string; uri: string; attributes: Record<string, string>; text: string }[] {
  const elements: ReturnType<typeof parsed> = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', ({ local, uri, attributes }) => {
    const values = Object.values(attributes).map(({ name, value }) => [name, value]);
    elements.push({ name: local, uri, attributes: Object.fromEntries(values), text: '' });
  });
  parser.on('text', (text) => (elements.at(-1)!.text += text));
  parser.write(xml).close();
  return elements;
}

test('MarcXchange holds every field and subfield, in its namespace, with leader 9 blank', () => {
  const { record } = decode(bytes(lesMiserables));
  const [root, leader, ...fields] = parsed(toMarcXchange(record, 'PAS<1>'));
  expect(root).toMatchObject({ name: 'record', uri: 'info:lc/xmlns/marcxchange-v2' });
  expect(root!.attributes).toMatchObject({ format: 'Unimarc', type: 'Bibliographic', id: 'PAS<1>' });
  expect(leader).toMatchObject({ name: 'leader', text: '00000nam0 2200000   450 ' });
  const subfields = fields
    .filter(({ name }) => name === 'subfield')
    .map(({ attributes, text }) => [attributes['code'], text]);
  expect(subfields).toEqual(
    record.fields
      .flatMap((field) => ('subfields' in field ? field.subfields : []))
      .map(({ code, value }) => [code, value]),
  );
  expect(fields.filter(({ name }) => name === 'controlfield').map(({ attributes }) => attributes['tag'])).toEqual([
    '001',
    '003',
    '005',
  ]);
  expect(fields.find(({ attributes }) => attributes['tag'] === '225')!.attributes).toMatchObject({
    ind1: '|',
    ind2: ' ',
  });
});

test('Dublin Core of a novel, by French practice', () => {
  const said = toDublinCore(decode(bytes(lesMiserables)).record).map(({ element, value }) => `${element}: ${value}`);
  expect(said).toEqual([
    'title: Les Misérables. 1, Fantine : roman',
    'creator: Hugo, Victor (1802-1885)',
    'contributor: Noël, Bernard',
    'publisher: Gallimard (Paris)',
    'date: 1862',
    'type: texte imprimé',
    'type: Text',
    'format: 636 p.',
    'format: 18 cm',
    'language: fre',
    'identifier: http://catalogue.bnf.fr/ark:/12148/cb30835143',
    'identifier: ISBN 9782070409228',
    'identifier: EAN 9782070409228',
    'subject: Forçats -- France -- 19e siècle',
    'description: Jean Valjean sort du bagne.',
  ]);
});

/** [case, fields, statements they must give]. */
const rules: readonly (readonly [string, readonly string[], readonly object[]])[] = [
  ['a parallel title with its language', ['510 1  $aThe wretched$zeng'], [{ element: 'title', value: 'The wretched', lang: 'en' }]],
  ['a translator among the main authors', ['701  1 $aDurand$4730'], [{ element: 'contributor', value: 'Durand' }]],
  ['a body and its part', ['710 02$aLens$bArchives'], [{ element: 'creator', value: 'Lens. Archives' }]],
  ['a publisher of 214, not its printer', ['214  0 $aLille$cMiroirs', '214  3 $cImprimeur'], [{ element: 'publisher', value: 'Miroirs (Lille)' }]],
  ['a place, as subject and coverage', ['607    $aLens$xHistoire'], [{ element: 'coverage', value: 'Lens' }, { element: 'subject', value: 'Lens -- Histoire' }]],
  ['a set and its volume', ['461  0 $tŒuvres$v3'], [{ element: 'relation', value: 'Œuvres ; 3' }]],
  ['a set as embedded fields', ['461  0 $1001FR1$12001 $aŒuvres$fHugo'], [{ element: 'relation', value: 'Œuvres' }]],
  ['an address and its format', ['856 40$uhttps://example.org/1$qapplication/pdf'], [{ element: 'identifier', value: 'https://example.org/1' }, { element: 'format', value: 'application/pdf' }]],
  ['several years', ['100    $a20240321g19871990'], [{ element: 'date', value: '1987/1990' }]],
]; // prettier-ignore

const fieldOf = (written: string): MarcRecord['fields'][number] => ({
  tag: written.slice(0, 3),
  ind1: written[4] ?? ' ',
  ind2: written[5] ?? ' ',
  subfields: written
    .split('$')
    .slice(1)
    .map((text) => ({ code: text[0]!, value: text.slice(1) })),
});

test.each(rules)('Dublin Core: %s', (_, fields, expected) => {
  const record = { leader: '00000nam  2200000   450 ', fields: fields.map(fieldOf) };
  const statements = toDublinCore(record);
  for (const statement of expected) expect(statements).toContainEqual(statement);
});

test('Dublin Core holds no empty statement, none twice, no local note', () => {
  const fields = ['200 1  $aUn', '517    $aUn', '610    $a $alecture', '300    $aNote locale$5LENS'].map(fieldOf);
  const values = toDublinCore({ leader: '', fields }).map(({ element, value }) => `${element} ${value}`);
  expect(new Set(values).size).toBe(values.length);
  expect(values).toEqual(['title Un', 'type texte imprimé', 'type Text', 'subject lecture']);
});
