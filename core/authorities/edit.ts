import type { Cataloguer, CataloguingPorts } from '../catalogue/editing/ports.ts';
import { controlValue, subfields } from '../marc/field.ts';
import { decode, encode } from '../marc/iso2709.ts';
import { isDataField, type DataField, type MarcRecord } from '../marc/record.ts';
import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { Work } from '../ports/store.ts';
import { checkRecord } from '../unimarc-rules/check.ts';
import { authorityFacts, authorityNumberOf, headingField } from './authority.ts';
import { canonicalAuthority, digestOf } from './canonical.ts';
import type { AuthorityDesk, AuthorityRequest } from './desk.ts';
import type { AuthorityFacts, AuthorityRecord, AuthorityType } from './entities.ts';
import { authorityFrom, headingOf, headingsOf } from './headings.ts';
import { noteAuthority } from './journal.ts';
import { lookAgain, propagateLater } from './waiting.ts';

type Done = Outcome<{ readonly controlNumber: string }>;
/** The source of authorities that were made here. */
const ownSource = 'PASSERELLE';

function actor({ login }: Cataloguer): string {
  return actorOf({ id: null, login });
}

/** Reads an authority that may be kept, or says why not. */
function judged(record: MarcRecord): Outcome<AuthorityFacts> {
  const error = checkRecord(record, 'A').find(({ severity }) => severity === 'error');
  if (error) return refused('authority-not-valid', { path: error.path, code: error.code });
  const facts = authorityFacts(record);
  return facts ? granted(facts) : refused('authority-not-valid', { path: '2--', code: 'field-missing' });
}

/** Makes a new authority; headings that waited for it are looked at again. */
export function createAuthority({ store, clock }: CataloguingPorts) {
  return async (by: Cataloguer, given: MarcRecord): Promise<Done> => {
    const at = clock.now();
    const sketch = judged(canonicalAuthority(given, authorityNumberOf(0)));
    if (!sketch.granted) return sketch;
    return store.transaction((work) => keepNew(work, by, given, at));
  };
}

/** Keeps a new authority that was judged; headings that waited for it are looked at again. */
async function keepNew(work: Work, by: Cataloguer, given: MarcRecord, at: number): Promise<Done> {
  const controlNumber = authorityNumberOf(await work.records.reserveNumbers(1));
  const record = canonicalAuthority(given, controlNumber);
  const facts = authorityFacts(record)!;
  const marc = encode(record);
  const named = { controlNumber, source: ownSource, sourceId: controlNumber, hash: digestOf(marc) };
  await work.authorities.insert({ ...named, createdAt: at, updatedAt: at, marc, facts });
  await noteAuthority(work, 'AUTHORITY_CREATED', { at, actor: actor(by) }, { authority: controlNumber });
  await lookAgain(work, facts.type, keysOf(facts), at);
  return granted({ controlNumber });
}

/** Makes an authority of a heading that nothing controls, as the first record that bears it writes it. */
export function createFromHeading({
  store,
  clock,
}: CataloguingPorts): (request: Parameters<AuthorityDesk['createFrom']>[0]) => Promise<Done> {
  return ({ by, type, headingKey }) => {
    const at = clock.now();
    return store.transaction(async (work) => {
      await work.records.reserveNumbers(0);
      const heading = await waitingHeading(work, type, headingKey);
      if (!heading) return nobodyWaits;
      const record = authorityFrom(heading, type, at);
      const sketch = judged(canonicalAuthority(record, authorityNumberOf(0)));
      return sketch.granted ? keepNew(work, by, record, at) : sketch;
    });
  };
}

/** What a heading without authority may be written as, to be this one. */
function keysOf({ headingKey, names }: AuthorityFacts): string[] {
  return [headingKey, ...names.filter(({ relation }) => relation === 'SEE_FROM').map((name) => name.headingKey)];
}

async function lockLive(work: Work, { controlNumber, version }: AuthorityRequest): Promise<Outcome<AuthorityRecord>> {
  const authority = await work.authorities.lock(controlNumber);
  if (authority?.status !== 'LIVE') return refused('authority-unknown', { authority: controlNumber });
  if (authority.version === version) return granted(authority);
  return refused('changed-meanwhile', { asked: version, current: authority.version, at: authority.updatedAt });
}

/** Keeps the next text of a locked authority, and sends a changed heading to its records. */
async function keep(
  work: Work,
  authority: AuthorityRecord,
  record: MarcRecord,
  change: { readonly at: number; readonly actor: string },
): Promise<Refused | null> {
  const after = judged(record);
  if (!after.granted) return after;
  if (after.value.type !== authority.type) return refused('authority-not-valid', { path: '2--', code: 'other-type' });
  const { hash, id, controlNumber } = authority;
  const at = change.at;
  await work.authorities.revise(id, {
    marc: encode(record),
    hash,
    facts: after.value,
    status: 'LIVE',
    mergedIntoId: null,
    at,
  });
  await propagateLater(work, id, { before: authorityFacts(textOf(authority)), after: after.value }, at);
  await lookAgain(work, authority.type, keysOf(after.value), at);
  await noteAuthority(work, 'AUTHORITY_CHANGED', change, { authority: controlNumber, version: authority.version + 1 });
  return null;
}

export function textOf({ marc }: Pick<AuthorityRecord, 'marc'>): MarcRecord {
  return decode(marc, 'utf-8').record;
}

export function editAuthority({ store, clock }: CataloguingPorts) {
  return (request: AuthorityRequest & { readonly marc: MarcRecord }): Promise<Done> => {
    const change = { at: clock.now(), actor: actor(request.by) };
    return store.transaction(async (work) => {
      const authority = await lockLive(work, request);
      if (!authority.granted) return authority;
      const record = canonicalAuthority(request.marc, authority.value.controlNumber);
      const refusal = await keep(work, authority.value, record, change);
      return refusal ?? granted(authority.value);
    });
  };
}

/** Deletes an authority that controls nothing: it stays as DELETED. */
export function removeAuthority({ store, clock }: CataloguingPorts) {
  return (request: AuthorityRequest): Promise<Done> => {
    const at = clock.now();
    return store.transaction(async (work) => {
      const locked = await lockLive(work, request);
      if (!locked.granted) return locked;
      const authority = locked.value;
      const links = await work.authorities.countLinks(authority.id);
      if (links > 0) return refused('authority-in-use', { links });
      await end(work, authority, { status: 'DELETED', mergedIntoId: null, at });
      const { controlNumber } = authority;
      await noteAuthority(work, 'AUTHORITY_DELETED', { at, actor: actor(request.by) }, { authority: controlNumber });
      return granted(authority);
    });
  };
}

async function end(
  work: Work,
  authority: AuthorityRecord,
  to: { readonly status: 'MERGED' | 'DELETED'; readonly mergedIntoId: number | null; readonly at: number },
): Promise<void> {
  const { id, hash, marc } = authority;
  await work.authorities.revise(id, { marc, hash, facts: authorityFacts(textOf(authority))!, ...to });
}

/** Two authorities of one entity become one. */
export function mergeAuthorities({
  store,
  clock,
}: CataloguingPorts): (request: Parameters<AuthorityDesk['merge']>[0]) => Promise<Done> {
  return (request) => {
    const change = { at: clock.now(), actor: actor(request.by) };
    return store.transaction(async (work) => {
      const locked = await lockLive(work, request);
      if (!locked.granted) return locked;
      const other = await lockLive(work, { ...request, ...request.absorbed });
      if (!other.granted) return other;
      const [into, from] = [locked.value, other.value];
      if (into.id === from.id || into.type !== from.type)
        return refused('authorities-not-mergeable', { type: from.type });
      const links = await work.authorities.moveLinks(from.id, into.id);
      await work.authorities.moveIdentifiers(from.id, into.id);
      await end(work, from, { status: 'MERGED', mergedIntoId: into.id, at: change.at });
      for (const earlier of await work.authorities.mergedInto(from.id)) {
        if (earlier.id !== from.id)
          await end(work, earlier, { status: 'MERGED', mergedIntoId: into.id, at: change.at });
      }
      const record = mergedText(into, from);
      const refusal = await keep(work, into, record, change);
      if (refusal) return refusal;
      // The words of the survivor go to every record, those of the absorbed one among them.
      await propagateLater(work, into.id, { before: null, after: authorityFacts(record)! }, change.at);
      const names = { from: from.controlNumber, into: into.controlNumber, links };
      await noteAuthority(work, 'AUTHORITIES_MERGED', change, names);
      return granted(into);
    });
  };
}

/** The text of an authority once another is merged into it: also called so, and known by its numbers. */
export function mergedText(into: AuthorityRecord, from: AuthorityRecord): MarcRecord {
  return withSeeFrom(textOf(into), headingField(textOf(from))!, numbersOf(from));
}

/** Every number it was known by, as written. */
function numbersOf(authority: AuthorityRecord): string[] {
  const record = textOf(authority);
  const written = [
    controlValue(record, '003') ?? '',
    ...['010', '033', '035'].flatMap((tag) => subfields(record, tag, 'a')),
  ];
  return [authority.controlNumber, ...written.filter((number) => number !== '')];
}

/** The authority also called so (4--, as its own kind), with these numbers in 035. */
export function withSeeFrom(record: MarcRecord, heading: DataField, numbers: readonly string[] = []): MarcRecord {
  const own = headingField(record)!;
  const key = (field: DataField) => headingOf(field, authorityFacts(record)!.type).key;
  const known = record.fields.some(
    (field) => isDataField(field) && '24'.includes(field.tag[0]!) && key(field) === key(heading),
  );
  const named = heading.subfields.filter(({ code }) => !'34'.includes(code));
  const variant = { ...heading, tag: `4${own.tag.slice(1)}`, subfields: named };
  const old = numbers.map((value) => ({ tag: '035', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value }] }));
  const fields = [...record.fields, ...old, ...(known ? [] : [variant])];
  return { ...record, fields: fields.toSorted((a, b) => (a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : 0)) };
}

/** A heading that nothing controls becomes another name of an authority, and its records are linked. */
export function adoptHeading({ store, clock }: CataloguingPorts): AuthorityDesk['adopt'] {
  return (request) => {
    const change = { at: clock.now(), actor: actor(request.by) };
    return store.transaction(async (work) => {
      const locked = await lockLive(work, request);
      if (!locked.granted) return locked;
      const authority = locked.value;
      const heading = await waitingHeading(work, authority.type, request.headingKey);
      if (!heading) return nobodyWaits;
      const refusal = await keep(work, authority, withSeeFrom(textOf(authority), heading), change);
      if (refusal) return refusal;
      return granted({ records: await lookAgain(work, authority.type, [request.headingKey], change.at) });
    });
  };
}

export const nobodyWaits = refused('authority-not-valid', { path: 'heading', code: 'nobody-waits' });

/** A heading that waits for an authority, as the first record that bears it writes it; null when none does. */
export async function waitingHeading(work: Work, type: AuthorityType, key: string): Promise<DataField | null> {
  const [example] = await work.authorities.waitingRecords(type, [key], 1);
  const record = example === undefined ? null : await work.cataloguing.lockById(example);
  if (!record) return null;
  const waiting = headingsOf(decode(record.marc, 'utf-8').record);
  return waiting.find((heading) => heading.type === type && heading.key === key)?.field ?? null;
}
