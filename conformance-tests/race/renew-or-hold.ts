import { terminalDate } from '../sip2/client.ts';
import type { Lent } from './answers.ts';
import { type Arena, barcode, card, field, numbers, said } from './arena.ts';
import { renewal, type Reply } from './posts.ts';

const count = 48;
const refused = /\|AFDocument réservé par un autre lecteur : prolongation|"code":"renewal-wanted-by-others"/;

/** Both copies of a title are on loan; both readers ask for more time while a third places a hold. */
export async function renewOrHold(arena: Arena): Promise<void> {
  const loans = numbers(count).map((index) => ({
    atDesk: { item: barcode(401 + 2 * index), card: card(1 + index) },
    atKiosk: { item: barcode(402 + 2 * index), card: card(51 + index) },
  }));
  const lent: { atDesk: Lent; atKiosk: Lent }[] = [];
  for (const { atDesk, atKiosk } of loans) {
    lent.push({
      atDesk: await arena.must<Lent>('/loans', { ...atDesk, library: 'LENS' }),
      atKiosk: await arena.must<Lent>('/loans', { ...atKiosk, library: 'LENS' }),
    });
  }
  const records = await Promise.all(loans.map(async ({ atDesk }) => (await arena.item(atDesk.item)).record));

  const replies = await arena.race(
    loans.map(({ atDesk, atKiosk }, index) => [
      { post: '/renewals', body: { ...atDesk, library: 'LIEVIN' }, after: index % 3 },
      { message: renewal(atKiosk.card, atKiosk.item), after: index % 5 },
      { post: '/holds', body: { card: card(101 + index), record: records[index]!, pickup: 'LENS' } },
    ]),
  );

  for (const [index, { atDesk, atKiosk }] of loans.entries()) {
    const [desk, kiosk, hold] = replies[index]!;
    expect(hold.granted).toBe(true);
    await checkLoan(arena, { ...atDesk, before: lent[index]!.atDesk, reply: desk });
    await checkLoan(arena, { ...atKiosk, before: lent[index]!.atKiosk, reply: kiosk });
  }
}

interface Renewed {
  readonly item: string;
  readonly card: string;
  readonly before: Lent;
  readonly reply: Reply;
}

/** Renewed before the hold, or refused; the loan says what the answer said. After the hold nobody renews. */
async function checkLoan(arena: Arena, { item, card: reader, before, reply }: Renewed): Promise<void> {
  const { loan } = await arena.item(item);
  if (reply.granted) {
    expect(loan!.renewals).toBe(1);
    if (reply.text.startsWith('30')) expect(field(reply, 'AH')).toBe(terminalDate(new Date(loan!.dueAt)));
    else expect(said<Lent>(reply)).toMatchObject({ dueAt: loan!.dueAt, renewals: 1 });
  } else {
    expect(reply.text).toMatch(refused);
    expect(loan).toMatchObject({ dueAt: before.dueAt, renewals: 0 });
  }
  const again = await arena.api.post('/renewals', { card: reader, item, library: 'AVION' });
  expect([again.granted, again.text]).toEqual([false, expect.stringMatching(refused)]);
}
