/** Who follows what was committed, by the name of what it follows. */
export const outboxTopics = [
  'records-changed',
  'records-to-disseminate',
  'notices',
  'headings-to-link',
  'headings-changed',
] as const;
export type OutboxTopic = (typeof outboxTopics)[number];

/** Something to follow, written in the transaction that made it so. */
export interface OutboxRow {
  readonly id: number;
  readonly topic: OutboxTopic;
  /** JSON text. For `records-changed`, `records-to-disseminate` and `headings-to-link`: an array of record ids; for `headings-changed`: the number of a propagation. */
  readonly payload: string;
  readonly createdAt: number;
}
