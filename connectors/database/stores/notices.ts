import {
  dedupKey,
  type Notice,
  type NoticeHold,
  type NoticeLoan,
  type NoticeReader,
  type NoticeTemplate,
} from '../../../core/notices/entities.ts';
import type { NoticeFacts, NoticesReading, NoticesWork } from '../../../core/ports/notices.ts';
import { ConstraintViolation, type Sql } from '../sql.ts';
import { columns } from './columns.ts';

const noticeColumns = [
  'id',
  'dedupKey',
  'kind',
  'patronId',
  'libraryId',
  'holdId',
  'level',
  'subjectDate',
  'createdAt',
  'state',
  'reason',
  'attempts',
  'nextAttemptAt',
  'settledAt',
  'settledBy',
] as const;
const readerColumns = [
  'id',
  'pseudonym',
  'firstName',
  'lastName',
  'email',
  'address',
  'cardNumber',
  'language',
  'state',
  'expiresAt',
  'homeLibraryId',
] as const;

const all = columns('notices', noticeColumns);
const order = `INSERT INTO notices (dedupKey, kind, patronId, libraryId, holdId, level, subjectDate, createdAt, state, reason,
     attempts, nextAttemptAt, settledAt)
   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)`;
const claim = `UPDATE notices SET state = 'SENDING', attempts = attempts + 1, claimToken = ?, claimedUntil = ?
   WHERE id = ? AND ((state = 'PENDING' AND nextAttemptAt <= ?) OR (state = 'SENDING' AND claimedUntil <= ?))`;
const settle = `UPDATE notices SET state = ?, reason = ?, libraryId = ?, nextAttemptAt = ?, settledAt = ?,
     claimToken = NULL, claimedUntil = NULL
   WHERE id = ? AND state = 'SENDING' AND claimToken = ?`;
const leavePaper = `UPDATE notices SET state = ?, reason = ?, settledAt = ?, settledBy = ?
   WHERE id = ? AND state IN ('TO_PRINT', 'DEAD')`;
const replaceTemplate = 'REPLACE INTO notice_templates (kind, language, subject, text) VALUES (?, ?, ?, ?)';
const forgetReaders = `UPDATE notices SET patronId = NULL
   WHERE patronId IS NOT NULL AND settledAt < ? AND state IN ('SENT', 'SKIPPED', 'PRINTED', 'DEAD')`;

/** Notices, as one transaction orders, claims and settles them. */
export function noticesWork(sql: Sql): NoticesWork {
  return {
    ...factsOf(sql),
    async order(notice) {
      const { state = 'PENDING', reason = null, createdAt } = notice;
      const { kind, patronId, libraryId, holdId, level, subjectDate } = notice;
      const settledAt = state === 'PENDING' ? null : createdAt;
      const facts = [dedupKey(notice), kind, patronId, libraryId, holdId, level, subjectDate, createdAt];
      try {
        await sql.run(order, [...facts, state, reason, createdAt, settledAt]);
        return true;
      } catch (error) {
        if (error instanceof ConstraintViolation && error.kind === 'unique') return false;
        throw error;
      }
    },
    async claim(noticeId, { token, now, until }) {
      if ((await sql.run(claim, [token, until, noticeId, now, now])) !== 1) return null;
      return sql.one<Notice>(`SELECT ${all} FROM notices WHERE id = ?`, [noticeId]);
    },
    async settle(noticeId, token, as) {
      const settledAt = as.state === 'PENDING' || as.state === 'TO_PRINT' ? null : as.at;
      const values = [as.state, as.reason, as.libraryId, as.nextAttemptAt, settledAt, noticeId, token];
      return (await sql.run(settle, values)) === 1;
    },
    async leavePaper(noticeId, { state, reason, at, by }) {
      return (await sql.run(leavePaper, [state, reason, at, by, noticeId])) === 1;
    },
    async saveTemplate({ kind, language, subject, text }) {
      await sql.run(replaceTemplate, [kind, language, subject, text]);
    },
    forgetReaders: (before) => sql.run(forgetReaders, [before]),
  };
}

const asked = `(? IS NULL OR libraryId = ?) AND (? IS NULL OR kind = ?) AND (? IS NULL OR state = ?)
   AND (? IS NULL OR patronId = ?)`;
// A hold that left its shelf, or waits elsewhere, is not on the list although its notice is still on paper.
const toPrint = `FROM notices LEFT JOIN holds ON holds.id = notices.holdId
   WHERE notices.libraryId = ? AND notices.state IN ('TO_PRINT', 'DEAD') AND notices.patronId IS NOT NULL
     AND (notices.holdId IS NULL OR (holds.status = 'ON_SHELF' AND holds.pickupLibraryId = notices.libraryId))`;
/** Lost and claimed returned: the clock is stopped. */
const openLoans = `SELECT loans.id, loans.itemId, loans.patronId, loans.libraryId, loans.dueAt, items.barcode,
     (SELECT title FROM bib_records WHERE bib_records.id = items.recordId) AS title
   FROM loans JOIN items ON items.id = loans.openItemId
   WHERE items.status = 'ON_LOAN' AND loans.patronId IS NOT NULL`;
// By item, not by loan: the unique key of the open loans leaves the closed ones aside.
const loansDue = `${openLoans} AND loans.openItemId > ? AND loans.dueAt >= ? AND loans.dueAt < ?
   ORDER BY loans.openItemId LIMIT ?`;
const due = `SELECT id FROM notices WHERE (state = 'PENDING' AND nextAttemptAt <= ?) OR (state = 'SENDING' AND claimedUntil <= ?)
   ORDER BY nextAttemptAt, id LIMIT ?`;

/** Reads of the notices. */
export function noticesReading(sql: Sql): NoticesReading {
  return {
    ...factsOf(sql),
    async due(now, limit) {
      return (await sql.all<{ id: number }>(due, [now, now, limit])).map(({ id }) => id);
    },
    one: (id) => sql.one<Notice>(`SELECT ${all} FROM notices WHERE id = ?`, [id]),
    async list({ libraryId, kind, state, patronId, offset, limit }) {
      const values = [libraryId, libraryId, kind, kind, state, state, patronId, patronId];
      const text = `SELECT ${all} FROM notices WHERE ${asked} ORDER BY id DESC LIMIT ? OFFSET ?`;
      const items = await sql.all<Notice>(text, [...values, limit, offset]);
      const { total } = (await sql.one<{ total: number }>(
        `SELECT COUNT(*) AS total FROM notices WHERE ${asked}`,
        values,
      ))!;
      return { items, total };
    },
    async toPrint(libraryId, { offset, limit }) {
      const text = `SELECT ${all} ${toPrint} ORDER BY notices.id LIMIT ? OFFSET ?`;
      const items = await sql.all<Notice>(text, [libraryId, limit, offset]);
      const { total } = (await sql.one<{ total: number }>(`SELECT COUNT(*) AS total ${toPrint}`, [libraryId]))!;
      return { items, total };
    },
    async onPaper(afterId, limit) {
      const text = `SELECT id FROM notices WHERE state IN ('TO_PRINT', 'DEAD') AND id > ? ORDER BY id LIMIT ?`;
      return (await sql.all<{ id: number }>(text, [afterId, limit])).map(({ id }) => id);
    },
    loansDue: ({ dueFrom, dueBefore, afterItemId, limit }) =>
      sql.all<NoticeLoan>(loansDue, [afterItemId, dueFrom, dueBefore, limit]),
    membershipsEnding({ from, before, afterId, limit }) {
      const text = `SELECT id, expiresAt, homeLibraryId FROM patrons
         WHERE state = 'ACTIVE' AND expiresAt >= ? AND expiresAt < ? AND id > ? ORDER BY id LIMIT ?`;
      return sql.all(text, [from, before, afterId, limit]);
    },
  };
}

const hold = `SELECT holds.id, holds.patronId, holds.status, holds.pickupLibraryId, holds.shelvedAt, holds.pickupDeadline,
     (SELECT title FROM bib_records WHERE bib_records.id = holds.recordId) AS title, items.barcode, items.callNumber
   FROM holds LEFT JOIN items ON items.id = holds.boundItemId WHERE holds.id = ?`;

function factsOf(sql: Sql): NoticeFacts {
  return {
    reader: (patronId) =>
      sql.one<NoticeReader>(`SELECT ${columns('patrons', readerColumns)} FROM patrons WHERE id = ?`, [patronId]),
    hold: (holdId) => sql.one<NoticeHold>(hold, [holdId]),
    loans: (patronId, libraryId) =>
      sql.all<NoticeLoan>(`${openLoans} AND loans.patronId = ? AND loans.libraryId = ? ORDER BY loans.id`, [
        patronId,
        libraryId,
      ]),
    templates: () => sql.all<NoticeTemplate>('SELECT kind, language, subject, text FROM notice_templates'),
  };
}
