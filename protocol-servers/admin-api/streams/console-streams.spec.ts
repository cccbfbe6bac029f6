import { connect, type Socket } from 'node:net';
import { batchOfLens, movement, kiosk, noon, SmallNetwork } from '../small-network.fixture.ts';
import { serve, type Served, signIn, type SignedIn } from '../testing-client.fixture.ts';

let network: SmallNetwork;
let served: Served;
const told: Record<string, unknown>[] = [];
const log = {
  info: () => undefined,
  warn: (facts: Record<string, unknown>) => void told.push(facts),
  error: () => undefined,
};
const limits = { streams: { beatEvery: 30, devicesEvery: 20, batchesEvery: 20, sessionEvery: 20 } };

beforeEach(async () => {
  told.length = 0;
  network = new SmallNetwork();
  served = await serve(network, { limits, log });
});
afterEach(() => served.close());

/** Reads a stream as a browser would, event by event, each with its lines. */
class Listener {
  readonly #aborted = new AbortController();
  #text = '';
  #body: ReadableStreamDefaultReader<Uint8Array> | null = null;
  headers = new Headers();
  status = 0;

  async open(who: SignedIn, query = '', headers: Record<string, string> = {}): Promise<this> {
    const asked = { headers: { Cookie: who.cookie, ...headers }, signal: this.#aborted.signal };
    const answer = await fetch(`${served.url}/stream${query}`, asked);
    this.headers = answer.headers;
    this.status = answer.status;
    this.#body = answer.body?.getReader() ?? null;
    return this;
  }

  /** The next event of this name; null when the stream ended first. */
  async next(name: string): Promise<string | null> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end >= 0) {
        const event = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        if (event.includes(`event: ${name}\n`)) return event;
        continue;
      }
      const part = await this.#body?.read();
      if (!part || part.done) return null;
      this.#text += Buffer.from(part.value).toString('utf8');
    }
  }

  close(): void {
    this.#aborted.abort();
  }
}
const listen = async (login: string, query = '', headers = {}): Promise<Listener> =>
  new Listener().open(await signIn(served.url, login), query, headers);

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('tells a movement as it happens, with its number', async () => {
  const listener = await listen('agent-lens');
  expect(listener.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(listener.headers.get('x-accel-buffering')).toBe('no');
  expect(listener.headers.get('cache-control')).toBe('no-store');
  expect(await listener.next('beat')).toBe('event: beat\ndata: 2026-11-21T12:00:00.000Z');
  await listener.next('devices');
  network.happens(movement(7, { title: 'L’Assommoir\n\nevent: beat' }));
  expect(await listener.next('activity')).toBe(
    'id: activity:7\nevent: activity\ndata: {"seq":7,"at":"2026-11-21T12:00:00.000Z","type":"LOAN","library":"LENS",' +
      '"device":"kiosk-lens","barcode":"30000007","title":"L’Assommoir\\n\\nevent: beat","routing":null}',
  );
  listener.close();
});

test('beats, so that a console notices a dead line', async () => {
  const listener = await listen('audit');
  expect(await listener.next('beat')).not.toBeNull();
  network.time = noon + 15_000;
  let beat = await listener.next('beat');
  while (beat?.includes('12:00:00')) beat = await listener.next('beat');
  expect(beat).toBe('event: beat\ndata: 2026-11-21T12:00:15.000Z');
  listener.close();
});

test('tells the devices at the opening, then when one changed', async () => {
  const listener = await listen('info');
  expect(await listener.next('devices')).toContain('"login":"kiosk-lens"');
  network.devices = [kiosk('kiosk-lens', { lastSeenAt: noon })];
  expect(await listener.next('devices')).toContain('"lastSeenAt":"2026-11-21T12:00:00.000Z"');
  listener.close();
});

test('tells the batches that moved, each to whoever may know of it', async () => {
  network.batches = [batchOfLens(1), batchOfLens(2, { libraryId: 2 })];
  const [everything, lens, staff] = await Promise.all(
    ['coord', 'resp-lens', 'agent-lens'].map((login) => listen(login, '?topics=batches')),
  );
  // First as they are: a page may have read its list before it listens.
  expect(await everything!.next('batches')).toContain('"id":2');
  expect(await lens!.next('batches')).toContain('"id":1');
  network.batches = [batchOfLens(1, { step: 'parse', done: 500 }), batchOfLens(2, { libraryId: 2, state: 'PARSED' })];
  const told = await everything!.next('batches');
  expect(told).toContain('"id":1');
  expect(told).toContain('"id":2');
  const own = await lens!.next('batches');
  expect(own).toContain('"step":"parse"');
  expect(own).toContain('"file":"LENS-export.mrc"');
  expect(own).not.toContain('"id":2');
  expect(own).not.toContain('/data/');
  served.api.close();
  expect(await staff!.next('batches')).toBeNull();
  for (const listener of [everything, lens, staff]) listener!.close();
});

test('a newcomer does not take a change away from the others', async () => {
  const first = await listen('info');
  await first.next('devices');
  network.devices = [kiosk('kiosk-new')];
  const second = await listen('info');
  expect(await second.next('devices')).toContain('kiosk-new');
  expect(await first.next('devices')).toContain('kiosk-new');
  first.close();
  second.close();
});

test.each(['info', 'audit'])('%s, who sees no movements, hears of none', async (login) => {
  network.movements = [movement(1), movement(2)];
  const listener = await listen(login, '?after=activity:1');
  network.happens(movement(3));
  served.api.close();
  expect(await listener.next('activity')).toBeNull();
});

test.each<[string, string, Record<string, string>]>([
  ['the header of a browser that comes back', '', { 'Last-Event-ID': 'activity:2' }],
  ['the address of one that read the list first', '?after=activity:2', {}],
])('sends again what was missed: %s', async (_name, query, headers) => {
  network.movements = [1, 2, 3, 4].map((seq) => movement(seq));
  const listener = await listen('admin', query, headers);
  expect(await listener.next('activity')).toMatch(/^id: activity:3\n/);
  expect(await listener.next('activity')).toMatch(/^id: activity:4\n/);
  network.happens(movement(5));
  expect(await listener.next('activity')).toMatch(/^id: activity:5\n/);
  listener.close();
});

test('what happens while it is being sent again comes once, after it', async () => {
  network.movements = [movement(1)];
  const { today } = network.library.activity;
  network.library.activity.today = async (limit) => {
    network.happens(movement(2));
    const answer = await today(limit);
    network.happens(movement(3));
    return answer;
  };
  const listener = await listen('admin', '?after=activity:0');
  const ids = [];
  for (let i = 0; i < 3; i += 1) ids.push((await listener.next('activity'))?.split('\n')[0]);
  expect(ids).toEqual(['id: activity:1', 'id: activity:2', 'id: activity:3']);
  listener.close();
});

test('ends when its session is signed out, here or elsewhere, without putting off its idle end', async () => {
  const who = await signIn(served.url, 'admin');
  const [one, other] = [await new Listener().open(who), await new Listener().open(who)];
  network.uses.length = 0;
  await until(() => network.uses.includes('stream'));
  network.sessions.clear();
  expect(await one.next('nothing')).toBeNull();
  expect(await other.next('nothing')).toBeNull();
  expect(new Set(network.uses)).toEqual(new Set(['stream']));
  expect((await new Listener().open(who)).status).toBe(401);
});

test('the library is followed while somebody listens, and no longer', async () => {
  expect(network.followers.size).toBe(0);
  const [one, other] = [await listen('admin'), await listen('coord')];
  await Promise.all([one.next('devices'), other.next('devices')]);
  expect(network.followers.size).toBe(1);
  one.close();
  other.close();
  await until(() => network.followers.size === 0);
});

test('a failure to read the devices does not end the stream', async () => {
  const listener = await listen('admin');
  await listener.next('devices');
  network.fault = new Error('the database is away');
  await until(() => told.length > 0);
  network.fault = null;
  network.happens(movement(9));
  expect(await listener.next('activity')).toMatch(/^id: activity:9\n/);
  listener.close();
});

test('a reader that does not read is dropped, and the others do not wait', async () => {
  await served.close();
  served = await serve(network, { log, limits: { streams: { ...limits.streams, unread: 64 * 1024 } } });
  const who = await signIn(served.url, 'admin');
  const stalled = await new Promise<Socket>((resolve) => {
    const socket = connect(Number(new URL(served.url).port), '127.0.0.1', () => {
      socket.write(`GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${who.cookie}\r\n\r\n`);
      socket.once('data', () => resolve(socket.pause()));
    });
  });
  stalled.on('error', () => undefined); // the reset is what is expected
  const reading = await new Listener().open(who);
  for (let seq = 1; told.length === 0 && seq < 5_000; seq += 1) {
    network.happens(movement(seq, { title: 'x'.repeat(4_000) }));
    await reading.next('activity');
  }
  expect(told).toEqual([{ unread: expect.any(Number) }]);
  expect(Number(told[0]?.['unread'])).toBeLessThan(80 * 1024);
  stalled.destroy();
  reading.close();
});

test('no more streams than allowed', async () => {
  await served.close();
  served = await serve(network, { log, limits: { streams: { ...limits.streams, streams: 1 } } });
  const one = await listen('admin');
  const refused = await listen('coord');
  expect(refused.status).toBe(503);
  expect(refused.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  one.close();
});

describe('where a stream stands', () => {
  const ready = async (listener: Listener): Promise<unknown> =>
    JSON.parse(/^data: (.*)$/m.exec((await listener.next('ready'))!)![1]!);

  test('a newcomer is told where it begins, and one who comes back that nothing is missing', async () => {
    network.movements = [movement(1), movement(2)];
    const newcomer = await listen('admin');
    expect(await newcomer.next('ready')).toBe('id: activity:2\nevent: ready\ndata: {"resumed":false}');
    newcomer.close();
    const back = await listen('admin', '', { 'Last-Event-ID': 'activity:2' });
    expect(await ready(back)).toEqual({ resumed: true });
    network.happens(movement(3));
    expect(await back.next('activity')).toMatch(/^id: activity:3\n/);
    back.close();
  });

  test('one who missed more than is kept asks its lists again', async () => {
    await served.close();
    served = await serve(network, { log, limits: { streams: { ...limits.streams, resumedLines: 2 } } });
    network.movements = [1, 2, 3, 4].map((seq) => movement(seq));
    const near = await listen('admin', '?after=activity:2');
    expect(await near.next('activity')).toMatch(/^id: activity:3\n/);
    expect(await ready(near)).toEqual({ resumed: true });
    near.close();
    const far = await listen('admin', '?after=activity:1');
    expect(await far.next('ready')).toBe('id: activity:4\nevent: ready\ndata: {"resumed":false}');
    far.close();
  });

  test('only the topics asked are told, and nobody follows the others', async () => {
    const listener = await listen('admin', '?topics=devices');
    expect(await ready(listener)).toEqual({ resumed: true });
    expect(network.followers.size).toBe(0);
    listener.close();
    expect((await listen('admin', '?topics=weather')).status).toBe(400);
  });

  test.each(['audit', 'agent-lens'])(
    '%s, who may not hear terminals, hears the rest of what was asked',
    async (login) => {
      const listener = await listen(login, '?topics=devices,exchanges:kiosk-lens');
      expect(await listener.next('devices')).toContain('kiosk-lens');
      served.api.close();
      expect(await listener.next('live')).toBeNull();
    },
  );
});
