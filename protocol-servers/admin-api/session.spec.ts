import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { sessionView } from './schemas.ts';
import { SmallNetwork } from './small-network.fixture.ts';
import { getAs, post, refusal, serve, type Served, signIn } from './testing-client.fixture.ts';

let network: SmallNetwork;
let served: Served;
beforeEach(async () => {
  network = new SmallNetwork();
  served = await serve(network);
});
afterEach(() => served.close());

describe('signing in', () => {
  test('gives a cookie that no script reads, and a token of the session', async () => {
    const answer = await post(`${served.url}/session`, { login: 'resp-lens', password: 'demo' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^sid=token-of-resp-lens-10+; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const view = sessionView.strict().parse(await answer.json());
    expect(view.user).toEqual({
      login: 'resp-lens',
      name: 'Nom de resp-lens',
      role: 'LIBRARY_MANAGER',
      library: 'LENS',
    });
    // printf X-CSRF | openssl dgst -sha256 -hmac <the cookie's value> -binary | basenc --base64url
    expect(view.csrfToken).toBe('KgT12hqKmC045wE85ICIPp80L4PIBn8NmoURqJPd2eY');
  });

  test('over HTTPS the cookie belongs to this host alone and never goes in clear', async () => {
    const https = { 'X-Forwarded-Proto': 'https' };
    const answer = await post(`${served.url}/session`, { login: 'admin', password: 'demo' }, https);
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-sid=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await fetch(`${served.url}/session`, { headers: { ...https, Cookie: cookie } })).status).toBe(200);
    expect((await fetch(`${served.url}/session`, { headers: { Cookie: cookie } })).status).toBe(401);
  });

  test('a public address in HTTPS is enough: the proxy that ends TLS need not say so', async () => {
    await served.close();
    served = await serve(network, { publicUrl: 'https://passerelle.example.fr' });
    const cookie = await new Promise<string>((resolve, reject) => {
      const headers = { Host: 'passerelle.example.fr', 'Content-Type': 'application/json' };
      request(`${served.url}/session`, { method: 'POST', headers }, (answer) => {
        answer.resume();
        resolve(answer.headers['set-cookie']?.[0] ?? '');
      })
        .on('error', reject)
        .end('{"login":"admin","password":"demo"}');
    });
    expect(cookie).toMatch(/^__Host-sid=.*Secure/);
  });

  test.each([
    ['a wrong password', { login: 'admin', password: 'Demo' }],
    ['an unknown login', { login: 'nobody', password: 'demo' }],
  ])('%s is refused, alike', async (_name, body) => {
    const answer = await post(`${served.url}/session`, body);
    expect(await refusal(answer)).toEqual([401, 'credentials-wrong']);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test.each<[string, unknown, number, string]>([
    ['no body', '', 400, 'invalid-request'],
    ['no password', { login: 'admin' }, 400, 'invalid-request'],
    ['an empty password', { login: 'admin', password: '' }, 400, 'invalid-request'],
    ['a list for a login', { login: ['admin'], password: 'demo' }, 400, 'invalid-request'],
    ['a field too many', { login: 'admin', password: 'demo', role: 'NETWORK_ADMIN' }, 400, 'invalid-request'],
    ['a prototype', '{"login":"admin","password":"demo","__proto__":{"role":"x"}}', 400, 'invalid-request'],
    ['a list', [], 400, 'invalid-request'],
    ['half a document', '{"login":', 400, 'malformed-request'],
    ['a number', '1', 400, 'malformed-request'],
    ['a document too large', { login: 'admin', password: 'a'.repeat(70_000) }, 413, 'too-large'],
  ])('%s is refused and repeats nothing', async (_name, body, status, code) => {
    const answer = await post(`${served.url}/session`, body);
    const text = await answer.clone().text();
    expect(await refusal(answer)).toEqual([status, code]);
    expect(text).not.toContain('demo');
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    '%s is refused',
    async (type) => {
      const answer = await post(`${served.url}/session`, '{"login":"admin","password":"demo"}', {
        'Content-Type': type,
      });
      expect(await refusal(answer)).toEqual([415, 'unsupported-media-type']);
    },
  );

  test('the sixth wrong password within a minute waits, and the right one too; other logins do not', async () => {
    const attempt = (login: string, password: string): Promise<Response> =>
      post(`${served.url}/session`, { login, password });
    for (let i = 0; i < 5; i += 1) expect((await attempt('admin', 'wrong')).status).toBe(401);
    const sixth = await attempt(' ADMIN', 'wrong');
    expect(sixth.headers.get('retry-after')).toBe('60');
    expect(await refusal(sixth)).toEqual([429, 'too-many-attempts']);
    expect((await attempt('admin', 'demo')).status).toBe(429);
    expect((await attempt('coord', 'demo')).status).toBe(200);
  });

  test('right passwords are not counted', async () => {
    for (let i = 0; i < 8; i += 1) {
      expect((await post(`${served.url}/session`, { login: 'admin', password: 'demo' })).status).toBe(200);
    }
  });

  test('one address that tries many logins waits too', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 31; i += 1) {
      statuses.push((await post(`${served.url}/session`, { login: `login-${i}`, password: 'x' })).status);
    }
    expect(statuses.lastIndexOf(401)).toBe(29);
    expect(statuses[30]).toBe(429);
  });

  test('a second sign-in ends the session before it', async () => {
    const first = await signIn(served.url, 'admin');
    await post(`${served.url}/session`, { login: 'coord', password: 'demo' }, { Cookie: first.cookie });
    expect((await getAs(first, `${served.url}/session`)).status).toBe(401);
  });
});

describe('a session', () => {
  test('says who is signed in, and ends when asked', async () => {
    const who = await signIn(served.url, 'audit');
    const answer = await getAs(who, `${served.url}/session`);
    const view = sessionView.parse(await answer.json());
    expect(view).toEqual({
      user: { login: 'audit', name: 'Nom de audit', role: 'AUDITOR', library: null },
      csrfToken: who.csrf,
      stage: 'open',
      endsAt: '2026-11-21T13:00:00.000Z',
    });
    const headers = { Cookie: who.cookie, 'X-CSRF': who.csrf };
    const ended = await fetch(`${served.url}/session`, { method: 'DELETE', headers });
    expect([ended.status, await ended.text()]).toEqual([204, '']);
    expect(ended.headers.get('set-cookie')).toMatch(/^sid=; Path=\/; Expires=Thu, 01 Jan 1970/);
    expect(await refusal(await getAs(who, `${served.url}/session`))).toEqual([401, 'not-authorised']);
  });

  test.each(['', 'sid=', 'sid=../../etc/passwd', `sid=${'a'.repeat(200)}`, 'sid=unknown-but-well-formed', 'other=1'])(
    'the cookie "%s" opens nothing',
    async (cookie) => {
      expect(await refusal(await getAs({ cookie, csrf: '' }, `${served.url}/devices`))).toEqual([
        401,
        'not-authorised',
      ]);
    },
  );
});

describe('requests forged by another site', () => {
  test.each([
    ['without the token', {}],
    ['with an empty token', { 'X-CSRF': '' }],
    ['with another token', { 'X-CSRF': 'a'.repeat(43) }],
  ])('%s are refused', async (_name, headers) => {
    const who = await signIn(served.url, 'admin');
    const answer = await fetch(`${served.url}/session`, {
      method: 'DELETE',
      headers: { Cookie: who.cookie, ...headers },
    });
    expect(await refusal(answer)).toEqual([403, 'csrf-refused']);
    expect((await getAs(who, `${served.url}/session`)).status).toBe(200);
  });

  test.each([
    ['https://evil.example', undefined],
    ['null', undefined],
    [undefined, 'cross-site'],
    [undefined, 'same-site'],
    ['http://127.0.0.1:8080', 'cross-site'],
  ])('from origin %s, site %s, are refused, signing in too', async (origin, site) => {
    const headers = { ...(origin && { Origin: origin }), ...(site && { 'Sec-Fetch-Site': site }) };
    const answer = await post(`${served.url}/session`, { login: 'admin', password: 'demo' }, headers);
    expect(await refusal(answer)).toEqual([403, 'foreign-origin']);
  });

  test('our own pages may', async () => {
    const own: Record<string, string>[] = [
      { Origin: new URL(served.url).origin },
      { Origin: 'http://127.0.0.1:8080' },
      { 'Sec-Fetch-Site': 'same-origin' },
    ];
    for (const headers of own) {
      expect((await post(`${served.url}/session`, { login: 'admin', password: 'demo' }, headers)).status).toBe(200);
    }
  });
});

describe('requests in clear', () => {
  const far = Object.values(networkInterfaces())
    .flat()
    .find((face) => face && !face.internal && face.family === 'IPv4');

  test('are refused unless they stay on this machine', async () => {
    const elsewhere = await serve(network, {}, far?.address ?? '127.0.0.1');
    const status = await statusFor(elsewhere, 'passerelle.example.fr');
    const tunnelled = await statusFor(elsewhere, 'localhost:8080');
    await elsewhere.close();
    // A machine without a network has only its loopback, from which clear text is allowed.
    expect([status, tunnelled]).toEqual([far ? 403 : 401, 401]);
  });

  function statusFor({ url }: Served, host: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const asked = request(`${url}/session`, { headers: { Host: host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.on('error', reject).end();
    });
  }
});
