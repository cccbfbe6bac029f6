import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { mariadbServer, newDatabase } from '../mariadb.ts';
import { passerelle, startServer, type Server } from '../server.ts';

jest.setTimeout(240_000);

/** Records of each writer, and what it does to them. */
const recordsEach = 6;
const actsEach = 20;

interface Sheet {
  readonly record: string;
  readonly version: number;
  readonly status: string;
  readonly suppressedAt: string | null;
  readonly marc: { readonly leader: string; readonly fields: readonly object[] };
}
type Send = <T>(method: string, path: string, body?: object, version?: number) => Promise<T>;

/** The admin API, signed in as `admin`. */
async function signIn({ baseUrl }: Server): Promise<Send> {
  const root = `${baseUrl}/api/v1`;
  const json = { 'Content-Type': 'application/json' };
  const signedIn = await fetch(`${root}/session`, {
    ...{ method: 'POST', headers: json, body: JSON.stringify({ login: 'admin', password: 'demo' }) },
  });
  const { csrfToken } = (await signedIn.json()) as { csrfToken: string };
  const signed = { Cookie: signedIn.headers.getSetCookie()[0]!.split(';')[0]!, 'X-CSRF': csrfToken };
  return async <T>(method: string, path: string, body?: object, version?: number): Promise<T> => {
    const on = version === undefined ? {} : { 'If-Match': `"${version}"` };
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(root + path, { method, headers: { ...json, ...signed, ...on }, ...content });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status} ${text}`);
    return JSON.parse(text === '' ? 'null' : text) as T;
  };
}

/** Numbers that are the same at each run. */
function numbers(seed: number): (below: number) => number {
  let at = seed;
  return (below) => (at = (at * 48_271) % 2_147_483_647) % below;
}

const field = (tag: string, value: string) => ({ tag, ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value }] });

/** Makes records, then changes, moves to another set and back, hides, deletes and restores them, at any moment. */
async function write(send: Send, seed: number): Promise<void> {
  const random = numbers(seed);
  const made: string[] = [];
  for (let count = 0; count < recordsEach; count += 1) {
    const title = `Course ${seed} ${count}`;
    made.push((await send<Sheet>('POST', '/records', { template: 'book', title, year: 2026 })).record);
  }
  for (let act = 0; act < actsEach; act += 1) {
    const path = `/records/${made[random(made.length)]}`;
    const { version, marc, status, suppressedAt } = await send<Sheet>('GET', path);
    const what = random(5);
    if (status === 'DELETED')
      await send('POST', `${path}/restoration`, { version: version - 1, reason: 'course' }, version);
    else if (what === 0) await send('POST', `${path}/deletion`, { reason: 'course' }, version);
    else if (what === 1)
      await send('PUT', `${path}/suppression`, { hidden: suppressedAt === null, reason: 'course' }, version);
    else {
      const isFilm = JSON.stringify(marc.fields).includes('1 DVD');
      const others = marc.fields.filter((one) => !JSON.stringify(one).includes('1 DVD'));
      const more = what === 2 ? [field('330', `Acte ${act}`)] : isFilm ? [] : [field('215', '1 DVD')];
      const fields = what === 2 ? [...marc.fields, ...more] : [...others, ...more];
      await send('PUT', path, { marc: { leader: marc.leader, fields }, reason: 'course' }, version);
    }
    await delay(random(40));
  }
}

interface Walked {
  /** Identifier → whether it is deleted there. */
  readonly records: Map<string, boolean>;
  /** From where the next walk begins. */
  readonly next: string;
}

/** One whole walk of a list. Fails when a record comes twice. */
async function walk(base: string, query: string, from: string | null): Promise<Walked> {
  const records = new Map<string, boolean>();
  const begin = `verb=ListRecords&metadataPrefix=oai_dc${query}${from === null ? '' : `&from=${from}`}`;
  let next = '';
  for (let asked = begin; asked !== '';) {
    const answer = await fetch(`${base}?${asked}`);
    if (answer.status === 503) {
      await delay(1_000 * Number(answer.headers.get('retry-after')));
      continue;
    }
    const xml = await answer.text();
    next ||= /<responseDate>([^<]+)</.exec(xml)![1]!;
    for (const [, deleted, identifier] of xml.matchAll(/<header( status="deleted")?><identifier>([^<]+)</g)) {
      expect([identifier, records.has(identifier!)]).toEqual([identifier, false]);
      records.set(identifier!, deleted !== undefined);
    }
    const token = /<resumptionToken[^>]*>([^<]+)</.exec(xml)?.[1];
    asked = token === undefined ? '' : `verb=ListRecords&resumptionToken=${token}`;
  }
  return { records, next };
}

/** Comes back again and again from the date of its last walk, until it got the record that is written last. */
async function harvest(base: string, query: string, last: Promise<string>): Promise<Map<string, boolean>> {
  const got = new Map<string, boolean>();
  let end: string | null = null;
  void last.then((identifier) => (end = identifier));
  let from: string | null = null;
  for (let rounds = 0; end === null || !got.has(end); rounds += 1) {
    expect(rounds).toBeLessThan(200);
    const walked: Walked = await walk(base, query, from);
    for (const [identifier, deleted] of walked.records) got.set(identifier, deleted);
    from = walked.next;
    await delay(600);
  }
  return got;
}

const folder = mkdtempSync(join(tmpdir(), 'passerelle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const onMariadb = mariadbServer === undefined && process.env['CI'] !== 'true' ? test.skip : test;

async function race(environment: Readonly<Record<string, string>>): Promise<void> {
  const dataDir = mkdtempSync(join(folder, 'data-'));
  const server = await startServer({ dataDir, environment, readyWithin: 180_000 });
  try {
    const base = `${server.baseUrl}/oai`;
    const send = await signIn(server);
    const writing = Promise.all([1, 2, 3].map((seed) => write(send, seed))).then(async () => {
      const { record } = await send<Sheet>('POST', '/records', { template: 'book', title: 'Le dernier', year: 2026 });
      const [sample] = (await walk(base, '&set=catalogue:livres', null)).records.keys();
      return sample!.replace(/[^:]+$/, record);
    });
    const [all, books] = await Promise.all([
      harvest(base, '', writing),
      harvest(base, '&set=catalogue:livres', writing),
    ]);
    for (const [query, got] of [
      ['', all],
      ['&set=catalogue:livres', books],
    ] as const) {
      const { records } = await walk(base, query, null);
      expect(new Map([...got].sort())).toEqual(new Map([...records].sort()));
      expect([...records.values()]).toContain(true); // deletions, and what left the set
    }
  } finally {
    await server.stop();
  }
  const { output } = await passerelle(['verify'], { PASSERELLE_DATA_DIR: dataDir, ...environment });
  expect(output).toMatch(/every invariant holds/);
}

test('§2.5.2 writers at any moment, two harvesters: what they got is what is there, no record twice in a walk (SQLite)', () =>
  race({}));

onMariadb('the same on MariaDB', async () => {
  const database = await newDatabase();
  try {
    await race({ PASSERELLE_DATABASE_URL: database.url });
  } finally {
    await database.drop();
  }
});
