import type { Item, ItemType } from '../circulation/entities.ts';
import type { NetworkLibrary } from '../network/network.ts';
import type { Outcome } from '../outcome.ts';
import type { StoredTag } from '../ports/tags.ts';
import type { Editor } from '../terms/desk.ts';
import type { TagFault } from './malformed-tag.ts';
import type { TagContent } from './tag.ts';

/** The tags of documents: what is to be written on them, what is found on them, how far the tagging is. */
export interface TagDesk {
  /** What to write. Refused `item-unknown`, `isil-missing`, `tag-not-possible` (facts.reason). Changes nothing. */
  prepare(asked: PrepareTag): Promise<Outcome<PreparedTag>>;
  /** What lies on a reader, against the catalogue. Changes nothing. */
  examine(tags: readonly ScannedTag[]): Promise<ExaminedTags>;
  /** The tags of a document, by part. Refused `item-unknown`. */
  of(itemBarcode: string): Promise<Outcome<readonly StoredTag[]>>;
  /**
   * Sets the tag of one part, in the place of the one it had. Refused `item-unknown`, `library-not-yours`; `tag-taken`
   * when another document bears it.
   */
  set(by: Editor, asked: SetTag): Promise<Outcome<readonly StoredTag[]>>;
  /** Takes the tag of a part off. Refused `item-unknown`, `library-not-yours`, `tag-unknown`. */
  remove(by: Editor, itemBarcode: string, part: number): Promise<Outcome<null>>;
  /** Of every library, or of one: the stock by type, and the documents tagged each day of the period. */
  progress(asked: { libraryId: number | null; from: string; until: string }): Promise<TaggingProgress>;
  /** Refused `isil-taken`. */
  setIsil(by: Editor, libraryId: number, isil: string | null): Promise<Outcome<null>>;
}

export interface PrepareTag {
  readonly itemBarcode: string;
  /** Bytes of user memory of the chip. */
  readonly capacity: number;
  readonly parts: number;
  readonly part: number;
}
/** What a tagging station writes: the memory from its first byte, and the three settings of the chip. */
export interface PreparedTag {
  readonly item: Item;
  readonly title: string;
  readonly owner: NetworkLibrary;
  readonly bytes: Uint8Array;
  readonly dsfid: number;
  /** In stock or on loan, as the document is now: for gates that look at the family identifier. */
  readonly afi: number;
  /** For gates that look at the alarm bit of the chip: both are set, since a network may have either. */
  readonly eas: 'on' | 'off';
}

/** A tag as a reader gives it. */
export interface ScannedTag {
  readonly bytes: Uint8Array;
  readonly uid: string | null;
  readonly afi: number | null;
  readonly dsfid: number | null;
}

/** What is wrong between a tag and the catalogue, which alone is believed. */
export const tagMismatches = [
  'blank',
  'malformed',
  'barcode-unknown',
  'owner-missing',
  'owner-of-another-network',
  'owner-differs',
  'usage-differs',
  'format-differs',
  'afi-unknown',
  'afi-in-stock-while-on-loan',
  'afi-on-loan-while-in-stock',
  'uid-not-registered',
  'uid-of-another-item',
] as const;
export type TagMismatch = (typeof tagMismatches)[number];

export interface ExaminedTags {
  readonly tags: readonly ExaminedTag[];
  /** The documents found, each with its parts: complete when as many different ones lie there as its tags say. */
  readonly items: readonly ExaminedItem[];
}
export interface ExaminedTag {
  readonly uid: string | null;
  /** Null when it is blank, or when nothing could be read. */
  readonly content: TagContent | null;
  /** Why it is malformed; null when it is not. */
  readonly fault: TagFault | null;
  /** The document it is on: by what it says when its CRC is right, else by its chip; null when neither leads anywhere. */
  readonly barcode: string | null;
  readonly mismatches: readonly TagMismatch[];
}
export interface ExaminedItem {
  readonly item: Item;
  readonly title: string;
  /** Tags of it on the reader, and parts its tags speak of; null when they do not say the same. */
  readonly found: number;
  readonly parts: number | null;
  readonly complete: 'yes' | 'no' | 'unknown';
}

export interface SetTag {
  readonly itemBarcode: string;
  /** 16 hexadecimal digits from E0. */
  readonly uid: string;
  readonly part: number;
  readonly afi: number;
  readonly dsfid: number;
}

export interface TaggingProgress {
  readonly libraries: readonly {
    readonly library: NetworkLibrary;
    readonly types: readonly { readonly itemType: ItemType; readonly items: number; readonly tagged: number }[];
  }[];
  readonly days: readonly { readonly date: string; readonly libraryId: number; readonly tagged: number }[];
}
