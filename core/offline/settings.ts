/** Limits of the off-line replay. */
export interface OfflineSettings {
  readonly linesPerBatch: number;
  /** A fact older than this many days comes from a clock that was never set: it is not replayed, but shown to staff. */
  readonly oldestDays: number;
}
export const defaultOfflineSettings: OfflineSettings = { linesPerBatch: 5_000, oldestDays: 60 };
