export const patronStates = ['ACTIVE', 'EXPIRED', 'BLOCKED', 'TO_ERASE', 'ERASED'] as const;
export type PatronState = (typeof patronStates)[number];

/** A registered reader, with the one card he holds over the whole network. */
export interface Patron {
  readonly id: number;
  /** Random, 32 hexadecimal characters: what the journal knows of this reader. */
  readonly pseudonym: string;
  readonly cardNumber: string;
  readonly firstName: string;
  readonly lastName: string;
  /** ISO date, or null. */
  readonly birthDate: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly homeLibraryId: number;
  readonly categoryId: number;
  readonly categoryCode: string;
  /** UTC milliseconds from which the membership is over. */
  readonly expiresAt: number;
  readonly state: PatronState;
  readonly language: 'fr' | 'en';
  /** scrypt format string of core/access/secrets.ts, null when the reader has no PIN. */
  readonly pinHash: string | null;
  /** Until when every PIN given with this card is refused; null when it is not locked. UTC milliseconds. */
  readonly pinLockedUntil: number | null;
}

/** A reader as the desk keeps him: what no loan needs to know. */
export interface PatronFile extends Patron {
  /** The reader who answers for this child, or how to reach somebody who does. */
  readonly guardianId: number | null;
  readonly guardianContact: string | null;
  readonly registeredAt: number | null;
  /** Last loan, renewal, hold or act at a desk, to the hour. */
  readonly lastActivityAt: number | null;
  /** The account this one was merged into: all that is left of it. */
  readonly mergedIntoId: number | null;
}

export const blockKinds = [
  'MANUAL',
  'OVERDUE',
  'LOST_ITEM',
  'EXPIRED',
  'CARD_LOST',
  'BEHAVIOUR',
  'DATA_CHECK',
  'SUSPENSION',
] as const;
export type BlockKind = (typeof blockKinds)[number];

/** A stored block: somebody set it, for a reason. Computed blocks (expired, overdue) are not stored. */
export interface Block {
  readonly id: number;
  readonly patronId: number;
  readonly kind: BlockKind;
  readonly since: number;
  readonly until: number | null;
  readonly note: string;
  readonly author: string;
  readonly stopsCheckOut: boolean;
  readonly stopsHold: boolean;
  readonly stopsRenewal: boolean;
  readonly stopsDigital: boolean;
}
/** A block to be stored. It leaves digital resources open unless it says so. */
export type NewBlock = Omit<Block, 'id' | 'stopsDigital'> & Partial<Pick<Block, 'stopsDigital'>>;
