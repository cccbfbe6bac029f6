/** What a terminal and the library said to each other, as it is kept for some weeks. */

export const exchangeOutcomes = ['ok', 'refused', 'malformed', 'fault'] as const;
/**
 * `refused`: the library said no, or asked for nothing it could do; `malformed`: what came was no message; `fault`: the
 * library failed and the terminal was told to come back.
 */
export type ExchangeOutcome = (typeof exchangeOutcomes)[number];

/** The value of a field: as it was; the number of a personal value, kept apart; or null, a secret that is kept nowhere. */
export type KeptValue = string | number | null;

/** One message taken apart, without its secrets. */
export interface KeptMessage {
  /** The two characters that name it, empty when it had none. */
  readonly code: string;
  readonly fixed: readonly string[];
  /** Identifier and value, in the order of the wire. */
  readonly fields: readonly (readonly [identifier: string, value: KeptValue])[];
  /** AY and AZ as they stood on the wire, computed over every byte of it; empty without error detection. */
  readonly seal: string;
  /** Bytes that could not be taken apart: they may hold anything, and are not kept. */
  readonly unread: number;
}

/** An exchange just taken apart, nothing of it sealed yet. */
export interface ExchangeDraft {
  /** When the request was read, UTC milliseconds. */
  readonly at: number;
  /** Microseconds until the answer was ready. */
  readonly took: number;
  /** Null before the terminal signed in. */
  readonly deviceId: number | null;
  readonly libraryId: number | null;
  readonly address: string;
  /** The name of the request in the standard: `Checkout`; `Unknown`. */
  readonly message: string;
  readonly outcome: ExchangeOutcome;
  /** Why it was refused, null when it was not or when nobody said. */
  readonly cause: string | null;
  /** Barcode, or tag. */
  readonly item: string | null;
  readonly card: string | null;
  readonly request: KeptMessage;
  readonly response: KeptMessage;
  /** What names or describes a reader, by the numbers of the fields. */
  readonly personal: readonly string[];
}

/** An exchange as the journal gives it back. */
export interface Exchange extends Omit<ExchangeDraft, 'card' | 'personal'> {
  /** Grows with each one: where a follower stopped. */
  readonly id: number;
  /** Null when they were sealed with another key. */
  readonly personal: readonly string[] | null;
}

/** Which exchanges are looked for: every condition stated holds. Times are UTC milliseconds, both included. */
export interface ExchangesAsked {
  readonly deviceId?: number | undefined;
  readonly libraryId?: number | undefined;
  readonly message?: string | undefined;
  readonly outcome?: ExchangeOutcome | undefined;
  readonly cause?: string | undefined;
  readonly card?: string | undefined;
  readonly item?: string | undefined;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  /** After this one, towards the past. */
  readonly before?: ExchangeKey | undefined;
  readonly limit: number;
}
/** Where a page ended. */
export interface ExchangeKey {
  readonly at: number;
  readonly id: number;
}
