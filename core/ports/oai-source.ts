/** Where a repository is asked, and how far it is trusted. */
export interface OaiTarget {
  /** Without a query. Written by an administrator. */
  readonly baseUrl: string;
  /** Networks that are not public and may be reached all the same (CIDR): an intranet partner, a test. */
  readonly networks: readonly string[];
  /** Whether what is no XML is mended: forbidden characters left out, bytes that are no UTF-8 read as Windows-1252. */
  readonly repair: boolean;
}

/** One request: `verb` and the arguments of OAI-PMH §4. */
export interface OaiQuestion {
  readonly verb: 'Identify' | 'ListMetadataFormats' | 'ListSets' | 'ListIdentifiers' | 'ListRecords' | 'GetRecord';
  readonly arguments: Readonly<Record<string, string>>;
}

/** Asks repositories. Never throws for what a repository does. */
export interface OaiSource {
  /** Tries again what may pass (lost connections, 5xx, 503 and 429 as they ask) and returns the answer, or why there is none. */
  ask(target: OaiTarget, question: OaiQuestion, signal?: AbortSignal): Promise<OaiReply>;
}
export type OaiReply = OaiAnswer | OaiSilence;

/** A page of OAI-PMH, as far as it could be read. */
export interface OaiAnswer {
  readonly kind: 'answer';
  /** As written; null when it is missing. */
  readonly responseDate: string | null;
  readonly errors: readonly OaiErrorTold[];
  readonly identity: OaiIdentity | null;
  readonly formats: readonly OaiFormat[];
  /** setSpec of each. */
  readonly sets: readonly string[];
  /** In the order of the page. Of ListIdentifiers: without raw. */
  readonly records: readonly OaiRecord[];
  /** Records that could not be read, each with its reason: the others of the page are above. */
  readonly broken: readonly BrokenRecord[];
  /** Null: there is no such element. An empty value ends the list. */
  readonly token: OaiToken | null;
  /** What was mended on this page. */
  readonly repairs: readonly OaiRepair[];
  /** False when the end of the page was lost: whether more follows is not known. */
  readonly whole: boolean;
  readonly retries: number;
}
export interface OaiErrorTold {
  /** `noRecordsMatch` …; empty when the provider wrote none. */
  readonly code: string;
  readonly message: string;
}
export interface OaiIdentity {
  readonly repositoryName: string;
  readonly baseUrl: string;
  readonly earliestDatestamp: string;
  readonly deletedRecord: string;
  readonly granularity: string;
}
export interface OaiFormat {
  readonly prefix: string;
  readonly namespace: string;
}
export interface OaiRecord {
  readonly identifier: string;
  /** As written; may be empty or no date. */
  readonly datestamp: string;
  readonly deleted: boolean;
  readonly sets: readonly string[];
  /** The `record` element, its namespaces declared; empty for a header alone. */
  readonly raw: string;
}
export interface OaiToken {
  readonly value: string;
  /** UTC milliseconds; null when not told. */
  readonly expiresAt: number | null;
  readonly completeListSize: number | null;
}
export const brokenReasons = ['not-well-formed', 'no-identifier', 'no-metadata', 'truncated', 'wrong-charset'] as const;
export interface BrokenRecord {
  /** Empty when it could not be read. */
  readonly identifier: string;
  readonly reason: (typeof brokenReasons)[number];
  readonly detail: string;
}
export const oaiRepairs = ['forbidden-characters', 'wrong-charset', 'record-by-record'] as const;
export type OaiRepair = (typeof oaiRepairs)[number];

/** Why a repository gave no answer. */
export const silences = [
  'name-unknown',
  'address-refused',
  'redirect-refused',
  'connection-failed',
  'timed-out',
  'http-status',
  'try-later',
  'too-large',
  'compression-bomb',
  'doctype',
  'not-oai-pmh',
  'unreadable',
  'stopped',
] as const;
export type Silence = (typeof silences)[number];
export interface OaiSilence {
  readonly kind: 'silence';
  readonly why: Silence;
  readonly detail: string;
  readonly retries: number;
  /** Of `try-later`: when the provider wishes to be asked again (UTC milliseconds). */
  readonly retryAt: number | null;
}
