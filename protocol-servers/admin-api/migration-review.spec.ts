import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashSecret } from '../../core/access/secrets.ts';
import { createLibrary } from '../../core/create-library.ts';
import { bytes, leMonde, lesMiserables } from '../../core/marc/fixtures.ts';
import { batchNetwork, type BatchNetwork } from '../../core/migration/batch.fixture.ts';
import type { SearchIndex } from '../../core/ports/search-index.ts';
import type { BatchView, ClaimView, ReviewQueueView, UndoingView } from './contract-migration.ts';
import { getAs, post, refusal, serve, signIn, type Served, type SignedIn } from './testing-client.fixture.ts';

let network: BatchNetwork;
let served: Served;
let [coord, other, lens, avion, agent] = [] as unknown as SignedIn[];

beforeAll(async () => {
  network = await batchNetwork({ limits: { fileBytes: 10_000_000 } });
  const { store, ports } = network;
  const passwordHash = await hashSecret('demo', { N: 2, r: 1, p: 1 });
  for (const [login, role, libraryId] of [
    ['coord', 'COORDINATOR', null],
    ['other', 'COORDINATOR', null],
    ['resp-lens', 'LIBRARY_MANAGER', network.libraries.LENS],
    ['resp-avion', 'LIBRARY_MANAGER', network.libraries.AVION],
    ['agent-lens', 'STAFF', network.libraries.LENS],
  ] as const) {
    await store.administration.insertUser({ login, name: login, role, libraryId, active: true, passwordHash });
  }
  const index = { search: async () => ({ total: 0, recordIds: [] }) } as unknown as SearchIndex;
  const { library } = createLibrary({ ...ports, index, files: ports });
  served = await serve({ library });
  [coord, other, lens, avion, agent] = (await Promise.all(
    ['coord', 'other', 'resp-lens', 'resp-avion', 'agent-lens'].map((login) => signIn(served.url, login)),
  )) as [SignedIn, SignedIn, SignedIn, SignedIn, SignedIn];
});
afterAll(async () => {
  await served.close();
  await network.close();
});

const json = async <T>(answer: Response | Promise<Response>) => (await (await answer).json()) as T;
const get = (path: string, who = coord) => getAs(who!, served.url + path);
const send = (path: string, body: unknown, who = coord) =>
  post(served.url + path, body, { Cookie: who!.cookie, 'X-CSRF': who!.csrf });
const ask = (method: string, path: string, body: unknown, who = coord) =>
  fetch(served.url + path, {
    method,
    headers: { Cookie: who!.cookie, 'X-CSRF': who!.csrf, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const batchOf = async (id: number) =>
  (await json<{ items: BatchView[] }>(get('/migration-batches'))).items.find((one) => one.id === id)!;

async function step(id: number, name: string): Promise<BatchView> {
  const answer = await send(`/migration-batches/${id}/steps/${name}`, {});
  if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
  for (;;) {
    const batch = await batchOf(id);
    if (batch.step === null) return batch;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A file handed over in parts of `size` bytes. */
async function handedOver(library: string, name: string, content: Uint8Array, size: number): Promise<string> {
  const upload = { library, name, size: content.length };
  for (let offset = 0; ;) {
    const part = Buffer.from(content.subarray(offset, offset + size)).toString('base64');
    const answer = await ask('PUT', '/migration-files', { ...upload, offset, bytes: part });
    expect(answer.status).toBe(200);
    const { received, file } = await json<{ received: number; file: string | null }>(answer);
    if (file !== null) return file;
    offset = received;
  }
}

/** The same book without a number in common and with other pages: for a person. */
const likely = (n: number) =>
  lesMiserables
    .replaceAll('30009', `5${n}009`)
    .replace('FRBNF308351', `X00${n}0308351`)
    .replace('30835143', `9999999${n}`)
    .replace('9782070409228', '9792070409228')
    .replace('2-07-040922-8', '2-07-040922-0')
    .replace('636 p.', `7${n}6 p.`);

test('a file is handed over in parts, goes on where it was cut, and is recognised when it comes again', async () => {
  const content = bytes(lesMiserables + leMonde);
  const upload = { library: 'LENS', name: 'export.mrc', size: content.length };
  expect(await json(send('/migration-files', upload))).toMatchObject({ received: 0, file: null });
  const first = { ...upload, offset: 0, bytes: Buffer.from(content.subarray(0, 300)).toString('base64') };
  expect(await json(ask('PUT', '/migration-files', first))).toMatchObject({ received: 300, file: null });
  // The same part said again, as when its answer was lost, and one that does not follow: neither is added.
  expect(await json(ask('PUT', '/migration-files', first))).toMatchObject({ received: 300 });
  const astray = { ...first, offset: 400 };
  expect(await refusal(await ask('PUT', '/migration-files', astray))).toEqual([409, 'batch-file-offset']);
  expect(await json(send('/migration-files', upload))).toMatchObject({ received: 300 });
  const rest = { ...upload, offset: 300, bytes: Buffer.from(content.subarray(300)).toString('base64') };
  const { file } = await json<{ file: string }>(ask('PUT', '/migration-files', rest));
  expect(file).toBe('LENS-export.mrc');
  const folder = dirname(network.file('beside.mrc', ''));
  const digest = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');
  expect(digest(readFileSync(join(folder, file)))).toBe(digest(content));
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);

  const request = { kind: 'RECORDS', library: 'LENS', profile: 'koha', file };
  const batch = await json<BatchView>(send('/migration-batches', request));
  expect(batch).toMatchObject({ state: 'UPLOADED', file, size: content.length, stopped: false, stopReason: null });
  const again = await handedOver('LENS', 'export.mrc', content, 1000);
  expect(again).toBe('LENS-2-export.mrc');
  expect(await refusal(await send('/migration-batches', { ...request, file: again }))).toEqual([
    409,
    'batch-file-again',
  ]);
  expect(await json(send('/migration-batches', { ...request, file: again, again: true }))).toMatchObject({
    state: 'UPLOADED',
  });
});

test('a file that is too large, leads elsewhere or is a stranger’s is refused, and nothing is kept', async () => {
  const upload = { library: 'LENS', name: 'big.mrc', size: 10_000_001 };
  expect(await refusal(await send('/migration-files', upload))).toEqual([413, 'batch-file-too-large']);
  for (const name of ['../x', '.x', 'a/b', '']) {
    expect((await send('/migration-files', { ...upload, name, size: 1 })).status).toBe(400);
  }
  expect(await refusal(await send('/migration-files', { ...upload, size: 1 }, lens))).toEqual([403, 'forbidden']);
  const long = { ...upload, name: 'long.mrc', size: 2, offset: 0, bytes: Buffer.from('abc').toString('base64') };
  expect(await refusal(await ask('PUT', '/migration-files', long))).toEqual([413, 'batch-file-too-large']);
  expect(existsSync(join(dirname(network.file('beside.mrc', '')), '.LENS-2-long.mrc.part'))).toBe(false);
});

test('what stopped a step is kept with the batch', async () => {
  const file = await handedOver('LENS', 'broken.mrc', Buffer.from('7z\xbc\xaf\x27\x1c not records', 'latin1'), 1000);
  const request = { kind: 'RECORDS', library: 'LENS', profile: 'koha', file };
  const { id } = await json<BatchView>(send('/migration-batches', request));
  expect(await refusal(await send(`/migration-batches/${id}/steps/parse`, {}))).toEqual([422, 'batch-file-unreadable']);
  expect(await batchOf(id)).toMatchObject({
    ...{ state: 'UPLOADED', step: null, stopReason: 'batch-file-unreadable', stopDetail: 'compressed' },
  });
});

describe('lines that wait for a person', () => {
  let id = 0;
  const claim = (who: SignedIn | undefined, after = 0, limit = 2) =>
    json<ClaimView>(send(`/migration-batches/${id}/claims`, { after, limit }, who));
  const numbers = ({ items }: ClaimView) => items.map(({ line }) => line.line);
  const decide = (line: number, body: unknown, who = coord) =>
    ask('PUT', `/migration-batches/${id}/lines/${line}/decision`, body, who);

  beforeAll(async () => {
    const known = await network.open('RECORDS', 'LIEVIN', 'pmb', bytes(lesMiserables));
    await network.take(known, 'parse', 'analyse', 'finish-review', 'apply');
    const file = await handedOver('LENS', 'revue.mrc', bytes([1, 2, 3, 4].map(likely).join('')), 100_000);
    ({ id } = await json<BatchView>(
      send('/migration-batches', { kind: 'RECORDS', library: 'LENS', profile: 'koha', file }),
    ));
    await step(id, 'parse');
    await step(id, 'analyse');
  });

  test('are kept for one person at a time, and found with what they look like', async () => {
    const [mine, theirs] = [await claim(coord), await claim(other)];
    expect(numbers(mine)).toEqual([1, 2]);
    expect(numbers(theirs)).toEqual([3, 4]);
    expect(mine).toMatchObject({ waiting: 4, elsewhere: 0 });
    expect(theirs).toMatchObject({ waiting: 4, elsewhere: 2 });
    expect(mine.items[0]).toMatchObject({
      copies: [{ library: 'LENS', copies: expect.any(Number) }],
      candidates: [{ copies: [{ library: 'LIEVIN', copies: expect.any(Number) }], holds: 0 }],
    });
    const { items } = await json<{ items: ReviewQueueView[] }>(get('/migration-queues', lens));
    expect(items).toMatchObject([{ batch: { id, library: 'LENS' }, waiting: 4, claimed: 4 }]);
    expect(await json(get('/migration-queues', avion))).toEqual({ items: [] });
    expect(await refusal(await get('/migration-queues', agent))).toEqual([403, 'forbidden']);
    expect(await refusal(await send(`/migration-batches/${id}/claims`, { after: 0, limit: 1 }, avion))).toEqual([
      403,
      'library-not-yours',
    ]);
  });

  test('are decided by whoever keeps them, once, and taken back', async () => {
    expect(await refusal(await decide(3, { decision: 'NEW' }))).toEqual([409, 'batch-line-claimed']);
    expect(await json(decide(1, { decision: 'NEW', seen: 'REVIEW' }))).toMatchObject({ decidedBy: 'coord' });
    expect(await refusal(await decide(1, { decision: 'REJECT', seen: 'REVIEW' }, other))).toEqual([
      409,
      'batch-line-decided',
    ]);
    expect(await json(decide(1, { decision: 'REVIEW', seen: 'NEW' }))).toMatchObject({
      ...{ decision: 'REVIEW', decidedBy: 'automatic', target: null },
    });
    // Kept for whoever took it back.
    expect(await refusal(await decide(1, { decision: 'NEW' }, other))).toEqual([409, 'batch-line-claimed']);
    expect((await ask('DELETE', `/migration-batches/${id}/claims`, undefined, other)).status).toBe(204);
    expect(await json(decide(3, { decision: 'NEW', seen: 'REVIEW' }, lens))).toMatchObject({ decidedBy: 'resp-lens' });
    expect(numbers(await claim(coord))).toEqual([1, 2]);
    await network.told();
    expect(await network.store.read.audit()).toEqual([]);
  });

  test('leave the queue with the review; what taking the batch back undoes is told beforehand', async () => {
    for (const line of [1, 2, 4]) expect((await decide(line, { decision: 'NEW' })).status).toBe(200);
    await step(id, 'finish-review');
    expect(await refusal(await send(`/migration-batches/${id}/claims`, { after: 0, limit: 1 }))).toEqual([
      409,
      'batch-in-other-state',
    ]);
    expect(await json(get('/migration-queues'))).toEqual({ items: [] });
    await step(id, 'apply');
    const undoing = await json<UndoingView>(get(`/migration-batches/${id}/undoing`, lens));
    expect(undoing.rows).toEqual(expect.arrayContaining([{ table: 'bib_records', made: 4, changed: 0 }]));
    expect(undoing.inTheWay).toEqual([]);
    expect(await step(id, 'revert')).toMatchObject({ state: 'REVERTED' });
    expect(await json(get(`/migration-batches/${id}/undoing`))).toEqual({ rows: [], inTheWay: [] });
  });
});
