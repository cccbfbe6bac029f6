import { smallNetwork, start, type SmallNetwork } from '../circulation/small-network.fixture.ts';
import { ExchangeVault } from '../terminals/vault.ts';
import { defaultSecondFactor } from './second-factor.ts';
import { hashSecret } from './secrets.ts';
import { staffDesk } from './staff.ts';

const minute = 60_000;
const sealing = new ExchangeVault(Buffer.alloc(32, 7));
const secondFactor = { ...defaultSecondFactor, roles: [] };
let network: SmallNetwork;
let desk: ReturnType<typeof staffDesk>;
beforeEach(async () => {
  network = await smallNetwork();
  desk = staffDesk({ store: network.store, clock: { now: () => network.now() }, secondFactor, sealing });
  const account = { name: 'Claire', role: 'STAFF', libraryId: network.libraries.lens } as const;
  const passwordHash = await hashSecret('mot de passe', { N: 2, r: 1, p: 1 });
  await network.store.administration.insertUser({ ...account, login: 'claire', active: true, passwordHash });
  await network.store.administration.insertUser({ ...account, login: 'partie', active: false, passwordHash });
});
afterEach(() => network.close());

async function signedIn(): Promise<string> {
  const outcome = await desk.signIn('claire', 'mot de passe');
  if (!outcome.granted) throw new Error(outcome.refusal);
  return outcome.value.token;
}

test('signs in with the right password; the database knows only a digest of the session', async () => {
  const token = await signedIn();
  expect(await desk.session(token)).toMatchObject({
    granted: true,
    value: { user: { login: 'claire', role: 'STAFF' }, stage: 'open' },
  });
  expect(await network.store.read.session(token)).toBeNull();
});

test.each([
  ['claire', 'autre'],
  ['personne', 'mot de passe'],
  ['partie', 'mot de passe'],
])('refuses %s / %s in the same words', async (login, password) => {
  expect(await desk.signIn(login, password)).toEqual({ granted: false, refusal: 'credentials-wrong', facts: {} });
});

test('a session ends after half an hour without use, and after twelve hours whatever its use', async () => {
  const token = await signedIn();
  for (let at = 25; at <= 12 * 60; at += 25) {
    network.at(start + at * minute);
    expect((await desk.session(token)).granted).toBe(true);
  }
  network.at(start + 12 * 60 * minute + 1);
  expect((await desk.session(token)).granted).toBe(false);

  const idle = await signedIn();
  network.at(network.now() + 30 * minute + 1);
  expect((await desk.session(idle)).granted).toBe(false);
});

test('a stream left open does not keep an idle session alive; signing out ends it', async () => {
  const token = await signedIn();
  network.at(start + 20 * minute);
  expect((await desk.session(token, 'stream')).granted).toBe(true);
  network.at(start + 31 * minute);
  expect((await desk.session(token)).granted).toBe(false);

  const other = await signedIn();
  await desk.signOut(other);
  expect((await desk.session(other)).granted).toBe(false);
});

test('every sign-in and every failure is in the journal, without the password', async () => {
  await signedIn();
  await desk.signIn('claire', 'faux');
  const events = await network.store.read.eventsAfter(0, ['SIGN_IN', 'SIGN_IN_FAILED'], 10);
  expect(events.map((event) => [event.type, event.actor])).toEqual([
    ['SIGN_IN', 'user:claire'],
    ['SIGN_IN_FAILED', 'user:claire'],
  ]);
});
