import { decode } from '../marc/iso2709.ts';
import type { DataField, MarcRecord } from '../marc/record.ts';
import type { AuthoritiesWork, Candidate } from '../ports/authorities.ts';
import { headingField } from './authority.ts';
import type { AuthorityLink, LinkExtent, UnlinkedHeading } from './entities.ts';
import { headingOf, headingsOf, withHeading, type Heading, type RecordHeading } from './headings.ts';
import { identifierKey } from './identifiers.ts';
import { byName, extentOf, namesOf, numbersOf, unknown, type Found, type NamedAuthorities } from './naming.ts';

/** A record as its authorities have it, and what controls each of its headings. */
export interface Linked {
  /** The record itself when every heading already reads as its authority's. */
  readonly record: MarcRecord;
  readonly links: readonly AuthorityLink[];
  readonly unlinked: readonly UnlinkedHeading[];
}

/** A record as it stood, and what controlled its headings then. */
export interface Former {
  readonly record: MarcRecord;
  readonly links: readonly AuthorityLink[];
}

/** A record whose headings are looked at; without `former` it never had any. */
export interface ToLink {
  readonly recordId: number;
  readonly record: MarcRecord;
  readonly former: Former | null;
}

/** What linking asks of the authorities. Whoever links holds the lock of the catalogue: they stay as they are. */
export type LinkingAuthorities = NamedAuthorities & Pick<AuthoritiesWork, 'types' | 'byIdentifiers' | 'byIds'>;

/** As `linkAll`, of one record. */
export async function linkHeadings(
  authorities: LinkingAuthorities,
  recordId: number,
  record: MarcRecord,
  former: Former | null = null,
): Promise<Linked> {
  const [linked] = await linkAll(authorities, [{ recordId, record, former }]);
  return linked!;
}

/**
 * Finds the authority of each heading of some records: by $3, else the one it had while it reads as it did, else the one
 * authority of that name and those dates, with its subdivisions or without; and gives each linked heading the words of its
 * authority. What stays open is listed. What all of them ask of the authorities is read at once; they come in their order.
 */
export async function linkAll(authorities: LinkingAuthorities, records: readonly ToLink[]): Promise<Linked[]> {
  const types = await authorities.types();
  const read = records.map((one) => ({ ...one, headings: headingsOf(one.record) }));
  if (types.size === 0) return read.map((one) => worded(one, one.headings.map(unknown)));
  const named = await authorities.byIdentifiers(
    read.flatMap(({ headings }) => headings.filter(({ type }) => types.has(type)).flatMap(numbersOf)),
  );
  const linkedTo = new Set(records.flatMap(({ former }) => former?.links.map(({ authorityId }) => authorityId) ?? []));
  const had = await authorities.byIds([...linkedTo]);
  const told = read.map((one) => {
    const kept = keptLinks(one, had);
    return one.headings.map((heading) => byNumber(heading, named) ?? kept?.get(nameOf(heading)) ?? null);
  });
  const open = read.flatMap(({ headings }, at) => headings.filter((_, place) => told[at]![place] === null));
  const names = await namesOf(
    authorities,
    open.filter(({ type }) => types.has(type)),
  );
  return read.map((one, at) => {
    const found = one.headings.map((heading, place) => told[at]![place] ?? byName(names, heading));
    return worded(one, found);
  });
}

/** The record with each heading as what was found for it has it. */
function worded(
  { recordId, record, headings }: ToLink & { readonly headings: readonly RecordHeading[] },
  found: readonly Found[],
): Linked {
  const links: AuthorityLink[] = [];
  const unlinked: UnlinkedHeading[] = [];
  const changed = new Map<DataField, DataField>();
  for (const [place, { tag, occurrence, type, shown, key, field }] of headings.entries()) {
    const one = found[place]!;
    if ('reason' in one) {
      unlinked.push({ recordId, tag, occurrence, type, heading: shown, headingKey: key, reason: one.reason });
      continue;
    }
    const { authority, how, extent } = one;
    links.push({ recordId, tag, occurrence, authorityId: authority.id, how, extent });
    const reads = fieldAs(field, authority, extent);
    if (reads !== field) changed.set(field, reads);
  }
  if (changed.size === 0) return { record, links, unlinked };
  const fields = record.fields.map((field) => changed.get(field as DataField) ?? field);
  return { record: { leader: record.leader, fields }, links, unlinked };
}

/** The same field when it already reads as its authority does, accents and case apart. */
export function fieldAs(field: DataField, authority: Candidate, extent: LinkExtent): DataField {
  if (readsAs(headingOf(field, authority.type), authority, extent)) return field;
  const heading = headingField(decode(authority.marc, 'utf-8').record);
  return heading ? withHeading(field, heading, { type: authority.type, extent }) : field;
}

/** Whether a heading says what its authority says. An authority without dates says nothing of them. */
export function readsAs(
  heading: Pick<Heading, 'key' | 'headKey' | 'dates'>,
  authority: Pick<Candidate, 'headingKey' | 'dates'>,
  extent: LinkExtent,
): boolean {
  const key = extent === 'WHOLE' ? heading.key : heading.headKey;
  return key === authority.headingKey && (authority.dates === '' || authority.dates === heading.dates);
}

/** What each linked heading of the former record is linked to: its authority may be called otherwise by now. */
function keptLinks(
  { record, headings, former }: ToLink & { readonly headings: readonly RecordHeading[] },
  known: ReadonlyMap<number, Candidate>,
): Map<string, Found> | null {
  if (!former || former.links.length === 0) return null;
  const kept = new Map<string, Found>();
  for (const heading of former.record === record ? headings : headingsOf(former.record)) {
    const link = former.links.find(({ tag, occurrence }) => tag === heading.tag && occurrence === heading.occurrence);
    const authority = link && known.get(link.authorityId);
    if (authority) kept.set(nameOf(heading), { authority, how: link.how, extent: extentOf(authority) });
  }
  return kept;
}

function nameOf({ type, key, dates, identifiers }: RecordHeading): string {
  return JSON.stringify([type, key, dates, identifiers]);
}

/** Of several $3, the first numbers the heading, the others its subdivisions. */
function byNumber(heading: RecordHeading, named: ReadonlyMap<string, Candidate>): Found | null {
  for (const identifier of numbersOf(heading)) {
    const authority = named.get(identifierKey(identifier));
    if (authority?.type === heading.type) return { authority, how: 'IDENTIFIER', extent: extentOf(authority) };
  }
  return null;
}
