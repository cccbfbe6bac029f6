import { smallNetwork, start, type SmallNetwork } from '../circulation/small-network.fixture.ts';
import type { Outcome } from '../outcome.ts';
import { ExchangeVault } from '../terminals/vault.ts';
import type { StaffDesk } from './desk.ts';
import { defaultSecondFactor, waitAfter } from './second-factor.ts';
import { hashSecret } from './secrets.ts';
import { staffDesk } from './staff.ts';
import { passcodeAt, stepOf } from './totp.ts';

const step = 30_000;
let network: SmallNetwork;
let desk: StaffDesk;
const deskWith = (key: number): StaffDesk =>
  staffDesk({
    ...{ store: network.store, clock: { now: () => network.now() } },
    secondFactor: { ...defaultSecondFactor, roles: ['COORDINATOR'] },
    sealing: new ExchangeVault(Buffer.alloc(32, key)),
  });
beforeEach(async () => {
  network = await smallNetwork();
  desk = deskWith(1);
  const passwordHash = await hashSecret('mot de passe', { N: 2, r: 1, p: 1 });
  for (const [login, role] of [
    ['karim', 'COORDINATOR'],
    ['jules', 'STAFF'],
  ] as const) {
    await network.store.administration.insertUser({
      ...{ login, name: login, role, libraryId: null, active: true, passwordHash },
    });
  }
});
afterEach(() => network.close());

function given<T>(outcome: Outcome<T>): T {
  if (!outcome.granted) throw new Error(`${outcome.refusal} ${JSON.stringify(outcome.facts)}`);
  return outcome.value;
}
const signedIn = async (login: string) => given(await desk.signIn(login, 'mot de passe'));
/** What an authenticator that was told the secret shows now. */
const shown = (secret: string): string => passcodeAt(fromBase32(secret), stepOf(network.now()));
function fromBase32(text: string): Uint8Array {
  const bits = [...text].map((each) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(each).toString(2).padStart(5, '0'));
  return Uint8Array.from(bits.join('').match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
async function enrolled(login: string) {
  const { token } = await signedIn(login);
  const { secret } = given(await desk.beginEnrolment(token));
  const done = given(await desk.confirmEnrolment(token, shown(secret)));
  network.at(network.now() + 2 * step);
  return { secret, ...done, former: token };
}
const events = async (type: 'SECOND_FACTOR_FAILED' | 'RECOVERY_CODE_USED' | 'USER_CHANGED') =>
  (await network.store.read.eventsAfter(0, [type], 100)).length;

test('a role that needs one enrols at its first sign-in, and is asked for a passcode at the next', async () => {
  const { stage, token } = await signedIn('karim');
  expect(stage).toBe('enrolment');
  expect(await desk.givePasscode(token, '123456')).toMatchObject({ refusal: 'second-factor-not-possible' });
  const { secret, recoveryCodes, former } = await enrolled('karim');
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(new Set(recoveryCodes).size).toBe(10);
  expect(recoveryCodes[0]).toMatch(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/);
  expect((await desk.session(former)).granted).toBe(false);

  const second = await signedIn('karim');
  expect(second.stage).toBe('passcode');
  const passed = given(await desk.givePasscode(second.token, shown(secret)));
  expect(passed).toMatchObject({ stage: 'open', user: { login: 'karim' } });
  expect((await desk.session(second.token)).granted).toBe(false);
  expect(given(await desk.session(passed.token)).stage).toBe('open');
});

test('who need not have one signs in by his password alone, unless he enrolled', async () => {
  expect((await signedIn('jules')).stage).toBe('open');
  await enrolled('jules');
  expect((await signedIn('jules')).stage).toBe('passcode');
});

test('a passcode is good once, even in another session', async () => {
  const { secret } = await enrolled('karim');
  const [one, other] = [await signedIn('karim'), await signedIn('karim')];
  const passcode = shown(secret);
  given(await desk.givePasscode(one.token, passcode));
  expect(await desk.givePasscode(other.token, passcode)).toMatchObject({ refusal: 'second-factor-wrong' });
  network.at(network.now() + step);
  given(await desk.givePasscode(other.token, shown(secret)));
});

test('two who give the same passcode at the same time: one comes in', async () => {
  const { secret } = await enrolled('karim');
  const tokens = [(await signedIn('karim')).token, (await signedIn('karim')).token];
  const given = await Promise.all(tokens.map((token) => desk.givePasscode(token, shown(secret))));
  expect(given.filter((outcome) => outcome.granted)).toHaveLength(1);
});

test('a recovery code opens one session, once', async () => {
  const { recoveryCodes } = await enrolled('karim');
  const code = recoveryCodes[3]!.toLowerCase().replaceAll('-', ' ');
  const passed = given(await desk.givePasscode((await signedIn('karim')).token, code));
  expect(given(await desk.own(passed.token)).recoveryCodesLeft).toBe(9);
  expect(await desk.givePasscode((await signedIn('karim')).token, code)).toMatchObject({
    refusal: 'second-factor-wrong',
  });
  expect(await events('RECOVERY_CODE_USED')).toBe(1);
});

test('wrong passcodes make one wait, longer each time, and even the right one waits', async () => {
  const { secret } = await enrolled('karim');
  const { token } = await signedIn('karim');
  for (let n = 0; n < 4; n += 1) {
    expect(await desk.givePasscode(token, '000000')).toMatchObject({ refusal: 'second-factor-wrong' });
  }
  const until = network.now() + 60_000;
  expect(await desk.givePasscode(token, '000000')).toMatchObject({ refusal: 'second-factor-locked', facts: { until } });
  expect(await desk.givePasscode(token, shown(secret))).toMatchObject({ refusal: 'second-factor-locked' });
  expect(await events('SECOND_FACTOR_FAILED')).toBe(5);
  network.at(until + 1);
  given(await desk.givePasscode(token, shown(secret)));
  expect([4, 5, 6, 9, 10, 400].map((failures) => waitAfter(failures, defaultSecondFactor) / 60_000)).toEqual([
    0, 1, 2, 16, 30, 30,
  ]);
});

test('the database tells no secret, and with another key no passcode is ever right', async () => {
  const { secret, recoveryCodes } = await enrolled('karim');
  const kept = JSON.stringify([
    await network.rows('SELECT * FROM staff_second_factors'),
    await network.rows('SELECT * FROM staff_recovery_codes'),
  ]);
  for (const told of [secret, Buffer.from(fromBase32(secret)).toString('base64url'), ...recoveryCodes]) {
    expect(kept).not.toContain(told.replaceAll('-', ''));
  }
  const { token } = await signedIn('karim');
  expect(await deskWith(2).givePasscode(token, shown(secret))).toMatchObject({
    ...{ refusal: 'second-factor-not-possible', facts: { reason: 'unreadable' } },
  });
});

test('other recovery codes take the place of those one has', async () => {
  const { secret, recoveryCodes, token } = await enrolled('karim');
  const renewed = given(await desk.renewRecoveryCodes(token, shown(secret))).recoveryCodes;
  expect(renewed).toHaveLength(10);
  const next = await signedIn('karim');
  expect((await desk.givePasscode(next.token, recoveryCodes[0]!)).granted).toBe(false);
  expect((await desk.givePasscode(next.token, renewed[0]!)).granted).toBe(true);
});

test('his own sessions are listed, and he ends any other', async () => {
  const [one, other] = [
    given(await desk.signIn('jules', 'mot de passe', 'Firefox, Windows')),
    given(await desk.signIn('jules', 'mot de passe')),
  ];
  const { sessions, lastSignInAt } = given(await desk.own(one.token));
  expect(lastSignInAt).toBe(start);
  expect(sessions.map(({ client, isThis }) => [client, isThis]).toSorted()).toEqual([
    ['', false],
    ['Firefox, Windows', true],
  ]);
  given(await desk.endOwnSession(one.token, sessions.find(({ isThis }) => !isThis)!.id));
  expect((await desk.session(other.token)).granted).toBe(false);
  expect(await desk.endOwnSession(one.token, '0'.repeat(16))).toMatchObject({ refusal: 'session-unknown' });
});

test.each([
  ['court', 'too-short'],
  ['jules-et-jim-1962', 'has-login'],
  ['aaaaaaaaaaaa', 'repeats'],
  ['mot de passe', 'same'],
])('the password "%s" is not taken: %s', async (chosen, reason) => {
  const { token } = await signedIn('jules');
  expect(await desk.choosePassword(token, 'mot de passe', chosen)).toMatchObject({
    ...{ refusal: 'password-not-acceptable', facts: { reason } },
  });
});
