import type { OutboxRow, OutboxTopic } from '../../../core/ports/outbox.ts';
import type { Work } from '../../../core/ports/store.ts';
import type { Sql } from '../sql.ts';
import { listStatement, runListed } from './batches.ts';

const done = listStatement('DELETE FROM outbox WHERE id IN (?*)');

/** Each follower takes its own row away, at its own pace. */
const followersOf: Partial<Record<OutboxTopic, readonly OutboxTopic[]>> = {
  'records-changed': ['records-changed', 'records-to-disseminate'],
};

/** What must follow a commit. */
export function outboxWork(sql: Sql): Work['outbox'] {
  return {
    async add(topic, payload, at) {
      const text = 'INSERT INTO outbox (topic, payload, createdAt) VALUES (?, ?, ?)';
      for (const follower of followersOf[topic] ?? [topic])
        await sql.run(text, [follower, JSON.stringify(payload), at]);
    },
    async done(ids) {
      await runListed(sql, done, ids);
    },
  };
}

/** What still waits for the follower of this topic, the oldest first. */
export function outboxRows(sql: Sql, topic: OutboxTopic, limit: number): Promise<OutboxRow[]> {
  const text = 'SELECT id, topic, payload, createdAt FROM outbox WHERE topic = ? ORDER BY id LIMIT ?';
  return sql.all<OutboxRow>(text, [topic, limit]);
}
