import type { ShuttleRoute, ShuttleRun } from '../../../core/navette/entities.ts';
import type { Page, ShuttleWork } from '../../../core/ports/navette.ts';
import { ConstraintViolation, type Sql } from '../sql.ts';
import { allListed, insertion, listStatement } from './batches.ts';
import { columns, met } from './columns.ts';

const runColumns = ['id', 'routeId', 'date', 'state', 'cancelReason', 'startedAt', 'endedAt'] as const;
type RunRow = Omit<ShuttleRun, 'stops'>;
type StopRow = { runId: number; sequence: number; libraryId: number; opensAt: number; closesAt: number; skipped: null };

const routes = 'SELECT id, name, hubLibraryId FROM shuttle_routes';
const routeStops = `SELECT routeId, weekday, sequence, libraryId, fromTime, toTime FROM shuttle_stops`;
const runs = `SELECT ${columns('shuttle_runs', runColumns)} FROM shuttle_runs`;
const stopsOf = listStatement(
  `SELECT runId, sequence, libraryId, opensAt, closesAt, skipped FROM shuttle_run_stops
   WHERE runId IN (?*) ORDER BY runId, sequence`,
);
const insertStops = insertion('shuttle_stops', ['routeId', 'weekday', 'sequence', 'libraryId', 'fromTime', 'toTime']);
const insertRun = insertion('shuttle_runs', ['routeId', 'date', 'state', 'cancelReason']);
const insertRunStops = insertion('shuttle_run_stops', [
  'runId',
  'sequence',
  'libraryId',
  'opensAt',
  'closesAt',
  'skipped',
]);

type RoutesWork = Pick<
  ShuttleWork,
  'insertRoute' | 'lockRoute' | 'replaceRoute' | 'runsOf' | 'insertRuns' | 'replan' | 'lockRun' | 'setRun'
>;

/** Routes and runs, as one transaction plans and moves them. */
export function routesWork(sql: Sql): RoutesWork {
  const addStops = (routeId: number, stops: ShuttleRoute['stops']) =>
    insertStops(
      sql,
      stops.map((stop) => [routeId, stop.weekday, stop.sequence, stop.libraryId, stop.from, stop.to]),
    );
  const addRunStops = (runId: number, stops: ShuttleRun['stops']) =>
    insertRunStops(
      sql,
      stops.map((stop) => [runId, stop.sequence, stop.libraryId, stop.opensAt, stop.closesAt, stop.skipped]),
    );
  return {
    async insertRoute(route) {
      const text = 'INSERT INTO shuttle_routes (name, hubLibraryId) VALUES (?, ?) RETURNING id';
      const id = await unlessTaken(() => sql.one<{ id: number }>(text, [route.name, route.hubLibraryId]));
      if (!id) return null;
      await addStops(id.id, route.stops);
      return (await routesOf(sql, id.id))[0]!;
    },
    async lockRoute(routeId) {
      const matched = await sql.run('UPDATE shuttle_routes SET name = name WHERE id = ?', [routeId]);
      return matched === 1 ? (await routesOf(sql, routeId))[0]! : null;
    },
    async replaceRoute(routeId, { name, hubLibraryId, stops }) {
      const text = 'UPDATE shuttle_routes SET name = ?, hubLibraryId = ? WHERE id = ?';
      const done = await unlessTaken(() => sql.run(text, [name, hubLibraryId, routeId]));
      if (done === null) return false;
      await sql.run('DELETE FROM shuttle_stops WHERE routeId = ?', [routeId]);
      await addStops(routeId, stops);
      return true;
    },
    async runsOf(routeId, fromDate) {
      const text = `${runs} WHERE routeId = ? AND date >= ? ORDER BY date`;
      return withStops(sql, await sql.all<RunRow>(text, [routeId, fromDate]));
    },
    async insertRuns(planned) {
      for (const run of planned) {
        const [id] = await insertRun(sql, [[run.routeId, run.date, run.state, run.cancelReason]]);
        await addRunStops(id!, run.stops);
      }
    },
    async replan(runId, { state, cancelReason, stops }) {
      const text = 'UPDATE shuttle_runs SET state = ?, cancelReason = ? WHERE id = ?';
      met(await sql.run(text, [state, cancelReason, runId]), `run ${runId}`);
      await sql.run('DELETE FROM shuttle_run_stops WHERE runId = ?', [runId]);
      await addRunStops(runId, stops);
    },
    async lockRun(runId) {
      const matched = await sql.run('UPDATE shuttle_runs SET state = state WHERE id = ?', [runId]);
      if (matched !== 1) return null;
      const rows = await sql.all<RunRow>(`${runs} WHERE id = ?`, [runId]);
      return (await withStops(sql, rows))[0]!;
    },
    async setRun({ id, state, cancelReason, startedAt, endedAt }) {
      const text = 'UPDATE shuttle_runs SET state = ?, cancelReason = ?, startedAt = ?, endedAt = ? WHERE id = ?';
      met(await sql.run(text, [state, cancelReason, startedAt, endedAt, id]), `run ${id}`);
    },
  };
}

/** What a unique key refuses is an answer, not a fault. */
async function unlessTaken<T>(write: () => Promise<T>): Promise<T | null> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof ConstraintViolation && error.kind === 'unique') return null;
    throw error;
  }
}

/** Every route with its stops, or the one asked for. */
export async function routesOf(sql: Sql, routeId: number | null = null): Promise<ShuttleRoute[]> {
  const [one, values] = routeId === null ? ['', []] : [' WHERE id = ?', [routeId]];
  const found = await sql.all<Omit<ShuttleRoute, 'stops'>>(`${routes}${one} ORDER BY name`, values);
  const where = routeId === null ? '' : ' WHERE routeId = ?';
  type Row = {
    routeId: number;
    weekday: number;
    sequence: number;
    libraryId: number;
    fromTime: string;
    toTime: string;
  };
  const stops = await sql.all<Row>(`${routeStops}${where} ORDER BY routeId, weekday, sequence`, values);
  return found.map((route) => ({
    ...route,
    stops: stops
      .filter((stop) => stop.routeId === route.id)
      .map(({ weekday, sequence, libraryId, fromTime, toTime }) => ({
        weekday,
        sequence,
        libraryId,
        from: fromTime,
        to: toTime,
      })),
  }));
}

/** Runs between two dates, both included. */
export async function runsBetween(sql: Sql, from: string, to: string): Promise<ShuttleRun[]> {
  const text = `${runs} WHERE date >= ? AND date <= ? ORDER BY date, routeId`;
  return withStops(sql, await sql.all<RunRow>(text, [from, to]));
}

/** The same, a page at a time. */
export async function runsPage(
  sql: Sql,
  from: string,
  to: string,
  { offset, limit }: Page,
): Promise<{ runs: ShuttleRun[]; total: number }> {
  const between = 'WHERE date >= ? AND date <= ?';
  const counted = await sql.one<{ total: number }>(`SELECT COUNT(*) AS total FROM shuttle_runs ${between}`, [from, to]);
  const text = `${runs} ${between} ORDER BY date, routeId LIMIT ? OFFSET ?`;
  const rows = await sql.all<RunRow>(text, [from, to, limit, offset]);
  return { runs: await withStops(sql, rows), total: counted!.total };
}

async function withStops(sql: Sql, rows: readonly RunRow[]): Promise<ShuttleRun[]> {
  const byRun = new Map<number, ShuttleRun['stops'][number][]>(rows.map(({ id }) => [id, []]));
  const ids = rows.map(({ id }) => id);
  for (const { runId, ...stop } of await allListed<StopRow>(sql, stopsOf, ids)) byRun.get(runId)!.push(stop);
  return rows.map((row) => ({ ...row, stops: byRun.get(row.id)! }));
}
