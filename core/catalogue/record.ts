export const recordStatuses = ['LIVE', 'STAGED', 'MERGED', 'DELETED'] as const;
export type RecordStatus = (typeof recordStatuses)[number];

/** What carries the work: two records of different carriers never merge. */
export const carriers = [
  'book',
  'large-print',
  'comic',
  'score',
  'map',
  'audio-book',
  'music',
  'video',
  'image',
  'electronic',
  'game',
  'kit',
  'serial',
  'object',
] as const;
export type Carrier = (typeof carriers)[number];

/** Columns that are pure functions of the UNIMARC record and can be recomputed (core/marc/derive.ts). */
export interface DerivedFields {
  /** Display form, non-sorting marks removed. */
  readonly title: string;
  /** Lower case, no mark, no article. */
  readonly titleSort: string;
  readonly authors: readonly string[];
  /** ISBN-13, digits only. */
  readonly isbn13: readonly string[];
  readonly ean: readonly string[];
  readonly issn: readonly string[];
  readonly year: number | null;
  /** ISO 639-2 code of 101 $a, or an empty string. */
  readonly language: string;
  readonly carrier: Carrier;
  /** 100 $a position 17, or an empty string. */
  readonly audience: string;
  /** Same for every edition and carrier of one work. */
  readonly workKey: string;
  /** Under what records that may be the same find each other: `isbn:978…` (core/migration/facts.ts). Rows of a table of their own. */
  readonly matchKeys: readonly string[];
}

/** A bibliographic record as the catalogue keeps it. `marc` is canonical: ISO 2709, UTF-8. */
export interface BibRecord {
  readonly id: number;
  /** Field 001 of ours, unique: `PAS0000000042`. */
  readonly controlNumber: string;
  /** Where it came from (`LENS`, `demo`) and its identifier there: unique together. */
  readonly source: string;
  readonly sourceId: string;
  readonly status: RecordStatus;
  readonly mergedIntoId: number | null;
  readonly marc: Uint8Array;
  /** SHA-256 of the record as received, hexadecimal: an import run again changes nothing. */
  readonly hash: string;
  readonly createdAt: number;
  /** UTC milliseconds, strictly increasing over the catalogue within one writer. */
  readonly updatedAt: number;
  /** UTC milliseconds since when staff hide it from the public; null or absent while it is shown. */
  readonly suppressedAt?: number | null;
}

/** True for a record that readers, partners and harvesters may see. */
export function isPublic({ status, suppressedAt }: Pick<BibRecord, 'status' | 'suppressedAt'>): boolean {
  return status === 'LIVE' && (suppressedAt ?? null) === null;
}

/** What the catalogue knows of a record of a source. */
export type KnownRecord = Pick<BibRecord, 'id' | 'controlNumber' | 'hash' | 'createdAt' | 'status' | 'mergedIntoId'>;
