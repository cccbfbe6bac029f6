import type { NewPolicy, OpenLoanCount, TermsReading, TermsWork } from '../../../core/ports/terms.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { insertion } from './batches.ts';
import { columns, locking, met } from './columns.ts';
import { policyColumns, policyOf, type PolicyRow } from './network.ts';

const termColumns = policyColumns.filter((name) => name !== 'id');

// The fallback row is always there: whoever saves a policy holds it until his commit.
const lockFallback = `UPDATE policies SET retiredAt = NULL
   WHERE categoryId IS NULL AND itemType IS NULL AND libraryId IS NULL AND retiredAt IS NULL`;
const inForce = locking(
  `SELECT ${columns('policies', policyColumns)} FROM policies WHERE retiredAt IS NULL ORDER BY id`,
);
const insertPolicy = insertion('policies', termColumns);
const replacePolicy = `UPDATE policies SET ${termColumns.map((name) => `${name} = ?`).join(', ')}
   WHERE id = ? AND retiredAt IS NULL`;
const retirePolicy = 'UPDATE policies SET retiredAt = ? WHERE id = ? AND retiredAt IS NULL';

const replaceWeek = 'REPLACE INTO calendars (libraryId, weekly) VALUES (?, ?)';
const forgetExceptions = 'DELETE FROM calendar_exceptions WHERE libraryId = ?';
const insertExceptions = insertion('calendar_exceptions', [
  'libraryId',
  'date',
  'until',
  'weekday',
  'yearly',
  'hours',
  'reason',
]);

const moveDueDates = 'UPDATE loans SET dueAt = ? WHERE openItemId IS NOT NULL AND libraryId = ? AND dueAt = ?';

// A loan whose reader was forgotten is closed: every open one has a reader.
const openLoans = `SELECT patrons.categoryId, items.type AS itemType, loans.libraryId, COUNT(*) AS loans FROM loans
   JOIN patrons ON patrons.id = loans.patronId JOIN items ON items.id = loans.openItemId
   WHERE loans.openItemId IS NOT NULL
   GROUP BY patrons.categoryId, items.type, loans.libraryId ORDER BY 1, 2, 3`;
const readersByLoans = `SELECT categoryId, loans, COUNT(*) AS readers FROM (
     SELECT patrons.id, patrons.categoryId, COUNT(*) AS loans FROM loans JOIN patrons ON patrons.id = loans.patronId
     WHERE loans.openItemId IS NOT NULL GROUP BY patrons.id, patrons.categoryId) AS held
   GROUP BY categoryId, loans ORDER BY categoryId, loans`;
const dueDates = `SELECT dueAt, COUNT(*) AS loans FROM loans
   WHERE openItemId IS NOT NULL AND libraryId = ? AND dueAt >= ? GROUP BY dueAt ORDER BY dueAt`;
const dueAt = `SELECT items.barcode, bib_records.title FROM loans JOIN items ON items.id = loans.openItemId
   JOIN bib_records ON bib_records.id = items.recordId
   WHERE loans.openItemId IS NOT NULL AND loans.libraryId = ? AND loans.dueAt = ? ORDER BY items.barcode LIMIT ?`;

/** What is lent now, counted for whoever changes the rules. */
export function termsReading(sql: Sql): TermsReading {
  return {
    openLoans: () => sql.all<OpenLoanCount>(openLoans),
    readersByLoans: () => sql.all(readersByLoans),
    dueDates: (libraryId, since) => sql.all(dueDates, [libraryId, since]),
    dueAt: (libraryId, at, limit) => sql.all(dueAt, [libraryId, at, limit]),
  };
}

/** Policies and calendars, as one transaction changes them. */
export function termsWork(sql: Sql): TermsWork {
  return {
    async lockPolicies() {
      await sql.run(lockFallback);
      return (await sql.all<PolicyRow>(inForce[sql.dialect])).map(policyOf);
    },
    async insertPolicy(policy) {
      const [id] = await insertPolicy(sql, [valuesOf(policy)]);
      return id!;
    },
    async replacePolicy(policyId, by) {
      met(await sql.run(replacePolicy, [...valuesOf(by), policyId]), `policy ${policyId}`);
    },
    async retirePolicy(policyId, at) {
      met(await sql.run(retirePolicy, [at, policyId]), `policy ${policyId}`);
    },
    async setCalendar({ libraryId, weekly, exceptions }) {
      await sql.run(replaceWeek, [libraryId, JSON.stringify(weekly)]);
      await sql.run(forgetExceptions, [libraryId]);
      const rows = exceptions.map(({ date, until, weekday, yearly, hours, reason }) => {
        return [libraryId, date, until, weekday, Number(yearly), JSON.stringify(hours), reason];
      });
      await insertExceptions(sql, rows);
    },
    moveDueDates: (libraryId, from, to) => sql.run(moveDueDates, [to, libraryId, from]),
  };
}

function valuesOf(policy: NewPolicy): SqlValue[] {
  const values: Record<string, string | number | boolean | null> = { ...policy };
  return termColumns.map((name) => {
    const value = values[name]!;
    return typeof value === 'boolean' ? Number(value) : value;
  });
}
