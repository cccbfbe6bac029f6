import type { Hold, ItemType } from '../circulation/entities.ts';
import type { PatronCategory } from '../network/network.ts';
import type { Block, NewBlock, PatronFile } from '../patrons/patron.ts';
import type { EventType, NewEvent } from './journal.ts';

/** Who already bears a number: a card is unique over active, past and spent cards, and is no item's barcode. */
export type NumberUse = 'card' | 'past-card' | 'spent-card' | 'item';

export const cardReasons = ['LOST', 'STOLEN', 'DAMAGED', 'MERGED'] as const;
/** Why a card is no longer in use. */
export type CardReason = (typeof cardReasons)[number];

/** What staff may change of a reader without more ado. */
export type PatronDetails = Pick<
  PatronFile,
  | 'firstName'
  | 'lastName'
  | 'birthDate'
  | 'email'
  | 'phone'
  | 'address'
  | 'homeLibraryId'
  | 'language'
  | 'guardianId'
  | 'guardianContact'
>;
/** A reader before he has a card. */
export type NewAccount = PatronDetails & Pick<PatronFile, 'pseudonym' | 'categoryId' | 'expiresAt' | 'pinHash'>;

/** A category with the ages it is for, both included; null is no bound. */
export interface AgedCategory extends PatronCategory {
  readonly minAge: number | null;
  readonly maxAge: number | null;
}

/** An open loan past its date, whose clock runs: not one of a document lost or claimed returned. */
export interface LateLoan {
  readonly dueAt: number;
  readonly libraryId: number;
  readonly itemType: ItemType;
  readonly policyId: number;
}

/** What a reader still has with the network. */
export interface Engagements {
  readonly loans: number;
  readonly holds: number;
  /** Blocks in force for a document he lost. */
  readonly debts: number;
  /** Readers he is the guardian of. */
  readonly wards: number;
}

/** Accounts of readers, as one transaction keeps them. */
export interface PatronAccountsWork {
  /** Locks an account; null when there is none, or only the id of an erased one. */
  lock(patronId: number): Promise<PatronFile | null>;
  /** Opens an account, which has no card yet. */
  register(account: NewAccount, at: number): Promise<number>;
  /** Gives a reader his card, or tells who bears the number. After a refusal the transaction must be undone. */
  giveCard(patronId: number, cardNumber: string): Promise<NumberUse | null>;
  /** The card in use becomes a past one: it answers "replaced". */
  retireCardOf(patronId: number, at: number, reason: CardReason): Promise<void>;
  change(patronId: number, to: PatronDetails): Promise<void>;
  setMembership(patronId: number, to: Pick<PatronFile, 'expiresAt' | 'categoryId'>): Promise<void>;
  touch(patronId: number, at: number): Promise<void>;
  /** A new PIN forgets the wrong ones and lifts the lock. */
  setPin(patronId: number, pinHash: string): Promise<void>;
  /** Notes a wrong PIN by its digest and returns how many distinct ones came after `since`. */
  pinFailed(patronId: number, digest: string, at: number, since: number): Promise<number>;
  lockPin(patronId: number, until: number): Promise<void>;
  forgivePin(patronId: number): Promise<void>;
  forgetPinFailures(before: number): Promise<number>;
  setBlock(block: NewBlock): Promise<number>;
  /** Ends a block in force or to come; null when there is no such one. */
  liftBlock(patronId: number, blockId: number, at: number): Promise<Block | null>;
  lateLoans(patronId: number, at: number): Promise<LateLoan[]>;
  engagements(patronId: number, at: number): Promise<Engagements>;
  /** Live holds of a reader, by id. */
  liveHolds(patronId: number): Promise<Hold[]>;
  /** Items lent to a reader. */
  lentItems(patronId: number): Promise<{ itemId: number; recordId: number }[]>;
  /** Gives a live hold to another reader, at the rank of `placedAt`. */
  giveHold(hold: Hold, to: { patronId: number; placedAt: number }): Promise<void>;
  /** Gives everything else of one account to another and empties it. */
  mergeInto(survivorId: number, mergedId: number, at: number): Promise<void>;
  /** Leaves nothing of an account but its id. */
  erase(patronId: number, at: number): Promise<void>;
  markToErase(patronId: number): Promise<void>;
  /** Cuts the reader, by all names he had, from journal lines after one and up to another; returns how many. */
  leaveJournal(patronId: number, afterSeq: number, upToSeq: number): Promise<number>;
  insertCategory(category: Omit<AgedCategory, 'id'>): Promise<number | 'taken'>;
  /** Changes everything but the code; false when there is no such category. */
  changeCategory(category: Omit<AgedCategory, 'id'>): Promise<boolean>;
  /** Names under which readers are found, for at most `limit` that have none yet; returns how many. */
  writeNameKeys(limit: number): Promise<number>;
  /** Reader of the journal → the moment of his last act. */
  noteActivity(acts: ReadonlyMap<string, number>): Promise<number>;
}

/** A reader in a list: no more than it takes to recognise him. */
export interface PatronLine {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly birthDate: string | null;
  readonly homeLibraryId: number;
  readonly expiresAt: number;
  readonly state: PatronFile['state'];
}
export interface PatronPage {
  readonly lines: readonly PatronLine[];
  readonly total: number;
}
/** What a list of readers holds; the erased are in none. */
export type PatronFilter =
  | { readonly name: string }
  | { readonly bornOn: string }
  | { readonly email: string }
  | { readonly id: number }
  | { readonly state: PatronFile['state'] }
  | { readonly categoryId: number; readonly bornBy: string }
  | { readonly likeId: number }
  /** Those of one name and one birth date, beside each other. */
  | { readonly like: 'each-other' };

/** What was done to a reader, in the journal: never a loan nor a hold, which say what somebody reads. */
export const readerActs = [
  'PATRON_REGISTERED',
  'PATRON_CHANGED',
  'CARD_REPLACED',
  'PIN_SET',
  'PIN_LOCKED',
  'PIN_UNLOCKED',
  'MEMBERSHIP_RENEWED',
  'BLOCK_SET',
  'BLOCK_LIFTED',
  'PATRONS_MERGED',
  'PATRON_EXPORTED',
] as const satisfies readonly EventType[];
export interface ReaderAct {
  readonly seq: number;
  readonly at: number;
  readonly type: (typeof readerActs)[number];
  readonly actor: string;
  readonly libraryId: number | null;
  readonly payload: NewEvent['payload'];
}

/** Everything else that is kept of a reader, for whoever asks for his data or for its end. */
export interface ReaderTraces {
  /** Every card he had: as it is compared, without its case. */
  readonly cards: readonly {
    readonly card: string;
    readonly retiredAt: number | null;
    readonly reason: CardReason | null;
  }[];
  /** Every block that is stored, those that ended too. */
  readonly blocks: readonly Block[];
  /** Loans that ended and still say who had the document. */
  readonly endedLoans: readonly { readonly at: number; readonly returnedAt: number; readonly title: string }[];
  readonly endedHolds: readonly {
    readonly placedAt: number;
    readonly endedAt: number | null;
    readonly title: string;
  }[];
  /** What he was told, never the words. */
  readonly notices: readonly { readonly kind: string; readonly at: number; readonly state: string }[];
}

/** Reads of accounts. None of them locks. */
export interface PatronAccountsReading {
  /** Null when unknown; an erased one has nothing but its id and what it was merged into. */
  file(patronId: number): Promise<PatronFile | null>;
  list(filter: PatronFilter, page: { offset: number; limit: number }): Promise<PatronPage>;
  hasPinFailures(patronId: number): Promise<boolean>;
  pastCards(patronId: number): Promise<{ retiredAt: number; reason: CardReason | null }[]>;
  lateLoans(patronId: number, at: number): Promise<LateLoan[]>;
  categories(): Promise<AgedCategory[]>;
  engagements(patronId: number, at: number): Promise<Engagements>;
  /** What was done to him, the newest first. */
  acts(patronId: number, page: { offset: number; limit: number }): Promise<{ acts: ReaderAct[]; total: number }>;
  /** At most `limit` ended loans, ended holds and notices, the newest. */
  traces(patronId: number, limit: number): Promise<ReaderTraces>;
  /** Accounts whose membership ended before `endedBefore`, without act since, loan or live hold. */
  forsaken(endedBefore: number, limit: number): Promise<number[]>;
  /** Who did what since a moment, as the journal names them: pseudonym and time, after a line. */
  actsSince(since: number, afterSeq: number, limit: number): Promise<{ seq: number; at: number; patronRef: string }[]>;
}
