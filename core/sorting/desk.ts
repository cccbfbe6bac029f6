import type { ItemType } from '../circulation/entities.ts';
import type { SortRule } from '../circulation/sort-bins.ts';
import type { Outcome } from '../outcome.ts';
import type { Editor } from '../terms/desk.ts';

/** Where a document that came back is put: the bins of sorters, and what floats from one library to another. `Scan` is what a return answers. */
export interface SortingDesk<Scan> {
  /** The list of a library, in the order it is read; empty when it has none. */
  bins(libraryId: number): readonly SortRule[];
  /**
   * Replaces the whole list. Refused `library-not-yours`, `library-unknown` when a condition names a library that is not of
   * the network (facts.library).
   */
  setBins(by: Editor, libraryId: number, rules: readonly SortRule[]): Promise<Outcome<readonly SortRule[]>>;
  /** What a sorter of this library would be told of this document. Changes nothing. Refused `item-unknown`. */
  dryRun(libraryId: number, itemBarcode: string): Promise<Outcome<Scan>>;
  /** A kind of document stays where it came back when that library and its home are both named with it. */
  floating(): Promise<readonly FloatingRule[]>;
  /** Replaces every rule of floating. Refused `library-not-yours` to whoever works for one library. */
  setFloating(by: Editor, rules: readonly FloatingRule[]): Promise<Outcome<readonly FloatingRule[]>>;
}

/** A library that lets this kind of document come and go. */
export interface FloatingRule {
  readonly itemType: ItemType;
  readonly libraryId: number;
}
