import { setTimeout as delay } from 'node:timers/promises';
import { offered } from '../../connectors/oai-source/provider.fixture.ts';
import { harvestNetwork, noon, partner, value, type HarvestNetwork } from './harvest-network.fixture.ts';
import { HarvestWorkshop } from './workshop.ts';

let network: HarvestNetwork;
let workshop: HarvestWorkshop;
beforeEach(async () => {
  network = await harvestNetwork({ items: offered(7) });
  workshop = new HarvestWorkshop(network.ports);
});
afterEach(async () => {
  await workshop.close();
  await network.close();
});

const by = { login: 'coord' };
const ours = () => ({ ...partner, baseUrl: network.provider.url });
const sheet = async () => value(await workshop.source('PARTENAIRE'));
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await holds()) return;
    await delay(10);
  }
  throw new Error('it never came true');
}

test('by itself harvests what is due, maps what waits, and sets when the next harvest is', async () => {
  await workshop.tend();
  expect((await sheet()).lastRun).toBeNull(); // made without a date: not due
  value(await workshop.save(by, ours()));
  await workshop.tend();
  await until(async () => (await sheet()).records.MAPPED === 7);
  const { source, lastRun } = await sheet();
  expect(lastRun).toMatchObject({ state: 'DONE', startedBy: 'schedule', added: 7 });
  expect(source.nextRunAt! - lastRun!.finishedAt!).toBe(24 * 3_600_000);
  network.provider.items.push(...offered(1, 8).map((one) => ({ ...one, datestamp: '2026-11-20T10:30:00Z' })));
  await workshop.tend();
  expect(value(await workshop.runs({ limit: 9 }))).toHaveLength(1);
  network.at(noon + 25 * 3_600_000);
  await workshop.tend();
  await until(async () => (await sheet()).records.MAPPED === 8);
});

test('one that is stopped, or whose server closes, goes on where it was', async () => {
  let asked = 0;
  network.provider.misbehave = ({ resumptionToken }) => {
    if (resumptionToken && (asked += 1) === 1) void workshop.stop('PARTENAIRE');
    return null;
  };
  value(await workshop.start(by, 'PARTENAIRE', { kind: 'FULL' }));
  expect(await workshop.start(by, 'PARTENAIRE', { kind: 'FULL' })).toMatchObject({ refusal: 'harvest-busy' });
  await until(async () => (await sheet()).lastRun !== null && asked > 0);
  await delay(200);
  const { lastRun } = await sheet();
  expect(lastRun).toMatchObject({ state: 'RUNNING', pages: expect.any(Number) });
  expect(lastRun!.added).toBeLessThan(7);
  await workshop.close();
  const next = new HarvestWorkshop(network.ports);
  const heard: number[] = [];
  const stop = next.follow(({ pages }) => heard.push(pages));
  await next.tend();
  await until(async () => (await sheet()).lastRun?.state === 'DONE');
  expect((await sheet()).lastRun).toMatchObject({ id: lastRun!.id, added: 7 });
  expect(heard.at(-1)).toBe(3);
  stop();
  await next.close();
});

test('what changed is asked for again from an older day, never from a later one, and not in place of what is unfinished', async () => {
  await network.harvest();
  const began = async (from: number) => {
    value(await workshop.start(by, 'PARTENAIRE', { kind: 'INCREMENTAL', from }));
    await until(async () => (await sheet()).lastRun?.state === 'DONE' && (await sheet()).work === 'idle');
    return network.provider.asked.filter(({ from: asked }) => asked !== undefined).at(-1)?.from;
  };
  expect(await began(Date.UTC(2026, 9, 1))).toBe('2026-10-01T00:00:00Z');
  expect(await began(Date.UTC(2027, 0, 1))).toBe('2026-11-20T09:49:59Z');
  network.provider.misbehave = () => ({ body: '', status: 503, headers: { 'Retry-After': '7200' } });
  value(await workshop.start(by, 'PARTENAIRE', { kind: 'INCREMENTAL' }));
  await until(async () => (await sheet()).lastRun?.state === 'PARKED' && (await sheet()).work === 'idle');
  expect(await workshop.start(by, 'PARTENAIRE', { kind: 'INCREMENTAL', from: 0 })).toMatchObject({
    refusal: 'harvest-busy',
    facts: { run: (await sheet()).lastRun!.id },
  });
});

test('a repository says who it is before a source is made of it; one that does not, why', async () => {
  const { baseUrl, networks } = ours();
  const where = { baseUrl, networks, repair: false };
  expect(value(await workshop.identify(where))).toMatchObject({
    answered: true,
    identity: { granularity: 'YYYY-MM-DDThh:mm:ssZ' },
    formats: expect.arrayContaining(['oai_dc']),
  });
  network.provider.misbehave = () => ({ body: '<html>' });
  expect(value(await workshop.identify(where))).toMatchObject({ answered: false, reason: 'not-oai-pmh' });
  expect(await workshop.identify({ ...where, baseUrl: 'ftp://x' })).toMatchObject({ facts: { field: 'baseUrl' } });
  expect(await network.store.read.harvest.sources()).toHaveLength(1);
});

test('a source described otherwise is harvested from its beginning; under another licence, its records are mapped again', async () => {
  await network.harvest();
  await workshop.tend();
  expect((await sheet()).records).toMatchObject({ MAPPED: 7 });
  value(await workshop.save(by, { ...ours(), licence: 'CC BY' }));
  expect((await sheet()).records).toMatchObject({ WAITING: 7 });
  await workshop.tend();
  const [resource] = await network.store.read.digital.resources({ after: 0, limit: 1 });
  expect(resource).toMatchObject({ rights: 'CC BY' });
  expect((await sheet()).source.lastCompleted).not.toBeNull();
  value(await workshop.save(by, { ...ours(), set: 'livres' }));
  expect((await sheet()).source.lastCompleted).toBeNull();
});

test.each([
  ['code', { code: 'en bas' }],
  ['name', { name: ' ' }],
  ['baseUrl', { baseUrl: 'https://x.example.org/oai?verb=Identify' }],
  ['metadataPrefix', { metadataPrefix: 'oai dc' }],
  ['set', { set: 'a::b' }],
  ['networks', { networks: ['localhost'] }],
  ['overlapMinutes', { overlapMinutes: 0 }],
  ['rightsUri', { rightsUri: 'libre' }],
])('a source with a wrong %s is refused', async (field, changes) => {
  expect(await workshop.save(by, { ...ours(), ...changes })).toMatchObject({
    refusal: 'source-not-valid',
    facts: { field },
  });
});
