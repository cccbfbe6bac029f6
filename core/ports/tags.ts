import type { ItemType, RfidTag } from '../circulation/entities.ts';

/** The tags of documents, one a part. */
export interface TagsWork {
  of(itemId: number): Promise<StoredTag[]>;
  /** Sets the tag of one part in the place of what it had; `taken` when another document bears it. The item is locked. */
  set(itemId: number, tag: NewTag): Promise<'set' | 'taken'>;
  /** Takes the tag of one part off; false when it has none. */
  remove(itemId: number, part: number): Promise<boolean>;
  /** Says by which identifier a library is known, null by none; `taken` when another bears it. A write: it takes the lock. */
  setIsil(libraryId: number, isil: string | null): Promise<'set' | 'taken'>;
}
export interface NewTag extends RfidTag {
  /** 1 for the only tag of most documents. */
  readonly part: number;
  readonly taggedAt: number;
  /** ISO date of that moment in the network's zone. */
  readonly taggedOn: string;
  /** Login. */
  readonly taggedBy: string;
}
/** A tag as it is kept; when and by whom is null for those that came with an import. */
export interface StoredTag {
  readonly uid: string;
  readonly itemId: number;
  readonly part: number;
  readonly taggedAt: number | null;
  readonly taggedBy: string | null;
}

export interface TagsReading {
  of(itemId: number): Promise<StoredTag[]>;
  byUid(uid: string): Promise<(StoredTag & { readonly barcode: string }) | null>;
  /** Documents at home in a library that were not withdrawn, and those of them that bear a tag, by type. */
  stock(libraryId: number): Promise<{ itemType: ItemType; items: number; tagged: number }[]>;
  /** Documents tagged each day between two ISO dates, both included, by library of their home. */
  daily(from: string, until: string): Promise<{ libraryId: number; date: string; tagged: number }[]>;
}
