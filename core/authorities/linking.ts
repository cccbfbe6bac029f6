import { decode } from '../marc/iso2709.ts';
import type { DataField, MarcRecord } from '../marc/record.ts';
import type { AuthoritiesWork, Candidate } from '../ports/authorities.ts';
import { headingField } from './authority.ts';
import type { AuthorityLink, LinkExtent, UnlinkedHeading, UnlinkedReason } from './entities.ts';
import { headingOf, headingsOf, withHeading, type Heading, type RecordHeading } from './headings.ts';
import { identifierKey, identifiersIn } from './identifiers.ts';

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

/**
 * Finds the authority of each heading of a record: by $3, else the one it had while it reads as it did, else the one
 * authority of that name and those dates, with its subdivisions or without; and gives each linked heading the words of its
 * authority. What stays open is listed.
 */
export async function linkHeadings(
  authorities: Pick<AuthoritiesWork, 'byIdentifiers' | 'byHeading' | 'byVariant' | 'byIds'>,
  recordId: number,
  record: MarcRecord,
  former: Former | null = null,
): Promise<Linked> {
  const headings = headingsOf(record);
  const named = await authorities.byIdentifiers(
    headings.flatMap((heading) => heading.identifiers.flatMap(identifiersIn)),
  );
  const kept = former ? await keptLinks(authorities, former) : new Map<string, Found>();
  const links: AuthorityLink[] = [];
  const unlinked: UnlinkedHeading[] = [];
  const changed = new Map<DataField, DataField>();
  for (const heading of headings) {
    const { tag, occurrence } = heading;
    const place = { recordId, tag, occurrence };
    const found = byNumber(heading, named) ?? kept.get(nameOf(heading)) ?? (await byName(authorities, heading));
    if ('reason' in found) {
      unlinked.push({
        ...place,
        type: heading.type,
        heading: heading.shown,
        headingKey: heading.key,
        reason: found.reason,
      });
      continue;
    }
    const { authority, how, extent } = found;
    links.push({ ...place, authorityId: authority.id, how, extent });
    const reads = fieldAs(heading.field, authority, extent);
    if (reads !== heading.field) changed.set(heading.field, reads);
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

type Found =
  | { readonly authority: Candidate; readonly how: AuthorityLink['how']; readonly extent: LinkExtent }
  | { readonly reason: UnlinkedReason };

/** What each linked heading of the former record is linked to: its authority may be called otherwise by now. */
async function keptLinks(
  authorities: Pick<AuthoritiesWork, 'byIds'>,
  { record, links }: Former,
): Promise<Map<string, Found>> {
  const known = await authorities.byIds([...new Set(links.map(({ authorityId }) => authorityId))]);
  const kept = new Map<string, Found>();
  for (const heading of headingsOf(record)) {
    const link = links.find(({ tag, occurrence }) => tag === heading.tag && occurrence === heading.occurrence);
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
  for (const identifier of heading.identifiers.flatMap(identifiersIn)) {
    const authority = named.get(identifierKey(identifier));
    if (authority?.type === heading.type) return { authority, how: 'IDENTIFIER', extent: extentOf(authority) };
  }
  return null;
}

/** An authority with subdivisions of its own controls the whole heading; any other one its head. */
export function extentOf(authority: Pick<Candidate, 'marc'>): LinkExtent {
  const field = headingField(decode(authority.marc, 'utf-8').record);
  const divided = field?.subfields.some(({ code }) => 'jxyz'.includes(code)) ?? false;
  return divided ? 'WHOLE' : 'HEAD';
}

/** More than this many of one name: nobody can tell them apart by it. */
const mostNamesakes = 10;

type Names = Pick<AuthoritiesWork, 'byHeading' | 'byVariant'>;

/** By its heading with subdivisions, by its head, then by what an authority is also called. */
async function byName(authorities: Names, heading: RecordHeading): Promise<Found> {
  const { type, key, headKey } = heading;
  const whole = one(heading, await authorities.byHeading(type, key, mostNamesakes));
  if (whole) return whole;
  const head = key === headKey ? null : one(heading, await authorities.byHeading(type, headKey, mostNamesakes));
  return head ?? one(heading, await authorities.byVariant(type, headKey, mostNamesakes)) ?? unknown(heading);
}

/** The one of these authorities that it may be; null when it is none of them. */
function one(heading: RecordHeading, namesakes: readonly Candidate[]): Found | null {
  const numbered = new Set<string>(heading.identifiers.flatMap(identifiersIn).map(({ scheme }) => scheme));
  const possible = namesakes.filter(({ dates, schemes }) => {
    if (heading.dates !== '' && dates !== '' && dates !== heading.dates) return false;
    // It has a number of its own where the heading bears another one: it is somebody else.
    return !(schemes ?? '').split(',').some((scheme) => numbered.has(scheme));
  });
  const dated = possible.filter(({ dates }) => dates !== '' && dates === heading.dates);
  const left = dated.length > 0 ? dated : possible;
  if (left.length > 1 || namesakes.length === mostNamesakes) return { reason: 'AMBIGUOUS' };
  return left.length === 0 ? null : { authority: left[0]!, how: 'HEADING', extent: extentOf(left[0]!) };
}

function unknown({ identifiers }: RecordHeading): Found {
  return { reason: identifiers.length > 0 ? 'IDENTIFIER_UNKNOWN' : 'UNKNOWN' };
}
