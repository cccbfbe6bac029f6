import { hashSecret } from '../../core/access/secrets.ts';
import { createLibrary } from '../../core/create-library.ts';
import { bytes, leMonde, lesMiserables } from '../../core/marc/fixtures.ts';
import { batchNetwork, type BatchNetwork } from '../../core/migration/batch.fixture.ts';
import { defaultMatchingRules } from '../../core/migration/score.ts';
import type { SearchIndex } from '../../core/ports/search-index.ts';
import { getAs, post, refusal, serve, signIn, type Served, type SignedIn } from './testing-client.fixture.ts';

let network: BatchNetwork;
let served: Served;
let coord: SignedIn;
let lens: SignedIn;

beforeAll(async () => {
  network = await batchNetwork();
  const { store, ports } = network;
  const passwordHash = await hashSecret('demo', { N: 2, r: 1, p: 1 });
  for (const [login, role, libraryId] of [
    ['coord', 'COORDINATOR', null],
    ['resp-lens', 'LIBRARY_MANAGER', network.libraries.LENS],
    ['agent-lens', 'STAFF', network.libraries.LENS],
  ] as const) {
    await store.administration.insertUser({ login, name: login, role, libraryId, active: true, passwordHash });
  }
  const index = { search: async () => ({ total: 0, recordIds: [] }) } as unknown as SearchIndex;
  const { library } = createLibrary({ ...ports, index, files: ports });
  served = await serve({ library });
  coord = await signIn(served.url, 'coord');
  lens = await signIn(served.url, 'resp-lens');
});
afterAll(async () => {
  await served.close();
  await network.close();
});

const json = async (answer: Response | Promise<Response>) =>
  (await (await answer).json()) as Record<string, unknown> & { id: number };
const get = (path: string, who = coord) => getAs(who, served.url + path);
const send = (path: string, body: unknown, who = coord) =>
  post(served.url + path, body, { Cookie: who.cookie, 'X-CSRF': who.csrf });
const put = (path: string, body: unknown, who = coord) =>
  fetch(served.url + path, {
    method: 'PUT',
    headers: { Cookie: who.cookie, 'X-CSRF': who.csrf, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Takes a step and waits for its end. */
async function step(id: number, name: string): Promise<Record<string, unknown>> {
  const answer = await post(
    `${served.url}/migration-batches/${id}/steps/${name}`,
    {},
    { Cookie: coord.cookie, 'X-CSRF': coord.csrf },
  );
  if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
  for (;;) {
    const { items } = (await json(get('/migration-batches'))) as unknown as { items: Record<string, unknown>[] };
    const batch = items.find((one) => one['id'] === id)!;
    if (batch['step'] === null) return batch;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const nameOf = (path: string) => path.split('/').at(-1)!;

test('a batch from its file to its signature and back, over the API', async () => {
  const file = nameOf(network.file('lens.mrc', bytes(lesMiserables + leMonde)));
  const opened = await send('/migration-batches', { kind: 'RECORDS', library: 'LENS', profile: 'koha', file });
  expect(opened.status).toBe(200);
  const { id, state } = await json(opened);
  expect(state).toBe('UPLOADED');
  await step(id, 'parse');
  await step(id, 'analyse');
  const report = await json(get(`/migration-batches/${id}/report`, lens));
  expect(report).toMatchObject({ lines: { read: 2, new: 2, created: 0 }, batch: { state: 'ANALYSED' } });
  await step(id, 'finish-review');
  await step(id, 'apply');
  expect(await json(get(`/migration-batches/${id}/report`))).toMatchObject({ lines: { created: 2 } });
  expect((await json(get(`/migration-batches/${id}/report-csv`))).csv).toContain('lines,LENS,created,2');
  expect(await refusal(await send(`/migration-batches/${id}/steps/close`, {}))).toEqual([409, 'batch-not-signed']);
  expect(await json(send(`/migration-batches/${id}/signature`, {}, lens))).toMatchObject({ signedBy: 'resp-lens' });

  // The same document from Liévin: shown beside, decided, applied, taken back.
  const other = lesMiserables
    .replace('30009001', '40009001')
    .replace('FRBNF308351', 'X0000308351')
    .replace('30835143', '99999999');
  const second = nameOf(network.file('lievin.mrc', bytes(other)));
  const { id: next } = await json(
    send('/migration-batches', { kind: 'RECORDS', library: 'LIEVIN', profile: 'pmb', file: second }),
  );
  await step(next, 'parse');
  await step(next, 'analyse');
  const { items } = (await json(get(`/migration-batches/${next}/lines?decision=MERGE`))) as unknown as {
    items: {
      line: number;
      decidedBy: string;
      proposals: { target: { record: number }; evidence: { code: string }[] }[];
    }[];
  };
  expect(items).toMatchObject([{ line: 1, decidedBy: 'automatic' }]);
  expect(items[0]!.proposals[0]!.evidence.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['isbn', 'title-equal', 'author-equal', 'year-equal']),
  );
  const beside = await json(get(`/migration-batches/${next}/lines/1`));
  expect(beside).toMatchObject({ candidates: [{ score: expect.any(Number), controlNumber: 'PAS0000000001' }] });

  // Vetoed, then merged by hand.
  const decision = `/migration-batches/${next}/lines/1/decision`;
  expect(await json(put(decision, { decision: 'NEW' }))).toMatchObject({ decision: 'NEW', decidedBy: 'coord' });
  expect(await refusal(await put(decision, { decision: 'MERGE' }))).toEqual([409, 'batch-line-not-open']);
  const into = items[0]!.proposals[0]!.target;
  expect(await json(put(decision, { decision: 'MERGE', into }))).toMatchObject({ decision: 'MERGE', target: into });
  await step(next, 'finish-review');
  await step(next, 'apply');
  expect(await json(get(`/migration-batches/${next}/report`))).toMatchObject({
    lines: { merged: 1, decidedByPeople: 1 },
  });
  expect(await step(next, 'revert')).toMatchObject({ state: 'REVERTED' });
  expect(await refusal(await send(`/migration-batches/${next}/steps/apply`, {}))).toEqual([
    409,
    'batch-in-other-state',
  ]);
  expect(await step(id, 'close')).toMatchObject({ state: 'CLOSED' });
});

test('a library sees its own batches, and runs none; staff see none', async () => {
  const file = nameOf(network.file('avion.mrc', bytes(leMonde)));
  const { id } = await json(send('/migration-batches', { kind: 'RECORDS', library: 'AVION', profile: 'koha', file }));
  expect(await refusal(await get(`/migration-batches/${id}/report`, lens))).toEqual([403, 'library-not-yours']);
  const { items } = (await json(get('/migration-batches', lens))) as unknown as { items: { library: string }[] };
  expect(new Set(items.map(({ library }) => library))).toEqual(new Set(['LENS']));
  expect(await refusal(await send(`/migration-batches/${id}/steps/parse`, {}, lens))).toEqual([403, 'forbidden']);
  const agent = await signIn(served.url, 'agent-lens');
  expect(await refusal(await get('/migration-batches', agent))).toEqual([403, 'forbidden']);
  for (const wrong of ['../passerelle.db', '/etc/passwd', '.hidden']) {
    const request = { kind: 'RECORDS', library: 'AVION', profile: 'koha', file: wrong };
    expect((await send('/migration-batches', request)).status).toBe(400);
  }
  const missing = { kind: 'RECORDS', library: 'AVION', profile: 'koha', file: 'nothing.mrc' };
  expect(await refusal(await send('/migration-batches', missing))).toEqual([422, 'batch-file-unreadable']);
});

test('the table of scores is read, changed and refused when it makes no sense', async () => {
  expect(await json(get('/matching-rules'))).toEqual(defaultMatchingRules);
  const stricter = { ...defaultMatchingRules, automatic: 900 };
  expect(await json(put('/matching-rules', stricter))).toEqual(stricter);
  expect(await json(get('/matching-rules'))).toEqual(stricter);
  expect(await refusal(await put('/matching-rules', { ...stricter, review: 950 }))).toEqual([
    422,
    'matching-rules-invalid',
  ]);
  expect(await json(put('/matching-rules', defaultMatchingRules))).toEqual(defaultMatchingRules);
  expect(await refusal(await put('/matching-rules', stricter, lens))).toEqual([403, 'forbidden']);
});

test('a profile of a source is listed, tried on a record, saved as a new version, refused with its fault', async () => {
  const { items } = (await json(get('/source-profiles'))) as unknown as { items: Record<string, never>[] };
  expect(items.map(({ name }) => name).sort()).toEqual(
    ['decalog', 'koha', 'nanook', 'orphee', 'pmb', 'recommandation-995', 'waterbear'].sort(),
  );
  const { name: _, version: __, ...koha } = items.find(({ name }) => name === 'koha')!;
  const record = Buffer.from(bytes(lesMiserables)).toString('base64');
  const profile = { ...(koha as object), barcodePrefix: 'L' };
  const tried = await json(send('/source-profiles/koha/try', { profile, library: 'LENS', record }));
  expect(tried).toMatchObject({ fault: null, items: [{ barcode: 'L30009001', type: 'BOOK', owner: 'LENS' }] });
  expect(await json(put('/source-profiles/koha', profile))).toMatchObject({
    name: 'koha',
    version: 1,
    barcodePrefix: 'L',
  });
  expect(await json(put('/source-profiles/koha', profile))).toMatchObject({ version: 2 });
  const answer = await put('/source-profiles/koha', { ...profile, tag: '200' });
  expect(await refusal(answer)).toEqual([422, 'profile-invalid']);
});
