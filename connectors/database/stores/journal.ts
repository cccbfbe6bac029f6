import { eventTypes, type JournalWork, type SealedEvent, type StoredEvent } from '../../../core/ports/journal.ts';
import type { Reading } from '../../../core/ports/reading.ts';
import type { Sql } from '../sql.ts';
import { padded } from './batches.ts';
import { columns, databaseNow, locking, met } from './columns.ts';

const eventColumns = ['seq', 'at', 'type', 'actor', 'libraryId', 'deviceId', 'itemId', 'patronRef', 'payload'] as const;
const sealColumns = ['position', 'patronSalt', 'patronDigest', 'prevHash', 'hash'] as const;
type Raw<Event extends StoredEvent> = Omit<Event, 'payload'> & { readonly payload: string };

function eventOf<Event extends StoredEvent>(row: Raw<Event>): Event {
  return { ...row, payload: JSON.parse(row.payload) as Event['payload'] } as unknown as Event;
}

const append = `INSERT INTO events (at, type, actor, libraryId, deviceId, itemId, patronRef, payload)
   VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
const lockHead = locking('SELECT position, hash FROM journal_head WHERE id = 1');
const unsealed: Record<Sql['dialect'], string> = {
  // One writer: lines are sealed in the order of their numbers, those that wait are the last.
  sqlite: `SELECT ${columns('events', eventColumns)} FROM events
   WHERE position IS NULL AND seq > COALESCE(
     (SELECT sealed.seq FROM events AS sealed WHERE sealed.position IS NOT NULL ORDER BY sealed.position DESC LIMIT 1), 0)
   ORDER BY seq LIMIT ?`,
  // Left to itself it walks the whole journal by seq to spare itself a look at the few lines that wait.
  mariadb: `SELECT ${columns('events', eventColumns)} FROM events FORCE INDEX (eventsPosition)
   WHERE position IS NULL ORDER BY seq LIMIT ?`,
};
const seal = `UPDATE events SET position = ?, patronSalt = ?, patronDigest = ?, prevHash = ?, hash = ?
   WHERE seq = ? AND position IS NULL`;
const moveHead = 'UPDATE journal_head SET position = ?, hash = ? WHERE id = 1';
const sealedAfter = `SELECT ${columns('events', [...eventColumns, ...sealColumns])} FROM events
   WHERE position > ? ORDER BY position LIMIT ?`;

/** The journal, as one transaction writes and seals it. */
export function journalWork(sql: Sql): JournalWork {
  return {
    async append({ at, type, actor, libraryId, deviceId, itemId, patronRef, payload }) {
      await sql.run(append, [at, type, actor, libraryId, deviceId, itemId, patronRef, JSON.stringify(payload)]);
    },
    async lockHead() {
      return (await sql.one<{ position: number; hash: string }>(lockHead[sql.dialect]))!;
    },
    async unsealed(limit) {
      return (await sql.all<Raw<StoredEvent>>(unsealed[sql.dialect], [limit])).map(eventOf);
    },
    async seal(events) {
      const last = events.at(-1);
      if (!last) return;
      // Sent together: on MariaDB they share a few round trips.
      const matched = await Promise.all(events.map((event) => sql.run(seal, sealValues(event))));
      matched.forEach((count, at) => met(count, `unsealed journal line ${events[at]!.seq}`));
      await sql.run(moveHead, [last.position, last.hash]);
    },
  };
}

function sealValues(event: SealedEvent) {
  return [event.position, event.patronSalt, event.patronDigest, event.prevHash, event.hash, event.seq];
}

const ofTypes = `type IN (${eventTypes.map(() => '?').join(', ')})`;
const eventsAfter = `SELECT ${columns('events', eventColumns)} FROM events
   WHERE seq > ? AND seq <= ? AND ${ofTypes} ORDER BY seq LIMIT ?`;

/** Reads of the journal. */
export function journalReading(sql: Sql): Pick<Reading, 'sealedEvents' | 'eventsAfter' | 'lastEventSeq'> {
  return {
    async sealedEvents(afterPosition, limit) {
      return (await sql.all<Raw<SealedEvent>>(sealedAfter, [afterPosition, limit])).map(eventOf);
    },
    async eventsAfter(afterSeq, types, limit) {
      if (types.length === 0) return [];
      const until = await completeUntil(sql, afterSeq);
      const values = [afterSeq, until, ...padded(types, eventTypes.length), limit];
      return (await sql.all<Raw<StoredEvent>>(eventsAfter, values)).map(eventOf);
    },
    async lastEventSeq() {
      const { seq } = (await sql.one<{ seq: number | null }>('SELECT MAX(seq) AS seq FROM events'))!;
      if (seq === null) return 0;
      return sql.dialect === 'sqlite' ? seq : completeUntil(sql, Math.max(0, seq - farthestBack));
    },
  };
}

/** A line that took its number and is not committed after this long was rolled back. Milliseconds. */
const gapPatience = 5_000;
/** How many of the last lines are searched for a gap. */
const farthestBack = 1_000;
const numbersAfter = `SELECT seq, recordedAt, ${databaseNow.mariadb} AS now FROM events
   WHERE seq > ? ORDER BY seq LIMIT ${farthestBack}`;

/**
 * The last line after `afterSeq` before which no line can still appear. SQLite has one writer: all of them. On MariaDB a
 * line takes its number before its commit: a young gap may still be filled, and who follows the journal by number would
 * never see that line.
 */
export async function completeUntil(sql: Sql, afterSeq: number): Promise<number> {
  if (sql.dialect === 'sqlite') return Number.MAX_SAFE_INTEGER;
  const rows = await sql.all<{ seq: number; recordedAt: number; now: number }>(numbersAfter, [afterSeq]);
  let complete = afterSeq;
  for (const { seq, recordedAt, now } of rows) {
    if (seq !== complete + 1 && now - recordedAt < gapPatience) return complete;
    complete = seq;
  }
  return complete;
}
