/** What the console and the admin API say to each other about the one box of a desk. Types only. */

import type { CopyView, LoanView, OverrideRequest, ReturnView } from './contract-loans.ts';
import type { BlockView, PatronAccountView, PatronView } from './contract-patrons.ts';

/**
 * POST /desk/scans: a card or a document. `auto` lends when `card` is given and takes back otherwise; `return` never looks
 * for a card. Always 200: a rule that says no is an answer (`refused`), with its facts.
 */
export interface DeskScanRequest {
  readonly code: string;
  readonly mode: 'auto' | 'return' | 'lend';
  /** Of the reader at the desk; null when nobody is. */
  readonly card: string | null;
  readonly library?: string;
  /** What staff say it is, after an answer `either`. */
  readonly meant?: 'card' | 'item';
  /** Renew, after an answer `renewable`. */
  readonly renew?: boolean;
  readonly fromBin?: boolean;
  /** Go on, after an answer `refused` that gives `reasons`. */
  readonly override?: OverrideRequest;
}

/** A reader as the desk needs him: no address, no telephone. */
export interface DeskReaderView {
  readonly id: number;
  readonly card: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly category: string;
  readonly homeLibrary: { readonly code: string; readonly name: string };
  readonly state: PatronView['state'];
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
  readonly comeOfAge: boolean;
  readonly blocks: readonly BlockView[];
  readonly account: PatronAccountView;
}

/** What a refusal was decided on. */
export type DeskFacts = Readonly<Record<string, string | number | boolean | null>>;

export type DeskScanView =
  | { readonly kind: 'reader'; readonly reader: DeskReaderView }
  | { readonly kind: 'card-refused'; readonly code: string; readonly facts: DeskFacts }
  | { readonly kind: 'loan'; readonly loan: LoanView }
  | {
      readonly kind: 'return';
      readonly back: ReturnView;
      /** For whom it is kept: never more than it takes to file it. Null when nobody waits. */
      readonly hold: { readonly id: number; readonly letters: string; readonly position: number | null } | null;
      /** ISO 8601, UTC: when the van leaves here next and when it is there; null when it does not travel or no run is known. */
      readonly departure: string | null;
      readonly arrival: string | null;
    }
  | { readonly kind: 'renewable'; readonly item: CopyView; readonly dueAt: string | null }
  | { readonly kind: 'either'; readonly item: CopyView }
  | { readonly kind: 'card-first'; readonly item: CopyView }
  | {
      readonly kind: 'refused';
      readonly item: CopyView;
      readonly code: string;
      /** Those that staff may set aside, all of them together; empty when none can. */
      readonly reasons: readonly string[];
      readonly facts: DeskFacts;
    }
  | { readonly kind: 'unknown' };

/** POST /desk/undo: the last thing this very desk did with a document, exactly. */
export interface DeskUndoRequest {
  readonly item: string;
  readonly what: 'check-out' | 'check-in';
  readonly library?: string;
}
export interface DeskUndoView {
  /** As it was before. */
  readonly item: CopyView;
  /** Of the loan it is under again; null when it is on no loan. ISO 8601, UTC. */
  readonly dueAt: string | null;
}
