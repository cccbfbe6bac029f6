import type { RegisteredDevice } from '../../../core/network/network.ts';
import { resolvedProfile } from '../../../core/network/ready-profiles.ts';
import type { ProfileChanges } from '../../../core/network/device-profile.ts';
import type { DevicesWork } from '../../../core/ports/devices.ts';
import { ConstraintViolation, type Sql } from '../sql.ts';
import { insertion } from './batches.ts';
import { columns, met } from './columns.ts';

const deviceColumns = [
  'id',
  'login',
  'name',
  'kind',
  'libraryId',
  'readyProfile',
  'profile',
  'disabledAt',
  'cutOffAt',
  'mutedUntil',
  'version',
  'lastSeenAt',
  'lastStatus',
] as const;

/** Every terminal, by login. */
export const devices = `SELECT ${columns('devices', deviceColumns)} FROM devices ORDER BY login`;
/** One terminal and what its secret was hashed to, by login. */
export const device = `SELECT ${columns('devices', [...deviceColumns, 'secretHash'])} FROM devices WHERE login = ?`;

const claim = 'UPDATE devices SET version = version WHERE login = ?';
const claimed = `SELECT ${columns('devices', deviceColumns)} FROM devices WHERE login = ?`;
const insert = insertion('devices', ['login', 'name', 'kind', 'libraryId', 'readyProfile', 'profile', 'secretHash']);
const save = `UPDATE devices SET name = ?, kind = ?, libraryId = ?, readyProfile = ?, profile = ?, disabledAt = ?,
   cutOffAt = ?, mutedUntil = ?, version = version + 1 WHERE id = ?`;
const setSecret = 'UPDATE devices SET secretHash = ? WHERE id = ?';

/** A row; `profile` is JSON, what the device has for itself. */
export type DeviceRow = Omit<RegisteredDevice, 'profile' | 'changes'> & { readonly profile: string };

/** A device as core knows it, its ready-made profile worked in. */
export function deviceOf<Row extends DeviceRow>(
  row: Row,
): Omit<Row, 'profile'> & Pick<RegisteredDevice, 'profile' | 'changes'> {
  const changes = JSON.parse(row.profile) as ProfileChanges;
  return { ...row, changes, profile: resolvedProfile(row.readyProfile, changes) };
}

/** The terminals, as one transaction changes them. */
export function devicesWork(sql: Sql): DevicesWork {
  return {
    async insert({ login, name, kind, libraryId, readyProfile = 'standard', profile, secretHash }) {
      const row = [login, name, kind, libraryId, readyProfile, JSON.stringify(profile), secretHash];
      try {
        const [id] = await insert(sql, [row]);
        return id!;
      } catch (error) {
        if (error instanceof ConstraintViolation && error.kind === 'unique') return 'taken';
        throw error;
      }
    },
    async claim(login) {
      if ((await sql.run(claim, [login])) === 0) return null;
      const row = await sql.one<DeviceRow>(claimed, [login]);
      return row && deviceOf(row);
    },
    async save({ id, name, kind, libraryId, readyProfile, changes, disabledAt, cutOffAt, mutedUntil }) {
      const described = [name, kind, libraryId, readyProfile, JSON.stringify(changes)];
      const values = [...described, disabledAt, cutOffAt, mutedUntil, id];
      met(await sql.run(save, values), `device ${id}`);
    },
    async setSecret(deviceId, secretHash) {
      met(await sql.run(setSecret, [secretHash, deviceId]), `device ${deviceId}`);
    },
  };
}
