/** What calls for somebody, as the console's bell tells it. */
export const alertKinds = [
  'device-silent',
  'hold-shelf-expired',
  'shuttle-late',
  'harvest-failed',
  'offline-exceptions',
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** One of them. Times are UTC milliseconds. */
export interface Alert {
  /** Its name as long as it lasts: the same trouble again, later, has another. */
  readonly key: string;
  readonly kind: AlertKind;
  /** Whose it is; null: the network's. */
  readonly libraryId: number | null;
  /** Login of the device, code of the source; null where the library says it all. */
  readonly subject: string | null;
  readonly name: string | null;
  /** Documents, or lines; 1 for a device or a harvest. */
  readonly count: number;
  readonly since: number;
  readonly acknowledged: Acknowledgement | null;
}

/** Somebody sees to it. */
export interface Acknowledgement {
  readonly login: string;
  readonly name: string;
  readonly at: number;
}
