/** The kinds of entity an authority record is about, by its heading (UNIMARC/A 2--). */
export const authorityTypes = [
  'PERSON',
  'CORPORATE',
  'PLACE',
  'MARK',
  'FAMILY',
  'TITLE',
  'NAME_TITLE',
  'TOPIC',
  'IMPRINT_PLACE',
  'FORM',
] as const;
export type AuthorityType = (typeof authorityTypes)[number];

/** FRBNF: eight digits of a BnF number, however it is written; IDREF: a PPN; ARK; ISNI; LOCAL: a number of ours. */
export const identifierSchemes = ['FRBNF', 'IDREF', 'ARK', 'ISNI', 'LOCAL'] as const;
export type IdentifierScheme = (typeof identifierSchemes)[number];
export interface AuthorityIdentifier {
  readonly scheme: IdentifierScheme;
  readonly value: string;
}

/** SEE_FROM 4--; the others 5--, by $5 (g broader, h narrower); PARALLEL 7--, and a second 2-- in another script. */
export const nameRelations = ['SEE_FROM', 'SEE_ALSO', 'BROADER', 'NARROWER', 'PARALLEL'] as const;
export type NameRelation = (typeof nameRelations)[number];

/** Another name of the entity, or a related entity. */
export interface AuthorityName {
  readonly relation: NameRelation;
  readonly heading: string;
  readonly headingKey: string;
  /** The number of the related authority ($3), as written. */
  readonly identifier: string | null;
}

/** What is read from an authority record: a pure function of its UNIMARC. */
export interface AuthorityFacts {
  readonly type: AuthorityType;
  /** As shown: `Hugo, Victor (1802-1885)`. */
  readonly heading: string;
  /** As compared, at most 255 characters. */
  readonly headingKey: string;
  /** Dates of a person or a family, digits and dash; empty when there are none. */
  readonly dates: string;
  /** Nothing but a heading. */
  readonly stub: boolean;
  readonly names: readonly AuthorityName[];
  readonly identifiers: readonly AuthorityIdentifier[];
}

/** An authority record. `marc` is canonical: ISO 2709, UTF-8. Times are UTC milliseconds. */
export interface AuthorityRecord extends Pick<AuthorityFacts, 'type' | 'heading' | 'headingKey' | 'dates' | 'stub'> {
  readonly id: number;
  /** Field 001 of ours, unique: `AUT0000000042`. */
  readonly controlNumber: string;
  /** Where it came from, and its number there: unique together. */
  readonly source: string;
  readonly sourceId: string;
  readonly status: 'LIVE' | 'MERGED' | 'DELETED';
  readonly mergedIntoId: number | null;
  /** SHA-256 of the record as received, hexadecimal: an import run again changes nothing. */
  readonly hash: string;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly marc: Uint8Array;
}

/** How a heading came to its authority: by the number in $3, or by being the only one so called. */
export const linkWays = ['IDENTIFIER', 'HEADING'] as const;
export type LinkWay = (typeof linkWays)[number];
/** WHOLE: the heading with its subdivisions is the authority's; HEAD: the subdivisions are the record's own (RAMEAU $x $y $z). */
export type LinkExtent = 'WHOLE' | 'HEAD';

/** One heading of a bibliographic record: the `occurrence`-th field `tag`, counted from 1. */
export interface HeadingPlace {
  readonly recordId: number;
  readonly tag: string;
  readonly occurrence: number;
}
export interface AuthorityLink extends HeadingPlace {
  readonly authorityId: number;
  readonly how: LinkWay;
  readonly extent: LinkExtent;
}

/** Why a heading is left without authority. */
export const unlinkedReasons = ['UNKNOWN', 'AMBIGUOUS', 'IDENTIFIER_UNKNOWN'] as const;
export type UnlinkedReason = (typeof unlinkedReasons)[number];
export interface UnlinkedHeading extends HeadingPlace {
  readonly type: AuthorityType;
  readonly heading: string;
  readonly headingKey: string;
  readonly reason: UnlinkedReason;
}

/** A changed heading on its way to its records. */
export interface Propagation {
  readonly id: number;
  readonly authorityId: number;
  /** Records that bear it when it began; how many were looked at, and how many of these had to change. */
  readonly total: number;
  readonly done: number;
  readonly changed: number;
  /** Where it has come to. */
  readonly lastRecordId: number;
  readonly startedAt: number;
  readonly finishedAt: number | null;
}
