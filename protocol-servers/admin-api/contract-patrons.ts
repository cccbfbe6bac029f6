/** What the console and the admin API say to each other of readers. Types only. IT_REFERENT is told nothing of it, AUDITOR a reader without his person. */

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

/** GET /patrons/:id. Masked, it has initials for names, and neither card, birth date, contact, guardian nor notes. */
export interface PatronView {
  readonly id: number;
  readonly masked: boolean;
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
    /** Passed over until then; null when it is not suspended. */
    readonly suspendedUntil: string | null;
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

export type PatronActKind =
  | 'PATRON_REGISTERED'
  | 'PATRON_CHANGED'
  | 'CARD_REPLACED'
  | 'PIN_SET'
  | 'PIN_LOCKED'
  | 'PIN_UNLOCKED'
  | 'MEMBERSHIP_RENEWED'
  | 'BLOCK_SET'
  | 'BLOCK_LIFTED'
  | 'PATRONS_MERGED'
  | 'PATRON_EXPORTED';
/** What was done to a reader. Never a loan nor a hold: they say what he reads. */
export interface PatronActView {
  readonly seq: number;
  readonly at: string;
  readonly kind: PatronActKind;
  /** `user:agent-lens`, `system`. */
  readonly actor: string;
  /** Code of the library; null for the whole network. */
  readonly library: string | null;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}
/** GET /patrons/:id/events?offset=0&limit=50, the newest first. */
export interface PatronHistoryView {
  readonly items: readonly PatronActView[];
  readonly total: number;
}

/** GET /patrons/:id/erasure: what an erasure would take and leave. It is refused while one of `prevents` is not 0. */
export interface ErasurePreviewView {
  readonly prevents: {
    readonly loans: number;
    readonly holds: number;
    /** Blocks for a lost document. */
    readonly debts: number;
    /** Readers he answers for. */
    readonly wards: number;
  };
  readonly goes: { readonly cards: number; readonly blocks: number };
  /** These stay, and no longer say whose they were. */
  readonly stays: { readonly loans: number; readonly holds: number; readonly notices: number };
}

/** POST /patrons/:id/export: all that is kept of a reader (RGPD, articles 15 and 20). The journal notes who asked. */
export interface PatronDataView {
  readonly at: string;
  readonly person: Omit<PatronView, 'blocks' | 'duplicates' | 'masked' | 'pastCards'>;
  readonly cards: readonly {
    readonly card: string;
    readonly retiredAt: string | null;
    readonly reason: 'LOST' | 'STOLEN' | 'DAMAGED' | 'MERGED' | null;
  }[];
  /** Those that ended too. */
  readonly blocks: readonly BlockView[];
  readonly account: PatronAccountView;
  readonly endedLoans: readonly { readonly title: string; readonly at: string; readonly returnedAt: string }[];
  readonly endedHolds: readonly {
    readonly title: string;
    readonly placedAt: string;
    readonly endedAt: string | null;
  }[];
  readonly notices: readonly { readonly kind: string; readonly at: string; readonly state: string }[];
  readonly events: readonly PatronActView[];
}
