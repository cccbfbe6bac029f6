import { decode, encode } from './iso2709.ts';
import { decodeKept } from './kept.ts';
import { toMarcXchange } from './marcxchange.ts';
import type { MarcField, MarcRecord } from './record.ts';
import { generator, type Generator } from './seeded.fixture.ts';
import { XmlSplitter } from './xml-frame.ts';
import { decodeXml } from './xml-record.ts';

jest.setTimeout(240_000); // many small records: a machine that does other things takes its time

/** Pieces of text a catalogue holds: French, other alphabets, marks that have no composed letter, non-sorting marks. */
const pieces = [
  'Les Misérables', '\u0098L\u2019\u009cété', 'où', 'Œuvres', 'façade', 'Łódź', 'война и мир', 'Ελλάς', '東京', '𝄞', 'n\u0303'.normalize('NFC'),
  'q\u0307', '€', '…', '« »', ' ', '  ', '&amp;', '<b>', '"', '#', '$a', '|', '¬', '\u200e', '1862-1885', 'ISBN 2-07', "l'", '%', '\\', '~', '0',
]; // prettier-ignore
/** What ISO 5426 can hold. */
const latinPieces = ['Les Misérables ', '\u0098Le \u009c', 'où ', 'Œuvres ', 'façade, ', 'Łódź ', 'ậ ', '« ', ' »', 'stoß ', 'No ', '& ', '1862 ']; // prettier-ignore

const text = (random: Generator, from: readonly string[]): string => {
  let value = '';
  for (let more = random.below(6); more >= 0; more -= 1) value += random.pick(from);
  return value.normalize('NFC');
};
const codes = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
const indicators = [...'0123456789 |abz'];

function field(random: Generator, from: readonly string[]): MarcField {
  if (random.below(8) === 0)
    return { tag: random.pick(['002', '003', '005', '009']), value: `X ${text(random, from)}` };
  const subfields = Array.from({ length: 1 + random.below(4) }, () => ({
    code: random.pick(codes),
    value: `${text(random, from)}.`,
  }));
  const tag = String(10 + random.below(990)).padStart(3, '0');
  return { tag, ind1: random.pick(indicators), ind2: random.pick(indicators), subfields };
}

function record(random: Generator, from: readonly string[]): MarcRecord {
  const fields: MarcField[] = random.below(2) === 0 ? [{ tag: '001', value: `PAS${random.below(1_000_000)}` }] : [];
  for (let more = random.below(8); more >= 0; more -= 1) fields.push(field(random, from));
  const leader = `00000${random.pick([...'cdnop'])}${random.pick([...'abcdefgijklmr'])}${random.pick([...'aimsc'])}${random.pick([...' 012'])} 2200000${random.pick([...' 123'])}${random.pick([...' in'])} 450 `;
  return { leader, fields };
}

test('50,000 generated records: read again, each is what was written, and written again the same bytes', () => {
  const random = generator(2709);
  const different: MarcRecord[] = [];
  for (let count = 0; count < 50_000; count += 1) {
    const one = record(random, pieces);
    const bytes = encode(one);
    const again = decode(bytes, 'utf-8');
    const same = JSON.stringify(again) === JSON.stringify({ record: one, corrections: [] });
    const kept = JSON.stringify(decodeKept(bytes)) === JSON.stringify(one);
    if (!same || !kept || Buffer.compare(encode(again.record), bytes) !== 0) different.push(one);
  }
  expect(different.slice(0, 3)).toEqual([]);
});

test('5,000 generated records in ISO 5426: read again, each is what was written', () => {
  const random = generator(5426);
  for (let count = 0; count < 5_000; count += 1) {
    const one = record(random, latinPieces);
    expect(decode(encode(one, { charset: 'iso-5426' }), 'iso-5426')).toEqual({ record: one, corrections: [] });
  }
});

test('2,000 generated records in MarcXchange: read again, each is what was written', () => {
  const random = generator(25577);
  const records = Array.from({ length: 2_000 }, () => record(random, pieces));
  const splitter = new XmlSplitter();
  const file = Buffer.from(`<collection>${records.map((one) => toMarcXchange(one)).join('\n')}</collection>`);
  const frames = [...splitter.push(file), ...splitter.end()];
  expect(frames.map((frame) => decodeXml(frame.bytes, splitter.scope).record)).toEqual(records);
});
