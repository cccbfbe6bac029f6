/** The shuttle van as the console and the admin API say it. Types only. Libraries by code, documents by barcode, times ISO 8601 UTC. */

/** GET /shuttle/routes, POST /shuttle/routes, PUT /shuttle/routes/:id */
export interface ShuttleRouteRequest {
  readonly name: string;
  /** Where crates are sorted: one of the stops of every day. */
  readonly hub: string;
  readonly stops: readonly RouteStopView[];
}
export interface RouteStopView {
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
  readonly sequence: number;
  readonly library: string;
  /** Local time, `HH:MM`. */
  readonly from: string;
  readonly to: string;
}
export interface ShuttleRouteView extends ShuttleRouteRequest {
  readonly id: number;
}

/** GET /shuttle/runs?from=&to=&offset=&limit=, POST /shuttle/runs/:id/start|finish|cancel */
export interface ShuttleRunView {
  readonly id: number;
  readonly route: number;
  /** ISO date, local. */
  readonly date: string;
  readonly state: 'PLANNED' | 'EN_ROUTE' | 'DONE' | 'CANCELLED';
  readonly cancelReason: 'PUBLIC_HOLIDAY' | 'NOTHING_TO_SERVE' | 'ROUTE_CHANGED' | 'BY_STAFF' | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly stops: readonly {
    readonly sequence: number;
    readonly library: string;
    readonly opensAt: string;
    readonly closesAt: string;
    readonly skipped: 'LIBRARY_CLOSED' | 'LIBRARY_NOT_LIVE' | null;
  }[];
}

/** A document on its way. GET /libraries/:code/dispatch?offset=&limit= lists those that wait for a crate, reserved ones first. */
export interface MovingItemView {
  readonly barcode: string;
  readonly title: string;
  readonly callNumber: string;
  readonly reason: 'FILL_HOLD' | 'RETURN_HOME' | 'TO_OWNER' | 'MANUAL' | 'ILL' | 'ROTATION';
  readonly from: string;
  readonly to: string;
  readonly lastSeen: string;
  readonly since: string;
  readonly crate: string | null;
}
export interface DispatchView {
  readonly items: readonly MovingItemView[];
  readonly total: number;
  /** Start of the next time the van stops here; null when none is planned. */
  readonly nextDeparture: string | null;
}
/** GET /shuttle/late?library=&offset=&limit=, the oldest first. */
export interface LateTransitView extends MovingItemView {
  readonly promisedAt: string;
  readonly daysLate: number;
}

/** POST /crates. A network-wide account names the library; the others send from their own. */
export interface CrateRequest {
  readonly from?: string;
  /** Null: to be sorted at the hub. */
  readonly to: string | null;
}
export interface CrateView {
  readonly id: number;
  readonly code: string;
  readonly from: string;
  readonly to: string | null;
  readonly run: number | null;
  readonly state: 'OPEN' | 'SEALED' | 'ON_BOARD' | 'RECEIVED' | 'DISCREPANT';
  readonly openedAt: string;
  readonly sealedAt: string | null;
  readonly loadedAt: string | null;
  readonly receivedAt: string | null;
  readonly receivedAtLibrary: string | null;
}
/** POST /crates/:id/load: on board of a run that is on its way. */
export interface LoadRequest {
  readonly run: number;
}
/** GET /crates?library=&state=&run=&offset=&limit= */
export interface CrateSummaryView extends CrateView {
  readonly items: number;
}
/** GET /crates/:id, and what POST /crates/:id/items, …/items/remove {barcode}, …/seal answer. */
export interface CrateSheetView {
  readonly crate: CrateView;
  readonly lines: readonly CrateLineView[];
}
export interface CrateLineView {
  readonly barcode: string;
  readonly title: string;
  /** Where its move leads, null when it goes nowhere any more. */
  readonly to: string | null;
  readonly reason: string | null;
  readonly state: 'IN_CRATE' | 'SEEN' | 'LEFT' | 'MISSING' | 'GIVEN_UP';
  readonly unexpected: boolean;
  readonly resolution: 'FOUND' | 'DECLARED_MISSING' | 'NOTED' | null;
}

/**
 * POST /crates/:id/receive: documents scanned; sending them again changes nothing. What was announced and not seen is
 * missing `now`, unless the reception goes on, scan by scan, and closes `when-all-seen`.
 */
export interface ReceptionRequest {
  readonly library?: string;
  readonly barcodes: readonly string[];
  readonly closing?: 'now' | 'when-all-seen' | undefined;
}
export interface ReceptionView {
  readonly crate: CrateView;
  /** One for each barcode, in the order given. */
  readonly results: readonly {
    readonly barcode: string;
    readonly title: string | null;
    readonly result: 'announced' | 'unexpected' | 'refused';
    /** As POST /returns says it: `shelf`, `hold-shelf`, `transit-hold`, `transit-home` … */
    readonly routing: string | null;
    readonly destination: string | null;
    /** The code of the problem when it was refused. */
    readonly refusal: string | null;
  }[];
  readonly missing: readonly { readonly barcode: string; readonly title: string }[];
}

/** GET /shuttle/discrepancies?library=&offset=&limit= */
export interface DiscrepancyView {
  readonly id: number;
  readonly kind: 'MISSING' | 'UNEXPECTED';
  readonly notedAt: string;
  readonly barcode: string;
  readonly title: string;
  /** Code of the library where it was last seen, and since when it is in its state. */
  readonly lastSeen: string;
  readonly lastSeenAt: string;
  readonly crate: CrateView;
}
/** POST /shuttle/discrepancies/:id/resolve. FOUND and DECLARED_MISSING answer MISSING; NOTED answers UNEXPECTED. */
export interface ResolutionRequest {
  readonly resolution: 'FOUND' | 'DECLARED_MISSING' | 'NOTED';
}
