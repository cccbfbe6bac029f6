import type { CatalogueRecord } from '../../core/library.ts';
import { MalformedRecord } from '../../core/marc/malformed.ts';
import { fakeLibrary } from './fake-catalogue.ts';
import { recordSchemas, schemaNamed } from './schemas.ts';
import { WrittenRecords } from './written-records.ts';

const library = fakeLibrary([
  { title: 'Germinal', author: 'Zola', barcodes: ['30000001', '30000009'] },
  { title: 'Nana', author: 'Zola', barcodes: ['30000002'] },
  { title: 'Illisible', broken: true },
]);
const notice = (controlNumber: string) => `https://catalogue.example.fr/notice/${controlNumber}`;
let found: readonly CatalogueRecord[];
let written: WrittenRecords;
beforeAll(async () => {
  const outcome = await library.catalogue.search({ kind: 'all' }, { start: 0, count: 10, sort: [] });
  found = outcome.granted ? outcome.value.records : [];
});
beforeEach(() => (written = new WrittenRecords(library, { notice, provider: 'Catalogue collectif' }, 100_000)));

const ofItself = recordSchemas.filter(({ holdings }) => holdings !== 'availability');
const copiesTold = ofItself.filter(({ holdings }) => holdings === 'items');
const named = (name: string) => schemaNamed(name)!;
const write = (of: CatalogueRecord, schema = named('unimarcxchange')) => written.of(of, schema).toString();

test.each(ofItself)('$name: what did not change is the very bytes given before', (schema) => {
  const first = written.of(found[0]!, schema);
  const again = { ...found[0]!, record: { ...found[0]!.record, marc: Uint8Array.from(found[0]!.record.marc) } };
  expect(written.of(again, schema)).toBe(first);
});

test.each(copiesTold)('$name: another copy, another call number, a renamed record are told at once', (schema) => {
  const [germinal, nana] = [found[0]!, found[1]!];
  const before = write(germinal, schema);
  const moved = { ...germinal, items: germinal.items.map((item) => ({ ...item, callNumber: 'R 843 ZOL' })) };
  expect(write(moved, schema)).toContain('R 843 ZOL');
  const changed = { ...germinal, record: { ...germinal.record, marc: nana.record.marc } };
  expect(write(changed, schema)).toContain('Nana');
  expect(write(germinal, schema)).toBe(before);
});

test('a loan is not told by a form that does not tell availability, and costs nothing', () => {
  const first = written.of(found[0]!, named('unimarcxchange'));
  const lent = found[0]!.items.map((item) => ({ ...item, status: 'ON_LOAN' as const, statusSince: 5 }));
  expect(written.of({ ...found[0]!, items: lent }, named('unimarcxchange'))).toBe(first);
});

test('the records given least lately go when there is no more room', () => {
  const whole = named('unimarcxchange');
  const longest = Math.max(...[found[0]!, found[1]!].map((each) => written.of(each, whole).length));
  const small = new WrittenRecords(library, { notice, provider: '' }, 2 * (longest + 1_500));
  const kept = small.of(found[0]!, named('dc'));
  expect(small.of(found[0]!, named('dc'))).toBe(kept);
  for (const schema of ofItself) small.of(found[1]!, schema);
  expect(small.of(found[0]!, named('dc'))).not.toBe(kept);
  expect(small.of(found[0]!, named('dc'))).toEqual(kept);
});

test('a record nobody can read is refused each time, and not remembered', () => {
  for (let time = 0; time < 2; time += 1) expect(() => write(found[2]!)).toThrow(MalformedRecord);
});

test('MODS and oai_dc say where the notice is read and who has it', () => {
  const address = 'https://catalogue.example.fr/notice/PAS0000000001';
  expect(write(found[0]!, named('http://www.loc.gov/mods/v3'))).toMatch(
    new RegExp(
      `^<mods xmlns="http://www.loc.gov/mods/v3" version="3.7".*<shelfLocator>R ZOL</shelfLocator>.*${address}`,
    ),
  );
  expect(write(found[0]!, named('OAI_DC'))).toMatch(
    new RegExp(
      `^<oai_dc:dc .*<dc:source>Médiathèque de Lens, R ZOL</dc:source>.*${address}</dc:relation></oai_dc:dc>$`,
    ),
  );
});
