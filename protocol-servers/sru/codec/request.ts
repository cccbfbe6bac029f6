import type { Diagnostic } from './diagnostic.ts';
import { MalformedFacets, readFacetLimits, type FacetLimit } from './facet-limits.ts';
import { readParameters, type Parameters } from './parameters.ts';
import { highestVersion, versionNotAbove, versions, type Version } from './versions.ts';

export type { Version } from './versions.ts';

/** How a record stands in an answer: as XML, or as a string that holds XML. */
export const escapings = ['xml', 'string'] as const;
export type Escaping = (typeof escapings)[number];

/** CQL; what a person typed (SRU 2.0, searchTerms); YAZ's prefix notation, an extension. */
export const queryTypes = ['cql', 'searchTerms', 'pqf'] as const;
export type QueryType = (typeof queryTypes)[number];

export type SruRequest = ExplainRequest | SearchRetrieveRequest | ScanRequest;
interface AnyRequest {
  readonly version: Version;
  /** Address of a style sheet for people. */
  readonly stylesheet?: string;
}
export interface ExplainRequest extends AnyRequest {
  readonly operation: 'explain';
  readonly escaping: Escaping;
  readonly recordSchema?: string;
}
/** Parameters in the words of SRU. Undefined ones were not given. */
export interface SearchRetrieveRequest extends AnyRequest {
  readonly operation: 'searchRetrieve';
  readonly queryType: QueryType;
  readonly query: string;
  /** 1-based. */
  readonly startRecord: number;
  readonly maximumRecords?: number;
  readonly escaping: Escaping;
  readonly recordSchema?: string;
  readonly sortKeys?: string;
  readonly facets: readonly FacetLimit[];
}
export interface ScanRequest extends AnyRequest {
  readonly operation: 'scan';
  readonly scanClause: string;
  /** 1: the term first; 0: just before the list; maximumTerms + 1: just after. */
  readonly responsePosition: number;
  readonly maximumTerms?: number;
}

/** What is sent back of a request, also of one that could not be read: its valid parameters. */
export interface EchoedRequest {
  readonly queryType?: string;
  readonly query?: string;
  readonly startRecord?: number;
  readonly maximumRecords?: number;
  readonly escaping?: string;
  readonly recordSchema?: string;
  readonly resultSetTTL?: number;
  readonly sortKeys?: string;
  readonly stylesheet?: string;
  readonly scanClause?: string;
  readonly responsePosition?: number;
  readonly maximumTerms?: number;
}

/** A request that breaks SRU, with what was understood: in which form and version to say so, and what to echo. */
export class MalformedRequest extends Error {
  override readonly name = 'MalformedRequest';
  readonly diagnostic: Diagnostic;
  readonly operation: SruRequest['operation'];
  readonly version: Version;
  readonly echo: EchoedRequest;
  constructor(diagnostic: Diagnostic, understood: Pick<MalformedRequest, 'operation' | 'version' | 'echo'>) {
    super(`diagnostic ${diagnostic.number} ${diagnostic.details ?? ''}`);
    this.diagnostic = diagnostic;
    this.operation = understood.operation;
    this.version = understood.version;
    this.echo = understood.echo;
  }
}

type Malformed = (number: Diagnostic['number'], details: string) => MalformedRequest;

/** Reads the parameters of a request. Throws MalformedRequest, nothing else. */
export function decodeRequest(encoded: string): SruRequest {
  const parameters = readParameters(encoded);
  const operation = operationOf(parameters);
  const asked = parameters.value('version');
  const version = asked === undefined ? impliedVersion(parameters) : versionNotAbove(asked);
  const malformed: Malformed = (number, details) =>
    new MalformedRequest({ number, details }, { operation: operation ?? 'explain', version, echo: echoOf(parameters) });

  if (asked !== undefined && !versions.some((known) => known === asked)) throw malformed(5, highestVersion);
  const [repeated] = parameters.repeated.filter((name) => !name.startsWith('x-') && name !== 'httpAccept');
  if (repeated !== undefined) throw malformed(6, repeated);
  if (operation === null) throw malformed(4, parameters.value('operation') ?? '');
  const [undecodable] = parameters.undecodable.filter((name) => !name.startsWith('x-'));
  if (undecodable !== undefined) throw malformed(6, `${undecodable} (not UTF-8)`);
  // until 2.0 the operation is mandatory: a query alone is a request of version 2.0
  if (version !== '2.0' && operation !== 'explain' && parameters.value('operation') === undefined) {
    throw malformed(7, 'operation');
  }
  const stylesheet = parameters.value('stylesheet');
  if (operation === 'scan') return { operation, version, stylesheet, ...scanParameters(parameters, malformed) };
  const escaping = escapingOf(parameters, version, malformed);
  if (operation === 'explain') {
    return { operation, version, stylesheet, escaping, recordSchema: parameters.value('recordSchema') };
  }
  return { operation, version, stylesheet, escaping, ...searchParameters(parameters, version, malformed) };
}

/** Null for an operation SRU does not know. A request without one is told by its parameters; a bare one is explain. */
function operationOf(parameters: Parameters): SruRequest['operation'] | null {
  const named = parameters.value('operation');
  if (named === 'explain' || named === 'searchRetrieve' || named === 'scan') return named;
  if (named !== undefined) return null;
  if (queryOf(parameters) !== undefined) return 'searchRetrieve';
  return parameters.value('scanClause') === undefined ? 'explain' : 'scan';
}

/** Without version: 2.0 has no operation, the others always have one; a bare request is what 1.2 calls explain. */
function impliedVersion(parameters: Parameters): Version {
  if (parameters.value('operation') !== undefined) return '1.2';
  return queryOf(parameters) === undefined && parameters.value('scanClause') === undefined ? '1.2' : '2.0';
}

/** SRU 2.0 calls recordXMLEscaping what was recordPacking; its own recordPacking (packed, unpacked) changes nothing here. */
function escapingOf(parameters: Parameters, version: Version, malformed: Malformed): Escaping {
  const packing = parameters.value('recordPacking');
  const asked = version === '2.0' ? (parameters.value('recordXMLEscaping') ?? packing) : packing;
  if (version === '2.0' && (asked === 'packed' || asked === 'unpacked')) return 'xml';
  const escaping = escapings.find((known) => known === (asked ?? 'xml'));
  if (!escaping) throw malformed(71, asked ?? '');
  return escaping;
}

function searchParameters(parameters: Parameters, version: Version, malformed: Malformed) {
  const queryType = queryTypeOf(parameters);
  if (!queryType) throw malformed(11, parameters.value('queryType') ?? '');
  const query = queryOf(parameters);
  if (query === undefined) throw malformed(7, 'query');
  const startRecord = numberOf(parameters, 'startRecord', malformed) ?? 1;
  if (startRecord < 1) throw malformed(6, 'startRecord');
  const maximumRecords = numberOf(parameters, 'maximumRecords', malformed);
  numberOf(parameters, 'resultSetTTL', malformed);
  if (parameters.value('recordXPath') !== undefined) throw malformed(72, 'recordXPath');
  if (parameters.value('renderedBy') === 'server') throw malformed(6, 'renderedBy');
  const facets = version === '2.0' ? facetsOf(parameters, malformed) : [];
  const { recordSchema, sortKeys } = echoOf(parameters);
  return { queryType, query, startRecord, maximumRecords, recordSchema, sortKeys, facets };
}

function scanParameters(parameters: Parameters, malformed: Malformed) {
  const scanClause = parameters.value('scanClause');
  if (scanClause === undefined) throw malformed(7, 'scanClause');
  const maximumTerms = numberOf(parameters, 'maximumTerms', malformed);
  if (maximumTerms === 0) throw malformed(6, 'maximumTerms');
  return { scanClause, maximumTerms, responsePosition: numberOf(parameters, 'responsePosition', malformed) ?? 1 };
}

function facetsOf(parameters: Parameters, malformed: Malformed): FacetLimit[] {
  try {
    return readFacetLimits(parameters);
  } catch (error) {
    if (error instanceof MalformedFacets) throw malformed(6, error.parameter);
    throw error;
  }
}

/** A query in YAZ's prefix notation may come in its own parameter, `x-pquery`. */
function queryOf(parameters: Parameters): string | undefined {
  return parameters.value('query') ?? parameters.value('x-pquery');
}

function queryTypeOf(parameters: Parameters): QueryType | undefined {
  if (parameters.value('query') === undefined && parameters.value('x-pquery') !== undefined) return 'pqf';
  return queryTypes.find((known) => known === (parameters.value('queryType') ?? 'cql'));
}

function numberOf(parameters: Parameters, name: string, malformed: Malformed): number | undefined {
  const text = parameters.value(name);
  if (text === undefined) return undefined;
  const number = wholeNumber(text);
  if (number === null) throw malformed(6, name);
  return number;
}

function echoOf(parameters: Parameters): EchoedRequest {
  const number = (name: string): number | undefined => wholeNumber(parameters.value(name) ?? '') ?? undefined;
  return {
    queryType: parameters.value('queryType'),
    query: queryOf(parameters),
    startRecord: number('startRecord') || undefined, // the schema of the answer admits no 0
    maximumRecords: number('maximumRecords'),
    escaping: parameters.value('recordXMLEscaping') ?? parameters.value('recordPacking'),
    recordSchema: parameters.value('recordSchema'),
    resultSetTTL: number('resultSetTTL'),
    sortKeys: parameters.value('sortKeys'),
    stylesheet: parameters.value('stylesheet'),
    scanClause: parameters.value('scanClause'),
    responsePosition: number('responsePosition'),
    maximumTerms: number('maximumTerms'),
  };
}

function wholeNumber(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
