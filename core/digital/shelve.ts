import { createHash } from 'node:crypto';
import { canonicalRecord } from '../catalogue/editing/canonical.ts';
import type { HarvestedRecord, HarvestSource } from '../harvest/entities.ts';
import { controlNumberOf } from '../marc/control-number.ts';
import { derive } from '../marc/derive.ts';
import { decode, encode, UnwritableRecord } from '../marc/iso2709.ts';
import type { MarcRecord } from '../marc/record.ts';
import type { Work } from '../ports/store.ts';
import type { DigitalResource } from './entities.ts';
import { identityKey } from './identity.ts';
import { setFoundLinks } from './link.ts';
import type { Mapped, Rejected } from './mapping/mapped.ts';
import { mappingVersion } from './mapping/map-record.ts';
import type { FoundLink } from './matching.ts';

/** A harvested record, what it is mapped to, and what that goes with. */
export interface ToShelve {
  readonly harvested: HarvestedRecord;
  readonly source: HarvestSource;
  readonly mapped: Mapped | Rejected;
  readonly links: readonly FoundLink[];
}

/** The source of the records of the catalogue that a harvest made. */
export function catalogueSource({ code }: Pick<HarvestSource, 'code'>): string {
  return `oai:${code}`;
}

/** Whether the mapped record is one that can be kept: its text as UNIMARC, or null when it is too long for ISO 2709. */
export function writable(record: MarcRecord): Uint8Array | null {
  try {
    return encode(record);
  } catch (error) {
    if (error instanceof UnwritableRecord) return null;
    throw error;
  }
}

/**
 * Puts one harvested record on the shelves of the digital library: a record of the catalogue, a resource, its links; or
 * takes it away. Returns the records of the catalogue that changed. The lock of the catalogue is held.
 */
export async function shelve(
  work: Work,
  { harvested, source, mapped, links }: ToShelve,
  at: number,
): Promise<number[]> {
  const settled = (mapping: 'MAPPED' | 'REJECTED' | 'WITHDRAWN', reason: string | null, resourceId: number | null) =>
    work.harvest.settle(harvested.id, { mapping, version: mappingVersion, reason, resourceId });

  if (!(await work.harvest.claim(harvested.id, harvested))) return []; // given anew since it was read: it still waits
  if (harvested.deletedAt !== null || mapped.kind === 'rejected') {
    const gone = harvested.deletedAt !== null;
    const changed = await withdraw(work, harvested, at);
    if (gone) await settled('WITHDRAWN', null, harvested.resourceId);
    else await settled('REJECTED', mapped.kind === 'rejected' ? mapped.reason : null, null);
    return changed;
  }
  const key = identityKey(mapped.url);
  const former = harvested.resourceId === null ? null : await work.digital.resource(harvested.resourceId);
  const named = await work.digital.byIdentity(key);
  const moved = former !== null && named !== null && former.id !== named.id ? await withdraw(work, harvested, at) : [];
  const resource = named ?? former;
  if (resource && !(await isDescribedBy(work, resource, harvested))) {
    await settled('MAPPED', null, resource.id);
    return moved;
  }
  const { recordId, changed } = await keepRecord(work, { harvested, source, mapped, resource }, at);
  const { resourceId, moves } = await keepResource(work, resource, { source, mapped, key, recordId }, at);
  await setFoundLinks(work.digital, { resourceId, recordId, at }, links);
  await settled('MAPPED', null, resourceId);
  return [...moved, ...changed, ...(moves ? [recordId] : [])];
}

/** A resource several sources give is described by the first of them; one that people or a record described stays theirs. */
async function isDescribedBy(work: Work, resource: DigitalResource, harvested: HarvestedRecord): Promise<boolean> {
  if (resource.origin !== 'HARVEST') return false;
  if (resource.status === 'WITHDRAWN') return true;
  const other = await work.digital.otherGiver(resource.id, harvested.id);
  return other === null || harvested.id < other.id;
}

/** Takes away what a harvested record gave, unless another source gives it too: it is described by that one then. */
async function withdraw(work: Work, { id, resourceId }: HarvestedRecord, at: number): Promise<number[]> {
  const resource = resourceId === null ? null : await work.digital.resource(resourceId);
  if (!resource || resource.origin !== 'HARVEST' || resource.status === 'WITHDRAWN') return [];
  const other = await work.digital.otherGiver(resource.id, id);
  if (other) {
    if (other.id > id) await work.digital.mapAgain(other.id);
    return [];
  }
  await work.digital.changeResource(resource.id, { ...resource, status: 'WITHDRAWN', updatedAt: at });
  const record = await work.cataloguing.lockById(resource.recordId);
  if (record?.status !== 'LIVE') return [];
  await work.records.replace(record.id, {
    ...{
      marc: record.marc,
      hash: record.hash,
      updatedAt: at,
      status: 'DELETED',
      derived: derive(decode(record.marc, 'utf-8').record),
    },
  });
  await work.authorities.setHeadings(record.id, [], []);
  return [record.id];
}

async function keepRecord(
  work: Work,
  {
    harvested,
    source,
    mapped,
    resource,
  }: Pick<ToShelve, 'harvested' | 'source'> & { readonly mapped: Mapped; readonly resource: DigitalResource | null },
  at: number,
): Promise<{ readonly recordId: number; readonly changed: number[] }> {
  const from = catalogueSource(source);
  const sourceId = harvested.identifier;
  const known = (await work.records.findBySource(from, [sourceId])).get(sourceId);
  const hidden = !source.audiences.includes('readers');
  const hash = createHash('sha256').update(writable(mapped.record)!).update(source.audiences.join()).digest('hex');
  // One that cataloguers merged into another is theirs.
  if (known?.status === 'MERGED') return { recordId: known.mergedIntoId ?? known.id, changed: [] };
  if (known?.hash === hash && known.status === 'LIVE') return { recordId: known.id, changed: [] };
  const controlNumber = known?.controlNumber ?? controlNumberOf(await work.records.reserveNumbers(1));
  // Without the hour it was mapped (005): what is mapped again from the same record is the same.
  const canonical = canonicalRecord(mapped.record, controlNumber, at);
  const record = { ...canonical, fields: canonical.fields.filter(({ tag }) => tag !== '005') };
  const kept = { marc: encode(record), derived: derive(record), hash, updatedAt: at, status: 'LIVE' as const };
  const fresh = { ...kept, controlNumber, source: from, sourceId, createdAt: at };
  const recordId = known?.id ?? (await work.records.insertMany([fresh]))[0]!;
  // What staff hid stays hidden; what the former licence hid does not.
  const former = known ? ((await work.cataloguing.lockById(known.id))?.suppressedAt ?? null) : null;
  const byLicence = resource !== null && !resource.audiences.includes('readers');
  const standing = { mergedIntoId: null, suppressedAt: hidden ? (former ?? at) : byLicence ? null : former };
  if (known || hidden) await work.records.replace(recordId, { ...kept, standing });
  return { recordId, changed: [recordId] };
}

/** Keeps what is known of a resource; `moves`: it may be in other sets now, for the same record. */
async function keepResource(
  work: Work,
  known: DigitalResource | null,
  given: Pick<ToShelve, 'source'> & {
    readonly mapped: Mapped;
    readonly key: string;
    readonly recordId: number;
  },
  at: number,
): Promise<{ readonly resourceId: number; readonly moves: boolean }> {
  const { source, mapped, key, recordId } = given;
  const facts = {
    ...{ identityKey: key, recordId, sourceId: source.id, status: 'LIVE' as const, resourceType: mapped.type },
    ...{ access: source.access, url: mapped.url, thumbnail: mapped.thumbnail, title: derive(mapped.record).title },
    rights: mapped.rights === '' ? source.licence : mapped.rights,
    rightsUri: mapped.rightsUri === '' ? source.rightsUri : mapped.rightsUri,
    ...{ audiences: source.audiences, updatedAt: at },
  };
  if (!known) {
    return {
      resourceId: await work.digital.insertResource({ ...facts, origin: 'HARVEST', createdAt: at }),
      moves: true,
    };
  }
  await work.digital.changeResource(known.id, facts);
  return { resourceId: known.id, moves: movesInSets(known, facts) };
}

/** What the rules of sets ask of a resource. */
export function movesInSets(
  before: DigitalResource,
  after: Pick<DigitalResource, 'status' | 'resourceType' | 'access' | 'sourceId' | 'audiences'>,
): boolean {
  return (
    before.status !== after.status ||
    before.resourceType !== after.resourceType ||
    before.access !== after.access ||
    before.sourceId !== after.sourceId ||
    before.audiences.join() !== after.audiences.join()
  );
}
