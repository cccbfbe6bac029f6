import type { LibraryState } from '../network/network.ts';

/** Whom to call in a library. Empty texts are not known. */
export interface LibraryContact {
  readonly person: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
}
/** A state a library entered: when (UTC milliseconds), by whom, why. */
export interface LibraryStateEntry {
  readonly state: LibraryState;
  readonly since: number;
  readonly byLogin: string;
  readonly why: string;
}
/** What is counted to know whether a library is ready for its next state. */
export interface LibraryFacts {
  readonly calendars: number;
  readonly managers: number;
  readonly devices: number;
  /** Documents it owns that are not withdrawn. */
  readonly items: number;
  /** Those lent now, those that stand elsewhere. */
  readonly lent: number;
  readonly away: number;
  /** Documents of others that stand here. */
  readonly ofOthers: number;
  readonly transits: number;
  /** Live holds to be collected here. */
  readonly holds: number;
  readonly openBatches: number;
}
/** A document that keeps a library from leaving. */
export interface BlockingItem {
  readonly barcode: string;
  readonly title: string;
  readonly why: 'lent' | 'in-transit' | 'away' | 'foreign';
  /** Where it stands. */
  readonly libraryId: number;
}

/** Reads of the life of one library. */
export interface LibraryLifeReading {
  /** Null when nobody ever said. */
  contact(libraryId: number): Promise<LibraryContact | null>;
  /** The states it was told to enter, the oldest first. */
  states(libraryId: number): Promise<LibraryStateEntry[]>;
  facts(libraryId: number): Promise<LibraryFacts>;
  /** The first documents that keep it from leaving, by barcode. */
  blocking(libraryId: number, limit: number): Promise<BlockingItem[]>;
}
/** What one transaction may change of it. */
export interface LibraryLifeWork {
  /** Locks the library by a write and returns its state. */
  claim(libraryId: number): Promise<LibraryState>;
  facts(libraryId: number): Promise<LibraryFacts>;
  contact(libraryId: number): Promise<LibraryContact | null>;
  /** Moves a claimed library to a state, and keeps when, by whom and why. */
  enter(libraryId: number, entry: LibraryStateEntry): Promise<void>;
  setContact(libraryId: number, contact: LibraryContact): Promise<void>;
}
