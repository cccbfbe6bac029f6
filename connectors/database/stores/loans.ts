import type { Loan } from '../../../core/circulation/entities.ts';
import type { LoansWork, NewLoan } from '../../../core/ports/store.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { insertion } from './batches.ts';
import { columns, met } from './columns.ts';

export const loanColumns = [
  'id',
  'itemId',
  'patronId',
  'libraryId',
  'deviceId',
  'at',
  'dueAt',
  'returnedAt',
  'returnLibraryId',
  'renewals',
  'policyId',
  'source',
] as const;

const openOf = `SELECT ${columns('loans', loanColumns)} FROM loans WHERE openItemId = ?`;
// The clock of a document that was lost, or that the reader says he brought back, stands still.
const count = `SELECT COUNT(*) AS total, COUNT(CASE WHEN items.type = ? THEN 1 END) AS ofType,
     COUNT(CASE WHEN loans.dueAt < ? AND items.status = 'ON_LOAN' THEN 1 END) AS overdue
   FROM loans JOIN items ON items.id = loans.openItemId
   WHERE loans.patronId = ? AND loans.openItemId > 0`; // a range, not IS NOT NULL: both databases then seek the open ones
const countLost = `SELECT COUNT(*) AS lost FROM loans JOIN items ON items.id = loans.openItemId
   WHERE loans.patronId = ? AND loans.openItemId > 0 AND items.status = 'LOST'`;
const insert = insertion('loans', [
  'itemId',
  'openItemId', // the unique key that keeps an item from being lent twice, whatever the code above does
  'patronId',
  'libraryId',
  'deviceId',
  'at',
  'dueAt',
  'renewals',
  'policyId',
  'source',
]);

/** Loans, as one transaction opens and closes them. */
export function loansWork(sql: Sql): LoansWork {
  return {
    openOf: (itemId) => sql.one<Loan>(openOf, [itemId]),
    async count(patronId, itemType, at) {
      return (await sql.one<{ total: number; ofType: number; overdue: number }>(count, [itemType, at, patronId]))!;
    },
    async countLost(patronId) {
      return (await sql.one<{ lost: number }>(countLost, [patronId]))!.lost;
    },
    async open(loan) {
      const [id] = await insert(sql, [valuesOf(loan)]);
      return { ...loan, id: id!, returnedAt: null, returnLibraryId: null };
    },
    async openMany(loans) {
      await insert(sql, loans.map(valuesOf));
    },
    async close(loanId, how) {
      const text = `UPDATE loans SET returnedAt = ?, returnLibraryId = ?, openItemId = NULL
         WHERE id = ? AND openItemId IS NOT NULL`;
      met(await sql.run(text, [how.returnedAt, how.returnLibraryId, loanId]), `open loan ${loanId}`);
    },
    async extend(loanId, to) {
      const text = 'UPDATE loans SET dueAt = ?, renewals = ? WHERE id = ? AND openItemId IS NOT NULL';
      met(await sql.run(text, [to.dueAt, to.renewals, loanId]), `open loan ${loanId}`);
    },
  };
}

function valuesOf(loan: NewLoan): SqlValue[] {
  return [
    loan.itemId,
    loan.itemId,
    loan.patronId,
    loan.libraryId,
    loan.deviceId,
    loan.at,
    loan.dueAt,
    loan.renewals,
    loan.policyId,
    loan.source,
  ];
}
