/** A round the van makes, week after week, from a hub and back. */
export interface ShuttleRoute {
  readonly id: number;
  /** Unique over the network. */
  readonly name: string;
  /** Where crates are sorted: a library of kind HUB, or any that plays the part. */
  readonly hubLibraryId: number;
  /** In the order of (weekday, sequence). */
  readonly stops: readonly RouteStop[];
}
/** When the van is at one library, one day of the week. */
export interface RouteStop {
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
  /** Order of the stops of one day. */
  readonly sequence: number;
  readonly libraryId: number;
  /** Local time, `HH:MM`: the van does not leave before `from` and has gone by `to`. */
  readonly from: string;
  readonly to: string;
}
export type NewShuttleRoute = Omit<ShuttleRoute, 'id'>;

export const runStates = ['PLANNED', 'EN_ROUTE', 'DONE', 'CANCELLED'] as const;
export type RunState = (typeof runStates)[number];

/** Why a run was cancelled: the calendar, or somebody. */
export const cancelReasons = ['PUBLIC_HOLIDAY', 'NOTHING_TO_SERVE', 'ROUTE_CHANGED', 'BY_STAFF'] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** The van on one day. Times are UTC milliseconds. */
export interface ShuttleRun {
  readonly id: number;
  readonly routeId: number;
  /** ISO date, local. */
  readonly date: string;
  readonly state: RunState;
  readonly cancelReason: CancelReason | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly stops: readonly RunStop[];
}
export const skipReasons = ['LIBRARY_CLOSED', 'LIBRARY_NOT_LIVE'] as const;
export type SkipReason = (typeof skipReasons)[number];

/** One stop of one run. A stop that is skipped stays, and says why. */
export interface RunStop {
  readonly sequence: number;
  readonly libraryId: number;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly skipped: SkipReason | null;
}
export type NewShuttleRun = Omit<ShuttleRun, 'id' | 'startedAt' | 'endedAt'>;

export const crateStates = ['OPEN', 'SEALED', 'ON_BOARD', 'RECEIVED', 'DISCREPANT'] as const;
export type CrateState = (typeof crateStates)[number];

/** A box of documents, once filled and emptied: the same box gets a new code at its next journey. */
export interface Crate {
  readonly id: number;
  /** `LENS-000042`: unique, on the label of the box. */
  readonly code: string;
  readonly fromLibraryId: number;
  /** Null: to the hub, to be sorted there. */
  readonly toLibraryId: number | null;
  /** The run that is to carry it, or carries it; null while nobody knows. */
  readonly runId: number | null;
  readonly state: CrateState;
  readonly openedAt: number;
  readonly sealedAt: number | null;
  readonly loadedAt: number | null;
  readonly receivedAt: number | null;
  readonly receivedLibraryId: number | null;
}

export const discrepancyKinds = ['MISSING', 'UNEXPECTED'] as const;
export type DiscrepancyKind = (typeof discrepancyKinds)[number];

/** FOUND: it turned up; DECLARED_MISSING: given up; NOTED: an unannounced document, seen and routed. */
export const resolutions = ['FOUND', 'DECLARED_MISSING', 'NOTED'] as const;
export type Resolution = (typeof resolutions)[number];

/** One document on the list of a crate: announced when it was put in, or seen at the reception without a word. */
export interface CrateLine {
  readonly id: number;
  readonly crateId: number;
  readonly itemId: number;
  /** Null for a document nobody had announced. */
  readonly transitId: number | null;
  /** The transit while the document is in the crate, as far as the crate knows: null once seen, gone or given up. */
  readonly openTransitId: number | null;
  readonly putAt: number;
  readonly seenAt: number | null;
  /** It left the crate by another way: lent, or scanned elsewhere. */
  readonly leftAt: number | null;
  /** What the check-in at the reception answered. */
  readonly routing: string | null;
  readonly destinationId: number | null;
  readonly discrepancy: DiscrepancyKind | null;
  readonly notedAt: number | null;
  readonly resolvedAt: number | null;
  readonly resolution: Resolution | null;
}

/** A line with the document it names. `inCrate`: its transit is open and nobody scanned it since at another library. */
export interface CrateSheetLine extends CrateLine {
  readonly barcode: string;
  readonly title: string;
  readonly inCrate: boolean;
  /** Where its open transit leads, null when there is none. */
  readonly bound: number | null;
  readonly reason: string | null;
}
export interface CrateSheet {
  readonly crate: Crate;
  readonly lines: readonly CrateSheetLine[];
}
