import { connect } from 'node:net';
import { startServer, type Server } from '../server.ts';

let server: Server;
let api: string;
beforeAll(async () => {
  server = await startServer();
  api = `${server.baseUrl}/api/v1`;
});
afterAll(() => server?.stop());

interface SignedIn {
  readonly cookie: string;
  readonly csrfToken: string;
  readonly user: { readonly login: string; readonly role: string; readonly library: string | null };
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const json = { 'Content-Type': 'application/json', ...headers };
  return fetch(api + path, { method: 'POST', headers: json, body: JSON.stringify(body) });
}

async function signIn(login: string): Promise<SignedIn> {
  const answer = await post('/session', { login, password: 'demo' });
  expect([login, answer.status]).toEqual([login, 200]);
  const cookie = answer.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^sid=[\w-]{22,}; Path=\/; HttpOnly; SameSite=Strict$/);
  return { ...((await answer.json()) as Omit<SignedIn, 'cookie'>), cookie: cookie.split(';')[0] ?? '' };
}

async function get<Answer>(path: string, who: SignedIn): Promise<Answer> {
  const answer = await fetch(api + path, { headers: { Cookie: who.cookie } });
  expect([path, answer.status]).toEqual([path, 200]);
  return (await answer.json()) as Answer;
}

async function code(answer: Response): Promise<[number, string]> {
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  return [answer.status, ((await answer.json()) as { code: string }).code];
}

/** Says messages to the SIP2 port over a socket of its own, one after the other, and gives the answers. */
function saySip2(messages: readonly string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.sip2Port, '127.0.0.1', () => socket.write(`${messages[0]}\r`));
    const answers: string[] = [];
    let text = '';
    socket.on('error', reject);
    socket.on('data', (bytes) => {
      text += bytes.toString('utf8');
      const end = text.indexOf('\r');
      if (end < 0) return;
      answers.push(text.slice(0, end).trim());
      text = text.slice(end + 1);
      const next = messages[answers.length];
      if (next === undefined) socket.end(() => resolve(answers));
      else socket.write(`${next}\r`);
    });
  });
}

const login = '9300CNkiosk-lens|COdemo|CPLENS|';
const at = '20261121    101500';
const checkout = (card: string, item: string): string => `11YN${at}${at}AOCALL|AA${card}|AB${item}|AC|AD1234|`;
const checkin = (item: string): string => `09N${at}${at}APLENS|AOCALL|AB${item}|AC|`;

interface StreamEvent {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: string;
}

/** Listens to the live stream until told to stop. */
async function listen(who: SignedIn, headers: Record<string, string> = {}) {
  const aborted = new AbortController();
  const answer = await fetch(`${api}/stream`, { headers: { Cookie: who.cookie, ...headers }, signal: aborted.signal });
  expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const body = answer.body?.getReader();
  let text = '';
  const next = async (name: string): Promise<StreamEvent> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end < 0) {
        const part = await body?.read();
        if (!part || part.done) throw new Error('the stream ended');
        text += Buffer.from(part.value).toString('utf8');
        continue;
      }
      const field = (key: string): string | undefined =>
        new RegExp(`^${key}: (.*)$`, 'm').exec(text.slice(0, end))?.[1];
      const event = { id: field('id'), event: field('event'), data: field('data') ?? '' };
      text = text.slice(end + 2);
      if (event.event === name) return event;
    }
  };
  return { next, close: () => aborted.abort() };
}

test.each([
  ['admin', 'NETWORK_ADMIN', null],
  ['coord', 'COORDINATOR', null],
  ['resp-lens', 'LIBRARY_MANAGER', 'LENS'],
  ['agent-lens', 'STAFF', 'LENS'],
  ['info', 'IT_REFERENT', null],
  ['audit', 'AUDITOR', null],
])('%s signs in as %s of %s', async (name, role, library) => {
  const who = await signIn(name);
  expect(who.user).toMatchObject({ login: name, role, library });
  expect(await get('/session', who)).toMatchObject({ user: { login: name }, csrfToken: who.csrfToken });
});

test('a wrong password and an unknown login are refused alike', async () => {
  for (const login of ['audit', 'nobody']) {
    expect(await code(await post('/session', { login, password: 'wrong' }))).toEqual([401, 'credentials-wrong']);
  }
});

test('nothing is told to who is not signed in', async () => {
  for (const path of ['/session', '/libraries', '/devices', '/activity/today', '/stream']) {
    expect(await code(await fetch(api + path))).toEqual([401, 'not-authorised']);
  }
});

test('a request forged by another site does not sign anybody out', async () => {
  const who = await signIn('coord');
  const forged = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${api}/session`, { method: 'DELETE', headers: { Cookie: who.cookie, ...headers } });
  expect(await code(await forged({}))).toEqual([403, 'csrf-refused']);
  expect(await code(await forged({ 'X-CSRF': 'x'.repeat(43) }))).toEqual([403, 'csrf-refused']);
  expect(await code(await forged({ 'X-CSRF': who.csrfToken, Origin: 'https://evil.example' }))).toEqual([
    403,
    'foreign-origin',
  ]);
  expect((await get<{ user: { login: string } }>('/session', who)).user.login).toBe('coord');

  expect((await forged({ 'X-CSRF': who.csrfToken, Origin: server.baseUrl })).status).toBe(204);
  expect(await code(await forged({ 'X-CSRF': who.csrfToken }))).toEqual([401, 'not-authorised']);
});

test('a form is refused: only JSON signs in', async () => {
  const form = { method: 'POST', body: new URLSearchParams({ login: 'admin', password: 'demo' }) };
  expect(await code(await fetch(`${api}/session`, form))).toEqual([415, 'unsupported-media-type']);
});

test('the 36 libraries of the network and their devices', async () => {
  const who = await signIn('admin');
  const libraries = await get<{ items: { code: string }[]; total: number }>('/libraries', who);
  expect(libraries.items.map((library) => library.code)).toEqual(expect.arrayContaining(['LENS', 'LIEVIN', 'AVION']));
  expect(libraries.total).toBe(libraries.items.length);
  expect(libraries.items.length).toBeGreaterThanOrEqual(36);
  const devices = await get<{ items: { login: string; library: { code: string } }[] }>('/devices', who);
  const logins = devices.items.map((device) => device.login);
  expect(logins).toEqual(expect.arrayContaining(['kiosk-lens', 'kiosk-lievin', 'sorter-lens', 'gate-lens']));
});

test('a loan and a return at a kiosk are seen live, counted, and make the kiosk seen; nobody is named', async () => {
  const who = await signIn('agent-lens');
  const before = await get<{ totals: { loans: number; returns: number } }>('/activity/today', who);
  const stream = await listen(who);
  await stream.next('devices');

  const [, lent, returned] = await saySip2([login, checkout('20000007', '30000007'), checkin('30000007')]);
  expect(lent).toMatch(/^121/);
  expect(returned).toMatch(/^101/);

  const loan = await stream.next('activity');
  expect(JSON.parse(loan.data)).toMatchObject({ type: 'LOAN', library: 'LENS', barcode: '30000007', routing: null });
  expect(loan.data).not.toContain('20000007');
  expect(loan.id).toBe(`activity:${(JSON.parse(loan.data) as { seq: number }).seq}`);
  expect(JSON.parse((await stream.next('activity')).data)).toMatchObject({ type: 'RETURN', barcode: '30000007' });
  stream.close();

  const after = await get<{ totals: { loans: number; returns: number }; lines: { type: string }[] }>(
    '/activity/today',
    who,
  );
  expect(after.totals.loans).toBe(before.totals.loans + 1);
  expect(after.totals.returns).toBe(before.totals.returns + 1);
  const devices = await get<{ items: { login: string; state: string }[] }>('/devices', who);
  expect(devices.items.find((device) => device.login === 'kiosk-lens')?.state).toBe('connected');

  // A console that comes back is told what it missed.
  const again = await listen(who, { 'Last-Event-ID': loan.id ?? '' });
  expect(JSON.parse((await again.next('activity')).data)).toMatchObject({ type: 'RETURN', barcode: '30000007' });
  again.close();
});

test('movements are not told to an auditor, who sees their number', async () => {
  const who = await signIn('audit');
  const view = await get<{ totals: { loans: number }; lines: unknown[] }>('/activity/today', who);
  expect([view.totals.loans > 0, view.lines]).toEqual([true, []]);
});

test('the API documents itself', async () => {
  const document = (await (await fetch(`${server.baseUrl}/api/openapi.json`)).json()) as {
    openapi: string;
    paths: object;
  };
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths)).toContain('/session');
  expect((await fetch(`${server.baseUrl}/api/docs/`)).status).toBe(200);
});

test('an unknown address of the API is a problem, never the console', async () => {
  expect(await code(await fetch(`${api}/absent`))).toEqual([404, 'not-found']);
  expect(await code(await fetch(`${server.baseUrl}/api/v2`))).toEqual([404, 'not-found']);
});
