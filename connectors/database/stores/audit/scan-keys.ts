import type { Breach } from '../../../../core/ports/reading.ts';
import type { Sql } from '../../sql.ts';
import { scanKey } from '../columns.ts';

const rowsAtOnce = 2_000;
const barcodes = 'SELECT id, barcode AS label, barcodeKey AS found FROM items WHERE id > ? ORDER BY id LIMIT ?';
const cards = `SELECT id, cardNumber AS label,
     (SELECT MAX(cardKey) FROM patron_cards WHERE patronId = patrons.id AND retiredAt IS NULL) AS found
   FROM patrons WHERE id > ? AND cardNumber IS NOT NULL ORDER BY id LIMIT ?`;

/** The keys by which labels and cards are found, against what is printed on them. */
export async function scanKeyBreaches(sql: Sql, most: number): Promise<Breach[]> {
  return [
    ...(await wrongKeys(sql, barcodes, 'barcode-key', most)).map(({ invariant, id }) => ({
      invariant,
      detail: `item ${id} is not found by its own barcode`,
    })),
    ...(await wrongKeys(sql, cards, 'card-key', most)).map(({ invariant, id }) => ({
      invariant,
      detail: `reader ${id} is not found by his own card`,
    })),
  ];
}

async function wrongKeys(sql: Sql, text: string, invariant: string, most: number) {
  const wrong: { invariant: string; id: number }[] = [];
  for (let after = 0; wrong.length < most;) {
    const rows = await sql.all<{ id: number; label: string; found: string | null }>(text, [after, rowsAtOnce]);
    if (rows.length === 0) break;
    for (const { id, label, found } of rows) {
      if (found !== scanKey(label) && wrong.length < most) wrong.push({ invariant, id });
    }
    after = rows.at(-1)!.id;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return wrong;
}
