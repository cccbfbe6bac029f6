import type { ExceptionsAsked } from '../offline/desk.ts';
import type { OfflineBatch, OfflineException, OfflineLine, Verdict } from '../offline/entities.ts';

/** Batches of off-line facts, as one transaction keeps and settles them. */
export interface OfflineWork {
  /** Keeps a batch, null when its id is taken. A write: it takes the lock. */
  open(batch: Omit<OfflineBatch, 'id' | 'finishedAt'>): Promise<number | null>;
  insertLines(lines: readonly NewOfflineLine[]): Promise<void>;
  /** The latest fact replayed of each item: when it happened, and when it was replayed. Items without one are absent. */
  lastReplayed(itemIds: readonly number[]): Promise<Map<number, { at: number; settledAt: number }>>;
  /** Says what became of a line; false when that was said already. An exception keeps the card, any other line loses it. */
  settle(lineId: number, verdict: Verdict, at: number): Promise<boolean>;
  finish(batchId: number, at: number): Promise<void>;
  /** Ends an open exception and forgets its card; false when it is none. */
  resolve(lineId: number, how: { at: number; by: string; note: string }): Promise<boolean>;
  /** Forgets the cards of batches received before a moment, where nobody resolved or replayed the line. How many. */
  forgetCards(receivedBefore: number): Promise<number>;
}
export type NewOfflineLine = Omit<
  OfflineLine,
  'id' | 'outcome' | 'changed' | 'reasons' | 'settledAt' | 'resolvedAt' | 'resolvedBy' | 'note'
>;

export interface OfflineReading {
  batch(batchKey: string): Promise<OfflineBatch | null>;
  /** By position. */
  lines(batchId: number): Promise<OfflineLine[]>;
  exceptions(asked: ExceptionsAsked): Promise<{ items: OfflineException[]; total: number }>;
  /** An exception, open or resolved. */
  exception(id: number): Promise<OfflineException | null>;
}
