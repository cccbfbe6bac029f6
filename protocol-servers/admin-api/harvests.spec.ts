import { setTimeout as delay } from 'node:timers/promises';
import { oaiSource, offered, startProvider, type Provider } from '../../core/harvest/repository.fixture.ts';
import type { HarvestRunView, HarvestSourceRequest, HarvestSourceView } from './contract-harvest.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { harvestedList, identifyView, noteList, runList, runView, sourceList, sourceView } from './schemas-harvest.ts';
import {
  newResource,
  readinessList,
  readinessSummary,
  readinessView,
  recordResources,
  resourceList,
  resourceSheet,
  usageReport,
  usageYear,
} from './schemas-digital.ts';
import { getAs, refusal, signIn } from './testing-client.fixture.ts';

let provider: Provider;
let network: RealNetwork;
beforeEach(async () => {
  provider = await startProvider(offered(7));
  network = await realNetwork({
    harvesting: {
      repositories: oaiSource({ betweenRequests: 0, firstPause: 1, tries: 2 }),
      own: { baseUrl: 'https://nous.example.org/oai', repositoryId: 'nous.example.org' },
    },
  });
});
afterEach(async () => {
  await network.close();
  await provider.close();
});

async function send(login: string, method: string, path: string, body?: unknown): Promise<Response> {
  const { cookie, csrf } = await signIn(network.url, login);
  const headers = { Cookie: cookie, 'X-CSRF': csrf, ...(body !== undefined && { 'Content-Type': 'application/json' }) };
  return fetch(network.url + path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
}
const get = async (login: string, path: string) =>
  (await getAs(await signIn(network.url, login), network.url + path)).json();
const described = (changes: Partial<HarvestSourceRequest> = {}): HarvestSourceRequest => ({
  ...{ name: 'Un partenaire', baseUrl: provider.url, metadataPrefix: 'oai_dc', set: null, networks: ['127.0.0.1/32'] },
  ...{ repair: true, active: true, everyHours: null, overlapMinutes: null, sweepDays: null, resourceType: 'EBOOK' },
  ...{ access: 'FREE', licence: 'domaine public', rightsUri: '', audiences: ['readers', 'gallica'] },
  ...changes,
});
async function harvested(login = 'coord'): Promise<HarvestRunView> {
  await send('info', 'PUT', '/harvest-sources/PARTENAIRE', described());
  expect((await send(login, 'POST', '/harvest-sources/PARTENAIRE/harvest', { kind: 'INCREMENTAL' })).status).toBe(204);
  for (let tries = 0; tries < 400; tries += 1) {
    const { items } = sourceList.parse(await get('coord', '/harvest-sources'));
    if (items[0]?.lastRun?.finishedAt && items[0].records.waiting === 0) return items[0].lastRun;
    await delay(10);
  }
  throw new Error('the harvest did not end');
}

test('a source is described by those who may, harvested in the background, and every figure is told', async () => {
  const made = await send('info', 'PUT', '/harvest-sources/PARTENAIRE', described());
  expect(sourceView.parse(await made.json())).toMatchObject({
    code: 'PARTENAIRE',
    lastCompleted: null,
    lastRun: null,
    records: { waiting: 0 },
  });
  expect(await harvested()).toMatchObject({
    ...{ source: 'PARTENAIRE', kind: 'FULL', state: 'DONE', reason: null, sentence: null, startedBy: 'user:coord' },
    ...{ pages: 3, listed: 7, added: 7, failed: 0 },
  });
  const source: HarvestSourceView = sourceView.parse(await get('audit', '/harvest-sources/PARTENAIRE'));
  expect(source).toMatchObject({
    granularity: 'seconds',
    lastCompleted: '2026-11-20T10:00:00.000Z',
    records: { mapped: 7 },
  });
  const { items } = harvestedList.parse(
    await get('coord', '/harvest-sources/PARTENAIRE/records?mapping=MAPPED&limit=2'),
  );
  expect(items).toMatchObject([
    { identifier: 'oai:partenaire.example.org:1', resource: 1, raw: expect.stringMatching(/^<record/) },
    {},
  ]);
  const runs = runList.parse(await get('coord', '/harvest-runs?source=PARTENAIRE')).items;
  expect(runs).toHaveLength(1);
  expect(runView.parse(await get('coord', `/harvest-runs/${runs[0]!.id}`))).toEqual(runs[0]);
  const again = await send('coord', 'POST', '/harvest-sources/PARTENAIRE/remap');
  expect(await again.json()).toEqual({ waiting: 7 });
});

test('a repository says who it is before it is a source; what changed is asked for again from a date', async () => {
  const where = { baseUrl: provider.url, networks: ['127.0.0.1/32'], repair: true };
  const asked = await send('info', 'POST', '/harvest-sources/identify', where);
  expect(identifyView.parse(await asked.json())).toMatchObject({
    ...{ identity: { repositoryName: 'Partenaire' }, formats: ['oai_dc'], reason: null },
  });
  const closed = identifyView.parse(
    await (await send('info', 'POST', '/harvest-sources/identify', { ...where, networks: [] })).json(),
  );
  expect(closed).toMatchObject({
    identity: null,
    reason: 'address-refused',
    sentence: expect.stringMatching(/privée/),
  });
  expect((await send('coord', 'POST', '/harvest-sources/identify', where)).status).toBe(403);
  await harvested();
  const order = (body: unknown) => send('coord', 'POST', '/harvest-sources/PARTENAIRE/harvest', body);
  expect((await order({ kind: 'FULL', from: '2026-01-01T00:00:00Z' })).status).toBe(400);
  expect((await order({ kind: 'INCREMENTAL', from: '2026-01-01T00:00:00Z' })).status).toBe(204);
  const from = (): string | undefined => provider.asked.find((one) => one['from'] !== undefined)?.['from'];
  for (let tries = 0; tries < 400 && from() === undefined; tries += 1) await delay(10);
  expect(from()).toBe('2026-01-01T00:00:00Z');
});

test('a harvest that fails says why, in a word and a sentence, with what it noted', async () => {
  provider.misbehave = ({ verb }) =>
    verb === 'ListRecords' ? { body: '<!DOCTYPE a [<!ENTITY b "c">]><OAI-PMH/>' } : null;
  const run = await harvested();
  expect(run).toMatchObject({ state: 'FAILED', reason: 'doctype', sentence: expect.stringMatching(/DTD/) });
  provider.misbehave = () => null;
  provider.earliestDatestamp = '0000-00-00';
  await send('coord', 'POST', '/harvest-sources/PARTENAIRE/harvest', { kind: 'FULL' });
  await delay(300);
  const { items } = noteList.parse(await get('coord', `/harvest-runs/${run.id + 1}/notes`));
  expect(items).toMatchObject([{ kind: 'date-missing' }]);
});

test('who may do what; what is wrong or unknown', async () => {
  expect(await refusal(await send('coord', 'PUT', '/harvest-sources/PARTENAIRE', described()))).toEqual([
    403,
    'forbidden',
  ]);
  expect(await refusal(await send('agent-lens', 'GET', '/harvest-sources'))).toEqual([403, 'forbidden']);
  const wrong = { baseUrl: 'ftp://x/', networks: ['10.0.0.1/8'], everyHours: 99_999 };
  for (const [field, value] of Object.entries(wrong)) {
    const answer = await send('admin', 'PUT', '/harvest-sources/PARTENAIRE', described({ [field]: value }));
    const body = (await answer.clone().json()) as { facts?: unknown };
    expect([await refusal(answer), body.facts]).toEqual([[422, 'source-not-valid'], { field }]);
  }
  expect(
    await refusal(
      await send(
        'admin',
        'PUT',
        '/harvest-sources/PARTENAIRE',
        described({ baseUrl: 'http://user:secret@x.example/' }),
      ),
    ),
  ).toEqual([422, 'source-not-valid']);
  expect(await refusal(await send('coord', 'POST', '/harvest-sources/NOBODY/harvest', { kind: 'FULL' }))).toEqual([
    404,
    'source-unknown',
  ]);
  expect(await refusal(await send('coord', 'GET', '/harvest-runs/99'))).toEqual([404, 'harvest-unknown']);
  await harvested();
  expect(await refusal(await send('coord', 'POST', '/harvest-runs/1/decision', { decision: 'leave' }))).toEqual([
    409,
    'harvest-not-waiting',
  ]);
});

test('a harvest is followed live, page after page', async () => {
  await send('info', 'PUT', '/harvest-sources/PARTENAIRE', described());
  const stop = new AbortController();
  const who = await signIn(network.url, 'coord');
  const stream = await fetch(`${network.url}/harvest-runs/stream`, {
    headers: { Cookie: who.cookie },
    signal: stop.signal,
  });
  expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  await send('coord', 'POST', '/harvest-sources/PARTENAIRE/harvest', { kind: 'FULL' });
  let text = '';
  for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.includes('"state":"DONE"')) break;
  }
  stop.abort();
  const runs = [...text.matchAll(/^event: run\ndata: (.*)$/gm)].map(([, data]) => runView.parse(JSON.parse(data!)));
  expect(runs.map(({ pages }) => pages)).toEqual([0, 1, 2, 3, 3]);
  expect(runs.at(-1)).toMatchObject({ source: 'PARTENAIRE', state: 'DONE', listed: 7 });
});

test('resources: listed, made by hand, linked, and what a partner would say of them', async () => {
  await harvested();
  const { items, total } = resourceList.parse(await get('agent-lens', '/digital-resources?type=EBOOK&limit=3'));
  expect(total).toBe(7);
  expect(items).toMatchObject([
    { origin: 'HARVEST', access: 'FREE', source: { code: 'PARTENAIRE', name: 'Un partenaire' }, linked: 0 },
    {},
    {},
  ]);
  const given = newResource.parse({
    ...{ type: 'TRAINING', access: 'READERS', thumbnail: '', rights: '', rightsUri: '', audiences: ['readers'] },
    ...{ url: 'https://formation.example.org/', title: 'Se former', creator: '', language: 'fre' },
  });
  expect(await refusal(await send('agent-lens', 'POST', '/digital-resources', given))).toEqual([403, 'forbidden']);
  const made = resourceSheet.parse(await (await send('coord', 'POST', '/digital-resources', given)).json());
  expect(made).toMatchObject({ origin: 'HAND', record: expect.stringMatching(/^PAS/), links: [] });
  expect(await refusal(await send('coord', 'POST', '/digital-resources', given))).toEqual([409, 'resource-taken']);
  const linked = await send('coord', 'PUT', `/digital-resources/1/links/${made.record}`, { state: 'LINKED' });
  expect(resourceSheet.parse(await linked.json()).links).toMatchObject([
    { record: made.record, state: 'LINKED', decidedBy: 'user:coord' },
  ]);
  expect(recordResources.parse(await get('coord', `/records/${made.record}/digital-resources`)).items).toMatchObject([
    { link: null },
    { link: 'LINKED' },
  ]);
  const beside = resourceList.parse(await get('audit', '/digital-resources?linked=true'));
  expect(beside.items).toMatchObject([{ id: 1, linked: 1 }]);
  const found = resourceList.parse(await get('audit', '/digital-resources?q=former'));
  expect(found.items).toMatchObject([{ id: made.id, record: made.record, source: null }]);
  const readiness = readinessView.parse(await get('coord', '/digital-resources/1/readiness/gallica'));
  expect(readiness.ready).toBe(false);
  expect(readinessSummary.parse(await get('coord', '/digital-readiness/europeana'))).toMatchObject({
    resources: 8,
    ready: 0,
  });
  const listed = readinessList.parse(await get('audit', '/digital-readiness/gallica/resources?limit=3')).items;
  expect(listed.map(({ resource }) => resource)).toEqual([1, 2, 3]);
  expect(listed[0]).toMatchObject({ ...readiness, title: items[0]!.title, record: expect.stringMatching(/^PAS/) });
  const rest = readinessList.parse(await get('audit', '/digital-readiness/gallica/resources?after=3')).items;
  expect(rest.map(({ resource }) => resource)).toEqual([4, 5, 6, 7, 8]);
  expect((await send('coord', 'DELETE', `/digital-resources/${made.id}`)).status).toBe(204);
});

test('use: a supplier’s file is counted, and a year told; one that names people is refused', async () => {
  const csv = 'Mois;Bibliothèque;Visites;Consultations\n2026-01;LENS;10;20\n2026-01;Ailleurs;1;1';
  const sent = await send('coord', 'POST', '/digital-usage/imports', { platform: 'Cafeyn', type: 'PRESS', csv });
  expect(usageReport.parse(await sent.json())).toMatchObject({
    months: ['2026-01'],
    lines: 2,
    unread: [],
    unknownLibraries: ['Ailleurs'],
  });
  expect(usageYear.parse(await get('audit', '/digital-usage/2026'))).toMatchObject({
    total: { sessions: 11, views: 21, downloads: 0 },
    before: { sessions: 0, views: 0, downloads: 0 },
    byLibrary: [
      { library: null, type: 'PRESS', sessions: 1 },
      { library: 'LENS', type: 'PRESS', sessions: 10 },
    ],
  });
  const lens = usageYear.parse(await get('audit', '/digital-usage/2026?library=LENS&type=PRESS'));
  expect(lens).toMatchObject({ total: { sessions: 10 }, byLibrary: [{ library: 'LENS' }] });
  expect(usageYear.parse(await get('audit', '/digital-usage/2027')).before).toMatchObject({ sessions: 11 });
  expect(await refusal(await send('audit', 'GET', '/digital-usage/2026?library=NONE'))).toEqual([
    404,
    'library-unknown',
  ]);
  const report = await send('audit', 'GET', '/digital-usage/2026/report');
  expect(report.headers.get('content-disposition')).toBe('attachment; filename=numerique-2026.csv');
  expect((await report.text()).split('\r\n')).toContainEqual(
    expect.stringMatching(/^"01\/2026";"Cafeyn";"LENS";"Presse en ligne";"10";"20";"0"$/),
  );
  expect(await (await send('audit', 'GET', '/digital-usage/2026/report?form=exchange')).text()).toContain(
    '2026-01,Cafeyn,LENS,PRESS,10,20,0',
  );
  expect(await refusal(await send('agent-lens', 'GET', '/digital-usage/2026/report'))).toEqual([403, 'forbidden']);
  const people = await send('coord', 'POST', '/digital-usage/imports', {
    platform: 'X',
    type: 'PRESS',
    csv: 'Mois;Carte;Visites\n2026-01;20000001;1',
  });
  expect(await refusal(people)).toEqual([422, 'usage-file-names-people']);
  expect(await refusal(await send('agent-lens', 'GET', '/digital-usage/2026'))).toEqual([403, 'forbidden']);
});
