import type { Directory } from '../network/directory.ts';
import type { NetworkLibrary } from '../network/network.ts';
import type { Post } from '../network/post.ts';
import type { Outcome } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

/** How far ahead the van is planned, and how long its documents are waited for. */
export interface NavetteSettings {
  /** Runs are made this many weeks ahead. */
  readonly weeksAhead: number;
  /** A hub needs this many minutes to sort what came before it goes on. */
  readonly sortingMinutes: number;
  /** A transit is late this many days after the day the timetable promised. */
  readonly lateAfterDays: number;
  /** What a move takes where the timetable knows no way, in days. */
  readonly daysWithoutTimetable: number;
  /** Runs this many days back still tell what was promised. */
  readonly lookBackDays: number;
  /** Open transits looked at for lateness, the oldest first. */
  readonly transitsLookedAt: number;
}
export const defaultNavetteSettings: NavetteSettings = {
  weeksAhead: 6,
  sortingMinutes: 30,
  lateAfterDays: 2,
  daysWithoutTimetable: 7,
  lookBackDays: 45,
  transitsLookedAt: 5_000,
};

/** What the use cases of the shuttle stand on. `checkIn` is circulation's: where a document goes is decided there alone. */
export interface NavettePorts {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly settings: NavetteSettings;
  readonly checkIn: (scan: ReceptionScan) => Promise<Outcome<RoutedItem>>;
}

/** One scan of a reception, as the check-in takes it. */
export interface ReceptionScan {
  readonly device: Post;
  readonly itemBarcode: string;
  readonly returnedAt: number;
  readonly transactionDate: string;
}
/** What the reception keeps of the check-in's answer. */
export interface RoutedItem {
  readonly item: { readonly id: number; readonly barcode: string };
  readonly title: string;
  readonly routing: string;
  readonly destination: NetworkLibrary;
}

/** What planning the van stands on: nobody scans anything. */
export type PlanningPorts = Omit<NavettePorts, 'checkIn'>;

/** A member of staff at work; without a library he may act for any of them. */
export interface Agent {
  readonly login: string;
  readonly libraryId: number | null;
}
