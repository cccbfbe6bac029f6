import { recommandation995 } from '../../core/catalogue/import/index.ts';
import { prepareRecord } from '../../core/catalogue/import/prepare.ts';
import { bytes, leMonde, lesMiserables, marc21, oeuvresIso5426 } from '../../core/marc/fixtures.ts';
import { RecordSplitter } from '../../core/marc/frame.ts';
import { pack, unpack } from './packed-record.ts';

const preparation = { library: 'LENS', profile: recommandation995 };

test.each([
  ['a record with its copies', lesMiserables],
  ['a serial', leMonde],
  ['one put right', oeuvresIso5426],
  ['one of another flavour, refused', marc21],
  ['one cut short', lesMiserables.slice(0, 300)],
  ['one with a copy of an unknown type', lesMiserables.replace(/\x1fr[a-z]{3}/, '\x1fr???')],
])('%s crosses as it is', (_name, text) => {
  const splitter = new RecordSplitter();
  const [frame] = [...splitter.push(bytes(text)), ...splitter.end()];
  const record = prepareRecord(frame!, preparation);
  expect(unpack(structuredClone(pack(record)))).toEqual(
    record.kind === 'ready' ? { ...record, marc: new Uint8Array(record.marc) } : record,
  );
});

test('half a character that a file left alone crosses too', () => {
  const splitter = new RecordSplitter();
  const [frame] = [...splitter.push(bytes(leMonde)), ...splitter.end()];
  const record = prepareRecord(frame!, preparation);
  if (record.kind !== 'ready') throw new Error('not read');
  const odd = { ...record, sourceId: 'a\ud800"\\\u2028\u0000' };
  expect(unpack(pack(odd))).toEqual(odd);
});
