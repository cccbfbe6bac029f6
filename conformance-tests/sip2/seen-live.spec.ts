import { setTimeout as later } from 'node:timers/promises';
import { startServer, type Server } from '../server.ts';
import { openSignedIn, terminalDate } from './client.ts';

let server: Server;
let api: string;
let cookie: string;
let csrfToken: string;
beforeAll(async () => {
  server = await startServer();
  api = `${server.baseUrl}/api/v1`;
  const body = JSON.stringify({ login: 'info', password: 'demo' });
  const answer = await fetch(`${api}/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  });
  cookie = answer.headers.get('set-cookie')!.split(';')[0]!;
  ({ csrfToken } = (await answer.json()) as { csrfToken: string });
});
afterAll(() => server?.stop());

async function get<Answer>(path: string): Promise<Answer> {
  const answer = await fetch(api + path, { headers: { Cookie: cookie } });
  expect([path, answer.status]).toEqual([path, 200]);
  return (await answer.json()) as Answer;
}
interface Live {
  readonly items: readonly {
    readonly login: string;
    readonly connections: number;
    readonly lastMessage: string | null;
  }[];
  readonly journal: { readonly written: number; readonly waiting: number; readonly dropped: number };
}
const kiosk = async () => (await get<Live>('/devices/live')).items.find(({ login }) => login === 'kiosk-lens')!;
const checkOut = (item: string) => `11NN${terminalDate()}${' '.repeat(18)}AOCALL|AA20000003|AB${item}|AC|AD1234|`;

test('an IT referent follows what a kiosk says, as it says it, and sees no reader', async () => {
  const heard = new AbortController();
  const stream = await fetch(`${api}/exchanges/stream?device=kiosk-lens`, {
    headers: { Cookie: cookie },
    signal: heard.signal,
  });
  const reader = stream.body!.getReader();
  const terminal = await openSignedIn(server.sip2Port, 'kiosk-lens');
  const answer = await terminal.ask(checkOut('30000003'));
  expect(answer.fixed[0]).toBe('1');
  let text = '';
  while (!text.includes('"message":"Checkout"')) text += Buffer.from((await reader.read()).value!).toString('utf8');
  heard.abort();
  expect(text).toContain('|AA…0003|AB30000003|');
  expect(text).not.toMatch(/20000003|1234|COdemo/);
  expect(await kiosk()).toMatchObject({ connections: 1, lastMessage: 'Checkout' });
  terminal.end();
  while ((await kiosk()).connections > 0) await later(10);
});

test('a refusal is found with its cause, and rehearsed without a trace', async () => {
  const terminal = await openSignedIn(server.sip2Port, 'kiosk-lens');
  await terminal.ask(checkOut('39999999'));
  terminal.end();
  interface Page {
    readonly items: readonly {
      readonly id: number;
      readonly cause: string;
      readonly request: { readonly text: string };
    }[];
  }
  const refused = async () => (await get<Page>('/exchanges?item=39999999&outcome=refused')).items;
  while ((await refused()).length === 0) await later(20);
  expect(await refused()).toMatchObject([{ cause: 'item-unknown' }]);

  const { written } = (await get<Live>('/devices/live')).journal;
  const body = JSON.stringify({ raw: checkOut('30000004') });
  const headers = { Cookie: cookie, 'X-CSRF': csrfToken, 'Content-Type': 'application/json' };
  const rehearsed = await fetch(`${api}/devices/kiosk-lens/rehearsals`, { method: 'POST', headers, body });
  expect(await rehearsed.json()).toMatchObject({ exchange: { outcome: 'ok', message: 'Checkout' } });
  const gate = await openSignedIn(server.sip2Port, 'gate-lens');
  const seen = await gate.ask(`17${terminalDate()}AOCALL|AB30000004|AC|`);
  expect(seen.fixed[0]).toBe('03'); // available: nothing was lent
  gate.end();
  await later(600);
  expect((await get<Live>('/devices/live')).journal).toMatchObject({ written: written + 2, waiting: 0, dropped: 0 });
});
