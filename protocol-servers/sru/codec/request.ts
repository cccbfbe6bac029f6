import type { Diagnostic } from './diagnostic.ts';
import { readParameters, type Parameters } from './parameters.ts';

export const versions = ['1.1', '1.2'] as const;
export type Version = (typeof versions)[number];
/** What is answered to a request that names none, and offered to one that names another. */
export const highestVersion: Version = '1.2';

export const recordPackings = ['xml', 'string'] as const;
export type RecordPacking = (typeof recordPackings)[number];

export type SruRequest = ExplainRequest | SearchRetrieveRequest;
export interface ExplainRequest {
  readonly operation: 'explain';
  readonly version: Version;
  readonly recordPacking: RecordPacking;
}
/** Parameters in the words of SRU 1.2, §searchRetrieve request. Undefined ones were not given. */
export interface SearchRetrieveRequest {
  readonly operation: 'searchRetrieve';
  readonly version: Version;
  readonly query: string;
  /** 1-based. */
  readonly startRecord: number;
  readonly maximumRecords?: number;
  readonly recordPacking: RecordPacking;
  readonly recordSchema?: string;
  readonly sortKeys?: string;
  readonly stylesheet?: string;
}

/** What is sent back of a request, also of one that could not be read: its valid parameters. */
export interface EchoedRequest {
  readonly query?: string;
  readonly startRecord?: number;
  readonly maximumRecords?: number;
  readonly recordPacking?: string;
  readonly recordSchema?: string;
  readonly resultSetTTL?: number;
  readonly sortKeys?: string;
  readonly stylesheet?: string;
}

/** A request that breaks SRU, with what was understood: in which form and version to say so, and what to echo. */
export class MalformedRequest extends Error {
  override readonly name = 'MalformedRequest';
  readonly diagnostic: Diagnostic;
  readonly operation: 'explain' | 'searchRetrieve' | 'scan';
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

/** Reads the parameters of a request. Throws MalformedRequest, nothing else. */
export function decodeRequest(encoded: string): SruRequest {
  const parameters = readParameters(encoded);
  const operation = operationOf(parameters);
  const asked = parameters.value('version');
  const version = versions.find((known) => known === asked) ?? highestVersion;
  const malformed = (number: Diagnostic['number'], details: string): MalformedRequest =>
    new MalformedRequest({ number, details }, { operation: operation ?? 'explain', version, echo: echoOf(parameters) });

  if (asked !== undefined && asked !== version) throw malformed(5, highestVersion);
  const [repeated] = parameters.repeated.filter((name) => !name.startsWith('x-'));
  if (repeated !== undefined) throw malformed(6, repeated);
  if (operation === null) throw malformed(4, parameters.value('operation') ?? '');
  const [undecodable] = parameters.undecodable.filter((name) => !name.startsWith('x-'));
  if (undecodable !== undefined) throw malformed(6, `${undecodable} (not UTF-8)`);

  const packing = parameters.value('recordPacking') ?? 'xml';
  const recordPacking = recordPackings.find((known) => known === packing);
  if (!recordPacking) throw malformed(71, packing);
  if (operation === 'scan') throw malformed(4, 'scan');
  if (operation === 'explain') return { operation, version, recordPacking };

  // SRU 1.2: operation is mandatory; a query alone is a request of version 2.0, which is not spoken here
  if (parameters.value('operation') === undefined) throw malformed(7, 'operation');
  const query = parameters.value('query');
  if (query === undefined) throw malformed(7, 'query');
  const startRecord = wholeNumber(parameters.value('startRecord') ?? '1');
  if (startRecord === null || startRecord < 1) throw malformed(6, 'startRecord');
  const wanted = parameters.value('maximumRecords');
  const maximumRecords = wanted === undefined ? undefined : wholeNumber(wanted);
  if (maximumRecords === null) throw malformed(6, 'maximumRecords');
  const timeToLive = parameters.value('resultSetTTL');
  if (timeToLive !== undefined && wholeNumber(timeToLive) === null) throw malformed(6, 'resultSetTTL');
  if (parameters.value('recordXPath') !== undefined) throw malformed(72, 'recordXPath');
  return {
    operation,
    version,
    query,
    startRecord,
    maximumRecords,
    recordPacking,
    recordSchema: parameters.value('recordSchema'),
    sortKeys: parameters.value('sortKeys'),
    stylesheet: parameters.value('stylesheet'),
  };
}

/** Null for an operation SRU does not know. A request without one is told by its parameters; a bare one is explain. */
function operationOf(parameters: Parameters): 'explain' | 'searchRetrieve' | 'scan' | null {
  const named = parameters.value('operation');
  if (named === 'explain' || named === 'searchRetrieve' || named === 'scan') return named;
  if (named !== undefined) return null;
  if (parameters.value('query') !== undefined) return 'searchRetrieve';
  return parameters.value('scanClause') === undefined ? 'explain' : 'scan';
}

function echoOf(parameters: Parameters): EchoedRequest {
  const number = (name: string): number | undefined => wholeNumber(parameters.value(name) ?? '') ?? undefined;
  return {
    query: parameters.value('query'),
    startRecord: number('startRecord') || undefined, // the schema of the answer admits no 0
    maximumRecords: number('maximumRecords'),
    recordPacking: parameters.value('recordPacking'),
    recordSchema: parameters.value('recordSchema'),
    resultSetTTL: number('resultSetTTL'),
    sortKeys: parameters.value('sortKeys'),
    stylesheet: parameters.value('stylesheet'),
  };
}

function wholeNumber(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
