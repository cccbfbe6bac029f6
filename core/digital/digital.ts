import { createIn } from '../catalogue/editing/create.ts';
import { derive } from '../marc/derive.ts';
import { decode } from '../marc/iso2709.ts';
import type { MarcRecord } from '../marc/record.ts';
import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { NewEvent } from '../ports/journal.ts';
import type { Work } from '../ports/store.ts';
import { headingKey } from '../query/text.ts';
import type {
  By,
  DigitalDesk,
  NewDigitalResource,
  ReadinessSummary,
  ResourceReadiness,
  ResourceSheet,
} from './desk.ts';
import type { DigitalResource } from './entities.ts';
import { identityKey } from './identity.ts';
import { fromDublinCore } from './mapping/dublin-core.ts';
import { recordsAtOnce, type DigitalPorts } from './ports.ts';
import { movesInSets } from './shelve.ts';
import { readinessOf, type Partner } from './readiness.ts';

/** The desk over its ports. */
export function digitalDesk(ports: DigitalPorts): DigitalDesk {
  const { store } = ports;
  const { digital: reading } = store.read;
  const sheet = async (id: number): Promise<Outcome<ResourceSheet>> => {
    const resource = await reading.resource(id);
    if (!resource) return refused('resource-unknown', { resource: id });
    const [record] = await store.read.records([resource.recordId]);
    const source = await sourceOf(ports, resource);
    return granted({ resource, controlNumber: record?.controlNumber ?? '', source, links: await reading.linksOf(id) });
  };
  return {
    async resources({ source, words = '', ...asked }) {
      const wanted = { ...asked, words: headingKey(words) };
      if (source === undefined) return granted(await reading.search(wanted));
      const found = await store.read.harvest.source(source);
      if (!found) return refused('source-unknown', { source });
      return granted(await reading.search({ ...wanted, sourceId: found.id }));
    },
    counts: () => reading.countResources(),
    resource: sheet,
    async ofRecord(controlNumber) {
      const record = await store.read.recordByControlNumber(controlNumber);
      return record ? granted(await reading.ofRecord(record.id)) : refused('record-unknown');
    },
    async add(by, resource) {
      const made = await add(ports, by, resource);
      return made.granted ? sheet(made.value) : made;
    },
    async change(by, id, to) {
      const changed = await changing(ports, by, id, (resource) => ({ ...resource, ...to }));
      return changed.granted ? sheet(id) : changed;
    },
    withdraw: (by, id) => changing(ports, by, id, (resource) => ({ ...resource, status: 'WITHDRAWN' })),
    async link(by, id, controlNumber, state) {
      const linked = await link(ports, by, { id, controlNumber, state });
      return linked.granted ? sheet(id) : linked;
    },
    proposals: (after, limit) => reading.proposals(after, limit),
    async readiness(id, partner) {
      const resource = await reading.resource(id);
      if (!resource) return refused('resource-unknown', { resource: id });
      return granted((await readinessOfEach(ports, [resource], partner))[0]!.readiness);
    },
    readinessOfAll: (partner) => summary(ports, partner),
    readinessOfEach: (partner, after, limit) => listed(ports, partner, after, limit),
    withheld: (recordIds, audience) => reading.withheld(recordIds, audience),
  };
}

async function sourceOf({ store }: DigitalPorts, { sourceId }: DigitalResource): Promise<ResourceSheet['source']> {
  if (sourceId === null) return null;
  const found = (await store.read.harvest.sources()).find(({ id }) => id === sourceId);
  return found ? { code: found.code, name: found.name } : null;
}

/** Makes the record of a resource and the resource, in one transaction. Returns its number. */
async function add({ store, clock }: DigitalPorts, by: By, given: NewDigitalResource): Promise<Outcome<number>> {
  const field = wrongField(given);
  if (field) return refused('resource-not-valid', { field });
  const at = clock.now();
  const key = identityKey(given.url);
  const record = recordOf(given, at);
  const actor = actorOf({ id: null, login: by.login });
  return store.transaction(async (work) => {
    await work.records.reserveNumbers(0);
    const other = await work.digital.byIdentity(key);
    if (other) return refused('resource-taken', { resource: other.id });
    const { id: recordId, controlNumber } = await createIn(work, record, { act: 'CREATED', actor, at, reason: '' });
    const { resourceType, access, thumbnail, rights, rightsUri, audiences, url, title } = given;
    const id = await work.digital.insertResource({
      ...{
        identityKey: key,
        recordId,
        origin: 'HAND',
        sourceId: null,
        status: 'LIVE',
        resourceType,
        access,
        url,
        thumbnail,
      },
      ...{ title, rights, rightsUri, audiences, createdAt: at, updatedAt: at },
    });
    await note(work, { at, actor, payload: { resource: id, record: controlNumber, act: 'added' } });
    return granted(id);
  });
}

function wrongField({ url, title, thumbnail, rightsUri }: NewDigitalResource): string | null {
  const isAddress = (text: string): boolean => /^https?:\/\//.test(text) && URL.canParse(text);
  if (!isAddress(url)) return 'url';
  if (title.trim() === '') return 'title';
  if (thumbnail !== '' && !isAddress(thumbnail)) return 'thumbnail';
  return rightsUri === '' || isAddress(rightsUri) ? null : 'rightsUri';
}

function recordOf({ url, title, creator, language, resourceType, rights }: NewDigitalResource, at: number): MarcRecord {
  const statements = { title, creator, language, identifier: url, rights };
  const mapped = fromDublinCore(
    Object.entries(statements).flatMap(([element, value]) => (value === '' ? [] : [{ element, value }])),
    { code: 'PASSERELLE', identifier: url, resourceType, at },
  );
  if (mapped.kind === 'rejected')
    throw new Error(`a resource with a title and an address was rejected: ${mapped.reason}`);
  return { ...mapped.record, fields: mapped.record.fields.filter(({ tag }) => tag !== '035') };
}

/** Changes what people say of a resource. What a source describes is its source's to say, or its licence's. */
async function changing(
  { store, clock }: DigitalPorts,
  by: By,
  id: number,
  change: (resource: DigitalResource) => DigitalResource,
): Promise<Outcome<null>> {
  const at = clock.now();
  const actor = actorOf({ id: null, login: by.login });
  return store.transaction(async (work) => {
    await work.records.reserveNumbers(0);
    const resource = await work.digital.resource(id);
    if (!resource) return refused('resource-unknown', { resource: id });
    if (resource.origin === 'HARVEST') return refused('resource-not-valid', { field: 'origin' });
    const to = change(resource);
    if (to.status === 'WITHDRAWN' && resource.origin !== 'HAND')
      return refused('resource-not-valid', { field: 'origin' });
    await work.digital.changeResource(id, { ...to, updatedAt: at });
    if (movesInSets(resource, to)) await work.outbox.add('records-to-disseminate', [resource.recordId], at);
    if (to.status === 'WITHDRAWN') await deleteRecord(work, resource.recordId, { actor, at });
    await note(work, {
      at,
      actor,
      payload: { resource: id, act: to.status === 'WITHDRAWN' ? 'withdrawn' : 'changed' },
    });
    return granted(null);
  });
}

async function deleteRecord(work: Work, recordId: number, { actor, at }: { actor: string; at: number }): Promise<void> {
  const record = await work.cataloguing.lockById(recordId);
  if (record?.status !== 'LIVE') return;
  const { marc, hash } = record;
  const kept = { marc, hash, updatedAt: at, derived: derive(decode(marc, 'utf-8').record), status: 'DELETED' as const };
  await work.records.replace(recordId, kept, { act: 'DELETED', actor, at, reason: '' });
  await work.authorities.setHeadings(recordId, [], []);
  await work.outbox.add('records-changed', [recordId], at);
}

async function link(
  { store, clock }: DigitalPorts,
  by: By,
  {
    id,
    controlNumber,
    state,
  }: { readonly id: number; readonly controlNumber: string; readonly state: 'LINKED' | 'REFUSED' },
): Promise<Outcome<null>> {
  const at = clock.now();
  const actor = actorOf({ id: null, login: by.login });
  return store.transaction(async (work): Promise<Outcome<null>> => {
    const record = await work.cataloguing.lock(controlNumber);
    if (!record) return refused('record-unknown');
    const resource = await work.digital.resource(id);
    if (!resource) return refused('resource-unknown', { resource: id });
    if (resource.recordId === record.id) return refused('resource-not-valid', { field: 'record' });
    const known = (await work.digital.links(id)).find(({ recordId }) => recordId === record.id);
    if (!known && state === 'REFUSED') return refused('link-unknown', { resource: id });
    const found = { score: known?.score ?? 0, evidence: known?.evidence ?? '' };
    await work.digital.setLink({ ...found, resourceId: id, recordId: record.id, state, decidedBy: actor, at });
    await note(work, { at, actor, payload: { resource: id, record: controlNumber, act: state.toLowerCase() } });
    return granted(null);
  });
}

async function note(work: Work, event: Pick<NewEvent, 'at' | 'actor' | 'payload'>): Promise<void> {
  const whom = { libraryId: null, deviceId: null, itemId: null, patronRef: null };
  await work.journal.append({ ...event, type: 'DIGITAL_RESOURCE_CHANGED', ...whom });
}

async function readinessOfEach(
  { store }: DigitalPorts,
  resources: readonly DigitalResource[],
  partner: Partner,
): Promise<ResourceReadiness[]> {
  const records = await store.read.records(resources.map(({ recordId }) => recordId));
  const byId = new Map(records.map((record) => [record.id, record]));
  return resources.map((resource) => {
    const { marc, controlNumber: record } = byId.get(resource.recordId)!;
    return { resource, record, readiness: readinessOf(partner, resource, decode(marc, 'utf-8').record) };
  });
}

async function listed(
  ports: DigitalPorts,
  partner: Partner,
  after: number,
  limit: number,
): Promise<readonly ResourceReadiness[]> {
  const page = await ports.store.read.digital.resources({ status: 'LIVE', after, limit });
  return readinessOfEach(ports, page, partner);
}

async function summary(ports: DigitalPorts, partner: Partner): Promise<ReadinessSummary> {
  const lacking = new Map<string, { code: string; fr: string; en: string; resources: number }>();
  const sums = { resources: 0, ready: 0 };
  for (let after = 0; ;) {
    const page = await ports.store.read.digital.resources({ status: 'LIVE', after, limit: recordsAtOnce });
    for (const { readiness } of await readinessOfEach(ports, page, partner)) {
      const { ready, shortcomings } = readiness;
      sums.resources += 1;
      if (ready) sums.ready += 1;
      for (const { code, fr, en, weight } of shortcomings) {
        if (weight === 'advised') continue;
        const known = lacking.get(code) ?? { code, fr, en, resources: 0 };
        lacking.set(code, { ...known, resources: known.resources + 1 });
      }
    }
    if (page.length < recordsAtOnce) break;
    after = page.at(-1)!.id;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { partner, ...sums, lacking: [...lacking.values()] };
}
