import { bytes } from '../../marc/fixtures.ts';
import { RecordSplitter, type Frame } from '../../marc/frame.ts';
import { generator, type Generator } from '../../marc/seeded.fixture.ts';
import { XmlSplitter } from '../../marc/xml-frame.ts';
import { decodeXml } from '../../marc/xml-record.ts';
import { recommandation995 } from './item-profile.ts';
import { prepareRecord } from './prepare.ts';
import type { PreparedRecord } from './prepared.ts';

jest.setTimeout(240_000); // many small records: a machine that does other things takes its time

/** A record of these fields, its counts right, one character a byte. */
function record(...fields: readonly (readonly [tag: string, data: string])[]): string {
  let directory = '';
  let body = '';
  for (const [tag, data] of fields) {
    directory += tag + String(data.length + 1).padStart(4, '0') + String(body.length).padStart(5, '0');
    body += `${data}\x1e`;
  }
  const base = 24 + directory.length + 1;
  return `${String(base + body.length + 1).padStart(5, '0')}nam0 22${String(base).padStart(5, '0')}   450 ${directory}\x1e${body}\x1d`;
}
/** Two sound neighbours, and those that are hurt between them. */
const first = record(['200', '1 \x1faPremiere notice']);
const last = record(['200', '1 \x1faDerniere notice']);
const between = [
  record(['001', '123'], ['200', '1 \x1faUn\x1feDeux']),
  record(['200', '1 \x1fa\xc3\x89t\xc3\xa9 \xc3\xa0 Lens']),
  record(['200', '1 \x1fa\xc2et\xc2e ici']),
  record(['200', '1 \x1faLivre'], ['995', '  \x1ff30000001\x1fkR AUT\x1frl']),
];
const xmlRecord = (title: string) =>
  `<record><leader>     nam0 22        450 </leader><datafield tag="200" ind1="1" ind2=" "><subfield code="a">${title}</subfield></datafield></record>`;

/** A few bytes changed, dropped, doubled or put in, the separators and digits that a frame is made of above all. */
function mutated(source: string, random: Generator): string {
  let text = source;
  for (let more = random.below(4); more >= 0; more -= 1) {
    const at = random.below(text.length);
    const dangerous = random.below(2) === 0 ? '\x1d\x1e\x1f0123459 \r\n\x1b<>"/&' : '';
    const byte = dangerous === '' ? String.fromCharCode(random.below(256)) : random.pick([...dangerous]);
    const taken = random.below(3);
    const put = random.below(4) === 0 ? text.slice(at, at + random.below(30)) : random.below(3) === 0 ? '' : byte;
    text = text.slice(0, at) + put + text.slice(at + taken);
  }
  return text;
}

const titleOf = (record: PreparedRecord) => (record.kind === 'ready' ? record.derived.title : '');
/** What is wrong with how a file was taken, or null: every byte in one record or blank, no neighbour lost in silence. */
function complaint(file: string, records: readonly PreparedRecord[], blank: RegExp): string | null {
  let at = 0;
  for (const { offset, end } of records) {
    if (offset < at || end <= offset) return `records overlap at ${offset}`;
    if (!blank.test(file.slice(at, offset))) return `bytes ${at} to ${offset} are nobody's`;
    at = end;
  }
  if (!blank.test(file.slice(at))) return `bytes from ${at} are nobody's`;
  for (const [title, place] of [
    ['Premiere notice', 0],
    ['Derniere notice', file.length - 40],
  ] as const) {
    if (records.some((record) => titleOf(record).includes(title))) continue;
    if (!records.some(({ kind, offset, end }) => kind === 'unreadable' && offset <= place && place < end))
      return `${title} is neither read nor rejected`;
  }
  return null;
}

test('100,000 mutated files: no crash, no byte nobody answers for, no neighbour lost without a line', () => {
  const random = generator(995);
  const complaints: string[] = [];
  const tally = { ready: 0, unreadable: 0, neighbours: 0 };
  for (let round = 0; round < 100_000; round += 1) {
    const file = first + mutated(random.pick(between), random) + last;
    const splitter = new RecordSplitter();
    const frames: Frame[] = [...splitter.push(bytes(file)), ...splitter.end()];
    const records = frames.map((frame) => prepareRecord(frame, { library: 'LENS', profile: recommandation995, charset: 'utf-8' }));
    for (const record of records) tally[record.kind] += 1;
    if (records.some((one) => titleOf(one) === 'Derniere notice')) tally.neighbours += 1;
    const wrong = complaint(file, records, /^[\s\0\x1a]*$/);
    if (wrong !== null) complaints.push(`${round}: ${wrong}: ${JSON.stringify(file)}`);
  }
  expect(complaints.slice(0, 5)).toEqual([]);
  expect(tally.neighbours).toBeGreaterThan(95_000);
  expect(tally.unreadable).toBeGreaterThan(10_000);
}); // prettier-ignore

test('5,000 mutated XML files: no crash, no byte nobody answers for, no neighbour lost without a line', () => {
  const random = generator(25577);
  const complaints: string[] = [];
  for (let round = 0; round < 5_000; round += 1) {
    const head = '<collection>' + xmlRecord('Premiere notice');
    const file = `${head}${mutated(xmlRecord('Entre deux'), random)}${xmlRecord('Derniere notice')}</collection>`;
    if (/<!DOCTYPE/.test(file)) continue;
    const splitter = new XmlSplitter();
    const frames = [...splitter.push(bytes(file)), ...splitter.end()];
    const read = (held: Uint8Array) => decodeXml(held, splitter.scope);
    const records = frames.map((frame) => prepareRecord(frame, { library: 'LENS', profile: recommandation995, read }));
    const wrong = complaint(file, records, /^[^]*$/);
    if (wrong !== null) complaints.push(`${round}: ${wrong}: ${JSON.stringify(file)}`);
  }
  expect(complaints.slice(0, 5)).toEqual([]);
});
