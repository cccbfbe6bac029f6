export const versions = ['1.1', '1.2', '2.0'] as const;
export type Version = (typeof versions)[number];
/** Offered to a client that names a version we do not speak. */
export const highestVersion: Version = '2.0';

/** How the versions differ on the wire. */
export interface Dialect {
  readonly prefix: string;
  /** Namespace of searchRetrieveResponse and explainResponse. */
  readonly response: string;
  readonly scan: string;
  readonly diagnostic: string;
  /** What says whether a record is XML or a string. */
  readonly escaping: 'recordPacking' | 'recordXMLEscaping';
  /** recordIdentifier exists since 1.2. */
  readonly hasIdentifiers: boolean;
  /** resultCountPrecision and facets exist since 2.0. */
  readonly hasFacets: boolean;
}

const first: Dialect = {
  prefix: 'srw',
  response: 'http://www.loc.gov/zing/srw/',
  scan: 'http://www.loc.gov/zing/srw/',
  diagnostic: 'http://www.loc.gov/zing/srw/diagnostic/',
  escaping: 'recordPacking',
  hasIdentifiers: false,
  hasFacets: false,
};

/** SRU 1.1 and 1.2 (Library of Congress), 2.0 (OASIS searchRetrieve 1.0, part 3). */
export const dialects: Readonly<Record<Version, Dialect>> = {
  '1.1': first,
  '1.2': { ...first, hasIdentifiers: true },
  '2.0': {
    prefix: 'sru',
    response: 'http://docs.oasis-open.org/ns/search-ws/sruResponse',
    scan: 'http://docs.oasis-open.org/ns/search-ws/scan',
    diagnostic: 'http://docs.oasis-open.org/ns/search-ws/diagnostic',
    escaping: 'recordXMLEscaping',
    hasIdentifiers: true,
    hasFacets: true,
  },
};

/** The version to answer in: the highest that is not above the one asked for. */
export function versionNotAbove(asked: string): Version {
  const wanted = /^\d{1,3}(\.\d{1,3})?$/.test(asked) ? Number(asked) : 0;
  return versions.findLast((version) => Number(version) <= wanted) ?? '1.1';
}
