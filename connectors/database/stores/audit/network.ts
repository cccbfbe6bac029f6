import { Calendars, localDate, openingWithinDays } from '../../../../core/circulation/calendars.ts';
import { isFallback, tiesAmong } from '../../../../core/circulation/policies.ts';
import type { Breach } from '../../../../core/ports/reading.ts';
import type { Sql } from '../../sql.ts';
import { databaseNow } from '../columns.ts';
import { networkReading } from '../network.ts';

const day = 86_400_000;
/** What a follower left undone for this long, it will not do. Milliseconds. */
const outboxPatience = day;

/** The rules of the network, and what waits to be done: few rows, checked in memory. */
export async function networkBreaches(sql: Sql): Promise<Breach[]> {
  const { now } = (await sql.one<{ now: number }>(`SELECT ${databaseNow[sql.dialect]} AS now`))!;
  return [...(await policyBreaches(sql)), ...(await calendarBreaches(sql, now)), ...(await lateOutbox(sql, now))];
}

async function policyBreaches(sql: Sql): Promise<Breach[]> {
  const { libraries, policies } = networkReading(sql);
  if ((await libraries()).length === 0) return []; // nothing was set up yet
  const rows = await policies();
  const fallbacks = rows.filter(isFallback).length;
  const breaches = tiesAmong(rows).map(([one, other]) => ({
    invariant: 'no-policy-tie',
    detail: `policies ${one.id} and ${other.id} match the same loans and neither is more specific`,
  }));
  if (fallbacks !== 1)
    breaches.unshift({ invariant: 'one-fallback-policy', detail: `${fallbacks} policies match everything` });
  return breaches;
}

async function calendarBreaches(sql: Sql, now: number): Promise<Breach[]> {
  const reading = networkReading(sql);
  const calendars = new Calendars(await reading.calendars());
  const days = Array.from({ length: openingWithinDays }, (_, ahead) => localDate(now + ahead * day));
  return (await reading.libraries())
    .filter(({ id, state }) => state === 'LIVE' && !days.some((date) => calendars.isOpen(id, date)))
    .map(({ code }) => ({
      invariant: 'library-opens',
      detail: `${code} opens on none of the next ${openingWithinDays} days`,
    }));
}

async function lateOutbox(sql: Sql, now: number): Promise<Breach[]> {
  const text =
    'SELECT topic, COUNT(*) AS late, MIN(createdAt) AS oldest FROM outbox WHERE createdAt < ? GROUP BY topic';
  const rows = await sql.all<{ topic: string; late: number; oldest: number }>(text, [now - outboxPatience]);
  return rows.map(({ topic, late, oldest }) => ({
    invariant: 'outbox-followed',
    detail: `${late} outbox rows (${topic}) wait since ${new Date(oldest).toISOString()} or later`,
  }));
}
