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
}

export const deviceKinds = ['STAFF', 'SELFCHECK', 'RETURN_BIN', 'SORTER', 'GATE'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** How one SIP2 terminal speaks. Absent fields take the defaults of protocol-servers/sip2. */
export interface DeviceProfile {
  readonly charset?: 'utf-8' | 'iso-8859-1';
  readonly terminator?: 'CR' | 'CRLF';
  readonly language?: 'fr' | 'en';
  /** What a card without PIN shows on a self-check: `counts` (default) numbers only, `lists` the name and the lists too. */
  readonly cardAlone?: 'counts' | 'lists';
  /** CY and DA: who holds the reservation of a document that came back. */
  readonly holdPatron?: 'hidden' | 'shown';
  /** CV by kind of alert, where a vendor expects other codes. */
  readonly alertTypes?: Readonly<
    Partial<Record<'hold-here' | 'hold-elsewhere' | 'partner' | 'send' | 'other', string>>
  >;
}

/** A SIP2 terminal. The place of a transaction is its library, never what the terminal declares. */
export interface Device {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly libraryId: number;
  readonly profile: DeviceProfile;
  /** UTC milliseconds of the last message, null when never seen. */
  readonly lastSeenAt: number | null;
  /** SIP2 99 status code of the last SC Status: 0 ok, 1 out of paper, 2 shutting down. */
  readonly lastStatus: number | null;
}

export const patronCategoryKinds = ['PERSON', 'CHILD', 'COLLECTIVE', 'LIBRARY', 'STAFF'] as const;
export interface PatronCategory {
  readonly id: number;
  readonly code: string;
  readonly label: string;
  readonly kind: (typeof patronCategoryKinds)[number];
  readonly membershipMonths: number;
}
