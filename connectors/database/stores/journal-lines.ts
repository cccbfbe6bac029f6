import {
  eventTypes,
  type JournalFilter,
  type JournalPlace,
  type JournalReading,
  type JournalRow,
} from '../../../core/ports/journal.ts';
import type { Sql } from '../sql.ts';
import { padded } from './batches.ts';

/** Lines one statement looks at, and how many such slices one search goes through before it says where to go on. */
const sliceLines = 5_000;
const mostSlices = 20;

const rowColumns = `events.seq, events.at, events.type, events.actor, events.libraryId, events.deviceId, events.itemId,
     events.patronRef, events.payload, events.position, events.hash,
     CASE WHEN events.patronRef IS NULL AND events.patronDigest IS NOT NULL THEN 1 ELSE 0 END AS isErased,
     items.barcode, (SELECT title FROM bib_records WHERE bib_records.id = items.recordId) AS title,
     devices.login AS device`;
const named = `LEFT JOIN items ON items.id = events.itemId LEFT JOIN devices ON devices.id = events.deviceId`;
/** Left to itself MariaDB sorts the whole journal rather than walk it by time. */
const byTime: Record<Sql['dialect'], string> = { sqlite: 'events', mariadb: 'events FORCE INDEX (eventsByTime)' };

const floor = (dialect: Sql['dialect']): string =>
  `SELECT at FROM ${byTime[dialect]} WHERE at <= ? AND at >= ? ORDER BY at DESC LIMIT 1 OFFSET ${sliceLines}`;
const slice = (dialect: Sql['dialect']): string =>
  `SELECT ${rowColumns} FROM ${byTime[dialect]} ${named}
   WHERE events.at >= ? AND events.at <= ?
     AND (events.at < ? OR events.type < ? OR (events.type = ? AND events.seq < ?))
     AND (? = 0 OR events.type IN (${eventTypes.map(() => '?').join(', ')}))
     AND (? IS NULL OR events.libraryId = ?) AND (? IS NULL OR events.actor IN (?, ?, ?))
     AND (? IS NULL OR events.itemId = ?) AND (? IS NULL OR events.deviceId = ?)
     AND (? IS NULL OR events.patronRef LIKE ?)
   ORDER BY events.at DESC, events.type DESC, events.seq DESC LIMIT ?`;
const floors = { sqlite: floor('sqlite'), mariadb: floor('mariadb') };
const slices = { sqlite: slice('sqlite'), mariadb: slice('mariadb') };
const line = `SELECT ${rowColumns} FROM events ${named} WHERE events.seq = ?`;

type Raw = Omit<JournalRow, 'payload' | 'isErased'> & { readonly payload: string; readonly isErased: number };

/** Where the chain ends, null when it was lost. */
export function journalHead(sql: Sql): Promise<{ position: number; hash: string } | null> {
  return sql.one('SELECT position, hash FROM journal_head WHERE id = 1');
}

/** Reads of the journal by time, by slices: a filter that finds nothing never holds up the rest. */
export function journalLinesReading(sql: Sql): JournalReading {
  return {
    head: () => journalHead(sql),
    async line(seq) {
      const row = await sql.one<Raw>(line, [seq]);
      return row && rowOf(row);
    },
    async unsealed() {
      return (await sql.one<{ n: number }>('SELECT COUNT(*) AS n FROM events WHERE position IS NULL'))!.n;
    },
    async lines(filter, before, limit) {
      let place: JournalPlace = before ?? below(filter.to ?? Number.MAX_SAFE_INTEGER);
      const rows: JournalRow[] = [];
      for (let left = mostSlices; left > 0; left -= 1) {
        const reached = await sql.one<{ at: number }>(floors[sql.dialect], [place.at, filter.from]);
        const values = valuesOf(filter, place, reached?.at ?? filter.from, limit - rows.length);
        rows.push(...(await sql.all<Raw>(slices[sql.dialect], values)).map(rowOf));
        if (rows.length >= limit) return { rows, next: rows.at(-1)! };
        if (!reached) return { rows, next: null };
        place = below(reached.at);
        await new Promise((resolve) => setImmediate(resolve));
      }
      return { rows, next: place };
    },
  };
}

/** The place just before everything of a moment. */
function below(at: number): JournalPlace {
  return { at, type: '', seq: 0 };
}

function valuesOf(
  { types, libraryId, actor, itemId, deviceId, reader }: JournalFilter,
  { at, type, seq }: JournalPlace,
  from: number,
  limit: number,
) {
  return [
    ...[from, at, at, type, type, seq],
    ...[types === null ? 0 : 1, ...padded(types?.length ? types : ['LOAN'], eventTypes.length)],
    ...[libraryId, libraryId],
    ...[actor, actor, `user:${actor}`, `device:${actor}`],
    ...[itemId, itemId, deviceId, deviceId],
    ...[reader, `${reader}%`, limit],
  ];
}

function rowOf({ payload, isErased, ...row }: Raw): JournalRow {
  return { ...row, payload: JSON.parse(payload) as JournalRow['payload'], isErased: isErased === 1 };
}
