import type { Item } from '../circulation/entities.ts';
import type { Post } from '../network/post.ts';
import type { Outcome, Refusal, Refused } from '../outcome.ts';
import type { ReaderAccount, ReaderSheet } from '../patrons/look-up.ts';

/** The one box of a desk: a card or a document is scanned, and the library says which it was and what it did. */
export interface ScanDesk<Lent, Back> {
  /** A scan is always answered: a rule that says no is part of the answer. */
  scan(request: ScanRequest): Promise<Outcome<Scanned<Lent, Back>>>;
}

/** `auto`: a document goes out when a reader is there, else it comes back. `return` and `lend` do that alone. */
export const scanModes = ['auto', 'return', 'lend'] as const;
export type ScanMode = (typeof scanModes)[number];

export interface ScanRequest {
  readonly device: Post;
  readonly code: string;
  readonly mode: ScanMode;
  /** Of the reader at the desk; null when nobody is. */
  readonly card: string | null;
  /** What staff say it is, when a number is both. */
  readonly meant?: 'card' | 'item' | undefined;
  /** Renew a document the reader has already. */
  readonly renew: boolean;
  /** It comes out of the return bin: it was there since the last opening before today. */
  readonly fromBin: boolean;
  /** Staff go on in spite of exactly these reasons. */
  readonly override?: { readonly reasons: readonly Refusal[]; readonly why: string } | undefined;
  readonly transactionDate: string;
}

/** A document, before or after what was done with it. */
export interface ScannedItem {
  readonly item: Item;
  readonly title: string;
}

/** What a scan was, and what became of it: exactly one answer. `Lent` and `Back` are what a check-out and a check-in say. */
export type Scanned<Lent, Back> =
  | { readonly kind: 'reader'; readonly sheet: ReaderSheet; readonly account: ReaderAccount }
  /** A card that opens nothing: it was replaced. */
  | { readonly kind: 'card-refused'; readonly refused: Refused }
  | { readonly kind: 'lent'; readonly lent: Lent }
  | {
      readonly kind: 'returned';
      readonly back: Back;
      /** Place in the queue of the hold it goes to; null without one. */
      readonly position: number | null;
      /** When the van leaves here next and when it is there, for a document that travels; null when no run is known. */
      readonly departure: number | null;
      readonly arrival: number | null;
    }
  /** The reader has it already; nothing was done. */
  | ({ readonly kind: 'renewable'; readonly dueAt: number | null } & ScannedItem)
  /** Both a card and a document bear that number; nothing was done. */
  | ({ readonly kind: 'either' } & ScannedItem)
  /** To be lent, and to nobody yet. */
  | ({ readonly kind: 'card-first' } & ScannedItem)
  | ({ readonly kind: 'refused'; readonly refused: Refused } & ScannedItem)
  | { readonly kind: 'unknown' };
