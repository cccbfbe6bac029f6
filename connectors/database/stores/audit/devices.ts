import { deviceKinds } from '../../../../core/network/network.ts';
import { profileMistakes } from '../../../../core/network/profile-check.ts';
import { readyProfileNames } from '../../../../core/network/ready-profiles.ts';
import type { Breach } from '../../../../core/ports/reading.ts';
import type { Sql } from '../../sql.ts';
import { deviceOf, devices, type DeviceRow } from '../devices.ts';

/** Terminals that nobody could have registered: few rows, checked in memory. */
export async function deviceBreaches(sql: Sql): Promise<Breach[]> {
  const rows = await sql.all<DeviceRow>(devices);
  return rows.flatMap((row) => wrong(row).map((detail) => ({ invariant: 'device-profile-usable', detail })));
}

function wrong(row: DeviceRow): string[] {
  const device = `device ${row.id}`;
  if (!deviceKinds.includes(row.kind)) return [`${device} is of the kind ${row.kind}, which is none`];
  const ready = readyProfileNames.some((name) => name === row.readyProfile);
  if (!ready) return [`${device} names the ready-made profile ${row.readyProfile}, which is none`];
  if (!isObject(row.profile)) return [`${device} has a profile that cannot be read`];
  const mistakes = profileMistakes({ ...deviceOf(row).profile } as Parameters<typeof profileMistakes>[0], row.kind);
  return mistakes.map(({ choice, what }) => `${device}: ${choice} ${what}`);
}

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
