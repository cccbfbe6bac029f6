import type { EventType, JournalReading, SealedEvent, StoredEvent } from './journal.ts';
import type { BibRecord } from '../catalogue/record.ts';
import type { AuthoritiesReading } from './authorities.ts';
import type { CataloguingReading } from './cataloguing.ts';
import type { Calendar, CirculationPolicy, Hold, Item, ItemType, Loan, Transit } from '../circulation/entities.ts';
import type { NetworkLibrary, PatronCategory, RegisteredDevice } from '../network/network.ts';
import type { DisseminationReading } from './dissemination.ts';
import type { ExchangesReading } from './exchanges.ts';
import type { ShuttleReading } from './navette.ts';
import type { DigitalReading } from './digital.ts';
import type { FiguresReading } from './figures.ts';
import type { HarvestReading } from './harvest.ts';
import type { HoldReading } from './holds.ts';
import type { NoticesReading } from './notices.ts';
import type { OfflineReading } from './offline.ts';
import type { MigrationReading } from './migration.ts';
import type { SystemReading } from './system.ts';
import type { SortingReading } from './sorting.ts';
import type { AlertsReading } from './alerts.ts';
import type { FiltersReading } from './filters.ts';
import type { TagsReading } from './tags.ts';
import type { TermsReading } from './terms.ts';
import type { LibraryLifeReading } from './library-life.ts';
import type { UsageReading } from './usage.ts';
import type { PatronAccountsReading } from './patrons.ts';
import type { Block, Patron } from '../patrons/patron.ts';
import type { OutboxTopic, OutboxRow } from './outbox.ts';
import type { SigningUser, StaffReading, StaffSession } from './staff.ts';

/** Reads. None of them locks. */
export interface Reading {
  readonly shuttle: ShuttleReading;
  item(barcode: string): Promise<ItemSheet | null>;
  /** Null when unknown. */
  patron(cardNumber: string): Promise<{ patron: Patron; replaced: boolean } | null>;
  readonly patronAccounts: PatronAccountsReading;
  readonly offline: OfflineReading;
  readonly notices: NoticesReading;
  readonly cataloguing: CataloguingReading;
  readonly authorities: AuthoritiesReading;
  readonly sorting: SortingReading;
  readonly migration: MigrationReading;
  readonly exchanges: ExchangesReading;
  readonly tags: TagsReading;
  readonly dissemination: DisseminationReading;
  readonly harvest: HarvestReading;
  readonly digital: DigitalReading;
  readonly usage: UsageReading;
  readonly libraryLife: LibraryLifeReading;
  readonly terms: TermsReading;
  readonly alerts: AlertsReading;
  readonly figures: FiguresReading;
  readonly system: SystemReading;
  readonly filters: FiltersReading;
  readonly holds: HoldReading;
  /** Everything a kiosk or a desk shows of one reader, from one snapshot. */
  patronAccount(patronId: number, at: number): Promise<PatronAccount>;
  device(login: string): Promise<(RegisteredDevice & { secretHash: string }) | null>;
  devices(): Promise<RegisteredDevice[]>;
  libraries(): Promise<NetworkLibrary[]>;
  categories(): Promise<PatronCategory[]>;
  policies(): Promise<CirculationPolicy[]>;
  calendars(): Promise<Calendar[]>;
  readonly staff: StaffReading;
  readonly journal: JournalReading;
  staffUsers(): Promise<SigningUser[]>;
  staffUser(login: string): Promise<(SigningUser & { passwordHash: string }) | null>;
  session(tokenHash: string): Promise<{ session: StaffSession; user: SigningUser } | null>;
  /** In the order of the ids asked; unknown ids are left out. */
  records(ids: readonly number[]): Promise<BibRecord[]>;
  /** When each of these records changed last (`updatedAt`), by id; unknown ids are absent. */
  recordsChangedAt(ids: readonly number[]): Promise<Map<number, number>>;
  recordByControlNumber(controlNumber: string): Promise<BibRecord | null>;
  /** Barcodes, libraries and call numbers of the items of each record. */
  holdings(recordIds: readonly number[]): Promise<Map<number, Item[]>>;
  /** Records by ascending id after `afterId`: for indexing and exports. */
  recordsAfter(afterId: number, limit: number): Promise<BibRecord[]>;
  /** The highest number a record has; 0 in an empty catalogue. */
  lastRecordId(): Promise<number>;
  outbox(topic: OutboxTopic, limit: number): Promise<OutboxRow[]>;
  /** The journal in the order of the chain, after `position`. */
  sealedEvents(afterPosition: number, limit: number): Promise<SealedEvent[]>;
  /** Events with seq > `afterSeq` in ascending order, of these types. */
  eventsAfter(afterSeq: number, types: readonly EventType[], limit: number): Promise<StoredEvent[]>;
  lastEventSeq(): Promise<number>;
  /** Loans, returns and renewals at or after `since`, newest first, for the console. */
  activity(since: number, limit: number, afterSeq?: number): Promise<ActivityRow[]>;
  countActivity(since: number): Promise<{ loans: number; returns: number; renewals: number }>;
  counts(): Promise<StoreCounts>;
  /** Every broken invariant, as sentences with the row they name. Empty when all hold. */
  audit(): Promise<Breach[]>;
}

/** An item with what a device needs to know around it. */
export interface ItemSheet {
  readonly item: Item;
  readonly title: string;
  readonly carrier: string;
  readonly controlNumber: string;
  readonly loan: Loan | null;
  readonly transit: Transit | null;
  readonly boundHold: Hold | null;
  /** Live holds on the record. */
  readonly queueLength: number;
}

export interface PatronAccount {
  readonly blocks: readonly Block[];
  readonly loans: readonly LoanLine[];
  readonly holds: readonly HoldLine[];
}
export interface LoanLine {
  readonly loan: Loan;
  readonly barcode: string;
  readonly title: string;
  readonly itemType: ItemType;
}
export interface HoldLine {
  readonly hold: Hold;
  /** Barcode of the bound item, null while none is. */
  readonly barcode: string | null;
  readonly title: string;
}

/** A line of today's movements as the console shows it: no reader in it. */
export interface ActivityRow {
  readonly seq: number;
  readonly at: number;
  readonly type: 'LOAN' | 'RETURN' | 'RENEWAL';
  readonly libraryCode: string | null;
  readonly device: string | null;
  readonly barcode: string;
  readonly title: string;
  /** Where a return goes, null for the other movements. */
  readonly routing: string | null;
}

export interface StoreCounts {
  readonly libraries: number;
  readonly records: number;
  readonly items: number;
  readonly itemsByStatus: Readonly<Record<string, number>>;
  readonly patrons: number;
  readonly openLoans: number;
  readonly liveHolds: number;
  readonly openTransits: number;
}

export interface Breach {
  /** Name of the invariant: `one-open-loan-per-item`. */
  readonly invariant: string;
  readonly detail: string;
}
