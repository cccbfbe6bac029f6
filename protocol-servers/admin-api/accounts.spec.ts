import { passcodeAt, stepOf } from '../../core/access/totp.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { accountList, accountSheet, enrolledView, oneTimePasswordView, ownAccountView } from './schemas-accounts.ts';
import { sessionView } from './schemas.ts';
import { getAs, post, refusal, type SignedIn, signIn } from './testing-client.fixture.ts';

let network: RealNetwork;
const open = async (secondFactorRoles: Parameters<typeof realNetwork>[0] = {}) => {
  network = await realNetwork(secondFactorRoles);
};
afterEach(() => network.close());

const send = (who: SignedIn, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(network.url + path, {
    method,
    headers: {
      ...{ Cookie: who.cookie, 'X-CSRF': who.csrf, ...headers },
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
/** Who goes on under another cookie. */
async function next(answer: Response): Promise<SignedIn & { readonly stage: string; readonly body: unknown }> {
  const body: unknown = await answer.json();
  const { csrfToken, stage } = sessionView.parse(body);
  return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '', csrf: csrfToken, stage, body };
}
function fromBase32(text: string): Uint8Array {
  const bits = [...text].map((each) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(each).toString(2).padStart(5, '0'));
  return Uint8Array.from(bits.join('').match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
const agent = { name: 'Zoé', role: 'STAFF', library: 'LENS' };

describe('a second factor', () => {
  beforeEach(() => open({ secondFactorRoles: ['COORDINATOR'] }));
  const passcode = (secret: string) => passcodeAt(fromBase32(secret), stepOf(network.now()));
  async function enrol(who: SignedIn) {
    const { secret } = (await (await send(who, 'POST', '/session/enrolment')).json()) as { secret: string };
    const answer = await send(who, 'POST', '/session/enrolment/confirmation', { passcode: passcode(secret) });
    const after = await next(answer);
    network.at(network.now() + 60_000);
    return { secret, after, codes: enrolledView.strict().parse(after.body).recoveryCodes };
  }

  test('is enrolled before anything else is done; the session goes on under another cookie', async () => {
    const first = await signIn(network.url, 'coord');
    expect(await refusal(await getAs(first, `${network.url}/libraries`))).toEqual([403, 'session-not-open']);
    const { after, codes } = await enrol(first);
    expect(codes).toHaveLength(10);
    expect((await getAs(after, `${network.url}/libraries`)).status).toBe(200);
    expect((await getAs(first, `${network.url}/session`)).status).toBe(401);
  });

  test('is asked for at each sign-in; a wrong passcode is refused, the right one opens', async () => {
    const { secret } = await enrol(await signIn(network.url, 'coord'));
    const asked = await signIn(network.url, 'coord');
    for (const [method, path] of [
      ['POST', '/session/enrolment'],
      ['POST', '/session/recovery-codes'],
      ['PUT', '/session/password'],
      ['GET', '/accounts'],
    ] as const) {
      const body = method === 'GET' || path.endsWith('enrolment') ? undefined : { passcode: '1' };
      expect(await refusal(await send(asked, method, path, body))).toEqual([403, 'session-not-open']);
    }
    expect(await refusal(await send(asked, 'POST', '/session/passcode', { passcode: '000000' }))).toEqual([
      ...[403, 'second-factor-wrong'],
    ]);
    const after = await next(await send(asked, 'POST', '/session/passcode', { passcode: passcode(secret) }));
    expect([after.stage, (await getAs(after, `${network.url}/accounts`)).status]).toEqual(['open', 200]);
  });

  test('is taken away by an administrator: it is enrolled again', async () => {
    const { after } = await enrol(await signIn(network.url, 'coord'));
    const admin = await signIn(network.url, 'admin');
    expect((await send(admin, 'DELETE', '/accounts/coord/second-factor')).status).toBe(204);
    expect((await getAs(after, `${network.url}/session`)).status).toBe(401);
    const again = await signIn(network.url, 'coord');
    const view = sessionView.parse(await (await getAs(again, `${network.url}/session`)).json());
    expect(view.stage).toBe('enrolment');
  });

  test('what is told once is not told again to who repeats his request, nor kept', async () => {
    const who = await signIn(network.url, 'agent-lens');
    const key = { 'Idempotency-Key': 'enrol-1' };
    const once = (await (await send(who, 'POST', '/session/enrolment', undefined, key)).json()) as { secret: string };
    const again = await send(who, 'POST', '/session/enrolment', undefined, key);
    expect(await again.json()).toMatchObject({ secret: null });
    expect(JSON.stringify(await network.rows('SELECT * FROM answers'))).not.toContain(once.secret);
  });
});

describe('accounts', () => {
  beforeEach(() => open());

  test('are kept by administrators and coordinators, and by nobody else', async () => {
    for (const login of ['resp-lens', 'agent-lens', 'info', 'audit']) {
      const who = await signIn(network.url, login);
      expect(await refusal(await getAs(who, `${network.url}/accounts`))).toEqual([403, 'forbidden']);
      expect((await send(who, 'POST', '/accounts', { login: 'zoe', ...agent })).status).toBe(403);
    }
    const coord = await signIn(network.url, 'coord');
    const list = accountList.strict().parse(await (await getAs(coord, `${network.url}/accounts`)).json());
    expect(list.items.filter(({ mayChange }) => mayChange).map(({ login }) => login)).toEqual([
      'agent-lens',
      'resp-lens',
    ]);
    expect(JSON.stringify(list)).not.toMatch(/hash|scrypt|secret/i);
  });

  test('somebody is invited, comes, is seen, suspended and gone', async () => {
    const admin = await signIn(network.url, 'admin');
    const invited = await send(admin, 'POST', '/accounts', { login: 'zoe', ...agent });
    const { secret } = oneTimePasswordView.strict().parse(await invited.json());
    const came = await post(
      `${network.url}/session`,
      { login: 'zoe', password: secret },
      { 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0' },
    );
    const zoe = await next(came);
    expect(zoe.stage).toBe('password');
    const passwords = { currentPassword: secret, password: 'quatre mots bien choisis' };
    expect((await send(zoe, 'PUT', '/session/password', passwords)).status).toBe(200);
    const own = ownAccountView.strict().parse(await (await getAs(zoe, `${network.url}/session/account`)).json());
    expect(own.sessions).toMatchObject([{ client: 'Firefox, Windows', isThis: true }]);
    const sheet = accountSheet.strict().parse(await (await getAs(admin, `${network.url}/accounts/zoe`)).json());
    expect(sheet).toMatchObject({ ...agent, active: true, temporaryUntil: null, sessions: 1, open: [{}] });
    expect((await send(admin, 'PUT', '/accounts/zoe/active', { active: false })).status).toBe(204);
    expect((await getAs(zoe, `${network.url}/session`)).status).toBe(401);
  });

  test.each([
    ['PUT', '/accounts/admin', { name: 'x', role: 'AUDITOR', library: null }, 403, 'account-protected'],
    ['PUT', '/accounts/admin/active', { active: false }, 403, 'account-protected'],
    ['PUT', '/accounts/agent-lens', { ...agent, library: null }, 422, 'account-invalid'],
    ['PUT', '/accounts/agent-lens', { ...agent, library: 'PARIS' }, 404, 'library-unknown'],
    ['PUT', '/accounts/nobody', agent, 404, 'account-unknown'],
    ['POST', '/accounts', { ...agent, login: 'coord' }, 409, 'login-taken'],
    ['POST', '/accounts', { ...agent, login: 'Zoé !' }, 422, 'account-invalid'],
    ['DELETE', `/accounts/coord/sessions/${'0'.repeat(16)}`, undefined, 404, 'session-unknown'],
    ['DELETE', '/accounts/coord/second-factor', undefined, 409, 'second-factor-not-possible'],
  ] as const)('%s %s is refused', async (method, path, body, status, code) => {
    const admin = await signIn(network.url, 'admin');
    expect(await refusal(await send(admin, method, path, body))).toEqual([status, code]);
  });

  test('each answer says when the session ends; asking who one is puts it off', async () => {
    const who = await signIn(network.url, 'admin');
    const ends = async () =>
      Date.parse((await getAs(who, `${network.url}/session`)).headers.get('x-session-ends') ?? '');
    const begun = network.now();
    expect(await ends()).toBe(begun + 30 * 60_000);
    network.at(begun + 29 * 60_000);
    expect(await ends()).toBe(begun + 59 * 60_000);
  });
});

test('too many failures are told until when, and each more doubles the wait', async () => {
  await open();
  const attempt = () => post(`${network.url}/session`, { login: 'admin', password: 'wrong' });
  for (let n = 0; n < 5; n += 1) expect((await attempt()).status).toBe(401);
  const told = await attempt();
  const { facts } = (await told.json()) as { facts: { until: number } };
  expect([told.status, told.headers.get('retry-after')]).toEqual([429, '60']);
  expect(Math.abs(facts.until - Date.now() - 60_000)).toBeLessThan(10_000);
});
