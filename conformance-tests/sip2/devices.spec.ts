import { setTimeout as delay } from 'node:timers/promises';
import { connect } from 'node:net';
import { mariadbServer, newDatabase } from '../mariadb.ts';
import { freePorts, passerelle, type Server, startServer } from '../server.ts';
import { openSignedIn, openTerminal, type Terminal, terminalDate } from './client.ts';

interface Keeper {
  get<T>(path: string): Promise<T>;
  send<T>(method: 'POST' | 'PATCH', path: string, body?: unknown): Promise<T>;
}

/** The IT referent, signed in to the API. */
async function keeper(server: Server): Promise<Keeper> {
  const api = `${server.baseUrl}/api/v1`;
  const json = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ login: 'info', password: 'demo' });
  const signIn = await fetch(`${api}/session`, { method: 'POST', headers: json, body });
  const cookie = signIn.headers.get('set-cookie')!.split(';')[0]!;
  const { csrfToken } = (await signIn.json()) as { csrfToken: string };
  const answered = async <T>(answer: Response): Promise<T> => {
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  return {
    get: async (path) => answered(await fetch(api + path, { headers: { Cookie: cookie } })),
    send: async (method, path, content) => {
      const headers = { Cookie: cookie, 'X-CSRF': csrfToken, ...(content !== undefined && json) };
      const text = content === undefined ? {} : { body: JSON.stringify(content) };
      return answered(await fetch(api + path, { method, headers, ...text }));
    },
  };
}

const kioskOf = '/device-registry/kiosk-lens';
const question = `17${terminalDate()}AOCALL|AB30000001|`;

async function changed(info: Keeper, differences: object): Promise<void> {
  const { version } = await info.get<{ version: number }>(kioskOf);
  await info.send('PATCH', kioskOf, { version, differences });
}
/** Asks again until the answer is like that: how long another server takes is not asserted here. */
async function becomes(terminal: Terminal, like: RegExp): Promise<void> {
  for (;;) {
    if (like.test((await terminal.ask(question)).text)) return;
    await delay(50);
  }
}

describe('one server', () => {
  let server: Server;
  let telnetPort: number;
  beforeAll(async () => {
    [telnetPort] = (await freePorts(1)) as [number];
    server = await startServer({ environment: { PASSERELLE_SIP2_TELNET_PORT: String(telnetPort) } });
  });
  afterAll(() => server.stop());

  test('a profile that changes holds for a connection that is open, from its next message on', async () => {
    const info = await keeper(server);
    const kiosk = await openSignedIn(server.sip2Port);
    expect((await kiosk.ask(question)).text).toMatch(/\|AJ.+\|.*\|AQ/);
    await changed(info, { hiddenFields: ['AQ', 'AJ'], messages: ['17', '99'] });
    expect((await kiosk.ask(question)).text).toMatch(/\|AJ\|/);
    expect((await kiosk.ask(question)).text).not.toMatch(/\|AQ/);
    const refused = await kiosk.ask(`09N${terminalDate()}${terminalDate()}AOCALL|AB30000001|`);
    expect(refused.text).toMatch(/^100.*\|AFOpération impossible sur cet appareil/);
    expect((await kiosk.ask('9900802.00')).fields['BX']).toBe('NNNNYYYNNNYNNNNN');
    await changed(info, {});
    expect((await kiosk.ask('9900802.00')).fields['BX']).toMatch(/^YYY/);
    kiosk.end();
  });

  test('a device that is cut off comes back, a device that is disabled does not', async () => {
    const info = await keeper(server);
    const kiosk = await openSignedIn(server.sip2Port);
    await info.send('POST', `${kioskOf}/cut-off`);
    await kiosk.closed;
    const again = await openSignedIn(server.sip2Port);
    await info.send('POST', `${kioskOf}/disable`);
    await again.closed;
    const refused = await openTerminal(server.sip2Port);
    expect((await refused.ask('9300CNkiosk-lens|COdemo|')).text).toBe('940');
    await info.send('POST', `${kioskOf}/enable`);
    expect((await refused.ask('9300CNkiosk-lens|COdemo|')).text).toBe('941');
    refused.end();
  });

  test('a device that is added signs in with the secret its answer told, and verify finds nothing', async () => {
    const info = await keeper(server);
    const added = { login: 'bin-avion', name: 'Boîte de retour', kind: 'RETURN_BIN', library: 'AVION' };
    const { secret } = await info.send<{ secret: string }>('POST', '/device-registry', {
      ...added,
      readyProfile: 'automated-sorter',
    });
    const bin = await openTerminal(server.sip2Port);
    expect((await bin.ask(`9300CNbin-avion|CO${secret}|`)).text).toBe('941');
    expect((await bin.ask('9900802.00')).fields['AN']).toBe('Boîte de retour');
    bin.end();
    const verified = await passerelle(['verify'], { PASSERELLE_DATA_DIR: server.dataDir });
    expect([verified.code, verified.output]).toEqual([0, expect.not.stringContaining('BROKEN')]);
  });

  test('a sorter is given the bin its library’s list names', async () => {
    const sorter = await openSignedIn(server.sip2Port, 'sorter-lens');
    const answer = await sorter.ask(`09N${terminalDate()}${' '.repeat(18)}AOCALL|AB30000001|`);
    expect(answer.fields['CL']).toMatch(/^[1-4]$/);
    sorter.end();
  });

  test('the telnet port asks for login and password', async () => {
    const socket = connect(telnetPort, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      if (heard.endsWith('login: ')) socket.write('kiosk-lens\r\n');
      if (heard.endsWith('password: ')) socket.write('demo\r\n');
      if (heard.endsWith('Initiating SIP\r\n')) socket.write('9900802.00\r');
      if (heard.endsWith('\r')) socket.end();
    });
    await new Promise((closed) => socket.once('close', closed));
    expect(heard).toMatch(/^login: password: Login OK\. {2}Initiating SIP\r\n98YYYY.*\r$/);
  });
});

const onMariadb = mariadbServer === undefined ? describe.skip : describe;
onMariadb('two servers on one MariaDB', () => {
  test('what is changed at one holds at the other, for connections that are open there', async () => {
    const { url, drop } = await newDatabase();
    const environment = { PASSERELLE_DATABASE_URL: url };
    const here = await startServer({ environment });
    const there = await startServer({ environment });
    try {
      const info = await keeper(here);
      const kiosk = await openSignedIn(there.sip2Port);
      await changed(info, { hiddenFields: ['AJ'] });
      await becomes(kiosk, /\|AJ\|/);
      await info.send('POST', `${kioskOf}/disable`);
      await kiosk.closed;
      const refused = await openTerminal(there.sip2Port);
      expect((await refused.ask('9300CNkiosk-lens|COdemo|')).text).toBe('940');
      refused.end();
    } finally {
      await there.stop();
      await here.stop();
      await drop();
    }
  }, 180_000);
});
