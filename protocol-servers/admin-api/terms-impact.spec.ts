import type { PolicyRequest } from './contract-terms.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { getAs, post, refusal, signIn, type SignedIn } from './testing-client.fixture.ts';

let network: RealNetwork;
beforeAll(async () => {
  network = await realNetwork();
  await network.patron('P1');
  await network.item('I1');
  const asked = { device: network.devices.lens, card: 'P1', itemBarcode: 'I1', renewalAllowed: false };
  await network.checkOut({ ...asked, transactionDate: 'now' });
});
afterAll(() => network.close());

const send = (who: SignedIn, path: string, body: unknown) =>
  post(network.url + path, body, { Cookie: who.cookie, 'X-CSRF': who.csrf });
const books: PolicyRequest = {
  ...{ category: null, itemType: 'BOOK', library: null, loanDays: 28, renewals: 2, renewDays: 21, maxPerType: null },
  ...{ maxTotal: 5, holdsMax: 10, holdable: true, selfCheck: true, hardDueDate: null, graceOpenDays: 0 },
  ...{ suspensionPerLateDay: 0, feeSchedule: null },
};
const closing = { libraries: ['LENS'], from: '2026-12-09', until: '2026-12-09', reason: 'Travaux', dueDates: 'move' };

test('the matrix is told by codes, for the network and for one library', async () => {
  const auditor = await signIn(network.url, 'audit');
  const matrix = await (await getAs(auditor, `${network.url}/policies/matrix`)).json();
  expect(matrix).toMatchObject({
    library: null,
    categories: [{ code: 'ADULTE', label: 'Adulte' }],
    policies: [{ id: 2 }, { id: 1 }],
    cells: expect.arrayContaining([{ category: 'ADULTE', itemType: 'DVD', policy: 2, elsewhere: [] }]) as unknown,
  });
  expect((await getAs(auditor, `${network.url}/policies/matrix?library=LENS`)).status).toBe(200);
  const nowhere = await getAs(auditor, `${network.url}/policies/matrix?library=PARIS`);
  expect(await refusal(nowhere)).toEqual([404, 'library-unknown']);
});

test('the impact of a rule is told by codes, to those who edit rules', async () => {
  const coord = await signIn(network.url, 'coord');
  const impact = await send(coord, '/policies/impact', { id: null, policy: books });
  expect(await impact.json()).toEqual({
    places: [
      {
        category: 'ADULTE',
        itemType: 'BOOK',
        libraries: ['AVION', 'LENS', 'LIEVIN'],
        differences: [{ term: 'loanDays', before: 21, after: 28 }],
        openLoans: 1,
      },
    ],
    readersOver: 0,
  });
  const tie = await send(coord, '/policies/impact', { id: null, policy: { ...books, itemType: 'DVD' } });
  expect(await refusal(tie)).toEqual([409, 'policy-tie']);
  const manager = await signIn(network.url, 'resp-lens');
  expect(await refusal(await send(manager, '/policies/impact', { id: null, policy: books }))).toEqual([
    403,
    'forbidden',
  ]);
});

test('a closing is seen before it is made, and moves what is due then; a manager closes his own library alone', async () => {
  const manager = await signIn(network.url, 'resp-lens');
  const seen = await send(manager, '/calendars/closures/impact', closing);
  expect(await seen.json()).toEqual({
    total: 1,
    items: [
      {
        library: 'LENS',
        days: [{ date: '2026-12-09', change: 'closes' }],
        due: [{ date: '2026-12-09', next: '2026-12-10', loans: 1 }],
        loans: [{ barcode: 'I1', title: 'Germinal', date: '2026-12-09' }],
      },
    ],
  });
  const week = Array.from({ length: 7 }, () => [{ from: '10:00', to: '18:00' }]);
  const same = await send(manager, '/libraries/LENS/calendar/impact', { weekly: week, exceptions: [] });
  expect(await same.json()).toEqual({ library: 'LENS', days: [], due: [], loans: [] });
  const others = await send(manager, '/calendars/closures', { ...closing, libraries: ['LENS', 'AVION'] });
  expect(await refusal(others)).toEqual([403, 'library-not-yours']);
  expect((await send(manager, '/calendars/closures', closing)).status).toBe(204);
  expect(await network.store.read.terms.dueDates(network.libraries.lens, 0)).toEqual([
    { dueAt: Date.parse('2026-12-10T22:59:59Z'), loans: 1 },
  ]);
  const agent = await signIn(network.url, 'agent-lens');
  expect(await refusal(await send(agent, '/calendars/closures', closing))).toEqual([403, 'forbidden']);
});
