import type { ItemTypeCode } from './contract-terms.ts';
import type { ReturnView } from './contract-loans.ts';

/** Bins of sorters and floating, as the console and the admin API say them. Types only. */

/** A rule speaks of a document that meets every condition stated; an empty `when`, of any document. */
export interface SortRuleView {
  readonly bin: string;
  readonly when: {
    readonly routing?: readonly ReturnView['routing'][];
    /** Codes of the libraries where it goes: any of these. */
    readonly destination?: readonly string[];
    readonly itemType?: readonly ItemTypeCode[];
    readonly homeLibrary?: string;
    /** How its location begins. */
    readonly location?: string;
    readonly alert?: boolean;
    readonly hold?: boolean;
  };
}
/** PUT /libraries/:code/sort-bins replaces the whole list; the first rule that matches names the bin. */
export interface SortBinsRequest {
  readonly rules: readonly SortRuleView[];
}
/** GET /libraries/:code/sort-bins */
export interface SortBinsView extends SortBinsRequest {
  readonly library: string;
}
/** POST /libraries/:code/sort-bins/dry-run → ReturnView */
export interface SortDryRunRequest {
  /** Barcode. */
  readonly item: string;
}

/** A kind of document floats between two libraries that are both named with it. */
export interface FloatingRuleView {
  readonly itemType: ItemTypeCode;
  readonly library: string;
}
/** GET /floating-rules; PUT replaces all of them. */
export interface FloatingRulesView {
  readonly rules: readonly FloatingRuleView[];
}
