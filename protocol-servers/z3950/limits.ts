import { defaultCqlLimits, type CqlLimits } from '../../core/query/cql/index.ts';
import { defaultRpnLimits, type RpnLimits } from '../../core/query/rpn/index.ts';
import type { SocketLimits } from '../shared/socket-limits.ts';

/** How much one association may ask. Sizes are bytes, times milliseconds. */
export interface AssociationLimits {
  /** The largest answer, whatever preferredMessageSize says. */
  readonly messageBytes: number;
  /** Result sets at once. */
  readonly resultSets: number;
  /** Ids kept over all result sets; beyond, those of the set longest unused are asked again when needed. */
  readonly idsKept: number;
  /** Furthest position that can be presented: a whole catalogue is harvested by OAI-PMH. */
  readonly deepestRecord: number;
  /** Records of one present. */
  readonly presentRecords: number;
  /** Terms of one scan. */
  readonly scanTerms: number;
  /** Facets of one search. */
  readonly facets: number;
  /** Values told of one facet, those before its start included. */
  readonly facetValues: number;
  /** Values told of a facet when the request does not say. */
  readonly defaultFacetValues: number;
  /** Terms of one query whose own counts are told beside the whole; a query of more tells none. */
  readonly countedTerms: number;
  /** Records of one Update. */
  readonly updateRecords: number;
  /** Databases of one request. */
  readonly databases: number;
  readonly rpn: RpnLimits;
  readonly cql: CqlLimits;
}

export interface Z3950Limits extends SocketLimits, AssociationLimits {
  /** Associations at once of one address. */
  readonly associationsPerAddress: number;
  /** Searches, presents, scans and sorts of one address in a minute. */
  readonly requestsPerMinute: number;
  /** Records sent to one address in a minute: whoever wants them all harvests by OAI-PMH. */
  readonly recordsPerMinute: number;
  /** Wrong passwords of one address in a minute. */
  readonly failedSignIns: number;
}

/** What an ordinary partner never meets. */
export const defaultAssociationLimits: AssociationLimits = {
  messageBytes: 1024 * 1024,
  resultSets: 64,
  idsKept: 100_000,
  deepestRecord: 100_000,
  presentRecords: 1_000,
  scanTerms: 500,
  facets: 10,
  facetValues: 200,
  defaultFacetValues: 10,
  countedTerms: 10,
  updateRecords: 100,
  databases: 40,
  rpn: defaultRpnLimits,
  cql: defaultCqlLimits,
};

export const defaultZ3950Limits: Z3950Limits = {
  ...defaultAssociationLimits,
  frame: 1024 * 1024,
  handshakeTime: 10_000,
  signInTime: 30_000,
  frameTime: 15_000,
  idleTime: 15 * 60_000,
  connections: 200,
  connectionsPerAddress: 40,
  strangers: 100,
  strangersPerAddress: 20,
  waitingFrames: 2,
  impatientFrames: 32,
  impatientShare: 0.1,
  unread: 8 * 1024 * 1024,
  unreadTime: 15_000,
  associationsPerAddress: 20,
  requestsPerMinute: 1_200,
  recordsPerMinute: 30_000,
  failedSignIns: 5,
};
