import type { PatronAccountsWork } from '../../../core/ports/patrons.ts';
import type { Sql } from '../sql.ts';
import { met } from './columns.ts';

const known = 'SELECT at FROM patron_pin_failures WHERE patronId = ? AND digest = ?';
const again = 'UPDATE patron_pin_failures SET at = ? WHERE patronId = ? AND digest = ?';
const insert = 'INSERT INTO patron_pin_failures (patronId, digest, at) VALUES (?, ?, ?)';
const count = 'SELECT COUNT(*) AS wrong FROM patron_pin_failures WHERE patronId = ? AND at > ?';
const forget = 'DELETE FROM patron_pin_failures WHERE patronId = ?';
const forgetOld = 'DELETE FROM patron_pin_failures WHERE at <= ?';

type Pins = Pick<PatronAccountsWork, 'setPin' | 'pinFailed' | 'lockPin' | 'forgivePin' | 'forgetPinFailures'>;

/** PINs and what was wrongly tried for them; the reader is locked by the caller. */
export function pinsWork(sql: Sql): Pins {
  return {
    async setPin(patronId, pinHash) {
      await sql.run(forget, [patronId]);
      const text = 'UPDATE patrons SET pinHash = ?, pinLockedUntil = NULL WHERE id = ?';
      met(await sql.run(text, [pinHash, patronId]), `reader ${patronId}`);
    },
    async pinFailed(patronId, digest, at, since) {
      // A value is counted from when it was first tried, unless that was too long ago.
      const before = await sql.one<{ at: number }>(known, [patronId, digest]);
      if (!before) await sql.run(insert, [patronId, digest, at]);
      else if (before.at <= since) await sql.run(again, [at, patronId, digest]);
      return (await sql.one<{ wrong: number }>(count, [patronId, since]))!.wrong;
    },
    async lockPin(patronId, until) {
      await sql.run(forget, [patronId]);
      met(await sql.run('UPDATE patrons SET pinLockedUntil = ? WHERE id = ?', [until, patronId]), `reader ${patronId}`);
    },
    async forgivePin(patronId) {
      await sql.run(forget, [patronId]);
      met(await sql.run('UPDATE patrons SET pinLockedUntil = NULL WHERE id = ?', [patronId]), `reader ${patronId}`);
    },
    forgetPinFailures: (before) => sql.run(forgetOld, [before]),
  };
}
