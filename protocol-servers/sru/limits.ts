import { defaultCqlLimits, type CqlLimits } from '../../core/query/cql/index.ts';

/** How much one SRU request may ask. */
export interface SruLimits {
  /** Records given when the request does not say. */
  readonly defaultRecords: number;
  /** Records given in one answer, whatever the request says. */
  readonly maximumRecords: number;
  /** Furthest position that can be asked for: a whole catalogue is harvested by OAI-PMH. */
  readonly deepestRecord: number;
  /** Bytes of the body of a POST. */
  readonly bodyBytes: number;
  readonly query: CqlLimits;
}

/** What an ordinary partner never meets. */
export const defaultSruLimits: SruLimits = {
  defaultRecords: 10,
  maximumRecords: 100,
  deepestRecord: 100_000,
  bodyBytes: 64 * 1024,
  query: defaultCqlLimits,
};
