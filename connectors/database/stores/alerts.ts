import type { Acknowledgement } from '../../../core/alerts/entities.ts';
import type { AlertsReading, AlertsWork, LibraryCount } from '../../../core/ports/alerts.ts';
import { ConstraintViolation, type Sql } from '../sql.ts';
import { allListed, listStatement } from './batches.ts';

const acknowledged = listStatement(
  `SELECT alertKey, alert_acknowledgements.login, COALESCE(name, alert_acknowledgements.login) AS name, at
   FROM alert_acknowledgements LEFT JOIN staff_users ON staff_users.login = alert_acknowledgements.login
   WHERE alertKey IN (?*)`,
);
const endedOnShelf = `SELECT items.holdingLibraryId AS libraryId, COUNT(*) AS count, MIN(holds.releasedAt) AS since,
     MAX(holds.id) AS newest
   FROM holds JOIN items ON items.id = holds.releasedItemId
   WHERE holds.releasedItemId > 0 AND items.status = 'RESHELVE' AND items.statusSince = holds.releasedAt
   GROUP BY items.holdingLibraryId ORDER BY items.holdingLibraryId`;
const openExceptions = `SELECT libraryId, COUNT(*) AS count, MIN(settledAt) AS since, MAX(id) AS newest
   FROM offline_lines WHERE outcome = 'exception' AND resolvedAt IS NULL GROUP BY libraryId ORDER BY libraryId`;

/** Who sees to what, as one transaction keeps it. */
export function alertsWork(sql: Sql): AlertsWork {
  return {
    async acknowledge(key, { login, at }) {
      try {
        await sql.run('INSERT INTO alert_acknowledgements (alertKey, login, at) VALUES (?, ?, ?)', [key, login, at]);
        return true;
      } catch (error) {
        if (error instanceof ConstraintViolation && error.kind === 'unique') return false;
        throw error;
      }
    },
    forget: (before) => sql.run('DELETE FROM alert_acknowledgements WHERE at < ?', [before]),
  };
}

/** What calls for somebody, counted in one statement for all libraries, and who sees to it. */
export function alertsReading(sql: Sql): AlertsReading {
  return {
    async acknowledged(keys) {
      const rows = await allListed<Acknowledgement & { alertKey: string }>(sql, acknowledged, keys);
      return new Map(rows.map(({ alertKey, login, name, at }) => [alertKey, { login, name, at }]));
    },
    endedOnShelf: () => sql.all<LibraryCount>(endedOnShelf),
    openExceptions: () => sql.all<LibraryCount>(openExceptions),
  };
}
