import { request as httpRequest } from 'node:http';
import { fakeLibrary } from './fake-catalogue.ts';
import { servedSru, type ServedSru } from './served.fixture.ts';

const works = [
  { title: 'Germinal', author: 'Zola', barcodes: ['30000001'] },
  { title: 'La Bête humaine', author: 'Zola', barcodes: ['40000001'] },
];
let sru: ServedSru;
beforeAll(async () => {
  sru = await servedSru(fakeLibrary(works));
});
afterAll(() => sru.close());

test('a long answer is compressed for those who take it so', async () => {
  const encoding = (accept: string): Promise<string | undefined> =>
    new Promise((resolve, reject) => {
      const request = httpRequest(`${sru.address}?query=zola&version=2.0`, { headers: { 'accept-encoding': accept } });
      request.on('response', (answer) => {
        answer.resume();
        resolve(answer.headers['content-encoding']);
      });
      request.on('error', reject).end();
    });
  expect(await encoding('gzip')).toBe('gzip');
  expect(await encoding('identity')).toBeUndefined();
});

test('a browser asks first whether it may post (CORS)', async () => {
  const answer = await fetch(sru.address, { method: 'OPTIONS' });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('access-control-allow-methods')).toBe('GET, HEAD, POST, OPTIONS');
});

test('HEAD answers as GET, without the body', async () => {
  const answer = await fetch(`${sru.address}?query=zola`, { method: 'HEAD' });
  expect([answer.status, await answer.text()]).toEqual([200, '']);
});

test.each([
  ['/catalogue', '2', 'Catalogue collectif'],
  ['/LENS', '1', 'Médiathèque de Lens'],
  ['/lens', '1', 'Médiathèque de Lens'],
  ['/avion', '1', "Médiathèque d'Avion"],
  ['/numerique', '0', 'Bibliothèque numérique'],
])('database %s has %s works and says its own name', async (path, found, title) => {
  const search = { version: '1.2', operation: 'searchRetrieve', query: 'zola or zola', maximumRecords: '0' };
  expect((await sru.get(search, path)).all('numberOfRecords')).toEqual([found]);
  const explained = await sru.get('', path);
  expect(explained.all('title')[0]).toBe(title);
  expect(explained.all('database')).toEqual([`sru${path}`]);
});
