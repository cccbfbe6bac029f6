import type { Outcome } from '../outcome.ts';
import type { CrateFilter, CrateSummary, DiscrepancyRow, MovingItem, Page } from '../ports/navette.ts';
import type { Crate, CrateSheet, NewShuttleRoute, Resolution, ShuttleRoute, ShuttleRun } from './entities.ts';
import type { LateTransit } from './late-transits.ts';
import type { Agent } from './ports.ts';
import type { Reception, ReceptionRequest } from './reception.ts';
import type { EarliestArrival } from './timetable.ts';

/** The shuttle van between the libraries, for whoever asks. Ids come from answers of this desk; times are UTC milliseconds. */
export interface NavetteDesk {
  routes(): Promise<readonly ShuttleRoute[]>;
  /** Refused `route-name-taken`, `library-not-live`, `route-stops-invalid`. Its runs are planned at once. */
  createRoute(route: NewShuttleRoute, by: Agent): Promise<Outcome<ShuttleRoute>>;
  /** Refused as `createRoute`, and `route-unknown`. */
  changeRoute(routeId: number, to: NewShuttleRoute, by: Agent): Promise<Outcome<ShuttleRoute>>;
  /** Runs between two ISO dates, both included; skipped stops and cancelled runs say why. */
  runs(from: string, to: string, page: Page): Promise<{ runs: readonly ShuttleRun[]; total: number }>;
  /** Refused `run-unknown`, `run-in-other-state`. Sealed crates along its way are on board. */
  startRun(runId: number, by: Agent): Promise<Outcome<ShuttleRun>>;
  finishRun(runId: number, by: Agent): Promise<Outcome<ShuttleRun>>;
  cancelRun(runId: number, by: Agent): Promise<Outcome<ShuttleRun>>;

  /** What waits at a library for the van, in no crate yet: reserved documents first, then by destination. */
  dispatch(libraryId: number, page: Page): Promise<{ moving: readonly MovingItem[]; total: number }>;
  /** Refused `library-not-live`, `library-not-yours`, `crate-for-another-library` (to itself). `toLibraryId` null: to be sorted at the hub. */
  openCrate(crate: { fromLibraryId: number; toLibraryId: number | null }, by: Agent): Promise<Outcome<Crate>>;
  /**
   * Refused `crate-unknown`, `library-not-yours`, `crate-in-other-state`, `item-unknown`, `item-not-in-transit`, `item-last-seen-elsewhere`
   * (facts.library), `item-for-another-library` (facts.library), `item-in-crate` (facts.crate).
   */
  putInCrate(crateId: number, barcode: string, by: Agent): Promise<Outcome<CrateSheet>>;
  /** Refused `item-not-in-crate` besides. */
  takeOutOfCrate(crateId: number, barcode: string, by: Agent): Promise<Outcome<CrateSheet>>;
  /** Refused `crate-empty` besides. */
  sealCrate(crateId: number, by: Agent): Promise<Outcome<CrateSheet>>;
  /** Its list may change again. Refused `crate-in-other-state`, `library-not-yours`. */
  reopenCrate(crateId: number, by: Agent): Promise<Outcome<CrateSheet>>;
  /** Refused `run-unknown`, `run-in-other-state`, `crate-in-other-state`, `crate-for-another-library`. */
  loadCrate(crateId: number, runId: number, by: Agent): Promise<Outcome<CrateSheet>>;
  unloadCrate(crateId: number, by: Agent): Promise<Outcome<CrateSheet>>;
  /** A result per barcode; the same reception again changes nothing. Refused `crate-for-another-library` and the like. */
  receiveCrate(request: ReceptionRequest, by: Agent): Promise<Outcome<Reception>>;
  crates(filter: CrateFilter, page: Page): Promise<{ crates: readonly CrateSummary[]; total: number }>;
  crate(crateId: number): Promise<Outcome<CrateSheet>>;

  /**
   * Moves open longer than the timetable promised and the days of grace, of documents last seen at this library, the oldest
   * first.
   */
  late(libraryId: number | null, page: Page): Promise<{ late: readonly LateTransit[]; total: number }>;
  discrepancies(libraryId: number | null, page: Page): Promise<{ rows: readonly DiscrepancyRow[]; total: number }>;
  /** Refused `discrepancy-unknown`, `discrepancy-not-so-resolved`, `library-not-yours`. */
  resolveDiscrepancy(lineId: number, resolution: Resolution, by: Agent): Promise<Outcome<{ crateId: number }>>;

  /** By the timetable as last read: null when no run leads there. */
  readonly earliestArrival: EarliestArrival;
  nextDeparture(libraryId: number, at: number): number | null;
  /** When a document on its way arrives: what a reader who waits for it is told. Null when it is not on its way. */
  expectedArrival(barcode: string): Promise<number | null>;
}
