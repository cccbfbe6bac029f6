import { isPublic, type BibRecord } from '../catalogue/record.ts';
import { derive } from '../marc/derive.ts';
import { subfields } from '../marc/field.ts';
import { decode } from '../marc/iso2709.ts';
import { online } from '../marc/online.ts';
import { granted } from '../outcome.ts';
import type { Work } from '../ports/store.ts';
import type { DigitalResource } from './entities.ts';
import { identityKey } from './identity.ts';
import { typeByCarrier } from './mapping/kinds.ts';
import { onLine } from './mapping/marc.ts';
import { recordsAtOnce, type DigitalPorts } from './ports.ts';

/**
 * Reads what changed in the catalogue for its links (856): what they lead to is a resource, described by the record that
 * bears the link, and gone with it. Goes on from where it was; returns how many records it read.
 */
export async function followCatalogue({ store, clock }: DigitalPorts): Promise<number> {
  let read = 0;
  for (;;) {
    const after = await store.read.digital.cursor();
    const records = await store.read.digital.changedRecords(after, recordsAtOnce);
    if (records.length === 0) return read;
    const at = clock.now();
    const outcome = await store.transaction(async (work) => {
      const now = await work.digital.lockCursor();
      if (now.updatedAt !== after.updatedAt || now.recordId !== after.recordId) return granted(0); // another server did it
      const moved: number[] = [];
      for (const record of records) if (await takeLinks(work, record, at)) moved.push(record.id);
      // Its links are read after the record was told to harvesters: the sets of what is on line wait for them.
      if (moved.length > 0) await work.outbox.add('records-to-disseminate', moved, at);
      const last = records.at(-1)!;
      await work.digital.keepCursor({ updatedAt: last.updatedAt, recordId: last.id });
      return granted(records.length);
    });
    if (!outcome.granted) throw new Error(`links were refused: ${outcome.refusal}`);
    read += outcome.value;
    if (records.length < recordsAtOnce) return read;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Whether the record describes more, or less, than before. */
async function takeLinks(work: Work, record: BibRecord, at: number): Promise<boolean> {
  if (record.source.startsWith('oai:')) return false; // a harvest speaks for it
  let moves = false;
  const known = await work.digital.ofField856(record.id);
  const wanted = isPublic(record) ? resourcesOf(record, at) : [];
  for (const one of known) {
    const stays = wanted.some(({ identityKey: key }) => key === one.identityKey);
    if (!stays && one.status === 'LIVE') {
      await work.digital.changeResource(one.id, { ...one, status: 'WITHDRAWN', updatedAt: at });
      moves = true;
    }
  }
  for (const resource of wanted) if (await takeLink(work, record, resource, at)) moves = true;
  return moves;
}

async function takeLink(
  work: Work,
  { id }: BibRecord,
  resource: Omit<DigitalResource, 'id'>,
  at: number,
): Promise<boolean> {
  const other = await work.digital.byIdentity(resource.identityKey);
  if (!other) {
    await work.digital.insertResource(resource);
    return true;
  }
  if (other.recordId === id) {
    const { title, url, rights } = resource;
    const same = other.status === 'LIVE' && other.title === title && other.url === url && other.rights === rights;
    if (!same && other.origin === 'FIELD_856') {
      await work.digital.changeResource(other.id, { ...other, status: 'LIVE', title, url, rights, updatedAt: at });
    }
    return other.origin === 'FIELD_856' && other.status !== 'LIVE';
  }
  // Described elsewhere, in a harvest or by another record: this one goes with it.
  const links = await work.digital.links(other.id);
  if (links.some((link) => link.recordId === id)) return false;
  const link = { state: 'LINKED' as const, score: 1_000, evidence: 'field 856', decidedBy: null, at };
  await work.digital.setLink({ ...link, resourceId: other.id, recordId: id });
  return false;
}

function resourcesOf({ id, marc }: BibRecord, at: number): Omit<DigitalResource, 'id'>[] {
  const record = decode(marc, 'utf-8').record;
  const links = onLine(record);
  if (links.length === 0) return [];
  const { title, carrier } = derive(record);
  const rights = subfields(record, '371', 'a').join(' ; ');
  const byKey = new Map(links.map((link) => [identityKey(link.url), link]));
  return [...byKey].map(([key, { url, note }]) => ({
    ...{ identityKey: key, recordId: id, origin: 'FIELD_856' as const, sourceId: null, status: 'LIVE' as const },
    ...{
      resourceType: record.leader[7] === 's' ? ('PRESS' as const) : typeByCarrier[carrier],
      url,
      thumbnail: online(record).thumbnail,
      title,
    },
    access: /sur place|on site/i.test(note)
      ? ('ON_SITE' as const)
      : /abonn|inscrit|lecteur/i.test(note)
        ? ('READERS' as const)
        : ('FREE' as const),
    ...{ rights, rightsUri: '', audiences: ['readers', 'harvesters'] as const },
    ...{ createdAt: at, updatedAt: at },
  }));
}
