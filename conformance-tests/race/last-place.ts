import type { Hold, Policy } from './answers.ts';
import { type Arena, barcode, card, type Contest, numbers, type Replies, said } from './arena.ts';
import { checkout } from './posts.ts';

const readers = [115, 116, 117].map(card);
const waves = 16;

/** The maxima of the row that holds for everybody. */
async function limits({ api }: Arena): Promise<Policy> {
  const { items } = await api.get<{ items: Policy[] }>('/policies');
  return items.find((row) => row.category === null && row.itemType === null && row.library === null)!;
}

/** A reader who may have one more document asks for three, at two kiosks and a desk, all at once. */
export async function lastLoan(arena: Arena): Promise<void> {
  const { maxTotal } = await limits(arena);
  let next = 101;
  for (const reader of readers) {
    for (let loans = 1; loans < maxTotal; loans += 1) {
      await arena.must('/loans', { card: reader, item: barcode(next++), library: 'LENS' });
    }
  }
  for (let wave = 0; wave < waves; wave += 1) {
    const asked = readers.map(() => [barcode(next++), barcode(next++), barcode(next++)] as const);
    const replies = await arena.race(
      readers.map((reader, index): Contest => {
        const [atLievin, atLens, atDesk] = asked[index]!;
        return [
          { message: checkout(reader, atLievin) },
          { message: checkout(reader, atLens), after: wave % 2 },
          { post: '/loans', body: { card: reader, item: atDesk, library: 'AVION' } },
        ];
      }),
    );
    for (const [index, answers] of replies.entries()) {
      expectOne(answers, /Vous avez atteint le nombre maximal de prêts|"code":"loan-limit-reached"/);
      const lent = asked[index]![answers.findIndex((answer) => answer.granted)]!;
      for (const item of asked[index]!) expect((await arena.item(item)).loan !== null).toBe(item === lent);
      await arena.must('/returns', { item: lent, library: 'LENS' });
    }
  }
}

/** The same for the last hold a reader may place. */
export async function lastHold(arena: Arena): Promise<void> {
  const { holdsMax } = await limits(arena);
  let next = 601;
  const request = async (reader: string): Promise<{ card: string; record: string; pickup: string }> => {
    const copy = barcode(next);
    next += 2; // of the next title: each has two copies
    const { record } = await arena.item(copy);
    return { card: reader, record, pickup: 'LENS' };
  };
  const waiting = [149, 150].map(card);
  for (const reader of waiting) for (let held = 1; held < holdsMax; held += 1) await arena.place(await request(reader));
  const asked = await Promise.all(waiting.map((reader) => Promise.all(numbers(3).map(() => request(reader)))));
  for (let wave = 0; wave < waves; wave += 1) {
    const replies = await arena.race(
      asked.map((three) => three.map((body) => ({ post: '/holds', body })) as unknown as Contest),
    );
    for (const answers of replies) {
      expectOne(answers, /"code":"hold-limit-reached"/);
      const placed = said<Hold>(answers.find((answer) => answer.granted)!);
      await arena.must(`/holds/${placed.id}/cancel`, { reason: 'staff' });
    }
  }
}

function expectOne(answers: Replies, refusal: RegExp): void {
  expect(answers.filter((answer) => answer.granted)).toHaveLength(1);
  for (const { granted, text } of answers) if (!granted) expect(text).toMatch(refusal);
}
