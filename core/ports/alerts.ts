import type { Acknowledgement } from '../alerts/entities.ts';

/** Who sees to an alert, as one transaction keeps it. */
export interface AlertsWork {
  /** Keeps that somebody sees to it; false when somebody does already. A write: it takes the lock. */
  acknowledge(key: string, by: Pick<Acknowledgement, 'login' | 'at'>): Promise<boolean>;
  /** Forgets acknowledgements made before a moment: their alerts are long past. How many. */
  forget(before: number): Promise<number>;
}

/** Troubles of one library, counted. */
export interface LibraryCount {
  readonly libraryId: number;
  readonly count: number;
  /** Of the oldest, UTC milliseconds. */
  readonly since: number;
  /** The number of the newest. */
  readonly newest: number;
}

export interface AlertsReading {
  /** By key; those that nobody acknowledged are absent. */
  acknowledged(keys: readonly string[]): Promise<Map<string, Acknowledgement>>;
  /** Documents to take off the hold shelves, by library. */
  endedOnShelf(): Promise<LibraryCount[]>;
  /** Exceptions of off-line batches that nobody settled, by library. */
  openExceptions(): Promise<LibraryCount[]>;
}
