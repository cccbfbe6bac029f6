import { linesAtOnce } from './list-file.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { getAs, refusal, signIn } from './testing-client.fixture.ts';

let network: RealNetwork;
beforeAll(async () => {
  network = await realNetwork();
  const reader = await network.patron('CARD1', { firstName: 'Élise', lastName: '=Caron' });
  for (let n = 0; n <= linesAtOnce; n += 1) {
    const { recordId } = await network.item(`I${n}`);
    await network.hold(reader, recordId);
  }
});
afterAll(() => network.close());

const file = async (login: string, path: string) => getAs(await signIn(network.url, login), network.url + path);
const lines = async (answer: Response) =>
  (await answer.text())
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');
const noted = () =>
  network.rows(`SELECT actor, payload FROM events WHERE type = 'LIST_TAKEN' ORDER BY seq DESC LIMIT 1`);

test('a list longer than a page is taken out whole, once each line; the journal says by whom', async () => {
  const answer = await file('coord', '/holds/file?state=live&form=spreadsheet');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename=reservations.csv');
  const [heads, ...told] = await lines(answer);
  expect(heads).toMatch(/^Réservation;État;Rang;Titre;.*;Carte;Nom;Prénom$/);
  expect(new Set(told.map((line) => line.split(';')[0])).size).toBe(linesAtOnce + 1);
  expect(told).toHaveLength(linesAtOnce + 1);
  expect(told[0]).toMatch(/;en attente;1;.*;\d\d\/11\/2026 \d\d:\d\d;.*;CARD1;'=Caron;Élise$/);
  expect(await noted()).toEqual([
    {
      actor: 'user:coord',
      payload: JSON.stringify({ list: 'holds', lines: linesAtOnce + 1, namesReaders: true }),
    },
  ]);
});

test('whoever may not take readers out gets the list without them', async () => {
  const [heads, first] = await lines(await file('agent-lens', '/holds/file?form=exchange'));
  expect(heads).not.toContain('Carte');
  expect(first).not.toMatch(/CARD1|Caron/);
  expect(await refusal(await file('agent-lens', '/patrons/file?q=caron&form=exchange'))).toEqual([403, 'forbidden']);
  expect(await refusal(await file('info', '/holds/file?form=exchange'))).toEqual([403, 'forbidden']);
});

test('lists of a library, and readers, are taken out alike; what is not well asked is refused', async () => {
  expect(await lines(await file('agent-lens', '/libraries/LENS/pull-list/file?form=exchange'))).toHaveLength(1);
  expect(await lines(await file('agent-lens', '/libraries/LENS/hold-shelf/file?form=spreadsheet'))).toHaveLength(1);
  const readers = await lines(await file('resp-lens', '/patrons/file?list=duplicates&form=exchange'));
  expect(readers).toEqual(['Nom,Prénom,Année de naissance,Bibliothèque,État']);
  expect(await refusal(await file('resp-lens', '/patrons/file?form=exchange'))).toEqual([400, 'invalid-request']);
  expect(await refusal(await file('coord', '/holds/file?card=NOBODY&form=exchange'))).toEqual([404, 'patron-unknown']);
  expect(await refusal(await file('coord', '/libraries/PARIS/pull-list/file?form=exchange'))).toEqual([
    404,
    'library-unknown',
  ]);
});
