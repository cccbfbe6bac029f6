import type { ActivityRow, Reading, StoreCounts } from '../../../core/ports/reading.ts';
import type { Sql } from '../sql.ts';
import { completeUntil } from './journal.ts';

const line = `SELECT events.seq, events.at, events.type, events.payload,
     libraries.code AS libraryCode, devices.login AS device, items.barcode,
     (SELECT title FROM bib_records WHERE bib_records.id = items.recordId) AS title
   FROM events LEFT JOIN libraries ON libraries.id = events.libraryId
   LEFT JOIN devices ON devices.id = events.deviceId
   LEFT JOIN items ON items.id = events.itemId
   WHERE events.type IN ('LOAN', 'RETURN', 'RENEWAL') AND events.at >= ?`;
const newest = `${line} ORDER BY events.at DESC, events.seq DESC LIMIT ?`;
const following = `${line} AND events.seq > ? AND events.seq <= ? ORDER BY events.seq DESC LIMIT ?`;
const totals = `SELECT COUNT(CASE WHEN type = 'LOAN' THEN 1 END) AS loans,
     COUNT(CASE WHEN type = 'RETURN' THEN 1 END) AS returns, COUNT(CASE WHEN type = 'RENEWAL' THEN 1 END) AS renewals
   FROM events WHERE at >= ?`;

type Row = Omit<ActivityRow, 'barcode' | 'title' | 'routing'> &
  Readonly<{ payload: string; barcode: string | null; title: string | null }>;

/** What the console shows of today, and the sizes of things. */
export function activityReading(sql: Sql): Pick<Reading, 'activity' | 'countActivity' | 'counts'> {
  return {
    async activity(since, limit, afterSeq) {
      const rows =
        afterSeq === undefined
          ? await sql.all<Row>(newest, [since, limit])
          : await sql.all<Row>(following, [since, afterSeq, await completeUntil(sql, afterSeq), limit]);
      return rows.map(activityRow);
    },
    async countActivity(since) {
      return { ...(await sql.one<{ loans: number; returns: number; renewals: number }>(totals, [since]))! };
    },
    counts: () => counts(sql),
  };
}

/** Where a return goes is in its journal line. */
function activityRow({ payload, barcode, title, ...row }: Row): ActivityRow {
  const { routing } = JSON.parse(payload) as { routing?: unknown };
  const said = row.type === 'RETURN' && typeof routing === 'string' ? routing : null;
  return { ...row, barcode: barcode ?? '', title: title ?? '', routing: said };
}

const sizes = `SELECT (SELECT COUNT(*) FROM libraries) AS libraries,
   (SELECT COUNT(*) FROM bib_records WHERE updatedAt >= 0 AND status = 'LIVE') AS records,
   (SELECT COUNT(*) FROM patrons WHERE state <> 'ERASED') AS patrons,
   (SELECT COUNT(*) FROM loans WHERE openItemId IS NOT NULL) AS openLoans,
   (SELECT COUNT(*) FROM holds WHERE liveKey IS NOT NULL) AS liveHolds,
   (SELECT COUNT(*) FROM transits WHERE openItemId IS NOT NULL) AS openTransits`;

async function counts(sql: Sql): Promise<StoreCounts> {
  const [row, statuses] = await Promise.all([
    sql.one<Omit<StoreCounts, 'items' | 'itemsByStatus'>>(sizes),
    sql.all<{ status: string; items: number }>('SELECT status, COUNT(*) AS items FROM items GROUP BY status'),
  ]);
  const itemsByStatus = Object.fromEntries(statuses.map(({ status, items }) => [status, items]));
  const items = statuses.reduce((sum, status) => sum + status.items, 0);
  return { ...row!, items, itemsByStatus };
}
