import { gzipSync } from 'node:zlib';
import type { OaiReply, OaiTarget } from '../../core/ports/oai-source.ts';
import { isPublicAddress } from './addresses.ts';
import { oaiSource, type OaiSourceOptions } from './index.ts';
import { retryAfter } from './oai-source.ts';
import { envelope, offered, startProvider, type Misdeed, type Provider } from './provider.fixture.ts';

let provider: Provider;
let pauses: number[];
beforeEach(async () => {
  provider = await startProvider(offered(7));
  pauses = [];
});
afterEach(() => provider.close());

const list = { verb: 'ListRecords', arguments: { metadataPrefix: 'oai_dc' } } as const;
const loopback = ['127.0.0.1/32'];
async function ask(
  misdeed: (before: number) => Misdeed | null = () => null,
  target: Partial<OaiTarget> = {},
  options: Partial<OaiSourceOptions> = {},
): Promise<OaiReply> {
  provider.misbehave = (_, before) => misdeed(before);
  const source = oaiSource({
    betweenRequests: 0,
    headTime: 2_000,
    bodyIdle: 2_000,
    pause: async (milliseconds) => void pauses.push(milliseconds),
    ...options,
  });
  return source.ask({ baseUrl: provider.url, networks: loopback, repair: false, ...target }, list);
}
const page = (content: string) => envelope(provider, content);
const record = (id: string, inside = '<metadata><dc xmlns="d">x</dc></metadata>') =>
  `<record><header><identifier>${id}</identifier><datestamp>2026-01-01</datestamp></header>${inside}</record>`;
const always =
  (body: string | Buffer, more: object = {}) =>
  () => ({ body, ...more });

describe('a page', () => {
  test('is read with its records, their sets, what is deleted, and its token', async () => {
    provider.items[1] = { ...provider.items[1]!, deleted: true, sets: ['a', 'a:b'] };
    provider.tokenAttributes = () => ' expirationDate="2026-11-21T00:00:00Z" completeListSize="7" cursor="0"';
    const answer = await ask();
    expect(answer).toMatchObject({
      ...{ kind: 'answer', responseDate: '2026-11-20T10:00:00Z', whole: true, retries: 0, broken: [], repairs: [] },
      token: { value: '|||3', expiresAt: Date.UTC(2026, 10, 21), completeListSize: 7 },
      records: [
        { identifier: 'oai:partenaire.example.org:1', datestamp: '2026-03-01T12:01:00Z', deleted: false, sets: [] },
        { deleted: true, sets: ['a', 'a:b'] },
        {},
      ],
    });
    expect(provider.asked).toEqual([{ verb: 'ListRecords', metadataPrefix: 'oai_dc' }]);
  });

  test('written with prefixes is the same, and each record stands by itself', async () => {
    const answer = await ask(
      always(`<?xml version="1.0"?><oai:OAI-PMH xmlns:oai="http://www.openarchives.org/OAI/2.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<oai:responseDate>2026-01-02T00:00:00Z</oai:responseDate><oai:ListRecords><oai:record><oai:header><oai:identifier> a </oai:identifier><oai:datestamp>2026-01-01</oai:datestamp></oai:header><oai:metadata><x xmlns="urn:x"><record><header><identifier>no</identifier></header></record><dc:title>Été</dc:title></x></oai:metadata></oai:record></oai:ListRecords></oai:OAI-PMH>`),
    );
    expect(answer).toMatchObject({ kind: 'answer', token: null, broken: [] });
    const { records } = answer as Extract<OaiReply, { kind: 'answer' }>;
    expect(records.map(({ identifier }) => identifier)).toEqual(['a']);
    expect(records[0]!.raw).toMatch(
      /^<oai:record xmlns:oai="http:\/\/www.openarchives.org\/OAI\/2.0\/" xmlns:dc="http:\/\/purl.org\/dc\/elements\/1.1\/"><oai:header>.*Été<\/dc:title><\/x><\/oai:metadata><\/oai:record>$/s,
    );
  });

  test('of many parts is cut into its records exactly, whatever the line ends and characters', async () => {
    const inside = `<metadata><dc>${'\u{1F4D6}é\r\n'.repeat(300)}</dc></metadata>`;
    const records = Array.from({ length: 200 }, (_, at) => record(`r${at}`, inside));
    const answer = await ask(always(page(`<ListRecords>\r\n${records.join('\r\n')}</ListRecords>`)));
    const read = (answer as Extract<OaiReply, { kind: 'answer' }>).records;
    expect(read.map(({ identifier }) => identifier)).toEqual(records.map((_, at) => `r${at}`));
    for (const { raw } of read)
      expect(raw).toMatch(/^<record xmlns="[^"]+" xmlns:xsi="[^"]+"><header>.*<\/metadata><\/record>$/s);
  });

  test('of errors tells them, whatever the HTTP status, and one without a code', async () => {
    for (const status of [200, 400, 422, 500]) {
      const answer = await ask(always(page('<error code="badResumptionToken">gone</error>'), { status }));
      expect(answer).toMatchObject({ errors: [{ code: 'badResumptionToken', message: 'gone' }], retries: 0 });
    }
    expect(await ask(always(page('<error>why</error>')))).toMatchObject({ errors: [{ code: '', message: 'why' }] });
  });

  test('keeps apart a record without identifier or metadata', async () => {
    const answer = await ask(always(page(`<ListRecords>${record('a', '')}${record('')}${record('c')}</ListRecords>`)));
    expect(answer).toMatchObject({
      records: [{ identifier: 'c' }],
      broken: [
        { identifier: 'a', reason: 'no-metadata' },
        { identifier: '', reason: 'no-identifier' },
      ],
    });
  });

  test('with one record that is no XML gives the others, and its token', async () => {
    const bad = record('b', '<metadata><dc>A & B\u0001 <i></dc></metadata>');
    const answer = await ask(
      always(
        page(
          `<ListRecords>${record('a')}${bad}${record('c')}<resumptionToken completeListSize="9">x&amp;y</resumptionToken></ListRecords>`,
        ),
      ),
    );
    expect(answer).toMatchObject({
      records: [{ identifier: 'a' }, { identifier: 'c' }],
      broken: [{ identifier: 'b', reason: 'not-well-formed' }],
      token: { value: 'x&y', completeListSize: 9 },
      repairs: ['record-by-record'],
      whole: true,
    });
  });

  test('with forbidden characters is mended when asked, else its record is kept apart', async () => {
    const body = page(
      `<ListRecords>${record('a', '<metadata><dc>\u0001\ufffe&#x1f;A</dc></metadata>')}${record('b')}</ListRecords>`,
    );
    expect(await ask(always(body), { repair: true })).toMatchObject({
      records: [{ identifier: 'a' }, { identifier: 'b' }],
      repairs: ['forbidden-characters'],
    });
    expect(await ask(always(body))).toMatchObject({ records: [{ identifier: 'b' }], broken: [{ identifier: 'a' }] });
  });

  test('that says UTF-8 and is Latin-1 is mended when asked, else what is damaged is kept apart', async () => {
    const body = Buffer.from(
      page(`<ListRecords>${record('a', '<metadata><dc>Été</dc></metadata>')}${record('b')}</ListRecords>`),
      'latin1',
    );
    const mended = await ask(always(body), { repair: true });
    expect(mended).toMatchObject({ repairs: ['wrong-charset'] });
    expect((mended as Extract<OaiReply, { kind: 'answer' }>).records[0]!.raw).toContain('Été');
    expect(await ask(always(body))).toMatchObject({
      records: [{ identifier: 'b' }],
      broken: [{ identifier: 'a', reason: 'wrong-charset' }],
    });
  });
});

describe('what is not read', () => {
  const dtd = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><OAI-PMH><a>&a;</a></OAI-PMH>';
  const laughs = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><OAI-PMH>&b;</OAI-PMH>`;
  test.each([
    ['a document type with an external entity', dtd, 'doctype'],
    ['entities that grow', laughs, 'doctype'],
    ['the page of a bot wall', '<!DOCTYPE html><html><body>Are you human?</body></html>', 'not-oai-pmh'],
    ['another XML', '<rss/>', 'not-oai-pmh'],
    ['no XML at all', 'oops', 'not-oai-pmh'],
    ['an envelope that is no XML', '<OAI-PMH><ListRecords></OAI-PMH>', 'unreadable'],
  ])('%s', async (_, body, why) => {
    expect(await ask(always(body))).toMatchObject({ kind: 'silence', why, retries: 0 });
  });

  test('elements nested beyond measure, a text beyond measure', async () => {
    const deep = page(`<Identify>${'<a>'.repeat(300)}${'</a>'.repeat(300)}</Identify>`);
    expect(await ask(always(deep))).toMatchObject({ why: 'unreadable', detail: expect.stringMatching(/256 deep/) });
    const long = page(`<Identify><repositoryName>${'a'.repeat(2_000)}</repositoryName></Identify>`);
    expect(await ask(always(long), {}, { textLength: 1_000 })).toMatchObject({ why: 'unreadable' });
  });

  test('a page too large, a bomb', async () => {
    expect(await ask(always('a'.repeat(3_000)), {}, { pageBytes: 2_000 })).toMatchObject({ why: 'too-large' });
    const bomb = gzipSync(Buffer.alloc(30 * 1024 * 1024, 'a'));
    const answer = await ask(always(bomb, { headers: { 'content-encoding': 'gzip' } }));
    expect(answer).toMatchObject({ why: 'compression-bomb', retries: 0 });
  });
});

describe('what may pass is tried again', () => {
  test('503 with Retry-After in seconds, as a date, or none; 429; 500', async () => {
    const later = new Date(Date.now() + 60_000).toUTCString();
    const cases: [number, Record<string, string>, number, number][] = [
      [503, { 'retry-after': '7' }, 7_000, 7_000],
      [503, { 'retry-after': later }, 50_000, 60_000],
      [503, {}, 1_600, 2_400],
      [429, { 'retry-after': '3' }, 3_000, 3_000],
      [500, {}, 1_600, 2_400],
    ];
    for (const [status, headers, low, high] of cases) {
      pauses = [];
      const answer = await ask((before) => (before % 2 === 0 ? { body: 'busy', status, headers } : null));
      expect(answer).toMatchObject({ kind: 'answer', retries: 1 });
      expect(pauses[0]).toBeGreaterThanOrEqual(low);
      expect(pauses[0]).toBeLessThanOrEqual(high);
    }
  });

  test('a day off is not waited for: the harvest is put off', async () => {
    const answer = await ask(
      always('busy', { status: 503, headers: { 'retry-after': '86400' } }),
      {},
      { now: () => 1_000 },
    );
    expect(answer).toMatchObject({ why: 'try-later', retries: 0, retryAt: 86_401_000 });
    expect(pauses).toEqual([]);
  });

  test('a connection broken in the middle of a page, packed or not; the sixth time, what came is read', async () => {
    const once = await ask((before) => (before === 0 ? { cutAfter: 500 } : null));
    expect(once).toMatchObject({ kind: 'answer', retries: 1, whole: true });
    const packed = await ask((before) => (before === 2 ? { cutAfter: 200, packed: true } : null));
    expect(packed).toMatchObject({ kind: 'answer', retries: 1 });
    const whole = envelope(provider, '').length;
    const ever = await ask(() => ({ cutAfter: whole + 500 }));
    expect(ever).toMatchObject({
      ...{ kind: 'answer', retries: 5, whole: false, token: null },
      records: [{ identifier: 'oai:partenaire.example.org:1' }],
      broken: [{ reason: 'truncated' }],
    });
    expect(pauses).toHaveLength(7);
  });

  test('a provider that never answers, or falls silent', async () => {
    const never = await ask(() => ({ hang: true }), {}, { headTime: 30, tries: 2 });
    expect(never).toMatchObject({ kind: 'silence', why: 'timed-out', retries: 1 });
  });

  test('404 does not pass; nobody listens; no such name', async () => {
    expect(await ask(always('no', { status: 404 }))).toMatchObject({
      why: 'http-status',
      detail: 'HTTP 404',
      retries: 0,
    });
    const nobody = await ask(() => null, { baseUrl: 'http://127.0.0.1:9/oai' }, { tries: 2 });
    expect(nobody).toMatchObject({ why: 'connection-failed', detail: 'ECONNREFUSED', retries: 1 });
    const resolve = async () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    const unknown = await ask(() => null, { baseUrl: 'http://nowhere.example/oai' }, { resolve });
    expect(unknown).toMatchObject({ why: 'name-unknown', retries: 0 });
  });
});

describe('where it may be asked', () => {
  const to = (location: string) =>
    ask((before) => (before === 0 ? { body: '', status: 302, headers: { location } } : null));

  test('a redirect is followed to where the source may go', async () => {
    expect(await to(`${provider.url}?moved=1`)).toMatchObject({ kind: 'answer' });
  });

  test.each([
    ['http://127.0.0.2/', 'address-refused'],
    ['http://169.254.169.254/latest/meta-data', 'address-refused'],
    ['http://[::ffff:10.0.0.1]/', 'address-refused'],
    ['http://[::1]/', 'address-refused'],
    ['http://2130706434/', 'address-refused'],
    ['http://0x7f.2/', 'address-refused'],
    ['file:///etc/passwd', 'redirect-refused'],
    ['gopher://127.0.0.1/', 'redirect-refused'],
  ])('not by a redirect to %s', async (location, why) => {
    expect(await to(location)).toMatchObject({ kind: 'silence', why, retries: 0 });
    expect(provider.asked).toHaveLength(1);
  });

  test('not for ever', async () => {
    const headers = { location: provider.url };
    expect(await ask(always('', { status: 302, headers }))).toMatchObject({ why: 'redirect-refused' });
    expect(provider.asked).toHaveLength(6);
  });

  test('not where a name leads inside, even beside a public address; the address checked is the one connected to', async () => {
    const at = (address: string) => ({ address, family: 4 });
    const resolve = async () => [at('198.41.0.4'), at('10.0.0.7')];
    const inside = await ask(() => null, { baseUrl: 'http://partner.example/oai', networks: [] }, { resolve });
    expect(inside).toMatchObject({ why: 'address-refused', detail: expect.stringContaining('10.0.0.7') });
    const { port } = new URL(provider.url);
    let resolved = 0;
    const changing = async () => [at(resolved++ === 0 ? '127.0.0.1' : '10.0.0.7')];
    const answer = await ask(() => null, { baseUrl: `http://partner.example:${port}/oai` }, { resolve: changing });
    expect(answer).toMatchObject({ kind: 'answer' });
    expect(resolved).toBe(1);
    expect(await ask(() => null, { networks: [] })).toMatchObject({ why: 'address-refused' });
  });

  test('public addresses, and others', () => {
    for (const address of ['8.8.8.8', '194.199.8.10', '2a01:e0a::1'])
      expect([address, isPublicAddress(address)]).toEqual([address, true]);
    for (const address of [
      '0.1.2.3',
      '100.64.1.1',
      '172.31.255.255',
      '224.0.0.1',
      '::',
      '::1',
      '::ffff:a00:1',
      'fe80::1%eth0',
      'fd00::1',
      '64:ff9b::a00:1',
      '2002:a00:1::',
      'not one',
    ])
      expect([address, isPublicAddress(address)]).toEqual([address, false]);
  });
});

test('Retry-After is seconds or a date (RFC 9110 §10.2.3)', () => {
  const now = Date.UTC(2026, 0, 1);
  expect(retryAfter('120', now)).toBe(120_000);
  expect(retryAfter('Thu, 01 Jan 2026 00:02:00 GMT', now)).toBe(120_000);
  expect(retryAfter('Thu, 01 Jan 2020 00:00:00 GMT', now)).toBe(0);
  expect(retryAfter('soon', now)).toBeNull();
  expect(retryAfter(null, now)).toBeNull();
});
