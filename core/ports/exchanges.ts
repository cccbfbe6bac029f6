import type { Exchange, ExchangeDraft, ExchangesAsked } from '../terminals/exchange.ts';

/** An exchange as a database keeps it: the card as a keyed digest, personal values sealed. */
export interface NewExchange extends Omit<ExchangeDraft, 'card' | 'personal'> {
  readonly cardDigest: string | null;
  readonly personal: string | null;
}
export interface StoredExchange extends Omit<Exchange, 'personal'> {
  readonly personal: string | null;
}

/** The journal of exchanges, as one transaction writes it. */
export interface ExchangesWork {
  /** Returns the ids, in the order given. A write: it takes the lock. */
  insertMany(exchanges: readonly NewExchange[]): Promise<number[]>;
  /** Forgets the oldest of what came before `before`, and of what is more than `most`; `atOnce` rows at most. Returns how many. */
  forget(limits: { before: number; most: number; atOnce: number }): Promise<number>;
}

export interface ExchangesReading {
  /** The newest first. */
  page(asked: Omit<ExchangesAsked, 'card'> & { readonly cardDigest?: string | undefined }): Promise<StoredExchange[]>;
  /** Those after an id, in their order; of one terminal when it is named. */
  after(id: number, limit: number, deviceId?: number): Promise<StoredExchange[]>;
}
