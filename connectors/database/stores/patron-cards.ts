import { createHash } from 'node:crypto';
import type { PatronAccountsWork } from '../../../core/ports/patrons.ts';
import { ConstraintViolation, type Sql } from '../sql.ts';
import { locking, met, scanKey } from './columns.ts';

const insert = 'INSERT INTO patron_cards (cardKey, patronId, retiredAt) VALUES (?, ?, NULL)';
const setCard = 'UPDATE patrons SET cardNumber = ? WHERE id = ?';
const retire = 'UPDATE patron_cards SET retiredAt = ?, reason = ? WHERE patronId = ? AND retiredAt IS NULL';
const holder = 'SELECT retiredAt FROM patron_cards WHERE cardKey = ?';
const spent = 'SELECT at FROM spent_cards WHERE cardDigest = ?';
// Locking: an item that is being given this number at the same time is waited for, not missed.
const item = locking('SELECT id FROM items WHERE barcodeKey = ?');

/** Cards, which belong to one reader for ever and are no item's barcode. */
export function cardsOf(sql: Sql): Pick<PatronAccountsWork, 'giveCard' | 'retireCardOf'> {
  return {
    async giveCard(patronId, cardNumber) {
      const key = scanKey(cardNumber);
      try {
        await sql.run(insert, [key, patronId]);
      } catch (error) {
        if (!(error instanceof ConstraintViolation)) throw error;
        if (error.kind !== 'unique') return 'item'; // the schema's own net
        const held = await sql.one<{ retiredAt: number | null }>(holder, [key]);
        return (held?.retiredAt ?? null) === null ? 'card' : 'past-card';
      }
      if (await sql.one(spent, [spentDigest(key)])) return 'spent-card';
      if (await sql.one(item[sql.dialect], [key])) return 'item';
      met(await sql.run(setCard, [cardNumber.trim(), patronId]), `reader ${patronId}`);
      return null;
    },
    async retireCardOf(patronId, at, reason) {
      met(await sql.run(retire, [at, reason, patronId]), `card in use of reader ${patronId}`);
    },
  };
}

/** What is left of the card of an erased reader: enough never to give the number again. */
export function spentDigest(cardKey: string): string {
  return createHash('sha256').update(`spent card ${cardKey}`).digest('hex');
}
