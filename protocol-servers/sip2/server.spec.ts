import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { SocketServer } from '../shared/socket-server.ts';
import { InMemoryLibrary } from './fakes/in-memory-library.ts';
import { createSip2Server, type Sip2Limits } from './server.ts';

const date = '20261121    140509';
const login = '9300CNkiosk-lens|COdemo|\r';
const checkin = `09N${date}${date}AB30000001|\r`;

let library: InMemoryLibrary;
let server: SocketServer;
let port: number;
let sockets: Socket[];
let logged: { level: string; facts: Record<string, unknown> }[];

async function serve(limits: Partial<Sip2Limits> = {}): Promise<void> {
  const note = (level: string) => (facts: Record<string, unknown>) => void logged.push({ level, facts });
  const log = { info: note('info'), warn: note('warn'), error: note('error') };
  server = createSip2Server({ library: library.asLibrary(), log, institution: 'CALL', limits });
  port = await server.listen(0, '127.0.0.1');
}

beforeEach(() => {
  library = new InMemoryLibrary();
  library.addItem('30000001');
  sockets = [];
  logged = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await server.close(0);
});

/** A terminal that keeps what it hears. */
async function terminal(): Promise<{
  socket: Socket;
  heard: () => string;
  chunks: string[];
  hears: (text: RegExp) => Promise<string>;
  closed: Promise<unknown>;
}> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  const chunks: string[] = [];
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  socket.on('error', (error: NodeJS.ErrnoException) => expect(['ECONNRESET', 'EPIPE']).toContain(error.code));
  await once(socket, 'connect');
  const heard = () => chunks.join('');
  const hears = async (text: RegExp): Promise<string> => {
    while (!text.test(heard())) {
      if (socket.destroyed) throw new Error(`closed after ${heard()}`);
      await Promise.race([new Promise((resolve) => socket.once('data', resolve)), closed]);
    }
    return heard();
  };
  return { socket, heard, chunks, hears, closed };
}

test('a message may come in pieces, and several at once: each is answered, in order', async () => {
  await serve();
  const kiosk = await terminal();
  for (const byte of login) {
    kiosk.socket.write(byte);
    await new Promise((turn) => setImmediate(turn));
  }
  await kiosk.hears(/^941\r$/);
  kiosk.socket.write(`9900802.00\r\n17${date}AB30000001|\r\n${checkin}`);
  expect(await kiosk.hears(/10[01].*\r$/)).toMatch(/^941\r98[^\r]*\r1803[^\r]*\r101[^\r]*\r$/);
});

test('a peer that ends its side at once is answered before the connection closes', async () => {
  await serve();
  const kiosk = await terminal();
  kiosk.socket.end(`${login}${checkin}`);
  await kiosk.closed;
  expect(kiosk.heard()).toMatch(/^941\r101[^\r]*\r$/);
  expect(server.connections).toBe(0);
});

test('three wrong logins close the connection, after the last answer', async () => {
  await serve();
  const kiosk = await terminal();
  kiosk.socket.write('9300CNa|COb|\r9300CNa|COc|\r9300CNa|COd|\r9900802.00\r');
  await kiosk.closed;
  expect(kiosk.heard()).toBe('940\r940\r940\r');
});

test('a message without end closes the connection at the limit', async () => {
  await serve({ frame: 1000 });
  const kiosk = await terminal();
  kiosk.socket.write('9'.repeat(1001));
  await kiosk.closed;
  expect(logged).toContainEqual({ level: 'warn', facts: expect.objectContaining({ ending: 'frame-too-long' }) });
});

test.each([
  ['does not sign in', { signInTime: 50 }, '9900802.00\r', 'sign-in-too-slow'],
  ['never ends its message', { frameTime: 50 }, `${login}0`, 'frame-too-slow'],
  ['says nothing any more', { idleTime: 50 }, login, 'idle'],
] as const)('a peer that %s is cut', async (_what, limits, bytes, ending) => {
  await serve(limits);
  const kiosk = await terminal();
  kiosk.socket.write(bytes);
  await kiosk.closed;
  expect(logged).toContainEqual({ level: 'warn', facts: expect.objectContaining({ ending }) });
});

test('a peer that never reads is cut, and its messages are not taken in for ever', async () => {
  await serve({ unreadTime: 100, impatientFrames: Number.POSITIVE_INFINITY });
  const kiosk = await terminal();
  kiosk.socket.write(login);
  await kiosk.hears(/941\r/);
  kiosk.socket.pause();
  const question = `17${date}AB${'9'.repeat(200)}|\r`.repeat(200);
  let sending = true;
  void kiosk.closed.then(() => (sending = false));
  const deadline = Date.now() + 20_000;
  while (sending && !logged.some(({ facts }) => facts['ending'] === 'answers-unread') && Date.now() < deadline) {
    kiosk.socket.write(question);
    await new Promise((later) => setTimeout(later, 1));
  }
  expect(logged).toContainEqual({ level: 'warn', facts: expect.objectContaining({ ending: 'answers-unread' }) });
});

test('strangers of one address are counted, terminals that signed in are not', async () => {
  await serve({ strangersPerAddress: 2 });
  const [first, second] = [await terminal(), await terminal()];
  const third = await terminal();
  await third.closed;
  first.socket.write(login);
  await first.hears(/941\r/);
  const fourth = await terminal();
  fourth.socket.write('9900802.00\r');
  await fourth.hears(/^98/);
  second.socket.destroy();
  await second.closed;
  expect(server.connections).toBeLessThanOrEqual(3);
});

test('the number of connections has an end', async () => {
  await serve({ connections: 1 });
  const first = await terminal();
  first.socket.write(login);
  await first.hears(/941\r/);
  const second = await terminal();
  await second.closed;
  first.socket.end();
  await first.closed;
});

test('closing finishes the message in hand, then lets everybody go', async () => {
  await serve();
  const [kiosk, idle] = [await terminal(), await terminal()];
  kiosk.socket.write(login);
  await kiosk.hears(/941\r/);
  const release = library.hold();
  kiosk.socket.write(checkin);
  while (!library.asked.includes('checkIn')) await new Promise((turn) => setImmediate(turn));
  const closed = server.close(5_000);
  await idle.closed;
  release();
  await Promise.all([closed, kiosk.closed]);
  expect(kiosk.heard()).toMatch(/^941\r101[^\r]*\r$/);
});

test('closing cuts what does not finish in time', async () => {
  await serve();
  const kiosk = await terminal();
  kiosk.socket.write(login);
  await kiosk.hears(/941\r/);
  const release = library.hold();
  kiosk.socket.write(checkin);
  while (!library.asked.includes('checkIn')) await new Promise((turn) => setImmediate(turn));
  await server.close(20);
  release();
  await kiosk.closed;
  expect(kiosk.heard()).toBe('941\r');
});

test('a port in use is told', async () => {
  await serve();
  const other = createSip2Server({
    library: library.asLibrary(),
    log: { info() {}, warn() {}, error() {} },
    institution: 'CALL',
  });
  await expect(other.listen(port, '127.0.0.1')).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
