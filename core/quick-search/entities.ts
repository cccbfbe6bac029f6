import type { Device } from '../network/network.ts';
import type { PatronLine } from '../ports/patrons.ts';

/** What a few letters typed in the bar of the console may mean. */
export const quickSearchKinds = ['readers', 'records', 'copies', 'devices'] as const;
export type QuickSearchKind = (typeof quickSearchKinds)[number];

export interface QuickSearchAsked {
  /** As it was typed, or scanned. */
  readonly text: string;
  /** What whoever asks may be told of. */
  readonly kinds: readonly QuickSearchKind[];
  /** Of each kind, at most. */
  readonly limit: number;
}

/** What was found, each kind in its own order; nothing of a kind that was not asked for. */
export interface QuickSearchFound {
  readonly readers: readonly PatronLine[];
  readonly records: readonly RecordLine[];
  readonly copies: readonly CopyLine[];
  readonly devices: readonly Device[];
  /** Kinds that could not be searched at this moment. */
  readonly missing: readonly QuickSearchKind[];
}
export interface RecordLine {
  readonly controlNumber: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: number | null;
}
export interface CopyLine {
  readonly barcode: string;
  readonly title: string;
  readonly controlNumber: string;
}
