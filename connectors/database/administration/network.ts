import type { Model, ModelStatic, Transaction } from 'sequelize';
import { granted } from '../../../core/outcome.ts';
import type { Administration } from '../../../core/ports/store.ts';
import type { AdministrationParts } from './parts.ts';

type NetworkAdministration = Pick<
  Administration,
  'insertLibraries' | 'insertCategories' | 'insertPolicies' | 'setCalendars' | 'insertDevices' | 'sawDevices'
>;

// A late report never takes back a newer one; a message without a status leaves the last one told.
const sawDevice = `UPDATE devices SET lastSeenAt = ?, lastStatus = COALESCE(?, lastStatus)
   WHERE id = ? AND (lastSeenAt IS NULL OR lastSeenAt <= ?)`;

/** Libraries, their devices, rules and opening hours. Ids come back in the order of the rows given. */
export function networkAdministration({ database, models, whole }: AdministrationParts): NetworkAdministration {
  return {
    insertLibraries: (libraries) => whole((transaction) => insertInOrder(models.libraries, libraries, transaction)),
    insertCategories: (categories) =>
      whole((transaction) => insertInOrder(models.patron_categories, categories, transaction)),
    insertPolicies: (policies) => whole((transaction) => insertInOrder(models.policies, policies, transaction)),

    insertDevices(devices) {
      const rows = devices.map(({ profile, ...device }) => ({ ...device, profile: JSON.stringify(profile) }));
      return whole((transaction) => insertInOrder(models.devices, rows, transaction));
    },

    async setCalendars(calendars) {
      const libraryId = calendars.map((calendar) => calendar.libraryId);
      const weeks = calendars.map((calendar) => ({
        libraryId: calendar.libraryId,
        weekly: JSON.stringify(calendar.weekly),
      }));
      const exceptions = calendars.flatMap((calendar) =>
        calendar.exceptions.map((day) => ({ ...day, libraryId: calendar.libraryId, hours: JSON.stringify(day.hours) })),
      );
      await whole(async (transaction) => {
        await models.calendar_exceptions.destroy({ where: { libraryId }, transaction });
        await models.calendars.destroy({ where: { libraryId }, transaction });
        await models.calendars.bulkCreate(weeks, { transaction });
        await models.calendar_exceptions.bulkCreate(exceptions, { transaction });
      });
    },

    async sawDevices(seen) {
      if (seen.length === 0) return;
      await database.transaction(async (sql) => {
        // In the order of the ids: two processes that note the same devices never wait for each other in a circle.
        for (const { deviceId, at, status } of seen.toSorted((a, b) => a.deviceId - b.deviceId)) {
          await sql.run(sawDevice, [at, status, deviceId, at]);
        }
        return granted(null);
      });
    },
  };
}

/** Row by row: what a bulk insert tells of its ids differs from one database to the other. */
async function insertInOrder(
  model: ModelStatic<Model>,
  rows: readonly object[],
  transaction: Transaction,
): Promise<number[]> {
  const ids: number[] = [];
  for (const row of rows) {
    const created = await model.create({ ...row }, { transaction });
    ids.push(created.get('id') as number);
  }
  return ids;
}
