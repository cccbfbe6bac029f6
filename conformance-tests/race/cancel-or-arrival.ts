import { setTimeout as delay } from 'node:timers/promises';
import type { Hold, Notice } from './answers.ts';
import { type Arena, barcode, card, field, numbers, type Replies } from './arena.ts';
import { checkin } from './posts.ts';

/** Documents whose home is neither Lens nor Liévin: the 36 libraries own the ordinary ones in turn. */
const documents = numbers(60)
  .map((index) => 311 + index)
  .filter((n) => (n - 1) % 36 > 1)
  .slice(0, 48);

interface Journey {
  readonly item: string;
  readonly home: string;
  readonly reader: string;
  readonly hold: number;
  /** Who waits next, and where. */
  readonly next: { readonly hold: number; readonly reader: string; readonly pickup: 'LENS' | 'LIEVIN' } | null;
}

/** Two members of staff cancel a hold while its document arrives at the pickup library. */
export async function cancelOrArrival(arena: Arena): Promise<void> {
  const journeys: Journey[] = [];
  for (const index of documents.keys()) journeys.push(await sendToLens(arena, index));

  const replies = await arena.race(
    journeys.map(({ item, hold }, index) => [
      { post: `/holds/${hold}/cancel`, body: { reason: 'staff' }, after: index % 3 },
      { message: checkin(item), after: index % 4 },
      { post: `/holds/${hold}/cancel`, body: { reason: 'patron' } },
    ]),
  );

  const told = new Set<number>();
  for (const [index, journey] of journeys.entries()) {
    const shelved = await checkArrival(arena, journey, replies[index]!);
    if (shelved !== null) told.add(shelved);
  }
  await checkNotices(arena, journeys, told);
}

async function sendToLens(arena: Arena, index: number): Promise<Journey> {
  const item = barcode(documents[index]!);
  const { home, record } = await arena.item(item);
  const reader = card(1 + index);
  const hold = await arena.place({ card: reader, record, barcode: item, pickup: 'LENS' });
  await arena.must('/returns', { item, library: home });
  const pickup = ([null, 'LIEVIN', 'LENS'] as const)[index % 3]!;
  if (pickup === null) return { item, home, reader, hold, next: null };
  const other = card(61 + index);
  const nextHold = await arena.place({ card: other, record, barcode: item, pickup });
  return { item, home, reader, hold, next: { hold: nextHold, reader: other, pickup } };
}

/** What came of one journey; returns the hold whose reader the scan told to come, if any. */
async function checkArrival(arena: Arena, journey: Journey, replies: Replies): Promise<number | null> {
  const { item, home, next } = journey;
  const [cancelled, scan, cancelledToo] = replies;
  expect([cancelled.granted, cancelledToo.granted].toSorted()).toEqual([false, true]);
  expect([cancelled, cancelledToo].find(({ granted }) => !granted)!.text).toMatch(/"code":"hold-ended"/);
  expect(scan.granted).toBe(true);
  expect((await arena.hold(journey.hold, journey.reader)).state).toBe('CANCELLED');

  const sheet = await arena.item(item);
  const nextState = next && (await arena.hold(next.hold, next.reader)).state;
  const waits = ['PENDING', 'TARGETED', null];
  if (sheet.item.status === 'RESHELVE') {
    // The scan first: on the hold shelf, then to be taken off it. Nobody else has it before it is scanned again.
    expect(field(scan, 'CV')).toBe('01');
    expect(sheet).toMatchObject({ holding: 'LENS', hold: null, transit: null });
    expect(waits).toContain(nextState);
    return journey.hold;
  }
  // The cancellation first: it never reaches the shelf of that reader.
  if (next?.pickup === 'LENS') {
    expect(field(scan, 'CV')).toBe('01');
    const bound = { id: next.hold, status: 'ON_SHELF' };
    expect(sheet).toMatchObject({ item: { status: 'ON_HOLD_SHELF' }, holding: 'LENS', hold: bound, transit: null });
    return next.hold;
  }
  expect(field(scan, 'CV')).toBe(next ? '02' : '04');
  expect(field(scan, 'CT')).toBe(next?.pickup ?? home);
  expect(sheet).toMatchObject({
    item: { status: next ? 'TRANSIT_HOLD' : 'TRANSIT_HOME' },
    holding: 'LENS',
    hold: next && { id: next.hold, status: 'IN_TRANSIT' },
    transit: { to: next?.pickup ?? home },
  });
  return null;
}

/** Readers were told of exactly the holds that reached a shelf, and of a cancelled one only before it was. */
async function checkNotices(arena: Arena, journeys: readonly Journey[], told: ReadonlySet<number>): Promise<void> {
  const mine = new Set(journeys.flatMap(({ hold, next }) => (next ? [hold, next.hold] : [hold])));
  const notices = await settledNotices(arena, mine, told.size);
  expect(new Set(notices.map(({ hold }) => hold))).toEqual(told);
  expect(notices).toHaveLength(told.size);
  for (const { hold, reader } of journeys) {
    const notice = notices.find((one) => one.hold === hold);
    if (!notice || notice.state === 'SKIPPED') continue;
    const { endedAt }: Hold = await arena.hold(hold, reader);
    expect(Date.parse(notice.settledAt!)).toBeLessThanOrEqual(Date.parse(endedAt!));
  }
}

/** The notices of these holds, once the follower has dealt with as many as there should be. */
async function settledNotices(arena: Arena, holds: ReadonlySet<number>, count: number): Promise<Notice[]> {
  for (let left = 100; ; left -= 1) {
    const { items } = await arena.api.get<{ items: Notice[] }>('/notices?kind=hold-ready&library=LENS&limit=500');
    const mine = items.filter(({ hold }) => hold !== null && holds.has(hold));
    const waiting = mine.filter(({ state }) => state === 'PENDING' || state === 'SENDING');
    if ((mine.length >= count && waiting.length === 0) || left === 0) return mine;
    await delay(100);
  }
}
