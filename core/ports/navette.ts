import type { Transit } from '../circulation/entities.ts';
import type {
  CancelReason,
  Crate,
  CrateLine,
  CrateSheet,
  CrateSheetLine,
  CrateState,
  DiscrepancyKind,
  NewShuttleRoute,
  NewShuttleRun,
  Resolution,
  RunState,
  RunStop,
  ShuttleRoute,
  ShuttleRun,
} from '../navette/entities.ts';

/** The shuttle, as one transaction changes it. Crates are locked after items, holds and transits. */
export interface ShuttleWork {
  /** A write. Null when the name is taken. */
  insertRoute(route: NewShuttleRoute): Promise<ShuttleRoute | null>;
  /** Locks the route by a write; null when there is none. */
  lockRoute(routeId: number): Promise<ShuttleRoute | null>;
  /** False when the name is taken. */
  replaceRoute(routeId: number, by: NewShuttleRoute): Promise<boolean>;
  /** Runs of a route on or after an ISO date. */
  runsOf(routeId: number, fromDate: string): Promise<ShuttleRun[]>;
  insertRuns(runs: readonly NewShuttleRun[]): Promise<void>;
  /** Replaces the stops of a run, and its state when the calendar changed its mind. */
  replan(
    runId: number,
    to: { state: RunState; cancelReason: CancelReason | null; stops: readonly RunStop[] },
  ): Promise<void>;
  /** Locks the run by a write; null when there is none. */
  lockRun(runId: number): Promise<ShuttleRun | null>;
  setRun(run: Omit<ShuttleRun, 'stops' | 'routeId' | 'date'>): Promise<void>;

  /** A write. The code is made of the library's and of the number of the crate. */
  openCrate(crate: {
    libraryCode: string;
    fromLibraryId: number;
    toLibraryId: number | null;
    at: number;
  }): Promise<Crate>;
  /** Locks the crate by a write; null when there is none. */
  lockCrate(crateId: number): Promise<Crate | null>;
  setCrate(crate: Omit<Crate, 'code' | 'fromLibraryId' | 'toLibraryId' | 'openedAt'>): Promise<void>;
  /** Crates sealed and not on board, and those a run carries, by id. */
  sealedFrom(libraryIds: readonly number[]): Promise<Crate[]>;
  cratesOfRun(runId: number): Promise<Crate[]>;
  lines(crateId: number): Promise<CrateSheetLine[]>;
  /** The crate that holds this open transit, and whether the document is still in it. */
  crateHolding(transitId: number): Promise<{ crate: Crate; line: CrateLine; inCrate: boolean } | null>;
  /** Throws a constraint violation when another transaction put the same document in a crate. */
  put(line: { crateId: number; itemId: number; transitId: number; at: number }): Promise<void>;
  takeOut(lineId: number): Promise<void>;
  markSeen(lineId: number, seen: { at: number; routing: string; destinationId: number | null }): Promise<void>;
  markLeft(lineId: number, at: number): Promise<void>;
  markMissing(lineId: number, at: number): Promise<void>;
  addUnexpected(line: {
    crateId: number;
    itemId: number;
    at: number;
    routing: string;
    destinationId: number | null;
  }): Promise<void>;
  /** The line of one discrepancy, with its document; null when it is none. */
  discrepancy(lineId: number): Promise<CrateSheetLine | null>;
  resolve(lineId: number, how: { at: number; resolution: Resolution; actor: string }): Promise<void>;
}

/** A part of a list. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** Reads of the shuttle. */
export interface ShuttleReading {
  routes(): Promise<ShuttleRoute[]>;
  /** Runs between two ISO dates, both included, by date and route: all of them, which the timetable is made of. */
  runs(from: string, to: string): Promise<ShuttleRun[]>;
  /** The same, a page at a time. */
  runsPage(from: string, to: string, page: Page): Promise<{ runs: ShuttleRun[]; total: number }>;
  /** Open transits of documents last seen at this library and in no crate: reserved documents first. */
  dispatch(libraryId: number, page: Page): Promise<{ moving: MovingItem[]; total: number }>;
  crates(filter: CrateFilter, page: Page): Promise<{ crates: CrateSummary[]; total: number }>;
  crate(crateId: number): Promise<CrateSheet | null>;
  /** Open transits made before `before`, oldest first, last seen at this library (null: anywhere). */
  openTransits(before: number, libraryId: number | null, limit: number): Promise<MovingItem[]>;
  openTransitOf(barcode: string): Promise<MovingItem | null>;
  /** Unresolved, oldest first; of crates sent from or received at this library (null: anywhere). */
  discrepancies(libraryId: number | null, page: Page): Promise<{ rows: DiscrepancyRow[]; total: number }>;
  /** The line of one discrepancy, with its document; null when it is none. */
  discrepancy(lineId: number): Promise<CrateSheetLine | null>;
  /** Lines noted missing whose document was seen since elsewhere, or lent. */
  missingSeenSince(limit: number): Promise<{ lineId: number; crateId: number }[]>;
}
export interface CrateFilter {
  readonly libraryId: number | null;
  readonly state: CrateState | null;
  /** Those that this run carries, or is to carry; null: of any. */
  readonly runId: number | null;
}
export type CrateSummary = Crate & { readonly items: number };

/** A document on its way. */
export interface MovingItem {
  readonly transit: Transit;
  readonly barcode: string;
  readonly title: string;
  readonly callNumber: string;
  /** Where it was last seen. */
  readonly lastSeenLibraryId: number;
  /** The crate it is in, null while in none. */
  readonly crate: Crate | null;
}
export interface DiscrepancyRow {
  readonly id: number;
  readonly kind: DiscrepancyKind;
  readonly notedAt: number;
  readonly barcode: string;
  readonly title: string;
  /** Where it was last seen, and since when it is in its state. */
  readonly lastSeenLibraryId: number;
  readonly lastSeenAt: number;
  readonly crate: Crate;
}
