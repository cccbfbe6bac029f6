import type { ItemType } from '../../circulation/entities.ts';
import type { Correction } from '../../marc/corrections.ts';
import type { RecordFault } from '../../marc/malformed.ts';
import type { MatchFacts } from '../../migration/facts.ts';
import type { DerivedFields } from '../record.ts';

/** One record of a file, ready for the catalogue or refused. `offset` and `end` are bytes in the file. */
export type PreparedRecord = ReadyRecord | UnreadableRecord;

/** A record that cannot enter the catalogue, and why. */
export interface UnreadableRecord {
  readonly kind: 'unreadable';
  readonly offset: number;
  readonly end: number;
  readonly fault: RecordFault;
  readonly detail: string;
}

/**
 * A record made canonical. `marc` is ISO 2709 in UTF-8 with a placeholder as control number; items were taken out of
 * it: the items of the store are the truth, and their fields are rebuilt from them on export.
 */
export interface ReadyRecord {
  readonly kind: 'ready';
  readonly offset: number;
  readonly end: number;
  /** 001 as received, or a key made of what identifies the record (`~…`) when it has none. */
  readonly sourceId: string;
  /** Digest of title, part and volume: two records of one file that share 001 and this are one record given twice. */
  readonly identity: string;
  /** SHA-256 of the record as received, hexadecimal. */
  readonly hash: string;
  readonly marc: Uint8Array;
  readonly derived: DerivedFields;
  /** What it is matched by. */
  readonly facts: MatchFacts;
  readonly items: readonly PreparedItem[];
  readonly unusableItems: readonly UnusableItem[];
  readonly corrections: readonly Correction[];
  /** Headings (6xx, 7xx) that name no authority by $3. */
  readonly unlinked: number;
}

/** One copy as its field tells it. */
export interface PreparedItem {
  readonly barcode: string;
  /** Owner by the profile's table or as written, in upper case; empty when the field does not say. */
  readonly owner: string;
  readonly type: ItemType;
  readonly location: string;
  readonly callNumber: string;
  readonly volume: string;
  readonly inventoryNo: string;
  readonly loanable: boolean;
  /** What its field says that no table of the profile knows: `r=xyz`. Absent when there is nothing. */
  readonly outside?: readonly string[];
}

export type ItemFault = 'barcode-missing' | 'barcode-too-long' | 'text-too-long';

/** A copy that cannot be kept, and what its field says of it. */
export interface UnusableItem {
  readonly fault: ItemFault;
  readonly detail: string;
}
