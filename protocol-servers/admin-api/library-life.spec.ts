import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { getAs, refusal, signIn, type SignedIn } from './testing-client.fixture.ts';

let network: RealNetwork;
beforeAll(async () => {
  network = await realNetwork();
});
afterAll(() => network.close());

const contact = { person: 'Élise Caron', phone: '03 21 00 00 00', email: 'lens@example.org', address: '' };
const send = (who: SignedIn, method: string, path: string, body: unknown) =>
  fetch(network.url + path, {
    method,
    headers: { Cookie: who.cookie, 'X-CSRF': who.csrf, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
const life = async (who: SignedIn, code: string) => getAs(who, `${network.url}/libraries/${code}/life`);

test('the life of a library is told to those who steer it, whom to call only to those who may change it', async () => {
  const manager = await signIn(network.url, 'resp-lens');
  expect((await send(manager, 'PUT', '/libraries/LENS/contact', contact)).status).toBe(204);
  expect(await (await life(manager, 'LENS')).json()).toMatchObject({
    code: 'LENS',
    state: 'LIVE',
    contact,
    counts: { items: 0, lent: 0, devices: 1, managers: 1 },
    next: [{ to: 'LEAVING', checks: [{ check: 'not-hub', met: true, count: null, required: true }] }],
    blocking: [],
  });
  expect(await refusal(await life(manager, 'AVION'))).toEqual([403, 'library-not-yours']);
  const auditor = await signIn(network.url, 'audit');
  expect(await (await life(auditor, 'LENS')).json()).toMatchObject({ contact: null });
  expect(await refusal(await life(await signIn(network.url, 'agent-lens'), 'LENS'))).toEqual([403, 'forbidden']);
  expect(await refusal(await life(auditor, 'PARIS'))).toEqual([404, 'library-unknown']);
});

test('a library that is not ready for its next state is refused, with what is missing', async () => {
  const coord = await signIn(network.url, 'coord');
  const move = (to: string) => send(coord, 'POST', '/libraries/AVION/transitions', { to, why: 'Délibération' });
  expect((await move('LEAVING')).status).toBe(204);
  const answer = await move('LEFT');
  expect(((await answer.clone().json()) as { facts: unknown }).facts).toEqual({
    to: 'LEFT',
    checks: 'devices-disabled',
  });
  expect(await refusal(answer)).toEqual([409, 'library-not-ready']);
  expect(await refusal(await move('MIGRATING'))).toEqual([409, 'library-transition-not-possible']);
  expect((await move('LIVE')).status).toBe(204);
  const told = (await (await life(coord, 'AVION')).json()) as { states: { state: string; by: string }[] };
  expect(told.states.map(({ state, by }) => [state, by])).toEqual([
    ['LEAVING', 'coord'],
    ['LIVE', 'coord'],
  ]);
  const manager = await signIn(network.url, 'resp-lens');
  const asked = await send(manager, 'POST', '/libraries/LENS/transitions', { to: 'LEAVING', why: 'x' });
  expect(await refusal(asked)).toEqual([403, 'forbidden']);
});
