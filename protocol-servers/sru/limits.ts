import { defaultCqlLimits, type CqlLimits } from '../../core/query/cql/index.ts';
import { defaultRpnLimits, type RpnLimits } from '../../core/query/rpn/index.ts';

/** How much one SRU request may ask. */
export interface SruLimits {
  /** Records given when the request does not say. */
  readonly defaultRecords: number;
  /** Records given in one answer, whatever the request says. */
  readonly maximumRecords: number;
  /** Records given in one answer with the availability of their copies, which is read copy by copy. */
  readonly maximumWithAvailability: number;
  /** Furthest position that can be asked for: a whole catalogue is harvested by OAI-PMH. */
  readonly deepestRecord: number;
  /** Terms a scan gives when the request does not say. */
  readonly defaultTerms: number;
  /** Terms a scan gives at most: more is refused. */
  readonly maximumTerms: number;
  /** Values told of one facet, those before its start included. */
  readonly facetValues: number;
  /** Terms of one query whose own counts are told beside the whole (2.0); a query of more tells none. */
  readonly countedTerms: number;
  /** Bytes of the body of a POST. */
  readonly bodyBytes: number;
  /** Bytes from which an answer is worth compressing. */
  readonly compressedBytes: number;
  /** Bytes of records remembered as they were written; those not given lately go first. */
  readonly writtenBytes: number;
  /** Seconds after which to ask again when the catalogue is away. */
  readonly retryAfter: number;
  readonly query: CqlLimits;
  readonly prefixQuery: RpnLimits;
}

/** What an ordinary partner never meets. */
export const defaultSruLimits: SruLimits = {
  defaultRecords: 10,
  maximumRecords: 100,
  maximumWithAvailability: 50,
  deepestRecord: 100_000,
  defaultTerms: 20,
  maximumTerms: 200,
  facetValues: 200,
  countedTerms: 10,
  bodyBytes: 64 * 1024,
  compressedBytes: 1_000,
  writtenBytes: 64 * 1024 * 1024,
  retryAfter: 30,
  query: defaultCqlLimits,
  prefixQuery: defaultRpnLimits,
};
