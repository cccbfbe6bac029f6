/** Limits of the streams. Durations are milliseconds. */
export interface StreamLimits {
  readonly streams: number;
  /** Bytes a reader may leave unread before it is dropped. */
  readonly unread: number;
  readonly beatEvery: number;
  /** Changes of devices are told at most this often. */
  readonly devicesEvery: number;
  /** Batches that move are told at most this often. */
  readonly batchesEvery: number;
  /** Sessions are looked at again this often: a stream ends with its session. */
  readonly sessionEvery: number;
  /** Lines of one topic sent again to a reader who says where it stopped; beyond, it is told to ask its lists again. */
  readonly resumedLines: number;
}
export const defaultStreamLimits: StreamLimits = {
  streams: 200,
  unread: 256 * 1024,
  beatEvery: 15_000,
  devicesEvery: 2_000,
  batchesEvery: 1_000,
  sessionEvery: 60_000,
  resumedLines: 500,
};
