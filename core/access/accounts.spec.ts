import { smallNetwork, start, type SmallNetwork } from '../circulation/small-network.fixture.ts';
import type { Outcome } from '../outcome.ts';
import type { StaffUser } from '../ports/staff.ts';
import { ExchangeVault } from '../terminals/vault.ts';
import { accountDesk } from './accounts.ts';
import type { AccountDesk, StaffDesk } from './desk.ts';
import { oneTimePasswordLasts } from './passwords.ts';
import { defaultSecondFactor } from './second-factor.ts';
import { staffDesk } from './staff.ts';

let network: SmallNetwork;
let accounts: AccountDesk;
let desk: StaffDesk;
let ana: StaffUser;
let bob: StaffUser;
let karim: StaffUser;
beforeEach(async () => {
  network = await smallNetwork();
  const ports = {
    ...{ store: network.store, clock: { now: () => network.now() } },
    secondFactor: { ...defaultSecondFactor, roles: [] },
    sealing: new ExchangeVault(Buffer.alloc(32, 1)),
  };
  [accounts, desk] = [accountDesk(ports), staffDesk(ports)];
  const account = { libraryId: null, active: true, passwordHash: 'x' };
  for (const [login, role] of [
    ['ana', 'NETWORK_ADMIN'],
    ['bob', 'NETWORK_ADMIN'],
    ['karim', 'COORDINATOR'],
  ] as const) {
    await network.store.administration.insertUser({ ...account, login, name: login, role });
  }
  const known = await network.store.read.staffUsers();
  const userOf = (login: string) => known.find((user) => user.login === login)!;
  [ana, bob, karim] = [userOf('ana'), userOf('bob'), userOf('karim')];
});
afterEach(() => network.close());

function given<T>(outcome: Outcome<T>): T {
  if (!outcome.granted) throw new Error(`${outcome.refusal} ${JSON.stringify(outcome.facts)}`);
  return outcome.value;
}
const agent = () => ({ name: 'Zoé', role: 'STAFF' as const, libraryId: network.libraries.lens });
const changes = async () =>
  (await network.store.read.eventsAfter(0, ['USER_CHANGED'], 100)).map(({ actor, payload }) => [actor, payload]);

test('somebody invited signs in once by the password he was given, and chooses his own before anything else', async () => {
  const { secret, until } = given(await accounts.create(karim, 'zoe', agent()));
  expect(until).toBe(start + oneTimePasswordLasts);
  const { stage, token } = given(await desk.signIn('zoe', secret));
  expect(stage).toBe('password');
  expect(given(await desk.choosePassword(token, secret, 'quatre mots bien choisis')).stage).toBe('open');
  expect((await desk.signIn('zoe', secret)).granted).toBe(false);
  expect(given(await desk.signIn('zoe', 'quatre mots bien choisis')).stage).toBe('open');
});

test('an invitation ends; another one can be made', async () => {
  const { secret } = given(await accounts.create(ana, 'zoe', agent()));
  network.at(start + oneTimePasswordLasts + 1);
  expect(await desk.signIn('zoe', secret)).toMatchObject({ refusal: 'credentials-wrong' });
  const again = given(await accounts.makePassword(ana, 'zoe'));
  expect(given(await desk.signIn('zoe', again.secret)).stage).toBe('password');
});

test.each([
  ['an administrator', 'NETWORK_ADMIN', null],
  ['a coordinator', 'COORDINATOR', null],
  ['an IT referent', 'IT_REFERENT', null],
  ['an auditor', 'AUDITOR', null],
] as const)('a coordinator makes no account of %s, by whatever way', async (_who, role, libraryId) => {
  const refusal = { refusal: 'account-protected', facts: { reason: 'role', role } };
  expect(await accounts.create(karim, 'zoe', { name: 'Zoé', role, libraryId })).toMatchObject(refusal);
  given(await accounts.create(karim, 'zoe', agent()));
  expect(await accounts.change(karim, 'zoe', { name: 'Zoé', role, libraryId })).toMatchObject(refusal);
});

test('nobody changes his own account, nor does a coordinator that of an administrator', async () => {
  const own = { refusal: 'account-protected', facts: { reason: 'own' } };
  expect(await accounts.change(ana, 'ana', { name: 'Ana', role: 'AUDITOR', libraryId: null })).toMatchObject(own);
  expect(await accounts.suspend(ana, 'ana')).toMatchObject(own);
  expect(await accounts.resetSecondFactor(ana, 'ana')).toMatchObject(own);
  for (const act of ['suspend', 'makePassword', 'endSessions', 'resetSecondFactor'] as const) {
    expect(await accounts[act](karim, 'ana')).toMatchObject({
      refusal: 'account-protected',
      facts: { reason: 'role' },
    });
  }
});

test('the last administrator stays: two who suspend each other at the same time, and one is left', async () => {
  const outcomes = await Promise.all([accounts.suspend(ana, 'bob'), accounts.suspend(bob, 'ana')]);
  expect(outcomes.filter(({ granted }) => granted)).toHaveLength(1);
  expect(outcomes.find(({ granted }) => !granted)).toMatchObject({ facts: { reason: 'last-administrator' } });
  const left = (await network.store.read.staffUsers()).filter(({ role, active }) => role === 'NETWORK_ADMIN' && active);
  expect(left).toHaveLength(1);
});

test('nor is his role taken from him', async () => {
  given(await accounts.suspend(ana, 'bob'));
  const outcome = await accounts.change(bob, 'ana', { name: 'Ana', role: 'AUDITOR', libraryId: null });
  expect(outcome).toMatchObject({ facts: { reason: 'last-administrator' } });
});

test('a change of rights and a suspension end the sessions; a change of name does not; each is in the journal', async () => {
  const { secret } = given(await accounts.create(ana, 'zoe', agent()));
  const first = given(await desk.signIn('zoe', secret));
  given(await accounts.change(ana, 'zoe', { ...agent(), name: 'Zoé Petit' }));
  expect((await desk.session(first.token)).granted).toBe(true);
  given(await accounts.change(ana, 'zoe', { ...agent(), name: 'Zoé Petit', role: 'LIBRARY_MANAGER' }));
  expect((await desk.session(first.token)).granted).toBe(false);
  const second = given(await desk.signIn('zoe', secret));
  given(await accounts.suspend(ana, 'zoe'));
  expect((await desk.session(second.token)).granted).toBe(false);
  expect((await desk.signIn('zoe', secret)).granted).toBe(false);
  given(await accounts.reinstate(ana, 'zoe'));
  expect((await desk.signIn('zoe', secret)).granted).toBe(true);
  const rights = (role: string) => JSON.stringify({ role, library: network.libraries.lens });
  expect(await changes()).toEqual([
    ['user:ana', { login: 'zoe', change: 'created', after: rights('STAFF') }],
    ['user:ana', { login: 'zoe', change: 'renamed' }],
    ['user:ana', { login: 'zoe', change: 'described', before: rights('STAFF'), after: rights('LIBRARY_MANAGER') }],
    ['user:ana', { login: 'zoe', change: 'suspended' }],
    ['user:ana', { login: 'zoe', change: 'reinstated' }],
  ]);
  expect(await network.store.read.audit()).toEqual([]);
});

test('what is not an account is refused, with the reason', async () => {
  const invalid = (reason: string) => ({ refusal: 'account-invalid', facts: { reason } });
  expect(await accounts.create(ana, 'Zoé', agent())).toMatchObject(invalid('login'));
  expect(await accounts.create(ana, 'zoe', { ...agent(), name: ' ' })).toMatchObject(invalid('name'));
  expect(await accounts.create(ana, 'zoe', { ...agent(), libraryId: null })).toMatchObject(invalid('library-needed'));
  expect(await accounts.create(ana, 'zoe', { ...agent(), role: 'AUDITOR' })).toMatchObject(
    invalid('library-not-possible'),
  );
  expect(await accounts.create(ana, 'karim', agent())).toMatchObject({ refusal: 'login-taken' });
  expect(await accounts.suspend(ana, 'nobody')).toMatchObject({ refusal: 'account-unknown' });
  expect(await accounts.endSession(ana, 'karim', '0'.repeat(16))).toMatchObject({ refusal: 'session-unknown' });
  expect(await accounts.resetSecondFactor(ana, 'karim')).toMatchObject({ refusal: 'second-factor-not-possible' });
});
