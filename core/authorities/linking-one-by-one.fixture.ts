import type { SmallNetwork } from '../circulation/small-network.fixture.ts';
import type { DataField, MarcRecord } from '../marc/record.ts';
import type { Candidate } from '../ports/authorities.ts';
import type { AuthorityLink, AuthorityType, IdentifierScheme, UnlinkedHeading, UnlinkedReason } from './entities.ts';
import { headingsOf, type RecordHeading } from './headings.ts';
import { identifiersIn } from './identifiers.ts';
import { fieldAs } from './linking.ts';
import { extentOf } from './naming.ts';

/** What a record is to become, and what its headings are to be linked to. */
export interface Expected {
  readonly record: MarcRecord;
  readonly links: readonly AuthorityLink[];
  readonly unlinked: readonly UnlinkedHeading[];
}

/** Every authority that lives, read at once, and looked through for one heading at a time. */
export interface Authorities {
  numbered(scheme: string, value: string): Candidate | null;
  withId(id: number): Candidate | null;
  called(type: AuthorityType, key: string): Candidate[];
  alsoCalled(type: AuthorityType, key: string): Candidate[];
}

/** Reads the authorities of a network as they stand. */
export async function authoritiesOf({ rows }: SmallNetwork): Promise<Authorities> {
  const read = async <Row>(text: string): Promise<Row[]> => (await rows(text)) as Row[];
  const numbers = await read<{ scheme: IdentifierScheme; value: string; authorityId: number }>(
    'SELECT scheme, value, authorityId FROM authority_identifiers',
  );
  const names = await read<{ authorityId: number; headingKey: string }>(
    `SELECT authorityId, headingKey FROM authority_names WHERE relation = 'SEE_FROM'`,
  );
  const live = (
    await read<Omit<Candidate, 'schemes'>>(
      `SELECT id, type, heading, headingKey, dates, marc FROM authority_records WHERE status = 'LIVE' ORDER BY id`,
    )
  ).map((row): Candidate => {
    const schemes = numbers.filter(({ authorityId }) => authorityId === row.id).map(({ scheme }) => scheme);
    return { ...row, schemes: schemes.length === 0 ? null : schemes.join(',') };
  });
  const withId = (id: number): Candidate | null => live.find((one) => one.id === id) ?? null;
  return {
    withId,
    numbered(scheme, value) {
      const found = numbers.find((one) => one.scheme === scheme && one.value === value);
      return found ? withId(found.authorityId) : null;
    },
    called: (type, key) => live.filter((one) => one.type === type && one.headingKey === key),
    alsoCalled: (type, key) =>
      live.filter(
        ({ id, type: other }) =>
          other === type && names.some(({ authorityId, headingKey }) => authorityId === id && headingKey === key),
      ),
  };
}

type Found = Pick<AuthorityLink, 'how' | 'extent'> & { readonly authority: Candidate };

/** ADR 23 to the letter, a heading at a time: what `linkHeadings` must come to, however much it reads at once. */
export function linkedOneByOne(
  authorities: Authorities,
  {
    id,
    record,
    links: before,
  }: { readonly id: number; readonly record: MarcRecord; readonly links: readonly AuthorityLink[] },
): Expected {
  const links: AuthorityLink[] = [];
  const unlinked: UnlinkedHeading[] = [];
  const fields = new Map<DataField, DataField>();
  const headings = headingsOf(record);
  for (const heading of headings) {
    const { tag, occurrence, type, shown, key } = heading;
    const found =
      numbered(authorities, heading) ??
      kept(authorities, heading, { headings, links: before }) ??
      named(authorities, heading);
    if (typeof found === 'string') {
      unlinked.push({ recordId: id, tag, occurrence, type, heading: shown, headingKey: key, reason: found });
      continue;
    }
    const { authority, how, extent } = found;
    links.push({ recordId: id, tag, occurrence, authorityId: authority.id, how, extent });
    fields.set(heading.field, fieldAs(heading.field, authority, extent));
  }
  return {
    record: { ...record, fields: record.fields.map((field) => fields.get(field as DataField) ?? field) },
    links,
    unlinked,
  };
}

function numbered(authorities: Authorities, { identifiers, type }: RecordHeading): Found | null {
  for (const { scheme, value } of identifiers.flatMap(identifiersIn)) {
    const authority = authorities.numbered(scheme, value);
    if (authority?.type === type) return { authority, how: 'IDENTIFIER', extent: extentOf(authority) };
  }
  return null;
}

/** The record is looked at as it stands: each heading reads as it did. Of two that read alike, the last one linked tells. */
function kept(
  authorities: Authorities,
  heading: RecordHeading,
  { headings, links }: { readonly headings: readonly RecordHeading[]; readonly links: readonly AuthorityLink[] },
): Found | null {
  const found = headings
    .filter((one) => nameOf(one) === nameOf(heading))
    .flatMap(({ tag, occurrence }) => links.filter((link) => link.tag === tag && link.occurrence === occurrence))
    .flatMap((link) => {
      const authority = authorities.withId(link.authorityId);
      return authority ? [{ authority, how: link.how, extent: extentOf(authority) }] : [];
    });
  return found.at(-1) ?? null;
}

function nameOf({ type, key, dates, identifiers }: RecordHeading): string {
  return JSON.stringify([type, key, dates, identifiers]);
}

function named(authorities: Authorities, heading: RecordHeading): Found | UnlinkedReason {
  const { type, key, headKey, identifiers } = heading;
  const names = [
    authorities.called(type, key),
    ...(key === headKey ? [] : [authorities.called(type, headKey)]),
    authorities.alsoCalled(type, headKey),
  ];
  for (const namesakes of names) {
    const found = theOne(heading, namesakes);
    if (found) return found;
  }
  return identifiers.length > 0 ? 'IDENTIFIER_UNKNOWN' : 'UNKNOWN';
}

function theOne({ dates, identifiers }: RecordHeading, namesakes: readonly Candidate[]): Found | 'AMBIGUOUS' | null {
  const schemes = new Set<string>(identifiers.flatMap(identifiersIn).map(({ scheme }) => scheme));
  const possible = namesakes
    .slice(0, 10)
    .filter((one) => dates === '' || one.dates === '' || one.dates === dates)
    .filter((one) => !(one.schemes ?? '').split(',').some((scheme) => schemes.has(scheme)));
  const dated = possible.filter((one) => one.dates !== '' && one.dates === dates);
  const left = dated.length > 0 ? dated : possible;
  if (left.length > 1 || namesakes.length >= 10) return 'AMBIGUOUS';
  return left.length === 0 ? null : { authority: left[0]!, how: 'HEADING', extent: extentOf(left[0]!) };
}
