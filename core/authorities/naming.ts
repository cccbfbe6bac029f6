import { decode } from '../marc/iso2709.ts';
import type { AuthoritiesWork, Candidate } from '../ports/authorities.ts';
import { headingField } from './authority.ts';
import type { AuthorityIdentifier, AuthorityLink, AuthorityType, LinkExtent, UnlinkedReason } from './entities.ts';
import type { RecordHeading } from './headings.ts';
import { identifiersIn } from './identifiers.ts';

/** Whom names are asked of. */
export type NamedAuthorities = Pick<AuthoritiesWork, 'byHeadings' | 'byVariants'>;

/** What controls a heading, or why nothing does. */
export type Found =
  | { readonly authority: Candidate; readonly how: AuthorityLink['how']; readonly extent: LinkExtent }
  | { readonly reason: UnlinkedReason };

/** More than this many of one name: nobody can tell them apart by it. */
const mostNamesakes = 10;

/** The authorities of a type that bear a name, or are also called so. */
export interface Names {
  called(type: AuthorityType, key: string): readonly Candidate[];
  alsoCalled(type: AuthorityType, key: string): readonly Candidate[];
}

/** Reads at once whoever has one of the names of these headings. */
export async function namesOf(authorities: NamedAuthorities, headings: readonly RecordHeading[]): Promise<Names> {
  const called = new Map<AuthorityType, Map<string, Candidate[]>>();
  const alsoCalled = new Map<AuthorityType, Map<string, Candidate[]>>();
  for (const [type, ofType] of Map.groupBy(headings, (heading) => heading.type)) {
    const heads = new Set(ofType.map(({ headKey }) => headKey));
    const keys = new Set([...heads, ...ofType.map(({ key }) => key)]);
    called.set(type, await authorities.byHeadings(type, [...keys], mostNamesakes));
    alsoCalled.set(type, await authorities.byVariants(type, [...heads], mostNamesakes));
  }
  // A key cut at its longest may end in half a character: a database gives it back as U+FFFD.
  return {
    called: (type, key) => called.get(type)?.get(key.toWellFormed()) ?? [],
    alsoCalled: (type, key) => alsoCalled.get(type)?.get(key.toWellFormed()) ?? [],
  };
}

/** By its heading with subdivisions, by its head, then by what an authority is also called. */
export function byName(names: Names, heading: RecordHeading): Found {
  const { type, key, headKey } = heading;
  const whole = one(heading, names.called(type, key));
  if (whole) return whole;
  const head = key === headKey ? null : one(heading, names.called(type, headKey));
  return head ?? one(heading, names.alsoCalled(type, headKey)) ?? unknown(heading);
}

/** The one of these authorities that it may be; null when it is none of them. */
function one(heading: RecordHeading, namesakes: readonly Candidate[]): Found | null {
  if (namesakes.length === 0) return null;
  const numbered = new Set<string>(numbersOf(heading).map(({ scheme }) => scheme));
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

/** Nothing has its name, nor its number if it bears one. */
export function unknown({ identifiers }: RecordHeading): Found {
  return { reason: identifiers.length > 0 ? 'IDENTIFIER_UNKNOWN' : 'UNKNOWN' };
}

/** The identifiers its $3 stand for. */
export function numbersOf({ identifiers }: RecordHeading): AuthorityIdentifier[] {
  return identifiers.length === 0 ? [] : identifiers.flatMap(identifiersIn);
}

/** An authority with subdivisions of its own controls the whole heading; any other one its head. */
export function extentOf({ marc }: Pick<Candidate, 'marc'>): LinkExtent {
  const known = extents.get(marc);
  if (known) return known;
  const field = headingField(decode(marc, 'utf-8').record);
  const divided = field?.subfields.some(({ code }) => 'jxyz'.includes(code)) ?? false;
  const extent = divided ? 'WHOLE' : 'HEAD';
  extents.set(marc, extent);
  return extent;
}

/** Of the bytes of an authority: many headings of one step have the same. */
const extents = new WeakMap<Uint8Array, LinkExtent>();
