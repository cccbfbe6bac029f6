import type { Charset } from './charset.ts';
import { bytes } from './fixtures.ts';
import type { Frame } from './frame.ts';
import { MalformedRecord } from './malformed.ts';
import { toMarcXchange } from './marcxchange.ts';
import { DoctypeRefused, XmlSplitter } from './xml-frame.ts';
import { decodeXml } from './xml-record.ts';

/** One record as the Sudoc gives it: no namespace, blanks where ISO 2709 counts. */
const sudoc = (title = 'Germinal', number = '000000124') =>
  `<record>\n  <leader>     cam0 22        450 </leader>\n  <controlfield tag="001">${number}</controlfield>\n` +
  `  <datafield tag="200" ind1="1" ind2=" "><subfield code="a">${title}</subfield><subfield code="f">Zola</subfield></datafield>\n</record>`;
const utf8 = (text: string) => Buffer.from(text).toString('latin1');

function split(chunks: readonly string[], maxRecordBytes?: number): { frames: Frame[]; splitter: XmlSplitter } {
  const splitter = new XmlSplitter({ maxRecordBytes });
  const frames = chunks.flatMap((chunk) => splitter.push(bytes(chunk)));
  return { frames: [...frames, ...splitter.end()], splitter };
}
/** What became of each record: its title and what was put right, else its fault. */
function read(file: string, charset?: Charset, maxRecordBytes?: number): string[] {
  const { frames, splitter } = split([file], maxRecordBytes);
  return frames.map((frame) => {
    if (frame.rejected) return frame.rejected;
    try {
      const { record, corrections } = decodeXml(frame.bytes, splitter.scope, charset);
      const title = record.fields.find(({ tag }) => tag === '200');
      const text = title && 'subfields' in title ? title.subfields[0]!.value : '?';
      return [text, ...corrections.map(({ code }) => code)].join(' ');
    } catch (error) {
      if (error instanceof MalformedRecord) return error.fault;
      throw error;
    }
  });
}

const marcXchange = (prefix: string, body: string) =>
  `<${prefix}collection xmlns${prefix ? ':mx' : ''}="info:lc/xmlns/marcxchange-v2">${body}</${prefix}collection>`;
const prefixed = sudoc().replaceAll(/<(\/?)(?=[a-z])/g, '<$1mx:');

/** [case, the document, what is read]. */
const documents: readonly (readonly [string, string, readonly string[]])[] = [
  ['Sudoc, without namespace', `<?xml version="1.0"?><collection>${sudoc()}${sudoc('La Terre')}</collection>`, ['Germinal', 'La Terre']],
  ['one record alone', sudoc(), ['Germinal']],
  ['MarcXchange as default namespace', marcXchange('', sudoc()), ['Germinal']],
  ['MarcXchange under a prefix that the root declares', marcXchange('mx:', prefixed), ['Germinal']],
  ['UNIMARC in the namespace of MARCXML', `<collection xmlns="http://www.loc.gov/MARC21/slim">${sudoc()}</collection>`, ['Germinal']],
  ['an OAI-PMH answer', `<OAI-PMH><ListRecords><record><header><identifier>x</identifier></header><metadata><mx:record xmlns:mx="info:lc/xmlns/marcxchange-v2">${prefixed.slice(11, -12)}</mx:record></metadata></record></ListRecords></OAI-PMH>`, ['Germinal']],
  ['a namespace that is no record', `<record xmlns="urn:other">${sudoc().slice(8)}`, ['not-a-record']],
  ['comments, CDATA and instructions that speak of records', `<c><!-- <record> --><?x <record> ?>${sudoc('<![CDATA[<record> & co]]>')}</c>`, ['<record> & co']],
  ['references and entities of HTML', `<c>${sudoc('&#201;t&eacute; &amp; hiver')}</c>`, ['Été & hiver html-entities']],
  ['a record whose end is lost', `<c>${sudoc().replace('</record>', '')}${sudoc('La Terre')}</c>`, ['truncated', 'La Terre']],
  ['a record that is not well formed', `<c>${sudoc().replace('</leader>', '</lider>')}${sudoc('La Terre')}</c>`, ['not-well-formed', 'La Terre']],
  ['a file cut in a record', `<c>${sudoc('La Terre')}${sudoc().slice(0, 150)}`, ['La Terre', 'truncated']],
  ['characters XML forbids', `<c>${sudoc('a\x1bb')}</c>`, ['ab control-characters']],
  ['a record without fields', '<c><record><leader/></record><record/></c>', ['no-field', 'no-field']],
  ['ISO 8859-1, declared', `<?xml version="1.0" encoding="ISO-8859-1"?><c>${sudoc('\xc9t\xe9')}</c>`, ['Été']],
  ['Windows-1252 in a document that says UTF-8', `<?xml version='1.0' encoding='UTF-8'?><c>${sudoc('\xc9t\xe9')}</c>`, ['Été charset-mixed']],
  ['letters and marks apart', `<c>${sudoc(utf8('e\u0301te\u0301'))}</c>`, ['été not-composed']],
]; // prettier-ignore

test.each(documents)('%s', (_, file, expected) => {
  expect(read(file)).toEqual(expected);
});

test.each(documents)('%s: cut at any byte, the frames are the same', (_, file) => {
  const told = (chunks: readonly string[]) =>
    split(chunks).frames.map(
      ({ offset, size, rejected, bytes: held }) => `${offset} ${size} ${rejected} ${held.length}`,
    );
  const whole = told([file]);
  for (let at = 1; at < file.length; at += 1) expect(told([file.slice(0, at), file.slice(at)])).toEqual(whole);
  expect(told([...file])).toEqual(whole);
});

test('a document type declaration is refused before anything is parsed', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE c [<!ENTITY a "aaaa">]><c>${sudoc('&a;')}</c>`;
  for (const chunks of [[bomb], [...bomb]]) expect(() => split(chunks)).toThrow(DoctypeRefused);
});

test('a record over the limit is rejected once, with its size, and the next is read', () => {
  const long = sudoc('x'.repeat(5_000));
  const file = `<c>${long}${sudoc('La Terre')}</c>`;
  expect(read(file, undefined, 2_000)).toEqual(['record-too-long', 'La Terre']);
  for (const chunks of [[file], [...file], file.match(/.{1,700}/gs)!]) {
    const [first, second] = split(chunks, 2_000).frames;
    expect(first).toMatchObject({ offset: 3, size: long.length });
    expect(first!.bytes).toHaveLength(2_000);
    expect(second!.offset).toBe(3 + long.length);
  }
});

test('fields, indicators and codes are put right as those of ISO 2709, and told', () => {
  const odd =
    '<record><leader>00000nam a2200000 i 4500</leader><controlfield tag="001">A</controlfield><controlfield tag="001">B</controlfield>' +
    '<datafield tag="200" ind1="#" ind2=""><subfield code="A">Un</subfield><subfield code="b"></subfield></datafield>' +
    '<datafield tag="FMT" ind1=" " ind2=" "><subfield code="a">x</subfield></datafield><datafield tag="300" ind1=" " ind2=" "/></record>';
  const { record, corrections } = decodeXml(bytes(odd), { namespaces: {}, encoding: 'utf-8' });
  expect(record).toEqual({
    leader: '00000nam  2200000 i 450 ',
    fields: [
      { tag: '001', value: 'A' },
      { tag: '200', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: 'Un' }] },
    ],
  });
  expect(new Set(corrections.map(({ code }) => code))).toEqual(
    new Set(['control-number-repeated', 'indicators', 'subfield-code', 'empty-subfield', 'field-dropped', 'blank-field', 'leader']), // prettier-ignore
  );
});

test('what is written in MarcXchange is read back as it was', () => {
  const { frames, splitter } = split([
    `<c>${sudoc(utf8('L’été & <la> "mer"'))}</c>`.replace('&', '&amp;').replace('<la>', '&lt;la>'),
  ]);
  const { record } = decodeXml(frames[0]!.bytes, splitter.scope);
  const again = split([utf8(`<?xml version="1.0"?><collection>${toMarcXchange(record)}</collection>`)]);
  expect(decodeXml(again.frames[0]!.bytes, again.splitter.scope)).toEqual({ record, corrections: [] });
});
