import type { OutboxTopic } from './outbox.ts';

/** What the database says of itself. */
export interface SystemReading {
  readonly kind: 'sqlite' | 'mariadb';
  /** Bytes of its tables and indexes. */
  size(): Promise<number>;
  /** Version of its schema, as the last migration has it. */
  schema(): Promise<number>;
  /** What waits for each follower; topics for which nothing waits are absent. */
  queues(): Promise<QueueCount[]>;
  /** Lines of the journal that are not chained yet. */
  unchained(): Promise<{ readonly lines: number; readonly oldestAt: number | null }>;
}

export interface QueueCount {
  readonly topic: OutboxTopic;
  readonly waiting: number;
  /** UTC milliseconds. */
  readonly oldestAt: number;
}
