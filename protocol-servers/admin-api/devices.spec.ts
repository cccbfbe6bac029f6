import type { DeviceWithSecretView, RegisteredDeviceView } from './contract-devices.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { getAs, post, refusal, signIn } from './testing-client.fixture.ts';

let network: RealNetwork;
beforeEach(async () => {
  network = await realNetwork();
});
afterEach(() => network.close());

type Method = 'GET' | 'POST' | 'PATCH';
async function send(login: string, method: Method, path: string, body?: unknown, key?: string): Promise<Response> {
  const who = await signIn(network.url, login);
  const headers = { Cookie: who.cookie, 'X-CSRF': who.csrf, ...(key && { 'Idempotency-Key': key }) };
  if (method === 'GET') return getAs(who, network.url + path);
  if (method === 'POST') {
    return body === undefined
      ? fetch(network.url + path, { method, headers })
      : post(network.url + path, body, headers);
  }
  const json = { ...headers, 'Content-Type': 'application/json' };
  return fetch(network.url + path, { method, headers: json, body: JSON.stringify(body) });
}
async function granted<T>(answer: Promise<Response>): Promise<T> {
  const response = await answer;
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

const kiosk = '/device-registry/kiosk-lens';
const sorter = {
  login: 'sorter-lens',
  name: 'Trieur de retours',
  kind: 'SORTER',
  library: 'LENS',
  readyProfile: 'automated-sorter',
  differences: { terminator: 'CRLF' },
};

test('a device is added, signs in with the secret it was told, and is read with its profile worked out', async () => {
  const added = await granted<DeviceWithSecretView>(send('info', 'POST', '/device-registry', sorter));
  expect(added.secret).toMatch(/^[0-9a-z]{32}$/);
  expect(added.device).toMatchObject({
    login: 'sorter-lens',
    library: { code: 'LENS' },
    readyProfile: 'automated-sorter',
    differences: { terminator: 'CRLF' },
    profile: { terminator: 'CRLF', charset: 'utf-8', messages: ['93', '97', '99', '09', '17', '35'] },
    disabledAt: null,
    version: 1,
  });
  expect(await network.library.devices.signIn('sorter-lens', added.secret!)).toMatchObject({ granted: true });
  const read = await granted<RegisteredDeviceView>(send('audit', 'GET', '/device-registry/sorter-lens'));
  expect(read).toEqual(added.device);
  expect(JSON.stringify(read)).not.toMatch(/secret/i);
});

test('said again under its key, the answer tells the secret no more, and nothing keeps it', async () => {
  const first = await granted<DeviceWithSecretView>(send('admin', 'POST', '/device-registry', sorter, 'a1'));
  const again = await granted<DeviceWithSecretView>(send('admin', 'POST', '/device-registry', sorter, 'a1'));
  expect(again).toEqual({ device: first.device, secret: null });
  const kept = await network.work((work) => work.answers.find('api|admin|a1'));
  expect(kept).toContain('sorter-lens');
  expect(kept).not.toContain(first.secret);
});

test('a change says the version it was made of; the profile is replaced whole', async () => {
  const differences = { charset: 'cp850', screenWidth: 40, addresses: ['10.62.0.0/16'] };
  const changed = await granted<RegisteredDeviceView>(send('info', 'PATCH', kiosk, { version: 1, differences }));
  expect(changed).toMatchObject({ version: 2, differences, profile: { ...differences, language: 'fr' } });
  expect(await refusal(await send('info', 'PATCH', kiosk, { version: 1, name: 'Autre' }))).toEqual([
    409,
    'device-changed-meanwhile',
  ]);
  const moved = { version: 2, library: 'AVION', kind: 'STAFF', name: 'Banque', differences: {} };
  expect(await granted(send('info', 'PATCH', kiosk, moved))).toMatchObject({
    version: 3,
    library: { code: 'AVION' },
    kind: 'STAFF',
    differences: {},
  });
});

test('disabled, enabled, cut off, and a new secret', async () => {
  const disabled = await granted<RegisteredDeviceView>(send('info', 'POST', `${kiosk}/disable`));
  expect(disabled.disabledAt).not.toBeNull();
  expect(await network.library.devices.signIn('kiosk-lens', 'demo')).toMatchObject({ refusal: 'credentials-wrong' });
  expect(await granted(send('info', 'POST', `${kiosk}/enable`))).toMatchObject({ disabledAt: null });
  expect(await granted(send('info', 'POST', `${kiosk}/cut-off`))).toMatchObject({ login: 'kiosk-lens' });
  const given = 'secret-de-la-borne';
  const renewed = await granted<DeviceWithSecretView>(send('info', 'POST', `${kiosk}/secret`, { secret: given }));
  expect(renewed).toMatchObject({ secret: given, device: { version: 5 } });
  expect(await network.library.devices.signIn('kiosk-lens', given)).toMatchObject({ granted: true });
});

test('left alone for a while, thirty-one days at most; a moment that is past ends it', async () => {
  const now = network.ports.clock.now();
  const until = (days: number): string => new Date(now + days * 86_400_000).toISOString();
  const mute = (to: string | null) =>
    granted<RegisteredDeviceView>(send('info', 'POST', `${kiosk}/mute`, { until: to }));
  expect((await mute(until(2))).mutedUntil).toBe(until(2));
  expect(Date.parse((await mute(until(400))).mutedUntil!) - now).toBeLessThan(32 * 86_400_000);
  expect((await mute(until(-1))).mutedUntil).toBeNull();
  expect(await refusal(await send('coord', 'POST', `${kiosk}/mute`, { until: null }))).toEqual([403, 'forbidden']);
});

test('every mistake of a profile is told, with what it should be', async () => {
  const differences = { delimiter: 'A', personalName: 'Lecteur', addresses: ['kiosk.example.fr'], messages: ['63'] };
  const answer = await send('info', 'POST', '/device-registry', { ...sorter, differences });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({
    code: 'device-profile-invalid',
    facts: {
      delimiter: expect.stringMatching(/one ASCII sign/),
      personalName: expect.stringMatching(/must name \{firstName\}/),
      addresses: expect.stringMatching(/not kiosk\.example\.fr/),
      messages: 'a device of the kind SORTER may not send 63',
    },
  });
});

test.each([
  [{ charset: 'cp437' }, 'body.differences.charset'],
  [{ screenWidth: 3 }, 'body.differences.screenWidth'],
  [{ certificate: { by: 'fingerprint', sha256: 'abc' } }, 'body.differences.certificate.sha256'],
  [{ colour: 'red' }, 'body.differences'],
  [{ hiddenFields: ['AFX'] }, 'body.differences.hiddenFields.0'],
])('the choice %j is no choice', async (differences, path) => {
  const answer = await send('info', 'PATCH', kiosk, { version: 1, differences });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ errors: [expect.objectContaining({ path })] });
});

test('a fingerprint may be written as openssl prints it', async () => {
  const sha256 = 'AB:'.repeat(31) + 'AB';
  const differences = { certificate: { by: 'fingerprint', sha256 } };
  expect(await granted(send('info', 'PATCH', kiosk, { version: 1, differences }))).toMatchObject({
    differences: { certificate: { by: 'fingerprint', sha256: 'ab'.repeat(32) } },
  });
});

test('a manager sees the devices of his library', async () => {
  const seen = await granted<{ items: RegisteredDeviceView[] }>(send('resp-lens', 'GET', '/device-registry'));
  expect(seen.items.map(({ login }) => login)).toEqual(['kiosk-lens']);
  const all = await granted<{ total: number }>(send('coord', 'GET', '/device-registry'));
  expect(all.total).toBe(3);
});

test('ready-made profiles are data: what each changes, and why', async () => {
  const { items } = await granted<{ items: { name: string; differences: object; because: object }[] }>(
    send('info', 'GET', '/device-profiles'),
  );
  expect(items.map(({ name }) => name)).toContain('selfcheck-v-series');
  for (const { differences, because } of items) {
    expect(Object.keys(because).toSorted()).toEqual(Object.keys(differences).toSorted());
  }
});

test.each<[string, Method, string, unknown, number]>([
  ['agent-lens', 'GET', '/device-registry', undefined, 403],
  ['agent-lens', 'GET', '/device-profiles', undefined, 403],
  ['resp-lens', 'GET', '/device-registry/kiosk-avion', undefined, 403],
  ['resp-lens', 'PATCH', kiosk, { version: 1, name: 'x' }, 403],
  ['coord', 'POST', '/device-registry', sorter, 403],
  ['audit', 'POST', `${kiosk}/disable`, undefined, 403],
  ['coord', 'POST', `${kiosk}/secret`, {}, 403],
  ['admin', 'POST', `${kiosk}/cut-off`, undefined, 200],
  ['info', 'POST', '/device-registry/nobody/disable', undefined, 404],
  ['info', 'GET', '/device-registry/nobody', undefined, 404],
  ['info', 'POST', '/device-registry', { ...sorter, library: 'PARIS' }, 404],
  ['info', 'POST', '/device-registry', { ...sorter, login: 'kiosk-lens' }, 409],
  ['info', 'POST', '/device-registry', { ...sorter, login: 'kiosk|lens' }, 400],
  ['info', 'POST', '/device-registry', { ...sorter, secret: 'court' }, 400],
  ['info', 'POST', '/device-registry', { ...sorter, secret: 'douze signes mais des espaces' }, 400],
  ['info', 'PATCH', kiosk, { name: 'x' }, 400],
])('%s: %s %s %j is answered %i', async (login, method, path, body, status) => {
  expect((await send(login, method, path, body)).status).toBe(status);
});
