import type { ProfileChanges } from './device-profile.ts';

export const libraryKinds = ['BRANCH', 'HUB', 'DEPARTMENT', 'KIT_STORE', 'ILL_PARTNER'] as const;
export type LibraryKind = (typeof libraryKinds)[number];

export const libraryStates = ['PLANNED', 'MIGRATING', 'LIVE', 'LEAVING', 'LEFT'] as const;
export type LibraryState = (typeof libraryStates)[number];

/** One library of the network (the port protocol servers call is `Library`, in core/library.ts). */
export interface NetworkLibrary {
  readonly id: number;
  /** Unique, upper case, immutable once used: `LENS`. */
  readonly code: string;
  readonly name: string;
  readonly commune: string;
  readonly inseeCode: string;
  readonly kind: LibraryKind;
  readonly state: LibraryState;
  readonly isPickup: boolean;
  readonly acceptsReturns: boolean;
  /** International standard identifier (ISO 15511), what RFID tags name their owner by: `FR-624986101`; none when absent. */
  readonly isil?: string | null;
}

export const deviceKinds = ['STAFF', 'SELFCHECK', 'RETURN_BIN', 'SORTER', 'GATE'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** A SIP2 terminal. The place of a transaction is its library, never what the terminal declares. */
export interface Device {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly libraryId: number;
  /** How it speaks, its ready-made profile included. What is absent is as in the standard one (`profileOf`). */
  readonly profile: ProfileChanges;
  /** UTC milliseconds of the last message, null when never seen. */
  readonly lastSeenAt: number | null;
  /** SIP2 99 status code of the last SC Status: 0 ok, 1 out of paper, 2 shutting down. */
  readonly lastStatus: number | null;
}

/** A SIP2 terminal as those who look after it see it. */
export interface RegisteredDevice extends Device {
  readonly readyProfile: string;
  /** What it has for itself beside its ready-made profile. */
  readonly changes: ProfileChanges;
  /** It may not sign in since then; null while it may. UTC milliseconds. */
  readonly disabledAt: number | null;
  /** Connections opened before are closed. UTC milliseconds, null when that was never asked. */
  readonly cutOffAt: number | null;
  /** Its silence calls for nobody until then; null: it does. UTC milliseconds. */
  readonly mutedUntil: number | null;
  /** One more at each change: whoever saves says the one he read. */
  readonly version: number;
}

export const patronCategoryKinds = ['PERSON', 'CHILD', 'COLLECTIVE', 'LIBRARY', 'STAFF'] as const;
export interface PatronCategory {
  readonly id: number;
  readonly code: string;
  readonly label: string;
  readonly kind: (typeof patronCategoryKinds)[number];
  readonly membershipMonths: number;
}
