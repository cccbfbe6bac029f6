import { once } from 'node:events';
import { connect as connectInClear } from 'node:net';
import { connect, type ConnectionOptions } from 'node:tls';
import type { SocketServer } from '../shared/socket-server.ts';
import { certificate } from './fakes/certificate.ts';
import { InMemoryLibrary } from './fakes/in-memory-library.ts';
import { createSip2Server } from './server.ts';

const silent = { info() {}, warn() {}, error() {} };
let server: SocketServer;
let port: number;

beforeAll(async () => {
  const library = new InMemoryLibrary().asLibrary();
  server = createSip2Server({ library, log: silent, institution: 'CALL', certificate });
  port = await server.listen(0, '127.0.0.1');
});
afterAll(() => server.close(0));

async function over(options: ConnectionOptions): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ca: certificate.cert, ...options });
  await once(socket, 'secureConnect');
  socket.write('9300CNkiosk-lens|COdemo|\r');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  const spoken = `${socket.getProtocol()} ${answer.toString()}`;
  socket.end();
  await once(socket, 'close');
  return spoken;
}

test('speaks TLS 1.3 and 1.2 from the first byte', async () => {
  expect(await over({})).toBe('TLSv1.3 941\r');
  expect(await over({ maxVersion: 'TLSv1.2' })).toBe('TLSv1.2 941\r');
});

test('agrees to nothing older', async () => {
  await expect(over({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1' })).rejects.toThrow(/version|protocol|reset/i);
});

test('a peer in clear is let go, and the others go on', async () => {
  const socket = connectInClear(port, '127.0.0.1');
  socket.on('error', (error: NodeJS.ErrnoException) => expect(error.code).toBe('ECONNRESET'));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write('9900802.00\r');
  socket.resume();
  await closed;
  expect(await over({})).toBe('TLSv1.3 941\r');
});
