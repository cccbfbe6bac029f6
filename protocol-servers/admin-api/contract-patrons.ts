/** What the console and the admin API say to each other of readers. Types only. AUDITOR and IT_REFERENT are told nothing of it. */

/** A reader in a list: no more than it takes to recognise him. */
export interface PatronLineView {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly birthYear: number | null;
  /** Code of the library. */
  readonly homeLibrary: string;
  readonly state: 'ACTIVE' | 'EXPIRED' | 'TO_ERASE';
}
/** GET /patrons?q=…|list=…&offset=0&limit=50. `byPastCard`: the card asked for was replaced, take it back. */
export interface PatronListView {
  readonly items: readonly PatronLineView[];
  readonly total: number;
  readonly byPastCard: boolean;
}

/** What staff may change of a reader: PUT /patrons/:id (204). */
export interface PatronDetailsRequest {
  readonly firstName: string;
  readonly lastName: string;
  /** ISO date. */
  readonly birthDate: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly homeLibrary: string;
  readonly language: 'fr' | 'en';
  /** Another reader, or how to reach somebody. */
  readonly guardian: { readonly id: number } | { readonly contact: string } | null;
}
/** POST /patrons → 200 {id}. */
export interface RegisterPatronRequest extends PatronDetailsRequest {
  readonly cardNumber: string;
  /** Code of the category. */
  readonly category: string;
  readonly pin: string | null;
}
export interface CreatedView {
  readonly id: number;
}

export type BlockKindView =
  'MANUAL' | 'OVERDUE' | 'LOST_ITEM' | 'EXPIRED' | 'CARD_LOST' | 'BEHAVIOUR' | 'DATA_CHECK' | 'SUSPENSION';
export interface BlockEffects {
  readonly checkOut: boolean;
  readonly hold: boolean;
  readonly renewal: boolean;
  readonly digital: boolean;
}
export interface BlockView {
  /** Null: computed from the account, it cannot be lifted. */
  readonly id: number | null;
  readonly kind: BlockKindView;
  readonly since: string;
  readonly until: string | null;
  readonly note: string;
  readonly author: string;
  readonly stops: BlockEffects;
}
/** POST /patrons/:id/blocks → 200 {id}; DELETE /patrons/:id/blocks/:blockId → 204. */
export interface BlockRequestBody {
  readonly kind: 'MANUAL' | 'LOST_ITEM' | 'CARD_LOST' | 'BEHAVIOUR' | 'DATA_CHECK';
  readonly note: string;
  readonly until: string | null;
  readonly stops: BlockEffects;
}

/** GET /patrons/:id */
export interface PatronView {
  readonly id: number;
  readonly cardNumber: string;
  readonly pastCards: readonly {
    readonly retiredAt: string;
    readonly reason: 'LOST' | 'STOLEN' | 'DAMAGED' | 'MERGED' | null;
  }[];
  readonly firstName: string;
  readonly lastName: string;
  readonly birthDate: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly language: 'fr' | 'en';
  readonly homeLibrary: { readonly code: string; readonly name: string };
  readonly category: { readonly code: string; readonly label: string };
  /** A child who is one no more: another category at the next renewal. */
  readonly comeOfAge: boolean;
  readonly guardian: { readonly reader: PatronLineView | null; readonly contact: string | null } | null;
  readonly state: 'ACTIVE' | 'EXPIRED' | 'BLOCKED' | 'TO_ERASE';
  readonly expiresAt: string;
  readonly registeredAt: string | null;
  readonly lastActivityAt: string | null;
  readonly pin: { readonly set: boolean; readonly lockedUntil: string | null };
  readonly blocks: readonly BlockView[];
  /** Accounts that may be the same person's. */
  readonly duplicates: readonly PatronLineView[];
}

/** GET /patrons/:id/account */
export interface PatronAccountView {
  readonly loans: readonly {
    readonly barcode: string;
    readonly title: string;
    readonly itemType: string;
    readonly library: string;
    readonly at: string;
    readonly dueAt: string;
    readonly overdue: boolean;
    readonly renewals: number;
  }[];
  readonly holds: readonly {
    readonly id: number;
    readonly title: string;
    readonly status: string;
    readonly pickupLibrary: string;
    readonly placedAt: string;
    readonly barcode: string | null;
    readonly pickupDeadline: string | null;
  }[];
}

/** POST /patrons/:id/card (204) */
export interface ReplaceCardRequest {
  readonly cardNumber: string;
  readonly reason: 'LOST' | 'STOLEN' | 'DAMAGED';
}
/** POST /patrons/:id/pin (204) */
export interface SetPinRequest {
  readonly pin: string;
}
/** POST /patrons/:id/membership (204). Null: the category he has. */
export interface RenewMembershipRequest {
  readonly category: string | null;
}
/** POST /patrons/:id/merge (204): the account of the body goes into that of the address. */
export interface MergeRequest {
  readonly mergedId: number;
}

/** GET, POST /patron-categories; PUT /patron-categories/:code. Ages are full years, both included. */
export interface PatronCategoryView {
  readonly code: string;
  readonly label: string;
  readonly kind: 'PERSON' | 'CHILD' | 'COLLECTIVE' | 'LIBRARY' | 'STAFF';
  readonly membershipMonths: number;
  readonly minAge: number | null;
  readonly maxAge: number | null;
}
