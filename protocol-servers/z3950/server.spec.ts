import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { parsePqf } from '../../core/query/rpn/index.ts';
import { Served } from '../shared/served.ts';
import type { SocketServer } from '../shared/socket-server.ts';
import { ApduFramer, decode, encode, oids, type Apdu } from './codec/index.ts';
import type { Z3950Limits } from './limits.ts';
import { createZ3950Server } from './server.ts';
import { SmallCatalogue } from './small-catalogue.fixture.ts';

const init: Apdu = {
  name: 'initRequest',
  message: {
    protocolVersion: [0, 1, 2],
    options: [0, 1, 2, 14],
    preferredMessageSize: 1 << 20,
    exceptionalRecordSize: 1 << 20,
  },
};
const search = (term: string): Apdu => ({
  name: 'searchRequest',
  message: {
    smallSetUpperBound: 0,
    largeSetLowerBound: 1,
    mediumSetPresentNumber: 0,
    replaceIndicator: true,
    resultSetName: 'default',
    databaseNames: ['catalogue'],
    query: { type1: parsePqf(term) },
  },
});
const present = (count: number): Apdu => ({
  name: 'presentRequest',
  message: {
    resultSetId: 'default',
    resultSetStartPoint: 1,
    numberOfRecordsRequested: count,
    preferredRecordSyntax: oids.unimarc,
  },
});

/** One end of a connection, which hears APDUs. */
class Peer {
  readonly socket: Socket;
  readonly heard: Apdu[] = [];
  readonly #framer = new ApduFramer(1 << 24);

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('error', () => this.socket.destroy());
    this.socket.on('data', (chunk: Buffer) =>
      this.heard.push(...this.#framer.push(chunk).frames.map((each) => decode(each))),
    );
  }

  send(...apdus: Apdu[]): void {
    this.socket.write(Buffer.concat(apdus.map((apdu) => encode(apdu))));
  }

  async hears(count: number): Promise<Apdu[]> {
    while (this.heard.length < count && !this.socket.closed) await delay(5);
    return this.heard;
  }

  async ends(): Promise<Apdu[]> {
    if (!this.socket.closed) await once(this.socket, 'close');
    return this.heard;
  }
}

let server: SocketServer;
let peers: Peer[] = [];
let port: number;
let library: SmallCatalogue;
let metrics: Registry;
let served: Served;
const http = createHttpServer((request, response) => response.end(`HTTP ${request.url ?? ''}`));

async function serve(limits: Partial<Z3950Limits> = {}): Promise<void> {
  library = new SmallCatalogue();
  metrics = new Registry();
  served = new Served(() => 0, { slowFrom: 0 });
  server = createZ3950Server({
    served,
    library,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined } as never,
    metrics,
    explainRecord: () => '<explain/>',
    disseminator: { notice: (number) => `https://catalogue.example.fr/${number}`, provider: 'Catalogue' },
    serveHttp: (socket) => void http.emit('connection', socket),
    limits,
  });
  port = await server.listen(0, '127.0.0.1');
}
function peer(): Peer {
  const joined = new Peer(port);
  peers.push(joined);
  return joined;
}
afterEach(async () => {
  for (const { socket } of peers) socket.destroy();
  peers = [];
  await server.close(100);
});

test('a whole association over one socket, requests pipelined, answers in their order', async () => {
  await serve();
  const origin = peer();
  origin.send(init, search('set30'), present(3), { name: 'close', message: { closeReason: 0 } });
  expect((await origin.ends()).map(({ name }) => name)).toEqual([
    'initResponse',
    'searchResponse',
    'presentResponse',
    'close',
  ]);
});

test('an APDU in single bytes is one APDU', async () => {
  await serve();
  const origin = peer();
  for (const byte of encode(init)) origin.socket.write(Buffer.from([byte]));
  expect(await origin.hears(1)).toMatchObject([{ name: 'initResponse', message: { result: true } }]);
});

test('HTTP on the same port is answered by SRU', async () => {
  await serve();
  const answer = await fetch(`http://127.0.0.1:${port}/catalogue?operation=explain`);
  expect(await answer.text()).toBe('HTTP /catalogue?operation=explain');
  const origin = peer();
  origin.send(init);
  expect(await origin.hears(1)).toHaveLength(1);
});

test('a claim of 2 GB, and what is no APDU, end the connection; after Init they are told why', async () => {
  await serve();
  for (const bytes of ['b4847fffffff83', '0000000000', '3003020101']) {
    const stranger = peer();
    stranger.socket.write(Buffer.from(bytes, 'hex'));
    expect(await stranger.ends()).toEqual([]);
    const origin = peer();
    origin.send(init);
    await origin.hears(1);
    origin.socket.write(Buffer.from(bytes, 'hex'));
    expect((await origin.ends()).at(-1)).toMatchObject({ name: 'close', message: { closeReason: 6 } });
  }
});

test('a half-sent APDU is waited for so long and no longer, and whoever says nothing is told to go', async () => {
  await serve({ frameTime: 60, idleTime: 200 });
  const slow = peer();
  slow.send(init);
  await slow.hears(1);
  slow.socket.write(encode(search('x')).subarray(0, 20));
  const silent = peer();
  silent.send(init);
  expect((await slow.ends()).at(-1)).toMatchObject({ name: 'close', message: { closeReason: 9 } });
  expect((await silent.ends()).at(-1)).toMatchObject({ name: 'close', message: { closeReason: 7 } });
});

test('400 presents that nobody reads are not answered into memory, and other associations go on', async () => {
  await serve({ unreadTime: 60_000 });
  const greedy = peer();
  greedy.send(init, search('set1000'));
  await greedy.hears(2);
  greedy.socket.pause();
  library.titleLength = 4_000;
  let asked = 0;
  const { recordsById } = library.catalogue;
  library.catalogue = {
    ...library.catalogue,
    recordsById: (ids) => {
      asked += 1;
      return recordsById(ids);
    },
  };
  greedy.send(...Array.from({ length: 400 }, () => present(100)));
  const other = peer();
  other.send(init, search('set3'));
  expect(await other.hears(2)).toMatchObject([{ name: 'initResponse' }, { name: 'searchResponse' }]);
  await delay(300);
  // 800 kB an answer: what the kernel takes, and a few more
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(40);
});

test('so many associations an address, and no more', async () => {
  await serve({ associationsPerAddress: 2 });
  const [first, second, third] = [peer(), peer(), peer()];
  first.send(init);
  await first.hears(1);
  second.send(init);
  await second.hears(1);
  third.send(init);
  expect(await third.ends()).toMatchObject([{ name: 'initResponse', message: { result: false } }]);
  first.send({ name: 'close', message: { closeReason: 0 } });
  await first.ends();
  await delay(20);
  const fourth = peer();
  fourth.send(init);
  expect(await fourth.hears(1)).toMatchObject([{ message: { result: true } }]);
});

test('a server that stops says so', async () => {
  await serve();
  const origin = peer();
  origin.send(init);
  await origin.hears(1);
  await server.close(500);
  expect((await origin.ends()).at(-1)).toMatchObject({ name: 'close', message: { closeReason: 1 } });
});

test('figures: associations open, time of each kind of request', async () => {
  await serve();
  const origin = peer();
  origin.send(init, search('set3'));
  await origin.hears(2);
  const figures = await metrics.metrics();
  expect(figures).toContain('z3950_associations 1');
  expect(figures).toContain('z3950_request_seconds_count{apdu="searchRequest"} 1');
});

test('tells who is there, what was asked, what was said no to, and what was slow in the words of the client', async () => {
  await serve();
  const origin = peer();
  origin.send(init, search('@attr 1=4 germinal'), search('@attr 1=9999 x'), present(1));
  await origin.hears(4);
  const { clients, operations, diagnostics, slow } = served.of('z3950');
  expect(clients).toMatchObject([{ client: '127.0.0.1', connections: 1, requests: 4, places: ['catalogue'] }]);
  expect(operations.map(({ operation, requests }) => [operation, requests])).toEqual([
    ['initRequest', 1],
    ['searchRequest', 2],
    ['presentRequest', 1],
  ]);
  expect(diagnostics).toContainEqual({ code: '114', meaning: 'Unsupported Use attribute', times: 1, lastAt: 0 });
  expect(slow.map(({ query }) => query)).toContain('@attr 1=9999 x');
  origin.socket.end();
  await origin.ends();
  while (served.of('z3950').clients[0]!.connections > 0) await delay(5);
});
