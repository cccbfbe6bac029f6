import type { Breach } from '../../../../core/ports/reading.ts';
import { scanKey } from '../columns.ts';
import type { Sql } from '../../sql.ts';
import { spentDigest } from '../patron-cards.ts';

const answersAtOnce = 2_000;
const after = 'SELECT businessKey, answer FROM answers WHERE businessKey > ? ORDER BY businessKey LIMIT ?';
const spent = 'SELECT cardDigest FROM spent_cards';
// A merged account is empty too, and its id names nobody: what it did is the survivor's.
const erased = `SELECT id FROM patrons WHERE state = 'ERASED' AND mergedIntoId IS NULL`;
const heldByErased = `SELECT holds.id FROM holds JOIN patrons ON patrons.id = holds.patronId WHERE patrons.state = 'ERASED'`;

/** What is kept for repeated requests names nobody who was erased, and no reader who was only looked at. */
export async function keptAnswerBreaches(sql: Sql, most: number): Promise<Breach[]> {
  const ids = async (text: string) => new Set((await sql.all<{ id: number }>(text)).map(({ id }) => id));
  const digests = new Set((await sql.all<{ cardDigest: string }>(spent)).map(({ cardDigest }) => cardDigest));
  const [gone, holds] = await Promise.all([ids(erased), ids(heldByErased)]);

  const breaches: Breach[] = [];
  for (let last = ''; breaches.length < most;) {
    const rows = await sql.all<{ businessKey: string; answer: string }>(after, [last, answersAtOnce]);
    for (const { businessKey, answer } of rows) {
      if (breaches.length >= most) break;
      const cards = [businessKey.split('|').at(-1)!, ...named(answer, /"card\\?":\\?"([^"\\]*)/g)];
      const names =
        cards.some((card) => digests.has(spentDigest(scanKey(card)))) ||
        named(answer, /"patronId":(\d+)/g).some((id) => gone.has(Number(id))) ||
        named(answer, /"hold\\?":\{\\?"id\\?":(\d+),\\?"letters/g).some((id) => holds.has(Number(id)));
      if (names)
        breaches.push({ invariant: 'kept-answer-names-no-erased', detail: 'a kept answer names an erased reader' });
      if (/\\"kind\\":\\"reader\\"/.test(answer)) {
        breaches.push({ invariant: 'no-reader-kept', detail: 'a kept answer of a desk is the account of a reader' });
      }
    }
    if (rows.length < answersAtOnce) break;
    last = rows.at(-1)!.businessKey;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return breaches;
}

function named(answer: string, pattern: RegExp): string[] {
  return [...answer.matchAll(pattern)].map((found) => found[1]!);
}
