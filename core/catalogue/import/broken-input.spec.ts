import { FileCharset } from '../../marc/file-charset.ts';
import * as fixtures from '../../marc/fixtures.ts';
import { splitRecords } from '../../marc/frame.ts';
import { decodeXml } from '../../marc/xml-record.ts';
import { XmlSplitter } from '../../marc/xml-frame.ts';
import { recommandation995 } from './item-profile.ts';
import { prepareRecord } from './prepare.ts';
import type { PreparedRecord } from './prepared.ts';

const { bytes, ecoleWindows1252, leMonde, lesMiserables, marc21, oeuvresIso5426 } = fixtures;

/** [tag, data without its terminator]. */
type Data = readonly [tag: string, data: string];
/** A record whose counts are right, made here and not by the writer of the server. */
function record(fields: readonly Data[], leader = 'nam0 22'): string {
  let directory = '';
  let body = '';
  for (const [tag, data] of fields) {
    directory += tag + String(data.length + 1).padStart(4, '0') + String(body.length).padStart(5, '0');
    body += `${data}\x1e`;
  }
  const base = 24 + directory.length + 1;
  const length = String(base + body.length + 1).padStart(5, '0');
  return `${length}${leader}${String(base).padStart(5, '0')}   450 ${directory}\x1e${body}\x1d`;
}
const title: Data = ['200', '1 \x1faBroken'];
const note = (text: string): Data => ['300', `  \x1fa${text}`];
const copy = (subfields: string): Data => ['995', `  ${subfields}`];
const sound = record([title]);
const inDirectory = (whole: string, change: (directory: string) => string): string => {
  const end = whole.indexOf('\x1e');
  return whole.slice(0, 24) + change(whole.slice(24, end)) + whole.slice(end);
};
/** A field of 12,000 bytes, whose directory cannot say so. */
const longField = ((): string => {
  const data = `  \x1fa${'x'.repeat(12_000)}\x1e`;
  return `12077nam0 2200049   450 200001100000300200500011\x1e1 \x1faBroken\x1e${data}\x1d`;
})();
/** Over 99,999 bytes. */
const longRecord = ((): string => {
  const data = `  \x1fa${'x'.repeat(9_000)}\x1e`;
  const directory = `200001100000${'300900500011'.repeat(12)}`;
  return `99999nam0 22${String(25 + directory.length).padStart(5, '0')}   450 ${directory}\x1e1 \x1faBroken\x1e${data.repeat(12)}\x1d`;
})();

/** What each broken record gives, as `told` says it: its title and what was put right, or its fault. */
const lines: readonly (readonly [line: string, file: string, told: readonly string[]])[] = [
  ['wrong record length (transcoded after counting)', `00300${sound.slice(5)}`, ['Broken: record-length']],
  ['the same, its directory counted in characters', inDirectory(record([['200', '1 \x1faBrok\xc3\xa9n'], note('\xc3\xa9t\xc3\xa9')]), () => '200001100000300000800011'), ['Brokén: directory']],
  ['record > 99,999 with length 99999', longRecord, ['does-not-fit']],
  ['field > 9,999 with a wrong directory', longField, ['does-not-fit']],
  ['directory unordered', inDirectory(record([title, note('x')]), (entries) => entries.slice(12) + entries.slice(0, 12)), ['Broken: ']],
  ['directory overlapping', inDirectory(record([title, note('x')]), (entries) => `${entries.slice(0, 19)}00000`), ['Broken: directory']],
  ['CR/LF between records', `\r\n${sound}\r\n\r\n`, ['Broken: ']],
  ['file wrapped at 80 columns', record([title, note('x'.repeat(200))]).replace(/.{80}/gs, '$&\r\n'), ['Broken: unwrapped']],
  ['missing last 1D', sound.slice(0, -1), ['Broken: terminator-missing']],
  ['stray 1D inside a note', record([title, note('a\x1db')]), ['Broken: control-characters']],
  ['stray 1E inside a note', record([title, note('a\x1eb')]), ['Broken: control-characters']],
  ['control byte in leader 9', record([title], 'nam0\x0122'), ['Broken: leader']],
  ['blanks in leader 10-11', record([title], 'nam0   '), ['Broken: leader']],
  ['leader of MARC, 9 a', record([title], 'nam0a22'), ['Broken: leader']],
  ['XML leader, blank length and base', `     nam0 22     ${sound.slice(17)}`, ['Broken: record-length leader']],
  ['tags not three digits', record([title, ['FMT', 'BK'], ['LDR', 'x']]), ['Broken: field-dropped']],
  ['subfield code missing', record([['200', '1 \x1f\xc9t\xe9']]), ['Été: charset subfield-code']],
  ['subfield code upper case', record([['200', '1 \x1fABroken']]), ['Broken: subfield-code']],
  ['empty subfields', record([['200', '1 \x1faBroken\x1fe\x1ff']]), ['Broken: empty-subfield']],
  ['half ISO 2022 escapes', record([['200', '1 \x1faBro\x1b(ken\x1b']]), ['Broen: control-characters']],
  ['MARC21 delivered as UNIMARC', marc21, ['wrong-flavour']],
  ['mixed encodings in one file', record([['200', '1 \x1faBrok\xe9n cr\xe9\xe9']]), ['Brokén créé: charset']],
  ['ISO 5426 in a file of UTF-8', oeuvresIso5426, ["L'été des œuvres: charset"]],
  ['Windows-1252 that says UTF-8', ecoleWindows1252, ['L’École des cœurs brisés: charset charset-declared']],
  ['several 001', record([['001', 'A'], ['001', 'B'], title]), ['Broken: control-number-repeated']],
  ['995 without $f', record([title, copy('\x1fkR X\x1fjINV')]), ['Broken: (barcode-missing)']],
  ['995 with the three parts of a barcode', record([title, copy('\x1fg30\x1fh00\x1fi1')]), ['Broken: ']],
  ['HTML entities', record([['200', '1 \x1faBrok&eacute;n &amp; &#233;t&#xE9;']]), ['Brokén & été: html-entities']],
  ['a record cut in two', sound.slice(0, 40), ['truncated']],
  ['rubbish', '<!-- export of 12 records -->', ['not-a-record']],
]; // prettier-ignore

function told(prepared: PreparedRecord): string {
  if (prepared.kind === 'unreadable') return prepared.fault;
  const titleOf = prepared.derived.title.replace(/ : .*/, '');
  const codes = prepared.corrections.map(({ code }) => (code === 'charset-mixed' ? 'charset' : code));
  return `${titleOf}: ${[...new Set(codes), ...prepared.unusableItems.map(({ fault }) => `(${fault})`)].join(' ')}`;
}

/** Reads a file as an import does; every byte must be in a record or be a blank between two. */
async function imported(file: string): Promise<PreparedRecord[]> {
  const charset = new FileCharset();
  const frames = [];
  for await (const frame of splitRecords([bytes(file)])) frames.push(frame);
  for (const frame of frames) charset.observe(frame.bytes);
  let at = 0;
  for (const { offset, size } of frames) {
    expect(file.slice(at, offset)).toMatch(/^(?:\xef\xbb\xbf)?[\s\0\x1a]*$/);
    at = offset + size;
  }
  expect(file.slice(at)).toMatch(/^[\s\0\x1a]*$/);
  return frames.map((frame) =>
    prepareRecord(frame, { library: 'LENS', profile: recommandation995, charset: charset.decide() }),
  );
}

test.each(lines)('%s: read or quarantined, its neighbours kept', async (_, broken, expected) => {
  const file = lesMiserables + leMonde + broken + leMonde + lesMiserables;
  const prepared = await imported(file);
  expect(prepared.map(told)).toEqual([
    'Les Misérables. 1, Fantine: empty-subfield',
    'Le Monde: ',
    ...expected,
    'Le Monde: ',
    'Les Misérables. 1, Fantine: empty-subfield',
  ]);
  for (const record of prepared) {
    expect(record.offset).toBeLessThan(record.end);
    if (record.kind === 'unreadable') expect(file.slice(record.offset, record.end)).toContain(broken.slice(0, 20));
  }
});

test.each(lines)('%s: last of the file', async (_, broken, expected) => {
  const alone = expected.map((line) => line.replace(/charset(?: |$)/, '')); // the record says for the file how it is written
  expect((await imported(leMonde + broken)).map(told)).toEqual(['Le Monde: ', ...alone]);
});

test('a byte order mark before the first record', async () => {
  expect((await imported(`\xef\xbb\xbf${sound}${leMonde}`)).map(told)).toEqual(['Broken: ', 'Le Monde: ']);
});

test('XML, the same: a broken record costs no neighbour', () => {
  const one = (title: string) =>
    `<record><leader>     nam0 22        450 </leader><datafield tag="200" ind1="1" ind2=" "><subfield code="a">${title}</subfield></datafield></record>`;
  const splitter = new XmlSplitter();
  const file = `<collection>${one('Un')}${one('Deux').replace('</datafield>', '')}${one('Trois &copy; & co')}${one('Quatre')}</collection>`;
  const frames = [...splitter.push(bytes(file)), ...splitter.end()];
  const read = (held: Uint8Array) => decodeXml(held, splitter.scope);
  const prepared = frames.map((frame) => prepareRecord(frame, { library: 'LENS', profile: recommandation995, read }));
  expect(prepared.map(told)).toEqual(['Un: ', 'not-well-formed', 'not-well-formed', 'Quatre: ']);
});
