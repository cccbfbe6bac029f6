import { followDissemination } from '../dissemination/follow.ts';
import { controlNumberOf } from '../marc/control-number.ts';
import { derive } from '../marc/derive.ts';
import { decode, encode } from '../marc/iso2709.ts';
import type { MarcRecord } from '../marc/record.ts';
import { granted } from '../outcome.ts';
import { harvestNetwork, value, type HarvestNetwork } from '../harvest/harvest-network.fixture.ts';
import type { SourceDescription } from '../harvest/entities.ts';
import { harvest } from '../harvest/run.ts';
import { followCatalogue } from './follow-catalogue.ts';
import { mapWaiting } from './map-waiting.ts';
import { mappingVersion } from './mapping/map-record.ts';

let network: HarvestNetwork;
afterEach(() => network.close());
const zola = '<dc:creator>Zola, Émile</dc:creator><dc:language>fre</dc:language><dc:type>livre</dc:type>';
const one = (id: string, title: string, more = zola, datestamp = '2026-03-01T12:00:00Z') => ({
  id,
  title,
  more,
  datestamp,
});
const map = () => mapWaiting(network.ports);
const resources = () => network.store.read.digital.resources({ after: 0, limit: 100 });
const records = async () => network.store.read.recordsAfter(0, 100);

let numbers = 0;
/** A print record of the catalogue. */
async function printed(
  title: string,
  more: { isbn?: string; url?: string; author?: string; leader?: string } = {},
): Promise<number> {
  numbers += 1;
  const controlNumber = controlNumberOf(900_000 + numbers);
  const field = (tag: string, ...values: [string, string][]) => ({
    tag,
    ind1: ' ',
    ind2: '1',
    subfields: values.map(([code, text]) => ({ code, value: text })),
  });
  const record: MarcRecord = {
    leader: more.leader ?? '00000nam0 2200000   450 ',
    fields: [
      { tag: '001', value: controlNumber },
      ...(more.isbn ? [field('010', ['a', more.isbn])] : []),
      field('101', ['a', 'fre']),
      field('200', ['a', title]),
      field('700', ['a', more.author ?? 'Zola'], ['b', 'Émile']),
      ...(more.url ? [{ ...field('856', ['u', more.url]), ind1: '4', ind2: '1' }] : []),
    ],
  };
  const now = network.ports.clock.now();
  const row = {
    controlNumber,
    source: 'LENS',
    sourceId: controlNumber,
    status: 'LIVE' as const,
    marc: encode(record),
    hash: 'h',
    createdAt: now,
    updatedAt: now,
    derived: derive(record),
  };
  return value(
    await network.store.transaction(async (work) => {
      const [id] = await work.records.insertMany([row]);
      await work.outbox.add('records-changed', [id!], now);
      return granted(id!);
    }),
  );
}
/** Every invariant holds, once what must follow has been followed. */
async function sound(): Promise<void> {
  const { store } = network;
  for (const topic of ['records-changed', 'records-to-disseminate', 'headings-to-link'] as const) {
    const rows = await store.read.outbox(topic, 100);
    await store.transaction(async (work) => granted(await work.outbox.done(rows.map(({ id }) => id))));
  }
  expect(await store.read.audit()).toEqual([]);
}

test('what was harvested becomes records of the catalogue, on line, and resources', async () => {
  network = await harvestNetwork({
    items: [one('a', 'Germinal'), one('b', 'Sans adresse', '<!-- -->'), one('c', 'Nana')],
  });
  network.provider.misbehave = ({ verb }) =>
    verb === 'ListRecords' ? { alter: (page) => page.replace('https://numerique.example.org/b', 'ISBN 123') } : null;
  await network.harvest();
  expect(await map()).toEqual({ mapped: 2, rejected: 1, withdrawn: 0 });
  expect(await resources()).toMatchObject([
    {
      title: 'Germinal',
      url: 'https://numerique.example.org/a',
      origin: 'HARVEST',
      status: 'LIVE',
      resourceType: 'EBOOK',
      access: 'FREE',
      rights: 'domaine public',
    },
    { title: 'Nana' },
  ]);
  const [germinal] = await records();
  expect(germinal).toMatchObject({
    source: 'oai:PARTENAIRE',
    sourceId: 'a',
    status: 'LIVE',
    controlNumber: expect.stringMatching(/^PAS\d{10}$/),
  });
  expect(derive(decode(germinal!.marc, 'utf-8').record).carrier).toBe('electronic');
  expect((await network.kept()).map(({ mapping, mappingReason }) => [mapping, mappingReason])).toEqual([
    ['MAPPED', null],
    ['REJECTED', 'no-address'],
    ['MAPPED', null],
  ]);
  expect((await network.store.read.outbox('records-changed', 10)).length).toBeGreaterThan(0);
  expect(await map()).toEqual({ mapped: 0, rejected: 0, withdrawn: 0 });
  await sound();
});

test('mapped again from what was kept, without asking anybody: what is the same stays as it is', async () => {
  network = await harvestNetwork({ items: [one('a', 'Germinal')] });
  await network.harvest();
  await map();
  const before = await records();
  const asked = network.provider.asked.length;
  await network.store.transaction(async (work) => granted(await work.harvest.mapAgain(1)));
  expect(await map()).toMatchObject({ mapped: 1 });
  expect(await records()).toEqual(before);
  await network.store.transaction(async (work) =>
    granted(
      await work.harvest.settle(1, { mapping: 'MAPPED', version: mappingVersion - 1, reason: null, resourceId: 1 }),
    ),
  );
  expect(await map()).toMatchObject({ mapped: 1 });
  expect(network.provider.asked).toHaveLength(asked);
  await sound();
});

test('what its source deletes is withdrawn, and comes back under its number', async () => {
  network = await harvestNetwork({ items: [one('a', 'Germinal')] });
  await network.harvest();
  await map();
  const [before] = await records();
  network.provider.items = [{ ...one('a', 'Germinal'), deleted: true, datestamp: '2026-11-20T10:00:00Z' }];
  await network.harvest();
  expect(await map()).toEqual({ mapped: 0, rejected: 0, withdrawn: 1 });
  expect(await resources()).toMatchObject([{ status: 'WITHDRAWN' }]);
  expect(await records()).toMatchObject([{ status: 'DELETED' }]);
  await sound();
  network.provider.items = [one('a', 'Germinal', zola, '2026-11-20T11:00:00Z')];
  await network.harvest();
  await map();
  expect(await resources()).toMatchObject([{ status: 'LIVE', id: 1 }]);
  expect(await records()).toMatchObject([{ status: 'LIVE', controlNumber: before!.controlNumber }]);
  await sound();
});

test('two sources of one resource: it stays as long as one of them gives it, described by the other then', async () => {
  const ark = '<dc:identifier>https://ark.example.org/ark:/12345/abc</dc:identifier>';
  network = await harvestNetwork({ items: [one('a', 'Germinal', zola + ark)] });
  await network.harvest();
  const second: SourceDescription = {
    ...(await network.store.read.harvest.source('PARTENAIRE'))!,
    code: 'AUTRE',
    set: null,
  };
  await network.store.transaction(async (work) => granted(await work.harvest.insertSource(second)));
  network.provider.items = [one('b', 'Germinal, le roman', zola + ark)];
  value(await harvest(network.ports, { source: 'AUTRE', kind: 'FULL', by: 'schedule' }));
  expect(await map()).toMatchObject({ mapped: 2 });
  expect(await resources()).toMatchObject([{ title: 'Germinal', sourceId: 1 }]);
  network.provider.items = [{ ...one('a', 'Germinal'), deleted: true, datestamp: '2026-11-20T10:00:00Z' }];
  await network.harvest();
  await map();
  await map();
  expect(await resources()).toMatchObject([{ title: 'Germinal, le roman', sourceId: 2, status: 'LIVE' }]);
  await sound();
});

test('a resource is linked to the print of the same work, by its numbers or by title and author, never merged into it', async () => {
  network = await harvestNetwork({
    items: [
      one('a', 'Germinal'),
      one('b', 'Autre chose', `${zola}<dc:source>ISBN 2-07-040850-7</dc:source>`),
      one('c', 'La bete humaines'),
      one('d', 'Mes recettes', '<dc:language>fre</dc:language>'),
    ],
  });
  const germinal = await printed('Germinal');
  const byIsbn = await printed('Le Ventre de Paris', { isbn: '9782070408504' });
  const near = await printed('La Bête humaine');
  await printed('Germinal', { author: 'Dupont' });
  await network.harvest();
  await map();
  const links = async (id: number) =>
    (await network.store.read.digital.linksOf(id)).map(({ recordId, state, evidence }) => [recordId, state, evidence]);
  expect(await links(1)).toEqual([[germinal, 'LINKED', 'title germinal, author zola']]);
  expect(await links(2)).toEqual([[byIsbn, 'LINKED', 'isbn 9782070408504']]);
  expect(await links(3)).toEqual([[near, 'PROPOSED', expect.stringMatching(/^title 0.9\d, author zola$/)]]);
  expect(await links(4)).toEqual([]);
  expect((await network.store.read.digital.proposals(0, 10)).map(({ recordTitle }) => recordTitle)).toEqual([
    'La Bête humaine',
  ]);
  expect(await network.store.read.digital.ofRecord(germinal)).toMatchObject([
    { resource: { title: 'Germinal' }, link: 'LINKED' },
  ]);
  const live = (await records()).filter(({ status }) => status === 'LIVE');
  expect(live).toHaveLength(8);
  await sound();
});

test('what a person decided of a link stays', async () => {
  network = await harvestNetwork({ items: [one('a', 'Germinal')] });
  const germinal = await printed('Germinal');
  await network.harvest();
  await map();
  await network.store.transaction(async (work) => {
    const [link] = await work.digital.links(1);
    await work.digital.setLink({ ...link!, state: 'REFUSED', decidedBy: 'user:coord' });
    return granted(await work.harvest.mapAgain(1));
  });
  await map();
  expect(await network.store.read.digital.linksOf(1)).toMatchObject([
    { recordId: germinal, state: 'REFUSED', decidedBy: 'user:coord' },
  ]);
});

test('the links of records (856) are resources, described by their record, gone with the link and with the record', async () => {
  network = await harvestNetwork({ items: [one('a', 'Germinal')] });
  const paper = await printed('Germinal, édition scannée', { url: 'https://scans.example.org/1' });
  const press = await printed('La Voix du Nord', {
    url: 'https://presse.example.org/',
    leader: '00000nas0 2200000   450 ',
  });
  const shared = await printed('Germinal en ligne', { url: 'https://numerique.example.org/a' });
  await network.harvest();
  await map();
  expect(await followCatalogue(network.ports)).toBe(4);
  expect(await followCatalogue(network.ports)).toBe(0);
  const found = await resources();
  expect(found.map(({ recordId, origin, resourceType }) => [recordId, origin, resourceType]).slice(1)).toEqual([
    [paper, 'FIELD_856', 'EBOOK'],
    [press, 'FIELD_856', 'PRESS'],
  ]);
  expect((await network.store.read.digital.linksOf(1)).find(({ recordId }) => recordId === shared)).toMatchObject({
    evidence: 'field 856',
    state: 'LINKED',
  });
  const [record] = await network.store.read.records([paper]);
  const { record: text } = decode(record!.marc, 'utf-8');
  const without = { ...text, fields: text.fields.filter(({ tag }) => tag !== '856') };
  const at = network.ports.clock.now();
  await network.store.transaction(async (work) => {
    await work.records.reserveNumbers(0);
    await work.records.replace(paper, {
      marc: encode(without),
      hash: 'x',
      updatedAt: at,
      derived: derive(without),
      status: 'LIVE',
    });
    return granted(await work.outbox.add('records-changed', [paper], at));
  });
  expect(await followCatalogue(network.ports)).toBe(1);
  expect((await resources()).map(({ status }) => status)).toEqual(['LIVE', 'WITHDRAWN', 'LIVE']);
  await sound();
});

test('what staff hid of the catalogue stays hidden when its source gives it anew', async () => {
  network = await harvestNetwork({ items: [one('a', 'Germinal')] });
  await network.harvest();
  await map();
  const [before] = await records();
  const { marc, hash } = before!;
  const at = network.ports.clock.now();
  const standing = { mergedIntoId: null, suppressedAt: at };
  const kept = {
    marc,
    hash,
    updatedAt: at,
    derived: derive(decode(marc, 'utf-8').record),
    status: 'LIVE' as const,
    standing,
  };
  await network.store.transaction(async (work) => {
    await work.records.reserveNumbers(0);
    return granted(await work.records.replace(before!.id, kept));
  });
  network.provider.items = [one('a', 'Germinal, nouvelle édition', zola, '2026-11-20T11:00:00Z')];
  await network.harvest();
  await map();
  expect(await resources()).toMatchObject([{ title: 'Germinal, nouvelle édition' }]);
  expect(await records()).toMatchObject([{ suppressedAt: at }]);
  await sound();
});

test('what a licence keeps from an audience is withheld from it; from readers, the catalogue does not show it', async () => {
  network = await harvestNetwork({ items: [one('a', 'Germinal')], source: { audiences: ['harvesters'] } });
  await network.harvest();
  await map();
  const [record] = await records();
  expect(record).toMatchObject({ status: 'LIVE', suppressedAt: expect.any(Number) });
  const withheld = (audience: 'harvesters' | 'gallica') => network.store.read.digital.withheld([record!.id], audience);
  expect(await withheld('gallica')).toEqual(new Set([record!.id]));
  expect(await withheld('harvesters')).toEqual(new Set());
  await sound();
});

test.each([
  ['whoever may harvest it', ['readers', 'harvesters'] as const, 1],
  ['nobody, when its licence lets nobody harvest it', ['readers'] as const, 0],
])('what was harvested is told to %s', async (_whom, audiences, told) => {
  network = await harvestNetwork({ items: [one('a', 'Germinal')], source: { audiences } });
  await network.harvest();
  await map();
  const directory = {
    libraries: () => [],
    library: () => {
      throw new Error('it has no copies');
    },
  };
  const following = { store: network.store, directory, clock: { now: () => Date.now() } };
  while ((await followDissemination(following)).busy);
  const everything = { scope: null, from: null, until: Number.MAX_SAFE_INTEGER };
  expect(await network.store.read.dissemination.headers(everything, null, 10)).toHaveLength(told);
});
