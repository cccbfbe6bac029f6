import { derive } from '../marc/derive.ts';
import { decode } from '../marc/iso2709.ts';
import { granted } from '../outcome.ts';
import { harvestNetwork, value, type HarvestNetwork } from '../harvest/harvest-network.fixture.ts';
import type { NewDigitalResource } from './desk.ts';
import { digitalDesk } from './digital.ts';
import { followCatalogue } from './follow-catalogue.ts';
import { mapWaiting } from './map-waiting.ts';

let network: HarvestNetwork;
beforeEach(async () => {
  network = await harvestNetwork({
    items: [
      {
        id: 'a',
        datestamp: '2026-01-01T00:00:00Z',
        title: 'Le Réveil du Nord',
        more: `<dc:creator>Anonyme</dc:creator><dc:type>presse</dc:type><dc:date>1902</dc:date><dc:language>fre</dc:language><dc:source>Médiathèque de Lens, P 12</dc:source>
          <dc:rights>domaine public</dc:rights><dc:rights>http://creativecommons.org/publicdomain/mark/1.0/</dc:rights><dc:relation>vignette : https://example.org/v.jpg</dc:relation>`,
      },
    ],
    source: { audiences: ['readers', 'gallica', 'europeana'] },
  });
  await network.harvest();
  await mapWaiting(network.ports);
});
afterEach(() => network.close());

const by = { login: 'coord' };
const desk = () => digitalDesk(network.ports);
const mine: NewDigitalResource = {
  ...{ url: 'https://formation.example.org/word', title: 'Apprendre Word', creator: 'Dupont, Jeanne', language: 'fre' },
  ...{ resourceType: 'TRAINING', access: 'READERS', thumbnail: '', rights: '', rightsUri: '', audiences: ['readers'] },
};
const said = (kept: { shortcomings: readonly { code: string }[] }) => kept.shortcomings.map(({ code }) => code);

test('a resource made by hand has its record, which its 856 does not make a second time; taken away, both go', async () => {
  const { resource, controlNumber } = value(await desk().add(by, mine));
  expect(resource).toMatchObject({ origin: 'HAND', resourceType: 'TRAINING', access: 'READERS', status: 'LIVE' });
  const record = (await network.store.read.recordByControlNumber(controlNumber))!;
  expect(derive(decode(record.marc, 'utf-8').record)).toMatchObject({ title: 'Apprendre Word', carrier: 'electronic' });
  await followCatalogue(network.ports);
  expect(value(await desk().resources({ offset: 0, limit: 10 }))).toMatchObject({ total: 2 });
  expect(value(await desk().resources({ words: 'APPRÉNDRE', offset: 0, limit: 10 })).lines).toMatchObject([
    { controlNumber, source: null, linked: 0, proposed: 0 },
  ]);
  expect(await desk().add(by, { ...mine, url: 'http://formation.example.org/word/#top' })).toMatchObject({
    refusal: 'resource-taken',
  });
  const changed = value(await desk().change(by, resource.id, { ...mine, resourceType: 'VIDEO', access: 'FREE' }));
  expect(changed.resource).toMatchObject({ resourceType: 'VIDEO', access: 'FREE' });
  value(await desk().withdraw(by, resource.id));
  expect(await network.store.read.recordByControlNumber(controlNumber)).toMatchObject({ status: 'DELETED' });
});

test.each([
  ['url', { url: 'javascript:alert(1)' }],
  ['title', { title: ' ' }],
  ['thumbnail', { thumbnail: 'x' }],
  ['rightsUri', { rightsUri: 'libre' }],
])('with a wrong %s it is refused', async (field, changes) => {
  expect(await desk().add(by, { ...mine, ...changes })).toMatchObject({
    refusal: 'resource-not-valid',
    facts: { field },
  });
});

test('what a source describes is not changed by hand; what is unknown is said so', async () => {
  expect(await desk().change(by, 1, mine)).toMatchObject({ refusal: 'resource-not-valid' });
  expect(await desk().withdraw(by, 1)).toMatchObject({ refusal: 'resource-not-valid' });
  expect(await desk().resource(99)).toMatchObject({ refusal: 'resource-unknown' });
  expect(await desk().ofRecord('PAS9')).toMatchObject({ refusal: 'record-unknown' });
  expect(await desk().resources({ source: 'NONE', offset: 0, limit: 1 })).toMatchObject({ refusal: 'source-unknown' });
});

test('a person links a resource and a record, or says they have nothing to do with each other', async () => {
  const { controlNumber } = value(await desk().add(by, mine));
  expect(await desk().link(by, 1, controlNumber, 'REFUSED')).toMatchObject({ refusal: 'link-unknown' });
  expect(value(await desk().link(by, 1, controlNumber, 'LINKED')).links).toMatchObject([
    { state: 'LINKED', decidedBy: 'user:coord', controlNumber },
  ]);
  expect(value(await desk().ofRecord(controlNumber)).map(({ link }) => link)).toEqual([null, 'LINKED']);
  expect(value(await desk().link(by, 1, controlNumber, 'REFUSED')).links).toMatchObject([{ state: 'REFUSED' }]);
  const own = value(await desk().resource(1)).controlNumber;
  expect(await desk().link(by, 1, own, 'LINKED')).toMatchObject({ refusal: 'resource-not-valid' });
});

test('what a resource lacks for Gallica and for Europeana, one by one and over all of them', async () => {
  const gallica = value(await desk().readiness(1, 'gallica'));
  expect(gallica.ready).toBe(false);
  expect(said(gallica)).toEqual(['source', 'ark', 'format']);
  expect(gallica.shortcomings[0]).toMatchObject({
    weight: 'required',
    fr: expect.stringMatching(/cote/),
    en: expect.any(String),
  });
  expect(value(await desk().readiness(1, 'europeana'))).toEqual({
    partner: 'europeana',
    ready: true,
    shortcomings: [],
  });
  value(await desk().add(by, mine));
  const poor = value(await desk().readiness(2, 'europeana'));
  expect(said(poor)).toEqual(['licence', 'edm-type', 'edm-rights', 'thumbnail', 'date']);
  expect(said(value(await desk().readiness(2, 'gallica')))).toEqual([
    'licence',
    'free-access',
    'rights',
    'source',
    'date',
    'ark',
    'thumbnail',
    'format',
  ]);
  expect(await desk().readinessOfAll('europeana')).toMatchObject({
    resources: 2,
    ready: 1,
    lacking: [{ code: 'licence', resources: 1 }, { code: 'edm-type' }, { code: 'edm-rights' }],
  });
});

test('an https statement, or words against it, is not what Europeana takes', async () => {
  const add = (rights: string, rightsUri: string, url: string) =>
    desk().add(by, { ...mine, resourceType: 'EBOOK', rights, rightsUri, url, audiences: ['europeana'] });
  value(await add('', 'https://creativecommons.org/publicdomain/mark/1.0/', 'https://a.example.org/1'));
  value(await add('domaine public', 'http://rightsstatements.org/vocab/InC/1.0/', 'https://a.example.org/2'));
  expect(said(value(await desk().readiness(2, 'europeana')))).toContain('edm-rights');
  expect(said(value(await desk().readiness(3, 'europeana')))).toContain('rights-agree');
  await network.store.transaction(async (work) => granted(await work.outbox.done([])));
});
