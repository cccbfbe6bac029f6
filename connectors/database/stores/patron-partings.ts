import { nameKey } from '../../../core/patrons/names.ts';
import type { PatronAccountsWork } from '../../../core/ports/patrons.ts';
import type { Sql } from '../sql.ts';
import { insertion } from './batches.ts';
import { met } from './columns.ts';
import { spentDigest } from './patron-cards.ts';

const empty = `UPDATE patrons SET pseudonym = NULL, cardNumber = NULL, firstName = '', lastName = '', birthDate = NULL,
     email = NULL, phone = NULL, address = NULL, pinHash = NULL, nameKey = '', guardianId = NULL, guardianContact = NULL,
     registeredAt = NULL, lastActivityAt = NULL, pinLockedUntil = NULL, expiresAt = 0, state = 'ERASED', mergedIntoId = ?
   WHERE id = ?`;
// What the merged account had beyond the survivor's: the longer membership, the later act.
const keepBest = `UPDATE patrons SET
     expiresAt = CASE WHEN expiresAt >= ? THEN expiresAt ELSE ? END,
     lastActivityAt = CASE WHEN COALESCE(lastActivityAt, 0) >= ? THEN lastActivityAt ELSE ? END WHERE id = ?`;
const known = 'SELECT pseudonym, expiresAt, lastActivityAt FROM patrons WHERE id = ?';
const addPseudonym = insertion('patron_pseudonyms', ['pseudonym', 'patronId'], 'patronId');
const addSpentCards = insertion('spent_cards', ['cardDigest', 'at'], 'at');
const leave = `UPDATE events SET patronRef = NULL, patronSalt = NULL WHERE seq > ? AND seq <= ? AND patronRef IS NOT NULL
   AND (patronRef = (SELECT pseudonym FROM patrons WHERE id = ?)
     OR patronRef IN (SELECT pseudonym FROM patron_pseudonyms WHERE patronId = ?))`;
// A business key ends with the card; a kept reply of the admin API names it in its body, itself written as text.
const leaveAnswers = 'DELETE FROM answers WHERE SUBSTR(UPPER(businessKey), ?) = ? OR INSTR(UPPER(answer), ?) > 0';
// A return says for which hold the document is kept, with letters of a name.
const keptHolds = `SELECT id FROM holds WHERE patronId = ? AND liveKey IS NULL
   AND endedAt >= (SELECT MIN(at) FROM answers)`;
const noteActivity = `UPDATE patrons SET lastActivityAt = ?
   WHERE pseudonym = ? AND (lastActivityAt IS NULL OR lastActivityAt < ?)`;

/** How a kept answer of a desk, itself written as text, names a hold and letters of whose it is. */
export function namedHold(holdId: number): string {
  return `hold\\":{\\"id\\":${holdId},\\"letters\\"`;
}

type Partings = Pick<
  PatronAccountsWork,
  'mergeInto' | 'erase' | 'markToErase' | 'leaveJournal' | 'writeNameKeys' | 'noteActivity'
>;

/** Accounts that end, and what the housekeeping does to them. */
export function partings(sql: Sql): Partings {
  return {
    async mergeInto(survivorId, mergedId, at) {
      const merged = (await sql.one<{ pseudonym: string; expiresAt: number; lastActivityAt: number | null }>(known, [
        mergedId,
      ]))!;
      // The live holds were given one by one; these ended.
      await sql.run('UPDATE holds SET patronId = ? WHERE patronId = ?', [survivorId, mergedId]);
      await sql.run('UPDATE loans SET patronId = ? WHERE patronId = ?', [survivorId, mergedId]);
      await sql.run('UPDATE blocks SET patronId = ? WHERE patronId = ?', [survivorId, mergedId]);
      await sql.run(
        `UPDATE patron_cards SET retiredAt = ?, reason = 'MERGED' WHERE patronId = ? AND retiredAt IS NULL`,
        [at, mergedId],
      );
      await sql.run('UPDATE patron_cards SET patronId = ? WHERE patronId = ?', [survivorId, mergedId]);
      await sql.run('UPDATE patrons SET guardianId = ? WHERE guardianId = ?', [survivorId, mergedId]);
      await sql.run('UPDATE patron_pseudonyms SET patronId = ? WHERE patronId = ?', [survivorId, mergedId]);
      // A notice of a hold follows it; the others were told, or will be told again of the survivor's loans.
      const notices = 'UPDATE notices SET patronId = CASE WHEN holdId IS NOT NULL THEN ? END WHERE patronId = ?';
      await sql.run(notices, [survivorId, mergedId]);
      await sql.run('DELETE FROM patron_pin_failures WHERE patronId = ?', [mergedId]);
      await addPseudonym(sql, [[merged.pseudonym, survivorId]]);
      met(await sql.run(empty, [survivorId, mergedId]), `reader ${mergedId}`);
      const { expiresAt, lastActivityAt } = merged;
      await sql.run(keepBest, [expiresAt, expiresAt, lastActivityAt ?? 0, lastActivityAt, survivorId]);
    },
    async erase(patronId, at) {
      const cards = await sql.all<{ cardKey: string }>('SELECT cardKey FROM patron_cards WHERE patronId = ?', [
        patronId,
      ]);
      await addSpentCards(
        sql,
        cards.map(({ cardKey }) => [spentDigest(cardKey), at]),
      );
      for (const { cardKey } of cards) {
        await sql.run('UPDATE offline_lines SET card = NULL WHERE UPPER(TRIM(card)) = ?', [cardKey]);
        const asLast = `|${cardKey}`;
        await sql.run(leaveAnswers, [-[...asLast].length, asLast, `"card\\":\\"${cardKey}\\"`.toUpperCase()]);
      }
      await sql.run(`DELETE FROM answers WHERE INSTR(answer, ?) > 0`, [`"patronId":${patronId},`]);
      for (const { id } of await sql.all<{ id: number }>(keptHolds, [patronId])) {
        await sql.run('DELETE FROM answers WHERE INSTR(answer, ?) > 0', [namedHold(id)]);
      }
      await sql.run('UPDATE notices SET patronId = NULL WHERE patronId = ?', [patronId]);
      await sql.run('DELETE FROM patron_cards WHERE patronId = ?', [patronId]);
      await sql.run('DELETE FROM blocks WHERE patronId = ?', [patronId]);
      await sql.run('DELETE FROM patron_pin_failures WHERE patronId = ?', [patronId]);
      await sql.run('DELETE FROM patron_pseudonyms WHERE patronId = ?', [patronId]);
      await sql.run('UPDATE loans SET patronId = NULL WHERE patronId = ?', [patronId]);
      met(await sql.run(empty, [null, patronId]), `reader ${patronId}`);
    },
    async markToErase(patronId) {
      met(await sql.run(`UPDATE patrons SET state = 'TO_ERASE' WHERE id = ?`, [patronId]), `reader ${patronId}`);
    },
    leaveJournal: (patronId, afterSeq, upToSeq) => sql.run(leave, [afterSeq, upToSeq, patronId, patronId]),
    async writeNameKeys(limit) {
      const text = `SELECT id, lastName, firstName FROM patrons WHERE nameKey = '' AND state <> 'ERASED' LIMIT ?`;
      const rows = await sql.all<{ id: number; lastName: string; firstName: string }>(text, [limit]);
      for (const { id, lastName, firstName } of rows) {
        await sql.run('UPDATE patrons SET nameKey = ? WHERE id = ?', [nameKey(lastName, firstName) || '?', id]);
      }
      return rows.length;
    },
    async noteActivity(acts) {
      let noted = 0;
      for (const [pseudonym, at] of acts) noted += await sql.run(noteActivity, [at, pseudonym, at]);
      return noted;
    },
  };
}
