import type { Calendar, CalendarException, CirculationPolicy } from '../../../core/circulation/entities.ts';
import type { NetworkLibrary, PatronCategory } from '../../../core/network/network.ts';
import type { Reading } from '../../../core/ports/reading.ts';
import type { Sql } from '../sql.ts';
import { columns } from './columns.ts';
import { device, deviceOf, devices, type DeviceRow } from './devices.ts';

const libraryColumns = [
  'id',
  'code',
  'name',
  'commune',
  'inseeCode',
  'kind',
  'state',
  'isPickup',
  'acceptsReturns',
  'isil',
] as const;
const categoryColumns = ['id', 'code', 'label', 'kind', 'membershipMonths'] as const;
/** The columns of a policy row, as its entity names them. */
export const policyColumns = [
  'id',
  'categoryId',
  'itemType',
  'libraryId',
  'loanDays',
  'renewals',
  'renewDays',
  'maxPerType',
  'maxTotal',
  'holdsMax',
  'holdable',
  'selfCheck',
  'hardDueDate',
  'graceOpenDays',
  'suspensionPerLateDay',
  'feeSchedule',
] as const;

type Flags<Row, Name extends keyof Row> = Omit<Row, Name> & { readonly [flag in Name]: number };
type LibraryRow = Flags<NetworkLibrary, 'isPickup' | 'acceptsReturns'>;
export type PolicyRow = Flags<CirculationPolicy, 'holdable' | 'selfCheck'>;
type ExceptionRow = {
  libraryId: number;
  date: string;
  until: string | null;
  weekday: number | null;
  yearly: number;
  hours: string;
  reason: string;
};

// One statement, so that a calendar and its exceptions are of the same moment.
const calendars = `SELECT calendars.libraryId AS calendarId, weekly, date, until, weekday, yearly, hours, reason FROM calendars
   LEFT JOIN calendar_exceptions ON calendar_exceptions.libraryId = calendars.libraryId
   ORDER BY calendars.libraryId, date, calendar_exceptions.id`;

// A row that was taken out of use stays: past loans name it.
const policiesInForce = `SELECT ${columns('policies', policyColumns)} FROM policies WHERE retiredAt IS NULL ORDER BY id`;

/** A policy row as core knows it. */
export function policyOf(row: PolicyRow): CirculationPolicy {
  return { ...row, holdable: row.holdable === 1, selfCheck: row.selfCheck === 1 };
}

type NetworkReading = Pick<Reading, 'libraries' | 'categories' | 'policies' | 'calendars' | 'devices' | 'device'>;

/** Reads of the network: libraries, their calendars, rules and terminals. */
export function networkReading(sql: Sql): NetworkReading {
  return {
    async libraries() {
      const text = `SELECT ${columns('libraries', libraryColumns)} FROM libraries ORDER BY code`;
      const rows = await sql.all<LibraryRow>(text);
      return rows.map((row) => ({ ...row, isPickup: row.isPickup === 1, acceptsReturns: row.acceptsReturns === 1 }));
    },
    categories: () =>
      sql.all<PatronCategory>(
        `SELECT ${columns('patron_categories', categoryColumns)} FROM patron_categories ORDER BY code`,
      ),
    async policies() {
      return (await sql.all<PolicyRow>(policiesInForce)).map(policyOf);
    },
    async calendars() {
      const rows = await sql.all<Nullable<Omit<ExceptionRow, 'libraryId'>> & { calendarId: number; weekly: string }>(
        calendars,
      );
      const found = new Map<number, Calendar & { exceptions: CalendarException[] }>();
      for (const { calendarId, weekly, date, until, weekday, yearly, hours, reason } of rows) {
        const calendar = found.get(calendarId) ?? {
          libraryId: calendarId,
          weekly: JSON.parse(weekly) as Calendar['weekly'],
          exceptions: [],
        };
        found.set(calendarId, calendar);
        if (date === null) continue;
        const opened = JSON.parse(hours!) as CalendarException['hours'];
        calendar.exceptions.push({ date, until, weekday, yearly: yearly === 1, hours: opened, reason: reason! });
      }
      return [...found.values()];
    },
    async devices() {
      return (await sql.all<DeviceRow>(devices)).map(deviceOf);
    },
    async device(login) {
      const row = await sql.one<DeviceRow & { secretHash: string }>(device, [login]);
      return row && deviceOf(row);
    },
  };
}

type Nullable<Row> = { readonly [name in keyof Row]: Row[name] | null };
