import { connect } from 'node:net';
import { hashSecret } from '../../core/access/secrets.ts';
import { realTerminals, type RealTerminals, type Terminal } from './real-terminals.fixture.ts';
import { exchangePageView, liveDevicesView, transcriptView, trialView } from './schemas-terminals.ts';
import { getAs, post, refusal, signIn } from './testing-client.fixture.ts';

const date = '20261118    100000';
const later = '20261118    100001';
const checkout = (item: string, card = '20000001', at = date) =>
  `11NN${at}${' '.repeat(18)}AOX|AA${card}|AB${item}|AC|AD1234|`;
const checkin = (item: string) => `09N${date}${date}AP|AOX|AB${item}|AC|`;

let network: RealTerminals;
beforeEach(async () => {
  network = await realTerminals();
  await network.item('30000001');
  const pinHash = await hashSecret('1234', { N: 2, r: 1, p: 1 });
  const person = { firstName: 'Zoé', lastName: 'Lefèvre', email: 'zoe@example.org', pinHash };
  await network.patron('20000001', person);
});
afterEach(() => network.close());

async function kiosk(login = 'kiosk-lens'): Promise<Terminal> {
  const terminal = await network.terminal();
  expect(await terminal.say(`9300CN${login}|COdemo|`)).toBe('941');
  return terminal;
}
const get = async (login: string, path: string): Promise<Response> =>
  getAs(await signIn(network.url, login), network.url + path);
const ask = async (login: string, path: string, body: unknown): Promise<Response> => {
  const who = await signIn(network.url, login);
  return post(network.url + path, body, { Cookie: who.cookie, 'X-CSRF': who.csrf });
};
const exchanges = async (login: string, query = '') => {
  await network.terminals.close(); // everything said is written
  return exchangePageView.strict().parse(await (await get(login, `/exchanges${query}`)).json());
};
const live = async (login: string) => liveDevicesView.strict().parse(await (await get(login, '/devices/live')).json());
const liveKiosk = async (login = 'info') => (await live(login)).items.find((one) => one.login === 'kiosk-lens')!;

describe('terminals live', () => {
  test('a terminal that never came, came, spoke, and was cut off', async () => {
    expect(await liveKiosk()).toMatchObject({
      state: 'never-seen',
      connections: 0,
      connectedSince: null,
      address: null,
      lastMessage: null,
    });
    const one = await kiosk();
    const other = await kiosk();
    await one.say('9910802.00');
    await one.say(checkout('NOTHING'));
    expect(await liveKiosk()).toMatchObject({
      state: 'on-line',
      connections: 2,
      connectedSince: '2026-11-18T09:00:00.000Z',
      address: '127.0.0.1',
      lastStatus: 'out-of-paper',
      lastMessage: 'Checkout',
      lastRefusal: { cause: 'item-unknown', at: '2026-11-18T09:00:00.000Z' },
      messagesPerMinute: 4,
      messages: 4,
      refusals: 1,
    });
    await one.drop();
    expect((await liveKiosk()).connections).toBe(1);
    await other.drop();
    expect(await liveKiosk()).toMatchObject({ connections: 0, connectedSince: null, state: 'on-line' });
    network.at(network.now() + 11 * 60_000);
    expect(await liveKiosk()).toMatchObject({ state: 'silent', messagesPerMinute: 0 });
    network.at(network.now() + 24 * 3_600_000);
    expect((await liveKiosk()).state).toBe('absent');
  });

  test('a terminal that is connected and says nothing is silent, not absent', async () => {
    const terminal = await kiosk();
    await terminal.say('9900802.00');
    network.at(network.now() + 24 * 3_600_000);
    expect(await liveKiosk()).toMatchObject({ state: 'silent', connections: 1 });
  });

  test('a terminal whose next login fails is connected no longer', async () => {
    const terminal = await kiosk();
    expect(await terminal.say('9300CNkiosk-lens|COwrong|')).toBe('940');
    expect((await liveKiosk()).connections).toBe(0);
  });

  test('where it speaks from is for those who may read what it says', async () => {
    const terminal = await kiosk();
    await terminal.say('9900802.00');
    expect([(await liveKiosk('agent-lens')).address, (await liveKiosk('audit')).address]).toEqual([null, null]);
    expect((await liveKiosk('admin')).address).toBe('127.0.0.1');
  });
});

describe('what terminals said', () => {
  test('is found, whole for those who may see readers, masked for the others, without a secret for anybody', async () => {
    const terminal = await kiosk();
    await terminal.say(checkout('30000001'));
    await terminal.say(`63002${date}  Y       AOX|AA20000001|AC|AD1234|`);
    const { items, next } = await exchanges('admin', '?card=20000001');
    expect(next).toBeNull();
    expect(items.map(({ message, outcome, item }) => [message, outcome, item])).toEqual([
      ['PatronInformation', 'ok', null],
      ['Checkout', 'ok', '30000001'],
    ]);
    const [information] = items;
    expect(information!.request.text).toBe(`63002${date}  Y       AOX|AA20000001|AC|AD***|`);
    expect(information!.request.fields).toContainEqual({
      identifier: 'AD',
      name: 'patronPassword',
      value: '***',
      shown: 'withheld',
    });
    expect(information!.request.fields[0]).toEqual({
      identifier: null,
      name: 'language',
      value: '002',
      shown: 'whole',
    });
    expect(information!.response.text).toContain('|AEZoé Lefèvre|');
    expect(information).toMatchObject({ device: 'kiosk-lens', library: 'LENS', address: '127.0.0.1' });

    const masked = JSON.stringify(await exchanges('info', '?card=20000001'));
    expect(masked).toContain('|AA…0001|');
    for (const reader of ['20000001', 'Lefèvre', 'zoe@example.org', '1234']) expect(masked).not.toContain(reader);
    expect(JSON.stringify(await exchanges('admin'))).not.toMatch(/1234|demo/);
  });

  test('the database holds neither card, nor name, nor PIN', async () => {
    const terminal = await kiosk();
    await terminal.say(`63002${date}  Y       AOX|AA20000001|AC|AD1234|`);
    await network.terminals.close();
    const rows = JSON.stringify(await network.store.read.exchanges.page({ limit: 100 }));
    for (const reader of ['20000001', 'Lefèvre', 'zoe@example.org', 'AD1234']) expect(rows).not.toContain(reader);
  });

  test('is paged towards the past', async () => {
    const terminal = await kiosk();
    for (let n = 0; n < 4; n += 1) await terminal.say(`17${date}AB3000000${n}|`);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await exchanges('info', `?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ item, message }) => item ?? message));
      cursor = page.next;
    }
    expect(seen).toEqual(['30000003', '30000002', '30000001', '30000000', 'Login']);
  });

  test('is found by what became of it, by terminal, by library, by document, by time', async () => {
    const terminal = await kiosk();
    await terminal.say(checkout('30000001', 'NOBODY'));
    await terminal.say('9900802.00AY1AZ0000');
    await (await kiosk('kiosk-lievin')).say(checkin('30000001'));
    const found = async (query: string) =>
      (await exchanges('coord', query)).items.map(({ message, cause }) => cause ?? message);
    expect(await found('?outcome=refused')).toEqual(['patron-unknown']);
    expect(await found('?outcome=malformed&cause=checksum-wrong')).toEqual(['checksum-wrong']);
    expect(await found('?device=kiosk-lievin&message=Checkin')).toEqual(['Checkin']);
    expect(await found('?library=LIEVIN')).toEqual(['Checkin', 'Login']);
    expect(await found('?item=30000001')).toEqual(['Checkin', 'patron-unknown']);
    expect(await found('?until=2026-11-18T08:59:59.999Z')).toEqual([]);
    expect(await found('?from=2026-11-18T09:00:00.000Z&item=30000001')).toHaveLength(2);
  });

  test.each([
    ['info', '/exchanges', 200],
    ['coord', '/exchanges', 200],
    ['agent-lens', '/exchanges', 403],
    ['resp-lens', '/exchanges', 403],
    ['audit', '/exchanges', 403],
    ['audit', '/exchanges/stream', 403],
    ['agent-lens', '/devices/kiosk-lens/transcript?from=2026-11-18T00:00:00Z&until=2026-11-19T00:00:00Z', 403],
    ['info', '/exchanges?device=nobody', 404],
    ['info', '/exchanges?library=PARIS', 404],
    ['info', '/exchanges?cursor=1', 400],
    ['info', '/exchanges?limit=501', 400],
    ['info', '/devices/nobody/transcript?from=2026-11-18T00:00:00Z&until=2026-11-19T00:00:00Z', 404],
  ])('%s: GET %s is answered %i', async (login, path, status) => {
    expect((await get(login, path)).status).toBe(status);
  });

  test('a transcript for a supplier names no reader, whoever asks, and keeps checksums and timings', async () => {
    const terminal = await kiosk();
    await terminal.say('9900802.00AY1AZFCA0');
    await terminal.say(checkout('30000001'));
    await network.terminals.close();
    const path = '/devices/kiosk-lens/transcript?from=2026-11-18T00:00:00Z&until=2026-11-19T00:00:00Z';
    const transcript = transcriptView.strict().parse(await (await get('admin', path)).json());
    expect(transcript).toMatchObject({ device: 'kiosk-lens', exchanges: 3, truncated: false });
    const lines = transcript.text.split('\n');
    expect(lines[0]).toMatch(/^2026-11-18T10:00:00\.000\+01:00 127\.0\.0\.1 Login: ok, \d+\.\d ms$/);
    expect(lines[1]).toBe('  > 9300CNkiosk-lens|CO***|');
    expect(transcript.text).toContain('  > 9900802.00AY1AZFCA0\n');
    expect(transcript.text).toMatch(/ {2}< 98\w{6}.*AY1AZ[0-9A-F]{4}\n/);
    expect(transcript.text).toContain('|AA***|AB30000001|AC|AD***|');
    expect(transcript.text).not.toMatch(/20000001|1234|demo/);
  });
});

describe('the stream of exchanges', () => {
  /** Reads events as a browser would. */
  async function* events(login: string, query = '', headers: Record<string, string> = {}) {
    const answer = await getAs(await signIn(network.url, login), `${network.url}/exchanges/stream${query}`, headers);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    let text = '';
    for await (const part of answer.body!) {
      text += Buffer.from(part).toString('utf8');
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        yield text.slice(0, end);
        text = text.slice(end + 2);
      }
    }
  }
  type Events = AsyncGenerator<string, void>;
  async function next(from: Events, name: string): Promise<string> {
    for (;;) {
      const { value, done } = await from.next();
      if (done) throw new Error('the stream ended');
      if (value.includes(`event: ${name}\n`)) return value;
    }
  }
  const messageOf = (event: string): unknown =>
    (JSON.parse(/^data: (.*)$/m.exec(event)![1]!) as { message: string }).message;

  test('tells what a terminal says as it says it, and how it does; another terminal is not heard', async () => {
    const stream = events('info', '?device=kiosk-lens');
    await next(stream, 'live');
    const other = await kiosk('kiosk-lievin');
    await other.say(checkin('30000001'));
    const terminal = await kiosk();
    await terminal.say(checkout('30000001'));
    const heard = [await next(stream, 'exchange'), await next(stream, 'exchange')];
    expect(heard.map(messageOf)).toEqual(['Login', 'Checkout']);
    expect(heard[1]).toMatch(/^id: exchanges:\d+\n/);
    expect(heard[1]).not.toContain('20000001');
    const live = JSON.parse(/data: (.*)/.exec(await next(stream, 'live'))![1]!) as {
      items: { login: string; connections: number }[];
    };
    expect(live.items).toMatchObject([{ login: 'kiosk-lens', connections: 1 }]);
    await stream.return();
  });

  test('goes on after the last one a console knows of', async () => {
    const terminal = await kiosk();
    for (const item of ['1', '2', '3']) await terminal.say(`17${date}AB${item}|`);
    await network.terminals.close();
    const { items } = await exchanges('info');
    const known = items.find(({ item }) => item === '1')!.id;
    const stream = events('info', '', { 'Last-Event-ID': `exchanges:${known}` });
    const missed = [await next(stream, 'exchange'), await next(stream, 'exchange')];
    await terminal.say(`17${date}AB4|`);
    const all = [...missed, await next(stream, 'exchange')];
    expect(all.map((event) => /"item":"(\d)"/.exec(event)![1])).toEqual(['2', '3', '4']);
    await stream.return();
  });

  test('ends with the session', async () => {
    const who = await signIn(network.url, 'info');
    const answer = await getAs(who, `${network.url}/exchanges/stream`);
    const reading = answer.text();
    await fetch(`${network.url}/session`, { method: 'DELETE', headers: { Cookie: who.cookie, 'X-CSRF': who.csrf } });
    expect(await reading).toContain('event: beat');
  });

  test('a console that stops reading is dropped, and no terminal waits for it', async () => {
    const who = await signIn(network.url, 'info');
    const { port, host } = new URL(network.url);
    const deaf = connect(Number(port), '127.0.0.1');
    deaf.write(`GET /api/v1/exchanges/stream HTTP/1.1\r\nHost: ${host}\r\nCookie: ${who.cookie}\r\n\r\n`);
    await new Promise((resolve) => deaf.once('data', resolve));
    deaf.pause();
    const terminal = await kiosk();
    while (network.dropped.length === 0) {
      await terminal.say(`17${date}AB${'9'.repeat(255)}|AC|`, 50);
    }
    expect(network.dropped).toEqual(['a console that stopped reading was dropped']);
    expect(await terminal.say(`17${date}AB30000001|`)).toMatch(/^18/);
    deaf.destroy();
  }, 60_000);
});

describe('a message said in the place of a terminal', () => {
  const trial = async (login: string, mode: 'rehearsals' | 'trials', body: unknown, device = 'kiosk-lens') => {
    const answer = await ask(login, `/devices/${device}/${mode}`, body);
    expect(answer.status).toBe(200);
    return trialView.strict().parse(await answer.json());
  };
  test.each([
    ['a check-out', { raw: checkout('30000001') }, '1'],
    [
      'a check-out by its fields',
      {
        message: 'Checkout',
        fields: { patronIdentifier: '20000001', itemIdentifier: '30000001', patronPassword: '1234' },
      },
      '1',
    ],
    ['a check-out with a wrong PIN', { raw: checkout('30000001').replace('1234', '9999') }, '0'],
    ['a check-in', { raw: checkin('30000001') }, '1'],
    ['an off-line check-out', { raw: checkout('30000001').replace('11NN', '11NY') }, '1'],
  ])('rehearsed, %s is answered and leaves the database as it was, byte for byte', async (_, body, ok) => {
    const who = await signIn(network.url, 'info'); // a sign-in is an event of its own
    const before = network.contents();
    expect(before.length).toBeGreaterThan(5_000);
    const rehearsals = `${network.url}/devices/kiosk-lens/rehearsals`;
    const answer = await post(rehearsals, body, { Cookie: who.cookie, 'X-CSRF': who.csrf });
    const { exchange } = trialView.parse(await answer.json());
    expect(exchange.response.fields[0]).toEqual({ identifier: null, name: 'ok', value: ok, shown: 'whole' });
    await network.terminals.close();
    expect(network.contents()).toBe(before);
    expect(await liveKiosk()).toMatchObject({ state: 'never-seen', messages: 0 });
  });

  test.each([
    ['a renewal', `29NN${date}${' '.repeat(18)}AO|AA20000001|AB30000008|AD1234|`, /^301/],
    ['every renewal at once', `65${date}AO|AA20000001|AD1234|`, /^661/],
    ['a check-out taken back', checkin('30000008').replace('AC|', 'AC|BIY|'), /^101/],
    ['a reservation', `15+${date}AO|AA20000001|AB30000001|AD1234|BSLENS|`, /^161/],
    ['a card that is blocked', `01Y${date}AO|ALTrouvée|AA20000001|AC|`, /^24Y/],
    ['a payment', `37${date}0100EURBV1.00|AO|AA20000001|AC|AD1234|BKk1|`, /^38/],
    ['properties of a document', `19${date}AO|AB30000001|CHabîmé|`, /^20/],
  ])('rehearsed after a real check-out, %s leaves the database as it was', async (_, raw, answered) => {
    await network.item('30000008');
    const terminal = await kiosk();
    expect(await terminal.say(checkout('30000008'))).toMatch(/^121/);
    await terminal.drop();
    await network.terminals.close();
    const who = await signIn(network.url, 'info');
    const before = network.contents();
    const headers = { Cookie: who.cookie, 'X-CSRF': who.csrf };
    const answer = await post(`${network.url}/devices/kiosk-lens/rehearsals`, { raw }, headers);
    expect(trialView.parse(await answer.json()).exchange.response.text).toMatch(answered);
    expect(network.contents()).toBe(before);
  });

  test('rehearsed, it is answered as the socket answers, byte for byte', async () => {
    const terminal = await kiosk();
    for (const message of [
      '9900802.00AY1AZFCA0',
      `63002${date}  Y       AOX|AA20000001|AC|AD1234|`,
      `17${date}AB30000001|`,
      checkout('NOTHING'),
      checkout('30000001', 'NOBODY'),
      checkout('30000001'),
      '01',
      'nonsense',
      `9900802.00AY1AZ0000`,
    ]) {
      const rehearsed = await ask('admin', '/devices/kiosk-lens/rehearsals', { raw: message });
      const { responseBytes } = trialView.parse(await rehearsed.json());
      expect(Buffer.from(responseBytes!, 'hex').toString()).toBe(`${await terminal.say(message)}\r`);
    }
  });

  test('what is shown follows the role: the screen for all, the reader for some', async () => {
    const body = { raw: `63002${date}  Y       AOX|AA20000001|AC|AD1234|` };
    const whole = await trial('coord', 'rehearsals', body);
    expect(whole.requestBytes).toBeNull(); // it bears a PIN
    expect(Buffer.from(whole.responseBytes!, 'hex').toString()).toContain('Lefèvre');
    const masked = await trial('info', 'rehearsals', body);
    expect(masked.responseBytes).toBeNull();
    expect(JSON.stringify(masked)).not.toMatch(/20000001|Lefèvre|1234/);
    expect(masked.exchange.request.text).toContain('|AA…0001|');
  });

  test('a refused check-out is explained: the policy row and the facts', async () => {
    await network.item('30000009', { type: 'DVD' });
    const { exchange, screen, explanation } = await trial('info', 'rehearsals', { raw: checkout('30000009') });
    expect(exchange).toMatchObject({ outcome: 'refused', cause: 'self-check-not-allowed' });
    expect(screen).toHaveLength(1);
    expect(explanation).toMatchObject({
      library: 'LENS',
      item: { barcode: '30000009', type: 'DVD' },
      policy: { itemType: 'DVD', selfCheck: false },
    });
    expect((await trial('info', 'rehearsals', { raw: checkout('NOTHING') })).explanation).toBeNull();
    expect((await trial('info', 'rehearsals', { raw: checkin('30000001') })).explanation).toBeNull();
  });

  test('done, it is done in the name of the member of staff, and kept like any other', async () => {
    const { exchange } = await trial('coord', 'trials', { raw: checkout('30000001') });
    expect(exchange).toMatchObject({ outcome: 'ok', device: 'kiosk-lens', address: 'console:coord' });
    expect((await network.store.read.item('30000001'))?.item.status).toBe('ON_LOAN');
    const [event] = await network.store.read.eventsAfter(0, ['LOAN'], 10);
    expect(event).toMatchObject({ actor: 'user:coord', deviceId: null, libraryId: network.libraries.lens });
    const { items } = await exchanges('coord');
    expect(items).toMatchObject([{ message: 'Checkout', address: 'console:coord', outcome: 'ok' }]);
    expect((await liveKiosk()).state).toBe('never-seen');
    await trial('coord', 'trials', { raw: checkin('30000001') });
    expect((await network.store.read.eventsAfter(0, ['RETURN'], 10))[0]).toMatchObject({ actor: 'user:coord' });
  });

  test('the place of a trial and the permissions are those of the terminal', async () => {
    const { explanation, exchange } = await trial('admin', 'rehearsals', { raw: checkin('30000001') }, 'kiosk-avion');
    expect([explanation, exchange.library]).toEqual([null, 'AVION']);
    expect(exchange.response.text).toContain('|CTLENS|');
  });

  test('named fields are encoded, with error detection when it is asked for', async () => {
    const sealed = { message: 'ItemInformation', fields: { itemIdentifier: '30000001' }, errorDetection: true };
    const { exchange, requestBytes } = await trial('info', 'rehearsals', sealed);
    expect(exchange.request.errorDetection).toMatch(/^AY1AZ[0-9A-F]{4}$/);
    expect(exchange.response.errorDetection).toMatch(/^AY1AZ/);
    expect(Buffer.from(requestBytes!, 'hex').toString()).toMatch(
      /^1720261118 {4}100000AO\|AB30000001\|AC\|AY1AZ[0-9A-F]{4}$/,
    );
  });

  test.each<[string, 'rehearsals' | 'trials', string, unknown, number, string | null]>([
    ['info', 'trials', 'kiosk-lens', { raw: checkin('30000001') }, 403, 'forbidden'],
    ['agent-lens', 'rehearsals', 'kiosk-lens', { raw: '97' }, 403, 'forbidden'],
    ['audit', 'rehearsals', 'kiosk-lens', { raw: '97' }, 403, 'forbidden'],
    ['info', 'rehearsals', 'nobody', { raw: '97' }, 404, 'device-unknown'],
    ['info', 'rehearsals', 'kiosk-lens', { raw: '97\r97\r' }, 422, 'trial-unreadable'],
    ['info', 'rehearsals', 'kiosk-lens', { raw: '\r\n' }, 422, 'trial-unreadable'],
    ['info', 'rehearsals', 'kiosk-lens', { message: 'Checkuot', fields: {} }, 422, 'trial-unreadable'],
    ['info', 'rehearsals', 'kiosk-lens', { message: 'LoginResponse', fields: {} }, 422, 'trial-unreadable'],
    ['info', 'rehearsals', 'kiosk-lens', { message: 'Checkout', fields: { colour: 'red' } }, 422, 'trial-unreadable'],
    ['info', 'rehearsals', 'kiosk-lens', { raw: '97', message: 'Checkout', fields: {} }, 400, 'invalid-request'],
  ])('%s: %s at %s of %j is refused %i %s', async (login, mode, device, body, status, code) => {
    expect(await refusal(await ask(login, `/devices/${device}/${mode}`, body))).toEqual([status, code]);
  });

  test('the same transaction date after a rehearsal is a loan, not its echo', async () => {
    await trial('info', 'rehearsals', { raw: checkout('30000001', '20000001', later) });
    const terminal = await kiosk();
    expect(await terminal.say(checkout('30000001', '20000001', later))).toMatch(/^121N/);
    expect((await network.store.read.item('30000001'))?.item.status).toBe('ON_LOAN');
  });
});
