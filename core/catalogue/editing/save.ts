import { linkHeadings, type Linked } from '../../authorities/linking.ts';
import { derive } from '../../marc/derive.ts';
import { decode, encode } from '../../marc/iso2709.ts';
import type { MarcRecord } from '../../marc/record.ts';
import { refused, type Refused } from '../../outcome.ts';
import type { EventType, NewEvent } from '../../ports/journal.ts';
import type { Work } from '../../ports/store.ts';
import { canonicalRecord } from './canonical.ts';
import type { CataloguedRecord, RecordAct, RecordChange } from './entities.ts';

/** What a record is after a change, beside its text. */
export type Standing = Pick<CataloguedRecord, 'status' | 'mergedIntoId' | 'suppressedAt'>;

/** The record as UNIMARC, as it is kept. */
export function textOf({ marc }: Pick<CataloguedRecord, 'marc'>): MarcRecord {
  return decode(marc, 'utf-8').record;
}

/**
 * Makes the next version of a locked record, in the transaction of whoever changes it: headings linked to their authorities,
 * columns derived again, the index told, a line in the journal. Who linked them already, in this transaction, gives what came
 * of it. Returns the number of the version.
 */
export async function saveVersion(
  work: Work,
  before: CataloguedRecord,
  to: { readonly record: MarcRecord; readonly standing: Standing; readonly linked?: Linked },
  change: RecordChange,
  facts: NewEvent['payload'] = {},
): Promise<number> {
  // A whole record may be given as standing: nothing else of it is taken.
  const { status, mergedIntoId, suppressedAt } = to.standing;
  const linked = to.linked ?? (await linkedNow(work, before, to.record, status));
  const record = canonicalRecord(linked.record, before.controlNumber, change.at);
  const revised = { marc: encode(record), derived: derive(record), hash: before.hash };
  const version = await work.cataloguing.revise(before.id, { ...revised, status, mergedIntoId, suppressedAt }, change);
  await work.authorities.setHeadings(before.id, linked.links, linked.unlinked);
  await work.outbox.add('records-changed', [before.id], change.at);
  await noteRecord(work, before, change, { version, ...facts });
  return version;
}

async function linkedNow(
  work: Work,
  before: CataloguedRecord,
  record: MarcRecord,
  status: Standing['status'],
): Promise<Linked> {
  if (status !== 'LIVE') return { record, links: [], unlinked: [] };
  const former = { record: textOf(before), links: await work.authorities.links(before.id) };
  return linkHeadings(work.authorities, before.id, record, former);
}

const eventByAct: Readonly<Record<RecordAct, EventType>> = {
  IMPORTED: 'IMPORT',
  CREATED: 'RECORD_CREATED',
  EDITED: 'RECORD_EDITED',
  MERGED: 'RECORDS_MERGED',
  ABSORBED: 'RECORDS_MERGED',
  SPLIT: 'RECORD_SPLIT',
  RESTORED: 'RECORD_RESTORED',
  DELETED: 'RECORD_DELETED',
  SUPPRESSED: 'RECORD_SUPPRESSED',
  SHOWN: 'RECORD_SHOWN',
  HEADING: 'RECORD_HEADING',
};

/** A line of the journal about a record. */
export async function noteRecord(
  work: Work,
  { controlNumber }: Pick<CataloguedRecord, 'controlNumber'>,
  change: RecordChange,
  facts: NewEvent['payload'],
): Promise<void> {
  await work.journal.append({
    at: change.at,
    type: eventByAct[change.act],
    actor: change.actor,
    libraryId: null,
    deviceId: null,
    itemId: null,
    patronRef: null,
    payload: {
      record: controlNumber,
      act: change.act,
      ...(change.reason !== '' && { reason: change.reason }),
      ...facts,
    },
  });
}

/** Refuses a change made to another version than the one that stands. Facts: both, and who made the one that stands. */
export async function whyNotThisVersion(work: Work, record: CataloguedRecord, asked: number): Promise<Refused | null> {
  if (record.version === asked) return null;
  const standing = await work.cataloguing.version(record.id, record.version);
  return refused('changed-meanwhile', {
    asked,
    current: record.version,
    by: standing?.actor ?? null,
    at: standing?.at ?? null,
    act: standing?.act ?? null,
  });
}

/** Refuses to work on a record that somebody else is editing. Facts: who, since when, until when. */
export async function whyNotEdited(
  work: Work,
  recordId: number,
  { at, sessionHash }: { readonly at: number; readonly sessionHash: string },
): Promise<Refused | null> {
  const lock = await work.cataloguing.editing(recordId, at);
  if (!lock || lock.sessionHash === sessionHash) return null;
  return refused('record-locked', { by: lock.login, since: lock.since, until: lock.expiresAt });
}
