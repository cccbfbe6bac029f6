import type { StaffUser, StaffWork } from './staff.ts';
import type { OutboxTopic } from './outbox.ts';
import type { JournalWork } from './journal.ts';
import type { BibRecord, DerivedFields, KnownRecord } from '../catalogue/record.ts';
import type { CataloguedRecord, RecordChange } from '../catalogue/editing/entities.ts';
import type { AuthoritiesWork } from './authorities.ts';
import type { CataloguingWork } from './cataloguing.ts';
import type {
  Calendar,
  CirculationPolicy,
  Hold,
  HoldStatus,
  Item,
  ItemStatus,
  ItemType,
  Loan,
  LoanSource,
  Transit,
  TransitReason,
} from '../circulation/entities.ts';
import type { NetworkLibrary, PatronCategory } from '../network/network.ts';
import type { Outcome } from '../outcome.ts';
import type { DevicesWork, NewDevice } from './devices.ts';
import type { DisseminationWork } from './dissemination.ts';
import type { ExchangesWork } from './exchanges.ts';
import type { ShuttleWork } from './navette.ts';
import type { DigitalWork } from './digital.ts';
import type { FiguresWork } from './figures.ts';
import type { HarvestWork } from './harvest.ts';
import type { QueuedHold, QueueWork, SettledFacts } from './holds.ts';
import type { NoticesWork } from './notices.ts';
import type { OfflineWork } from './offline.ts';
import type { MigrationWork } from './migration.ts';
import type { SortingWork } from './sorting.ts';
import type { AlertsWork } from './alerts.ts';
import type { FiltersWork } from './filters.ts';
import type { TagsWork } from './tags.ts';
import type { TermsWork } from './terms.ts';
import type { PaymentsWork } from './payments.ts';
import type { LibraryLifeWork } from './library-life.ts';
import type { UsageWork } from './usage.ts';
import type { UndoWork } from './undo.ts';
import type { PatronAccountsWork } from './patrons.ts';
import type { Block, NewBlock, Patron } from '../patrons/patron.ts';
import type { Reading } from './reading.ts';

/**
 * What core needs of a database. Every implementation passes `connectors/database/contract`.
 * Faults are thrown: StoreBusy when the database stayed locked after every retry, StoreUnavailable when it does not
 * answer, anything else is a bug.
 */
export interface Store {
  /**
   * Runs one unit of work, whole or not at all. A refusal rolls it back and is returned; a fault rolls it back and is
   * thrown; a granted value is returned only once it is durable. Between BEGIN and COMMIT `run` awaits nothing but
   * `work`, and may be run again from its start (deadlock, lock time-out): it keeps no state outside.
   * The first call on `work` must be a write (`claim`, `lock`, an insert): it takes the lock.
   */
  transaction<T>(run: (work: Work) => Promise<Outcome<T>>): Promise<Outcome<T>>;
  /**
   * Runs several transactions and reads on a store where each sees what those before it did, and takes everything back. On
   * SQLite nobody else writes meanwhile: `run` awaits nothing slow but its store.
   */
  rehearse<T>(run: (store: Store) => Promise<T>): Promise<T>;
  /** Reads of committed data, each one consistent in itself. */
  readonly read: Reading;
  /** Slow-moving data (the network, its devices, staff accounts): each call is a transaction of its own. */
  readonly administration: Administration;
  /** Whether the database answers, and how durable a commit is. */
  health(): Promise<StoreHealth>;
  close(): Promise<void>;
}

export interface StoreHealth {
  readonly reachable: boolean;
  readonly durability: 'full' | 'weak';
  readonly detail: string;
}

/** The database stayed locked after every retry: the request may be made again. */
export class StoreBusy extends Error {
  override readonly name = 'StoreBusy';
}
/** The database does not answer. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** What one transaction may do. */
export interface Work {
  readonly items: ItemsWork;
  readonly patrons: PatronsWork;
  readonly patronAccounts: PatronAccountsWork;
  readonly loans: LoansWork;
  readonly holds: HoldsWork;
  readonly transits: TransitsWork;
  readonly shuttle: ShuttleWork;
  readonly offline: OfflineWork;
  readonly notices: NoticesWork;
  readonly records: RecordsWork;
  readonly cataloguing: CataloguingWork;
  readonly authorities: AuthoritiesWork;
  readonly terms: TermsWork;
  readonly sorting: SortingWork;
  readonly migration: MigrationWork;
  readonly payments: PaymentsWork;
  readonly undo: UndoWork;
  readonly devices: DevicesWork;
  readonly exchanges: ExchangesWork;
  readonly tags: TagsWork;
  readonly dissemination: DisseminationWork;
  readonly harvest: HarvestWork;
  readonly digital: DigitalWork;
  readonly usage: UsageWork;
  readonly libraryLife: LibraryLifeWork;
  readonly alerts: AlertsWork;
  readonly figures: FiguresWork;
  readonly staff: StaffWork;
  readonly filters: FiltersWork;
  readonly journal: JournalWork;
  /**
   * What must follow the commit: `topic` names the follower, `payload` is JSON. Records that changed are also told to
   * whoever follows `records-to-disseminate`.
   */
  readonly outbox: {
    add(topic: OutboxTopic, payload: unknown, at: number): Promise<void>;
    done(ids: readonly number[]): Promise<void>;
  };
  /** Answers already given, by business key (docs/adr on exactly-once): the same request gets the same answer. */
  readonly answers: {
    find(key: string): Promise<string | null>;
    /** Keeps this answer unless there is one already, which is then returned. A write: it takes the lock. */
    claim(key: string, answer: string, at: number): Promise<string | null>;
    forget(key: string): Promise<void>;
    /** Replaces what was kept under this key. */
    keep(key: string, answer: string, at: number): Promise<void>;
    forgetBefore(at: number): Promise<number>;
  };
}

export interface ItemsWork {
  /** Locks the item by a write and returns it; null when no item bears this barcode (trimmed, without case). */
  claim(barcode: string): Promise<ClaimedItem | null>;
  move(itemId: number, to: { status: ItemStatus; statusSince: number; holdingLibraryId: number }): Promise<void>;
  /** Barcode as stored → what is known of the item that bears it. Unknown barcodes are absent. */
  findByBarcodes(barcodes: readonly string[]): Promise<Map<string, Item>>;
  /** Which of these are numbers of cards, in use or past: they are no barcodes. */
  cardsAmong(barcodes: readonly string[]): Promise<Set<string>>;
  /** What a terminal notes of it from now on. */
  setProperties(itemId: number, properties: string): Promise<void>;
  /** Returns the ids, in the order given. */
  insertMany(items: readonly NewItem[]): Promise<number[]>;
  describe(
    itemId: number,
    as: Pick<NewItem, 'type' | 'location' | 'callNumber' | 'volume' | 'inventoryNo' | 'loanable'>,
  ): Promise<void>;
}
/** What few copies have may be left out: no owner but home, no age, no note, no tag. */
export type NewItem = Omit<Item, 'id' | 'version' | RareItemFact> & Partial<Pick<Item, RareItemFact>>;
export type RareItemFact = 'ownerLibraryId' | 'returnToOwnerOn' | 'minAge' | 'notes' | 'rfid' | 'properties';
/** A locked item, with the title of its record for the receipt. */
export type ClaimedItem = Item & {
  readonly title: string;
  /** False when nobody at all waits for its record: the queue need not be read. */
  readonly mayBeWanted: boolean;
};

export interface PatronsWork {
  /** Locks the patron who holds this card by a write. A replaced card gives `replaced`; null when unknown. */
  lock(cardNumber: string): Promise<{ patron: Patron; replaced: boolean } | null>;
  /** Locks the patron of an open loan. */
  lockById(patronId: number): Promise<Patron | null>;
  blocks(patronId: number, at: number): Promise<Block[]>;
  insertMany(patrons: readonly NewPatron[]): Promise<number[]>;
  insertBlocks(blocks: readonly NewBlock[]): Promise<void>;
  /** A past card of this patron: it answers "replaced", never another person. */
  retireCard(patronId: number, cardNumber: string, at: number): Promise<void>;
}
export type NewPatron = Omit<Patron, 'id' | 'categoryCode' | 'pinLockedUntil'>;

export interface LoansWork {
  openOf(itemId: number): Promise<Loan | null>;
  /** Open loans of a patron: all of them, those of one item type, and those overdue at a moment (clock not stopped). */
  count(patronId: number, itemType: ItemType, at: number): Promise<{ total: number; ofType: number; overdue: number }>;
  /** Open loans of a patron whose item is LOST. */
  countLost(patronId: number): Promise<number>;
  open(loan: NewLoan): Promise<Loan>;
  openMany(loans: readonly NewLoan[]): Promise<void>;
  close(loanId: number, how: { returnedAt: number; returnLibraryId: number }): Promise<void>;
  extend(loanId: number, to: { dueAt: number; renewals: number }): Promise<void>;
}
export type NewLoan = Omit<Loan, 'id' | 'returnedAt' | 'returnLibraryId'> & { source: LoanSource };

export interface HoldsWork extends QueueWork {
  /** Live holds on the record, by (priorityClass, placedAt, id). */
  queue(recordId: number): Promise<QueuedHold[]>;
  /** The live hold that bound this item, if any. */
  boundTo(itemId: number): Promise<Hold | null>;
  /** Binds a PENDING or TARGETED hold to an item by compare-and-set; false when somebody else did. */
  bind(
    holdId: number,
    to: {
      itemId: number;
      status: 'TRAPPED' | 'IN_TRANSIT' | 'ON_SHELF';
      shelvedAt: number | null;
      pickupDeadline: number | null;
    },
  ): Promise<boolean>;
  /** Moves a hold from one of the states `from`; false when it was in another. */
  settle(holdId: number, from: readonly HoldStatus[], to: HoldStatus, facts?: SettledFacts): Promise<boolean>;
  insertMany(holds: readonly NewHold[]): Promise<number[]>;
  /** Copies of the record that are AVAILABLE and loanable now. */
  availableCopies(recordId: number): Promise<number>;
}
export type NewHold = Omit<Hold, 'id' | 'volume' | 'targetItemId'> & Partial<Pick<Hold, 'volume' | 'targetItemId'>>;

export interface TransitsWork {
  openOf(itemId: number): Promise<Transit | null>;
  open(transit: Omit<Transit, 'id'>): Promise<Transit>;
  openMany(transits: readonly Omit<Transit, 'id'>[]): Promise<void>;
  retarget(transitId: number, to: { toLibraryId: number; reason: TransitReason; holdId: number | null }): Promise<void>;
  arrive(transitId: number, at: number): Promise<void>;
  cancel(transitId: number, at: number): Promise<void>;
}

export interface RecordsWork {
  /** What is known of the records of one source: absent when never seen. */
  findBySource(source: string, sourceIds: readonly string[]): Promise<Map<string, KnownRecord>>;
  /** Reserves `count` consecutive numbers for control numbers and returns the first. A write: it takes the lock. */
  reserveNumbers(count: number): Promise<number>;
  insertMany(records: readonly NewRecord[]): Promise<number[]>;
  /** Makes the next version of a record; told nothing else, of an import. */
  replace(
    recordId: number,
    by: Pick<NewRecord, 'marc' | 'hash' | 'updatedAt' | 'derived' | 'status'> & {
      readonly standing?: Pick<CataloguedRecord, 'mergedIntoId' | 'suppressedAt'>;
    },
    change?: RecordChange,
  ): Promise<void>;
}
export type NewRecord = Omit<BibRecord, 'id' | 'mergedIntoId'> & {
  readonly derived: DerivedFields;
  /** The record it went into; absent unless its status is MERGED. */
  readonly mergedIntoId?: number;
};

export interface Administration {
  insertLibraries(libraries: readonly Omit<NetworkLibrary, 'id'>[]): Promise<number[]>;
  insertCategories(categories: readonly Omit<PatronCategory, 'id'>[]): Promise<number[]>;
  insertPolicies(policies: readonly Omit<CirculationPolicy, 'id'>[]): Promise<number[]>;
  setCalendars(calendars: readonly Calendar[]): Promise<void>;
  insertDevices(devices: readonly NewDevice[]): Promise<number[]>;
  /** What devices last told, several at once. */
  sawDevices(seen: readonly { deviceId: number; at: number; status: number | null }[]): Promise<void>;
  /** False when the login is taken. */
  insertUser(user: Omit<StaffUser, 'id'> & { passwordHash: string }): Promise<boolean>;
  /** False when nobody bears this login. Closes every session of that user. */
  setPassword(login: string, passwordHash: string): Promise<boolean>;
  touchSession(tokenHash: string, at: number): Promise<void>;
  closeSession(tokenHash: string): Promise<void>;
  /** Sessions not seen since `idleBefore` or opened before `openedBefore`. */
  closeSessionsOlderThan(idleBefore: number, openedBefore: number): Promise<number>;
  /** One process at a time holds a named lease; true while it is `owner`'s, for `forMilliseconds` by the database's clock. */
  holdLease(name: string, owner: string, forMilliseconds: number): Promise<boolean>;
}
