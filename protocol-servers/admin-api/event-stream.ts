import type { Response } from 'express';
import type { StreamEvent } from './contract.ts';

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
  /** Lines sent again to a reader who says where it stopped. */
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

/** What was written has left, or the reader has. */
export function drained(response: Response): Promise<void> {
  return new Promise((resolve) => {
    response.once('drain', resolve);
    response.once('close', resolve);
  });
}

/** One event (HTML, Server-sent events §9.2.5). JSON has no line end of its own: one data line is enough. */
export function writeEvent({ event, data }: StreamEvent): string {
  const id = event === 'activity' ? `id: ${data.seq}\n` : '';
  return `${id}event: ${event}\ndata: ${event === 'beat' ? data : JSON.stringify(data)}\n\n`;
}
