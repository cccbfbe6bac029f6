import type { AccountDesk, StaffDesk } from './access/desk.ts';
import type { Replies } from './access/replies.ts';
import type { JournalDesk } from './journal/desk.ts';
import type { HoldsDesk } from './holds/desk.ts';
import type { NoticeDesk } from './notices/desk.ts';
import type { OfflineDesk } from './offline/desk.ts';
import type { AuthorityDesk } from './authorities/desk.ts';
import type { CopiesDesk } from './catalogue/copies/desk.ts';
import type { LookUpDesk } from './catalogue/look-up/desk.ts';
import type { CataloguingDesk } from './catalogue/editing/desk.ts';
import type { ScanDesk } from './desk/desk.ts';
import type { ExportDesk } from './catalogue/export/desk.ts';
import type { ShownCopy } from './catalogue/holdings-995.ts';
import type { BibRecord } from './catalogue/record.ts';
import type { CopyAvailability } from './catalogue/availability.ts';
import type { Facet, ScanFound, ScanRequest, SearchHits, SearchPage } from './ports/search-index.ts';
import type { Hold, Item, Loan, Transit, ItemMark, RoutingKind } from './circulation/entities.ts';
import type { DisseminationDesk } from './dissemination/desk.ts';
import type { MigrationDesk } from './migration/desk.ts';
import type { NavetteDesk } from './navette/desk.ts';
import type { DigitalDesk } from './digital/desk.ts';
import type { HarvestDesk } from './harvest/desk.ts';
import type { Device, NetworkLibrary } from './network/network.ts';
import type { LibraryLifeDesk } from './network/library-life-desk.ts';
import type { DeviceRegistry } from './network/registry-desk.ts';
import type { Post } from './network/post.ts';
import type { Outcome, Refusal } from './outcome.ts';
import type { ReaderDesk } from './patrons/desk.ts';
import type { Block, Patron } from './patrons/patron.ts';
import type { HoldSheet } from './ports/holds.ts';
import type { ActivityRow, HoldLine, LoanLine, StoreCounts } from './ports/reading.ts';
import type { StoreHealth } from './ports/store.ts';
import type { Query } from './query/model.ts';
import type { TagDesk } from './rfid/desk.ts';
import type { SortingDesk } from './sorting/desk.ts';
import type { UsageDesk } from './statistics/usage/usage.ts';
import type { FiguresDesk } from './statistics/figures/desk.ts';
import type { AlertDesk } from './alerts/desk.ts';
import type { FilterDesk } from './saved-filters/desk.ts';
import type { QuickSearchAsked, QuickSearchFound } from './quick-search/entities.ts';
import type { StaffUser } from './ports/staff.ts';
import type { ListTaken } from './privacy/list-taken.ts';
import type { TermsDesk } from './terms/desk.ts';

/** What a network of libraries does, for whoever speaks to it. Protocol servers call this and nothing else. */
export interface Library {
  readonly devices: DeviceDesk;
  readonly registry: DeviceRegistry;
  readonly circulation: Circulation;
  readonly desk: ScanDesk<CheckedOut, CheckedIn>;
  readonly patrons: PatronDesk;
  readonly readers: ReaderDesk;
  readonly catalogue: Catalogue;
  readonly lookUp: LookUpDesk;
  readonly cataloguing: CataloguingDesk;
  readonly copies: CopiesDesk;
  readonly authorities: AuthorityDesk;
  readonly exports: ExportDesk;
  readonly network: Network;
  readonly navette: NavetteDesk;
  readonly staff: StaffDesk;
  readonly accounts: AccountDesk;
  readonly journal: JournalDesk;
  readonly activity: Activity;
  readonly terms: TermsDesk;
  readonly sorting: SortingDesk<CheckedIn>;
  readonly holds: HoldsDesk;
  readonly tags: TagDesk;
  readonly replies: Replies;
  readonly offline: OfflineDesk;
  readonly notices: NoticeDesk;
  readonly migration: MigrationDesk;
  readonly dissemination: DisseminationDesk;
  readonly harvests: HarvestDesk;
  readonly digital: DigitalDesk;
  readonly usage: UsageDesk;
  readonly figures: FiguresDesk;
  readonly life: LibraryLifeDesk;
  readonly alerts: AlertDesk;
  readonly filters: FilterDesk;
  /** People, books, copies and terminals by what was typed, at once. */
  quickSearch(asked: QuickSearchAsked): Promise<QuickSearchFound>;
  /** Keeps in the journal that somebody takes a list out. Called before it leaves. */
  noteListTaken(by: Pick<StaffUser, 'login' | 'libraryId'>, taken: ListTaken): Promise<void>;
  /** Local business time: what a kiosk sets its clock from. UTC milliseconds. */
  now(): number;
  health(): Promise<StoreHealth>;
}

export interface DeviceDesk {
  /** Refused `credentials-wrong` alike for an unknown login and a wrong secret. */
  signIn(login: string, secret: string): Promise<Outcome<Device>>;
  /** Notes that the device spoke, and its last SC status when it told one. Never waits for the database. */
  seen(device: Device, status?: number): void;
  /** The device of an open conversation as it stands now, null when it was disabled. Reads memory. */
  current(device: Device): Device | null;
  /** Calls back when the connections of a device are to be closed; returns the way to stop. */
  onCutOff(listener: (deviceId: number) => void): () => void;
}

export interface Circulation {
  checkOut(request: CheckOutRequest): Promise<Outcome<CheckedOut>>;
  checkIn(request: CheckInRequest): Promise<Outcome<CheckedIn>>;
  renew(request: RenewRequest): Promise<Outcome<Renewed>>;
  /** Renews each loan of a reader, each on its own: a result per document, in the order they were lent. */
  /** Renews the document of this title, or of this control number, that the reader has; the first due of several. */
  renewTitle(request: TitleRenewal): Promise<Outcome<Renewed>>;
  renewAll(request: RenewAllRequest): Promise<Outcome<RenewedAll>>;
  /** Staff say what became of a document: lost, missing, damaged, found … Refused `status-change-not-allowed` with from and to. */
  changeItemStatus(request: ItemStatusRequest): Promise<Outcome<ItemStatusChanged>>;
  /** `at`: where it was scanned, whose own barcodes come first. */
  item(barcode: string, at?: Pick<Post, 'libraryId'>): Promise<Outcome<ItemInformation>>;
  /**
   * Undoes the last check-out or check-in of this very post, exactly. Refused `nothing-to-undo`, `undo-overtaken` when
   * anything happened since.
   */
  undo(request: UndoRequest): Promise<Outcome<Undone>>;
  /** What a terminal notes of a document, in its own words; an empty note changes nothing. */
  noteProperties(request: PropertiesRequest): Promise<Outcome<{ item: Item; title: string }>>;
  /** Refused `no-fee-due` while the network charges nothing, `payment-not-acceptable` (facts.reason). */
  pay(request: PaymentRequest): Promise<Outcome<{ payment: number }>>;
}

/** Times are UTC milliseconds. `at` is the terminal's own time when the fact already happened (off-line). */
export interface CheckOutRequest {
  /** Where it is made. A staff post is the staff column of the check-out table, any other the self-check one. */
  readonly device: Post;
  readonly card: string;
  readonly pin?: string;
  readonly itemBarcode: string;
  /** Renew when the item is already lent to this reader (SIP2 SC renewal policy Y). */
  readonly renewalAllowed: boolean;
  /** SIP2 no block: the loan was made off-line and cannot be refused for a rule. */
  readonly offline?: { readonly at: number; readonly dueAt: number | null };
  /** Staff go on in spite of exactly these reasons. */
  readonly override?: Override;
  /** The terminal's transaction date as sent: with device, item and card it names the transaction. */
  readonly transactionDate: string;
}
/** Why staff set rules aside: kept in the journal with their name, so it names no reader. */
export interface Override {
  readonly reasons: readonly Refusal[];
  readonly why: string;
}
export interface CheckedOut {
  readonly item: Item;
  readonly title: string;
  readonly loan: Loan;
  readonly renewed: boolean;
  /** What staff should know: rules set aside, a document taken back without a scan, found again, awaited by somebody. */
  readonly warnings: readonly Refusal[];
}

export interface CheckInRequest {
  readonly device: Post;
  readonly itemBarcode: string;
  /** When the document came back; never later than now. Dated at the last opening when the library was closed. */
  readonly returnedAt: number;
  /** Whether the answer names the reader for whom it is kept. */
  readonly namesHoldReader?: boolean;
  /** It comes out of the return bin: it was there since the last opening before today. */
  readonly fromBin?: boolean;
  readonly transactionDate: string;
}
/** Why a person must look at a document that came back. */
export type CheckInAlert = 'withdrawn-item-seen' | 'found' | 'checkin-note';
/** Where the document goes now: exactly one answer a scan. */
export interface CheckedIn {
  readonly item: Item;
  readonly title: string;
  readonly routing: RoutingKind;
  /** The library where it must go: this one, home, or the pickup library of the hold. */
  readonly destination: NetworkLibrary;
  readonly home: NetworkLibrary;
  /** The loan this closed, null when it was not on loan. */
  readonly closedLoan: Loan | null;
  readonly hold: Hold | null;
  /** It had been given up as lost, missing or claimed returned. */
  readonly found: boolean;
  /** Beside the routing: null when there is nothing more to see. */
  readonly alert: CheckInAlert | null;
  /** Where the sorter of this library drops it, by its list as it is now; null when no rule of it says. */
  readonly sortBin: string | null;
  /** Whose hold it is, when that was asked. */
  readonly holdReader?: HoldSheet['patron'];
}

export interface RenewRequest {
  readonly device: Post;
  readonly card: string;
  readonly pin?: string;
  readonly itemBarcode: string;
  /** The card may be another reader's than the one who has the document (SIP2 third party allowed). */
  readonly thirdParty?: boolean;
  readonly offline?: { readonly at: number; readonly dueAt: number | null };
  readonly override?: Override;
  readonly transactionDate: string;
}
export interface Renewed {
  readonly item: Item;
  readonly title: string;
  readonly loan: Loan;
  /** Rules staff set aside, or that an off-line fact broke. */
  readonly warnings: readonly Refusal[];
}
export type TitleRenewal = Omit<RenewRequest, 'itemBarcode'> & { readonly title: string };
export type RenewAllRequest = Pick<RenewRequest, 'device' | 'card' | 'pin' | 'transactionDate'>;
export interface RenewedAll {
  readonly results: readonly {
    readonly barcode: string;
    readonly title: string;
    readonly outcome: Outcome<Renewed>;
  }[];
}

/** What a terminal did and takes back. */
export interface UndoRequest {
  readonly device: Post;
  readonly what: 'check-out' | 'check-in';
  readonly itemBarcode: string;
  /** Of the reader who still has the document; for a check-in only. */
  readonly card?: string;
  readonly pin?: string;
  readonly transactionDate: string;
}
export interface Undone {
  /** As it was before. */
  readonly item: Item;
  readonly title: string;
  /** Its loan now, null when it is not on loan. */
  readonly loan: Loan | null;
  readonly home: NetworkLibrary;
}

export interface PropertiesRequest {
  readonly device: Post;
  readonly itemBarcode: string;
  readonly properties: string;
}

/** A payment taken by a terminal. */
export interface PaymentRequest {
  readonly device: Post;
  readonly card: string;
  readonly pin?: string;
  /** As the terminal writes it: `2.50`. */
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
  /** SIP2 codes. */
  readonly feeType: string;
  readonly paymentType: string;
  /** The terminal's own name of the payment, and of the fee. */
  readonly transactionId?: string;
  readonly feeIdentifier?: string;
  readonly transactionDate: string;
}

export interface ItemStatusRequest {
  readonly device: Post;
  readonly itemBarcode: string;
  readonly mark: ItemMark;
  /** Kept in the journal: it names no reader. */
  readonly why: string;
}
export interface ItemStatusChanged {
  readonly item: Item;
  readonly title: string;
  /** Where a document found again goes; null for every other mark. */
  readonly checkedIn: CheckedIn | null;
}

export interface ItemInformation {
  readonly item: Item;
  readonly title: string;
  readonly carrier: string;
  /** Of its record. */
  readonly controlNumber: string;
  readonly loan: Loan | null;
  readonly transit: Transit | null;
  readonly hold: Hold | null;
  readonly queueLength: number;
  readonly home: NetworkLibrary;
  readonly holding: NetworkLibrary;
}

export interface PatronDesk {
  /**
   * One reader's account. Refused `patron-unknown`, `card-replaced`. A wrong or missing PIN is not a refusal: `pin`
   * says what was verified, and the server gives out no more than its device may see.
   */
  account(request: { card: string; pin?: string; device: Post }): Promise<Outcome<PatronAccountSheet>>;
  /** A terminal asks that a card lend no more: a block, once however often it asks. The account as it is then. */
  block(request: CardBlockRequest): Promise<Outcome<PatronAccountSheet>>;
  /** Lifts the blocks terminals asked for, no other. Refused `pin-wrong`, `pin-locked`. */
  enable(request: { card: string; pin?: string; device: Post }): Promise<Outcome<PatronAccountSheet>>;
}
export interface CardBlockRequest {
  readonly device: Post;
  readonly card: string;
  /** The terminal kept the card. */
  readonly cardRetained: boolean;
  /** Why, in the words of the terminal. */
  readonly message: string;
}
export interface PatronAccountSheet {
  readonly patron: Patron;
  readonly homeLibrary: NetworkLibrary;
  readonly pin: 'not-given' | 'right' | 'wrong' | 'locked';
  readonly expired: boolean;
  readonly blocks: readonly Block[];
  readonly loans: readonly LoanLine[];
  /** Those past due at the time of the answer. */
  readonly overdue: readonly LoanLine[];
  /** Holds waiting on the shelf of their pickup library. */
  readonly readyHolds: readonly HoldLine[];
  /** Every other live hold. */
  readonly pendingHolds: readonly HoldLine[];
  /** Overdue: so many documents past their date stop a reader. */
  readonly limits: { readonly loans: number; readonly holds: number; readonly overdue: number };
  /** True when the number of loans reached the limit. */
  readonly tooManyLoans: boolean;
}

export interface Catalogue {
  /** Refused `query-unsupported` (facts.feature), `temporarily-unavailable`. `start` is 0-based. */
  search(query: Query, page: SearchPage): Promise<Outcome<SearchResult>>;
  /** The same search, told by the ids of its records: what a result set keeps. Refused as `search`, out of range apart. */
  find(query: Query, page: SearchPage): Promise<Outcome<SearchHits>>;
  /** Records in the order of their ids, each with its items; null for one that is no longer in the catalogue. */
  recordsById(recordIds: readonly number[]): Promise<readonly (CatalogueRecord | null)[]>;
  /** The copies of a record that are not withdrawn, as they are at this moment. */
  availability(found: CatalogueRecord): Promise<readonly CopyAvailability[]>;
  /** Walks the list of terms of an index. Refused `query-unsupported` (facts.feature), `temporarily-unavailable`. */
  scan(request: ScanRequest): Promise<Outcome<ScanFound>>;
  record(controlNumber: string): Promise<Outcome<CatalogueRecord>>;
}
export interface CatalogueRecord {
  readonly record: BibRecord;
  /** Its copies that are not withdrawn, by id. */
  readonly items: readonly ShownCopy[];
}
export interface SearchResult {
  readonly total: number;
  readonly records: readonly CatalogueRecord[];
  /** Counts over the whole result, one for each asked. */
  readonly facets?: readonly Facet[];
  /** One for each query counted. */
  readonly counts?: readonly number[];
}

export interface Network {
  libraries(): Promise<readonly NetworkLibrary[]>;
  library(id: number): NetworkLibrary;
  devices(): Promise<readonly Device[]>;
  /** Whether any row of the policy table charges anything. */
  charges(): boolean;
  counts(): Promise<StoreCounts>;
}

export interface Activity {
  /** Today (Europe/Paris), newest first, and the sums of the day. */
  today(
    limit: number,
  ): Promise<{ rows: readonly ActivityRow[]; totals: { loans: number; returns: number; renewals: number } }>;
  /** Calls back with each new line, in order; returns the way to stop. */
  follow(listener: (row: ActivityRow) => void): () => void;
}
