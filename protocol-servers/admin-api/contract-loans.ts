/** What the console and the admin API say to each other about loans. Types only. */

/** Staff go on in spite of exactly these reasons; `why` stays in the journal and names no reader. */
export interface OverrideRequest {
  readonly reasons: readonly string[];
  readonly why: string;
}

/** POST /loans. `library` is named by whoever works for the whole network. */
export interface LoanRequest {
  readonly card: string;
  readonly item: string;
  readonly library?: string;
  /** Renew when the reader has it already. */
  readonly renew?: boolean;
  readonly override?: OverrideRequest;
}
/** A document, as staff see it in an answer. */
export interface CopyView {
  readonly barcode: string;
  readonly title: string;
  readonly status: string;
}
export interface LoanView {
  readonly item: CopyView;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly dueAt: string;
  readonly renewals: number;
  /** It was renewed, not lent anew. */
  readonly renewed: boolean;
  /** What staff should know: rules set aside, a document taken back without a scan, found again, awaited. */
  readonly warnings: readonly string[];
  /** What is written on the copy for this moment. */
  readonly note: string;
}

/** POST /returns. `fromBin`: out of the return bin, dated at the last opening before today. */
export interface ReturnRequest {
  readonly item: string;
  readonly library?: string;
  readonly fromBin?: boolean;
}
export interface ReturnView {
  readonly item: CopyView;
  readonly routing: 'no-change' | 'shelf' | 'hold-shelf' | 'transit-hold' | 'transit-home';
  readonly destination: { readonly code: string; readonly name: string };
  /** When the loan this closed ended; null when it was not on loan. */
  readonly returnedAt: string | null;
  readonly hold: number | null;
  readonly found: boolean;
  readonly alert: 'withdrawn-item-seen' | 'found' | 'checkin-note' | null;
  /** Of the sorter of this library; null when its list names none. */
  readonly bin: string | null;
  readonly note: string;
}

/** POST /renewals */
export interface RenewalRequest {
  readonly card: string;
  readonly item: string;
  readonly library?: string;
  readonly override?: OverrideRequest;
}
/** POST /renewals/all */
export interface RenewAllRequest {
  readonly card: string;
  readonly library?: string;
}
export interface RenewAllView {
  readonly results: readonly {
    readonly barcode: string;
    readonly title: string;
    /** Null when refused. */
    readonly dueAt: string | null;
    readonly renewals: number | null;
    /** Null when renewed. */
    readonly refusal: string | null;
  }[];
}

/** GET /items/:barcode */
export interface ItemSheetView {
  readonly item: CopyView;
  /** Control number of its record. */
  readonly record: string;
  readonly type: string;
  readonly location: string;
  readonly callNumber: string;
  readonly volume: string;
  readonly inventoryNo: string;
  readonly loanable: boolean;
  readonly minAge: number | null;
  readonly home: string;
  readonly holding: string;
  readonly statusSince: string;
  /** The library that lent it to the network, null when it belongs to its home. */
  readonly owner: string | null;
  readonly returnToOwnerOn: string | null;
  readonly notes: {
    readonly public: string;
    readonly staff: string;
    readonly checkin: string;
    readonly checkout: string;
  };
  readonly rfid: { readonly uid: string; readonly afi: number; readonly dsfid: number } | null;
  readonly version: number;
  readonly loan: {
    readonly id: number;
    readonly reader: number | null;
    readonly library: string;
    readonly at: string;
    readonly dueAt: string;
    readonly renewals: number;
  } | null;
  readonly transit: {
    readonly from: string;
    readonly to: string;
    readonly reason: string;
    readonly since: string;
  } | null;
  /** The hold for which it is kept. */
  readonly hold: { readonly id: number; readonly status: string; readonly pickup: string } | null;
  /** Live holds on its record. */
  readonly queueLength: number;
}

/** PUT /items/:barcode/status: what became of a document. */
export interface ItemStatusRequest {
  readonly mark: 'LOST' | 'MISSING' | 'CLAIMED_RETURNED' | 'DAMAGED' | 'WITHDRAWN' | 'WITH_READER' | 'FOUND';
  readonly library?: string;
  readonly why: string;
}
export interface ItemStatusView {
  readonly item: CopyView;
  /** Where a document found again goes; null for every other mark. */
  readonly checkedIn: ReturnView | null;
}
