import { nameKey } from '../../../../core/patrons/names.ts';
import type { Breach } from '../../../../core/ports/reading.ts';
import type { Sql } from '../../sql.ts';
import { spentDigest } from '../patron-cards.ts';

const rowsAtOnce = 2_000;
const names = `SELECT id, lastName, firstName, nameKey FROM patrons WHERE id > ? AND nameKey <> '' ORDER BY id LIMIT ?`;
const cards = `SELECT cardKey, patronId FROM patron_cards WHERE cardKey > ? ORDER BY cardKey LIMIT ?`;

/** What only a program can check of readers: the name they are found by, and that no spent card is anybody's. */
export async function patronBreaches(sql: Sql, most: number): Promise<Breach[]> {
  return [...(await wrongNames(sql, most)), ...(await spentCards(sql, most))];
}

async function wrongNames(sql: Sql, most: number): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (let after = 0; breaches.length < most;) {
    const rows = await sql.all<{ id: number; lastName: string; firstName: string; nameKey: string }>(names, [
      after,
      rowsAtOnce,
    ]);
    for (const row of rows) {
      if (row.nameKey === (nameKey(row.lastName, row.firstName) || '?') || breaches.length >= most) continue;
      breaches.push({ invariant: 'name-key', detail: `reader ${row.id} is not found by his own name` });
    }
    if (rows.length < rowsAtOnce) break;
    after = rows.at(-1)!.id;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return breaches;
}

async function spentCards(sql: Sql, most: number): Promise<Breach[]> {
  const spent = await sql.all<{ cardDigest: string }>('SELECT cardDigest FROM spent_cards');
  if (spent.length === 0) return [];
  const digests = new Set(spent.map(({ cardDigest }) => cardDigest));
  const breaches: Breach[] = [];
  for (let after = ''; breaches.length < most;) {
    const rows = await sql.all<{ cardKey: string; patronId: number }>(cards, [after, rowsAtOnce]);
    for (const { cardKey, patronId } of rows) {
      if (!digests.has(spentDigest(cardKey)) || breaches.length >= most) continue;
      breaches.push({
        invariant: 'spent-card-is-nobodys',
        detail: `reader ${patronId} bears the card of an erased one`,
      });
    }
    if (rows.length < rowsAtOnce) break;
    after = rows.at(-1)!.cardKey;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return breaches;
}
