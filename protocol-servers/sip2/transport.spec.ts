import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import type { SocketServer } from '../shared/socket-server.ts';
import { type Authority, type Issued, newAuthority } from './fakes/authority.ts';
import { certificate } from './fakes/certificate.ts';
import { InMemoryLibrary } from './fakes/in-memory-library.ts';
import { createSip2Server, type Sip2ServerOptions } from './server.ts';

const login = '9300CNkiosk-lens|COdemo|\r';
const v2 = (address: string) => Buffer.from(`0d0a0d0a000d0a515549540a2111000c${address}c6336409dc041771`, 'hex');

let library: InMemoryLibrary;
let server: SocketServer;
let port: number;
let sockets: Socket[];
let warnings: Record<string, unknown>[];

async function serve(options: Partial<Sip2ServerOptions> = {}): Promise<void> {
  const log = { info() {}, warn: (facts: Record<string, unknown>) => void warnings.push(facts), error() {} };
  server = createSip2Server({ library: library.asLibrary(), log, institution: 'CALL', ...options });
  port = await server.listen(0, '127.0.0.1');
}
beforeEach(() => {
  library = new InMemoryLibrary();
  library.addPatron('20000001');
  library.addItem('30000001', {}, 'Les Misérables, l’été');
  sockets = [];
  warnings = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await server.close(0);
});

interface Line {
  write(bytes: string | Buffer): void;
  hears(text: RegExp): Promise<string>;
  readonly closed: Promise<unknown>;
}
function listening(socket: Socket): Line {
  sockets.push(socket);
  let heard = '';
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
  socket.on('error', (error: NodeJS.ErrnoException) => expect(['ECONNRESET', 'EPIPE']).toContain(error.code));
  return {
    write: (bytes) => void socket.write(bytes),
    closed,
    async hears(text) {
      while (!text.test(heard)) {
        if (socket.destroyed) throw new Error(`closed after ${JSON.stringify(heard)}`);
        await Promise.race([new Promise((resolve) => socket.once('data', resolve)), closed]);
      }
      return heard;
    },
  };
}
async function plain(): Promise<Line> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return listening(socket);
}
/** Over TLS; `over` is a socket that has already said something. */
async function secured(own?: Issued, over?: Socket): Promise<Line> {
  const to: ConnectionOptions = over ? { socket: over } : { port, host: '127.0.0.1' };
  const shown = own && { cert: own.cert, key: own.key };
  const socket = connectTls({ ...to, servername: 'localhost', ca: certificate.cert, ...shown });
  await once(socket, 'secureConnect');
  return listening(socket);
}

describe('PROXY protocol', () => {
  const proxies = ['127.0.0.0/8'];
  const only = (...addresses: string[]) => library.changeDevice('kiosk-lens', { addresses });

  test.each([
    ['version 1', Buffer.from('PROXY TCP4 192.0.2.1 198.51.100.9 56324 6001\r\n')],
    ['version 2', v2('c0000201')],
  ])('%s: the list of addresses is about who stands behind the proxy', async (_version, head) => {
    only('192.0.2.0/24');
    await serve({ proxies });
    const kiosk = await plain();
    kiosk.write(Buffer.concat([head, Buffer.from(login)])); // all in one segment
    await kiosk.hears(/^941\r$/);
    only('192.0.3.0/24');
    const stranger = await plain();
    for (const byte of head) stranger.write(Buffer.of(byte));
    stranger.write(login);
    await stranger.hears(/^940\r$/);
  });

  test('without its head nothing is heard', async () => {
    await serve({ proxies });
    const kiosk = await plain();
    kiosk.write(login);
    await kiosk.closed;
    expect(warnings).toContainEqual(expect.objectContaining({ why: 'it begins with neither signature' }));
    expect(server.connections).toBe(0);
  });

  test('a head that does not come in time, and an address that is no proxy, are refused', async () => {
    await serve({ proxies, limits: { handshakeTime: 30 } });
    const slow = await plain();
    slow.write('PROXY TC');
    await slow.closed;
    await server.close(0);
    await serve({ proxies: ['192.0.2.9'] });
    const direct = await plain();
    direct.write(Buffer.concat([v2('c0000201'), Buffer.from(login)]));
    await direct.closed;
  });

  test('without the setting a head is no message', async () => {
    await serve();
    const kiosk = await plain();
    kiosk.write('PROXY TCP4 192.0.2.1 198.51.100.9 56324 6001\r\n');
    await kiosk.hears(/^96\r$/);
  });

  test('the head comes before TLS', async () => {
    only('192.0.2.1');
    await serve({ proxies, certificate });
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(v2('c0000201'));
    const kiosk = await secured(undefined, socket);
    kiosk.write(login);
    await kiosk.hears(/^941\r$/);
  });

  test('those behind one proxy are counted each by its own address', async () => {
    await serve({ proxies, limits: { strangersPerAddress: 1 } });
    const [first, other, again] = [await plain(), await plain(), await plain()];
    first.write(Buffer.concat([v2('c0000201'), Buffer.from('9900802.00\r')]));
    await first.hears(/^98/);
    other.write(Buffer.concat([v2('c0000202'), Buffer.from('9900802.00\r')]));
    await other.hears(/^98/);
    again.write(v2('c0000201'));
    await again.closed;
  });
});

describe('client certificates', () => {
  let authority: Authority;
  let kiosk: Issued;
  beforeAll(() => {
    authority = newAuthority('Réseau de médiathèques');
    kiosk = authority.issue('kiosk-lens');
  });
  const serveMutual = () => serve({ certificate: { ...certificate, ofPeers: { authorities: authority.cert } } });
  const bound = { certificate: { by: 'common-name', name: 'kiosk-lens' } } as const;
  const answer = async (line: Line, message = login): Promise<string> => {
    line.write(message);
    return line.hears(/^94.\r$/);
  };

  test('the name of a certificate our authority signed signs in its device', async () => {
    library.changeDevice('kiosk-lens', bound);
    await serveMutual();
    expect(await answer(await secured(kiosk))).toBe('941\r');
  });

  test('a certificate signs in no other device', async () => {
    library.changeDevice('kiosk-lens', bound);
    await serveMutual();
    expect(await answer(await secured(kiosk), '9300CNkiosk-latin|COdemo|\r')).toBe('940\r');
    expect(await answer(await secured(authority.issue('kiosk-lievin')))).toBe('940\r');
  });

  test('the same name signed by somebody else, by itself, or out of date, is worth nothing', async () => {
    library.changeDevice('kiosk-lens', bound);
    await serveMutual();
    const day = 86_400_000;
    expect(await answer(await secured(newAuthority('Autre').issue('kiosk-lens')))).toBe('940\r');
    expect(await answer(await secured(newAuthority('kiosk-lens')))).toBe('940\r');
    const late = authority.issue('kiosk-lens', Date.now() - 9 * day, Date.now() - day);
    expect(await answer(await secured(late))).toBe('940\r');
  });

  test('a fingerprint needs no authority', async () => {
    const own = newAuthority('kiosk-lens');
    library.changeDevice('kiosk-lens', { certificate: { by: 'fingerprint', sha256: own.sha256 } });
    await serve({ certificate: { ...certificate, ofPeers: {} } });
    expect(await answer(await secured(own))).toBe('941\r');
    expect(await answer(await secured(kiosk))).toBe('940\r');
  });

  test('a device that has a certificate does not sign in without it: not over TLS, not on the plain port', async () => {
    library.changeDevice('kiosk-lens', bound);
    await serveMutual();
    expect(await answer(await secured())).toBe('940\r');
    await server.close(0);
    await serve();
    expect(await answer(await plain())).toBe('940\r');
  });

  test('devices without certificate go on signing in over TLS', async () => {
    await serveMutual();
    expect(await answer(await secured())).toBe('941\r');
  });
});

describe('what changes while a terminal is connected', () => {
  const question = '1720261121    140509AB30000001|\r';

  test('its profile holds from its next message on', async () => {
    await serve();
    const kiosk = await plain();
    kiosk.write(login);
    await kiosk.hears(/^941\r$/);
    library.changeDevice('kiosk-lens', { charset: 'cp850', terminator: 'CRLF', delimiter: '^', hiddenFields: ['CS'] });
    kiosk.write(question.replace('|', '^'));
    expect(await kiosk.hears(/18.*\r\n$/)).toContain("^AJLes Mis\x82rables, l'\x82t\x82^");
    expect(await kiosk.hears(/18.*\r\n$/)).not.toContain('^CS');
  });

  test('a device that is disabled is cut off at once, one that may not be there any more at its next message', async () => {
    await serve();
    const [disabled, moved] = [await plain(), await plain()];
    disabled.write(login);
    moved.write('9300CNkiosk-latin|COdemo|\r');
    await Promise.all([disabled.hears(/^941\r$/), moved.hears(/^941\r\n$/)]);
    library.disableDevice('kiosk-lens');
    await disabled.closed;
    library.changeDevice('kiosk-latin', { addresses: ['192.0.2.1'] });
    moved.write(question);
    expect(await moved.hears(/18.*AF.*\r\n$/)).toMatch(/180100.*AFTerminal not signed in/);
    await moved.closed;
  });
});

describe('telnet mode', () => {
  test('two prompts, two lines, one that says yes, then SIP2', async () => {
    await serve({ login: 'telnet' });
    const kiosk = await plain();
    expect(await kiosk.hears(/login: $/)).toBe('login: ');
    kiosk.write(Buffer.from('\xff\xfb\x1f\xff\xfa\x1f\x00\x50\x00\x18\xff\xf0kiosk\xff\xf1-lens\r\0', 'latin1'));
    await kiosk.hears(/password: $/);
    kiosk.write('demo\r\n');
    await kiosk.hears(/password: Login OK\. {2}Initiating SIP\r\n$/);
    kiosk.write(Buffer.from('\xff\xf999008\xff\xfd\x0102.00\r', 'latin1'));
    expect(await kiosk.hears(/98.*\r$/)).toMatch(/SIP\r\n98YYYYYY.*ANAppareil kiosk-lens\|\r$/);
  });

  test('lines may end with LF; three wrong answers close the connection', async () => {
    await serve({ login: 'telnet' });
    const kiosk = await plain();
    kiosk.write('kiosk-lens\nguess\nkiosk-lens\nguess\nnobody\ndemo\nkiosk-lens\ndemo\n');
    await kiosk.closed;
    await expect(kiosk.hears(/OK/)).rejects.toThrow(/^closed after "(login: password: Login incorrect\\r\\n){3}"$/);
  });
});

test('a terminal that knows no CR is heard, when its profile says so', async () => {
  library.changeDevice('kiosk-lens', { lineEnd: 'CR-or-LF' });
  await serve();
  const kiosk = await plain();
  for (const byte of `${login.replace('\r', '\n')}9900802.00\n97\n`) kiosk.write(byte);
  await kiosk.hears(/^941\r98[^\r]*\r98[^\r]*\r$/);
  const strict = await plain();
  strict.write('9300CNkiosk-latin|COdemo|\n');
  await strict.hears(/^941\r\n$/);
  strict.write('9900802.00\n97\r');
  await strict.hears(/^941\r\n98[^\r]*\r\n$/); // one message, whose end nobody knows
});

test('a delimiter of its own is understood from the login on', async () => {
  library.changeDevice('kiosk-lens', { delimiter: '^' });
  await serve();
  const kiosk = await plain();
  kiosk.write(login.replaceAll('|', '^'));
  await kiosk.hears(/^941\r$/);
  kiosk.write('1720261121    140509AB30000001^AC^\r');
  expect(await kiosk.hears(/18.*\r$/)).toMatch(/\r1803[^|]*AB30000001\^AJ/);
});
