import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { recommandation995 } from '../../core/catalogue/import/item-profile.ts';
import { leMonde, lesMiserables } from '../../core/marc/fixtures.ts';
import { recordFiles } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-containers-'));
afterAll(() => rmSync(folder, { recursive: true }));
const workerFile = join(__dirname, 'parser-worker.ts');
const files = recordFiles({ workerFile, chunkSize: 1_000, limits: { ratioFrom: 100_000 } });

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? Buffer.from(content, 'latin1') : content);
  return path;
}

/** A zip archive of these files (APPNOTE 4.3), deflated. */
function zip(...members: readonly (readonly [string, string])[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of members) {
    const plain = Buffer.from(content, 'latin1');
    const packed = deflateRawSync(plain);
    const sizes = Buffer.alloc(16);
    sizes.writeUInt32LE(crc32(plain), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(plain.length, 8);
    sizes.writeUInt16LE(name.length, 12);
    const versionAndMethod = Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0x58]);
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04', 'latin1'),
      versionAndMethod,
      sizes,
      Buffer.from(name),
      packed,
    ]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    central.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), versionAndMethod, sizes, place, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

async function read(path: string) {
  const opened = await files.open({ path, library: 'LENS', profile: recommandation995, batchSize: 100 });
  const titles: string[] = [];
  for await (const batch of opened.batches)
    titles.push(...batch.map((record) => (record.kind === 'ready' ? record.derived.title : record.fault)));
  const { size, container, format } = opened;
  return { size, container, format, titles };
}
const fault = (path: string) => read(path).then(() => 'read', (error: { fault: string }) => error.fault); // prettier-ignore

const both = lesMiserables + leMonde;
const titles = ['Les Misérables. 1, Fantine : roman', 'Le Monde'];
const asXml =
  '<collection><record><leader>     nam0 22        450 </leader><datafield tag="200" ind1="1" ind2=" ">' +
  '<subfield code="a">Germinal</subfield></datafield></record></collection>';

test('gzip, under any name; offsets and size are those of what it holds', async () => {
  const path = file('records.mrc', gzipSync(Buffer.from(both, 'latin1')));
  expect(await read(path)).toEqual({ size: both.length, container: 'gzip', format: 'iso2709', titles });
});

test('zip, side files and folders apart', async () => {
  const path = file('records.bin', zip(['__MACOSX/x.mrc', 'rubbish'], ['notices.mrc', both]));
  expect(await read(path)).toEqual({ size: both.length, container: 'zip', format: 'iso2709', titles });
});

test('XML, alone and in a container', async () => {
  const whole = { size: asXml.length, format: 'xml', titles: ['Germinal'] };
  expect(await read(file('a.mrc', asXml))).toEqual({ ...whole, container: 'plain' });
  expect(await read(file('b.mrc', zip(['a.xml', asXml])))).toEqual({ ...whole, container: 'zip' });
});

test('what unpacks too far is refused before a record is given out', async () => {
  const blanks = ' '.repeat(3_000_000);
  expect(await fault(file('bomb.gz', gzipSync(both + blanks)))).toBe('too-large');
  expect(await fault(file('bomb.zip', zip(['a.mrc', both + blanks])))).toBe('too-large');
  const small = recordFiles({ workerFile, limits: { maxBytes: 1_000 } });
  const opening = small.open({
    path: file('c.gz', gzipSync(both)),
    library: 'LENS',
    profile: recommandation995,
    batchSize: 1,
  });
  await expect(opening).rejects.toMatchObject({ fault: 'too-large' });
});

test('archives of several files, of too many entries, damaged ones', async () => {
  expect(await fault(file('two.zip', zip(['a.mrc', both], ['b.mrc', both])))).toBe('archive');
  const many = Array.from({ length: 101 }, (_, index) => [`.${index}`, 'x'] as const);
  expect(await fault(file('many.zip', zip(...many, ['a.mrc', both])))).toBe('archive');
  const sound = zip(['a.mrc', both]);
  const at = sound.indexOf('a.mrc') + 20;
  expect(await fault(file('hurt.zip', Buffer.concat([sound.subarray(0, at), Buffer.from('XXXXXXXX'), sound.subarray(at + 8)])))).toBe('archive'); // prettier-ignore
});

test('whoever knows the character set may say it', async () => {
  const cp850 = lesMiserables.replaceAll('\xc3\xa9', '\x82\x82');
  const path = file('cp850.mrc', cp850);
  const opened = await files.open({
    path,
    library: 'LENS',
    profile: recommandation995,
    batchSize: 9,
    charset: 'cp850',
  });
  expect(opened.charset).toBe('cp850');
  await opened.close();
});
