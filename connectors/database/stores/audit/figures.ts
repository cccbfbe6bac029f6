import { DateTime } from 'luxon';
import type { Breach } from '../../../../core/ports/reading.ts';
import type { Sql } from '../../sql.ts';
import type { Rule } from './rule.ts';

/** What is kept of the figures by itself. */
export const figureRules: readonly Rule[] = [
  {
    invariant: 'figures-of-libraries',
    rows: `SELECT DISTINCT month, libraryId FROM monthly_figures
      WHERE libraryId <> 0 AND libraryId NOT IN (SELECT id FROM libraries)`,
    sentence: 'the figures of {month} name library {libraryId}: there is no such library',
  },
  {
    invariant: 'readers-counted-once',
    rows: `SELECT noted.period, noted.libraryId, noted.readers, COALESCE(SUM(total), 0) AS counted
      FROM (SELECT period, libraryId, COUNT(*) AS readers FROM figure_readers GROUP BY period, libraryId) AS noted
      LEFT JOIN monthly_figures ON monthly_figures.libraryId = noted.libraryId
        AND ((figure = 'ACTIVE_READERS' AND month = noted.period)
          OR (figure = 'YEAR_READERS' AND CONCAT(SUBSTR(month, 1, 4), '-13') = noted.period))
      GROUP BY noted.period, noted.libraryId, noted.readers HAVING COALESCE(SUM(total), 0) <> noted.readers`,
    sentence: '{readers} readers are noted for {period} in library {libraryId}, and {counted} are counted',
  },
  {
    invariant: 'readers-forgotten-in-time',
    rows: `SELECT DISTINCT period FROM figure_readers WHERE period <= (SELECT readersUntil FROM figures_place WHERE id = 1)`,
    sentence: 'the readers of {period} are counted for good, and somebody is still noted',
  },
];

/** Journal lines and the figure each counts for; enrolments count where the reader enrolled. */
const figureOf = `CASE WHEN events.type = 'LOAN' THEN 'LOANS' WHEN events.type = 'RETURN' THEN 'RETURNS'
   WHEN events.type = 'RENEWAL' THEN 'RENEWALS' WHEN events.type = 'HOLD_PLACED' THEN 'HOLDS' ELSE 'NEW_READERS' END`;
const place = `COALESCE(CASE WHEN events.type = 'PATRON_REGISTERED'
   THEN CAST(JSON_EXTRACT(events.payload, '$.homeLibrary') AS INTEGER) ELSE events.libraryId END, 0)`;
const told = `SELECT ${figureOf} AS figure, ${place} AS libraryId, COUNT(*) AS total
   FROM events, figures_place WHERE figures_place.id = 1 AND events.position <= figures_place.position
   AND events.at >= ? AND events.at < ?
   AND events.type IN ('LOAN', 'RETURN', 'RENEWAL', 'HOLD_PLACED', 'PATRON_REGISTERED')
   GROUP BY ${figureOf}, ${place}`;
const undone = `SELECT ${figureOf} AS figure, undoing.libraryId, COUNT(*) AS total
   FROM events, events AS undoing, figures_place
   WHERE figures_place.id = 1 AND undoing.position <= figures_place.position AND undoing.type = 'UNDONE'
   AND undoing.at >= ? AND undoing.at < ? AND events.seq = CAST(JSON_EXTRACT(undoing.payload, '$.act') AS INTEGER)
   AND events.at >= ? AND events.at < ? AND events.type IN ('LOAN', 'RETURN', 'RENEWAL')
   GROUP BY ${figureOf}, undoing.libraryId`;
const kept = `SELECT figure, libraryId, CAST(SUM(total) AS INTEGER) AS total FROM monthly_figures
   WHERE month = ? AND figure IN ('LOANS', 'RETURNS', 'RENEWALS', 'HOLDS', 'NEW_READERS') GROUP BY figure, libraryId`;
/** An act is undone within so long. Milliseconds. */
const undoneWithin = 86_400_000;

interface Count {
  readonly figure: string;
  readonly libraryId: number;
  readonly total: number;
}

/** Each month must say what the lines of the journal counted so far say. */
export async function figureBreaches(sql: Sql, mostOfEach: number): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (const month of await months(sql)) {
    const start = DateTime.fromISO(`${month}-01`, { zone: 'Europe/Paris' });
    const [from, until] = [start.toMillis(), start.plus({ months: 1 }).toMillis()];
    const sums = new Map<string, { journal: number; figures: number }>();
    const note = (rows: readonly Count[], side: 'journal' | 'figures', times: 1 | -1): void => {
      for (const { figure, libraryId, total } of rows) {
        const sum = sums.get(`${figure} of library ${libraryId}`) ?? { journal: 0, figures: 0 };
        sum[side] += times * total;
        sums.set(`${figure} of library ${libraryId}`, sum);
      }
    };
    note(await sql.all<Count>(told, [from, until]), 'journal', 1);
    note(await sql.all<Count>(undone, [from, until + undoneWithin, from, until]), 'journal', -1);
    note(await sql.all<Count>(kept, [month]), 'figures', 1);
    for (const [what, { journal, figures }] of sums) {
      if (journal === figures) continue;
      const detail = `${month} counts ${figures} ${what}, the journal tells of ${journal}: run recount`;
      breaches.push({ invariant: 'figures-as-the-journal', detail });
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (breaches.length <= mostOfEach) return breaches;
  const more = { invariant: 'figures-as-the-journal', detail: `and ${breaches.length - mostOfEach} more` };
  return [...breaches.slice(0, mostOfEach), more];
}

/** From the first month the journal or the figures know to the last. */
async function months(sql: Sql): Promise<string[]> {
  const ends = (await sql.one<{ first: number | null; last: number | null }>(
    'SELECT MIN(at) AS first, MAX(at) AS last FROM events',
  ))!;
  const known = await sql.all<{ month: string }>('SELECT DISTINCT month FROM monthly_figures');
  const found = new Set(known.map(({ month }) => month));
  if (ends.first !== null && ends.last !== null) {
    const last = DateTime.fromMillis(ends.last, { zone: 'Europe/Paris' });
    for (let at = DateTime.fromMillis(ends.first, { zone: 'Europe/Paris' }).startOf('month'); at <= last;) {
      found.add(at.toFormat('yyyy-MM'));
      at = at.plus({ months: 1 });
    }
  }
  return [...found].sort();
}
