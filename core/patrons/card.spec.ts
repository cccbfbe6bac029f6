import { start } from '../circulation/small-network.fixture.ts';
import { smallDesk, value, type SmallDesk } from './desk.fixture.ts';

let at: SmallDesk;
let id: number;
beforeEach(async () => {
  at = await smallDesk();
  id = await at.registered('CARD1', { pin: '4821' });
  await at.network.item('I1');
});
afterEach(() => at.close());

test.each(['LOST', 'STOLEN', 'DAMAGED'] as const)('a card %s is replaced, and the reason kept', async (reason) => {
  value(await at.desk.replaceCard(id, { cardNumber: 'CARD2', reason }, at.by));
  expect(value(await at.desk.sheet(id))).toMatchObject({
    patron: { cardNumber: 'CARD2' },
    pastCards: [{ retiredAt: start, reason }],
  });
  expect((await at.journal('CARD_REPLACED'))[0]!.payload).toEqual({ reason });
  const orders = (await at.network.store.read.outbox('notices', 10)).map(
    ({ payload }) => JSON.parse(payload) as unknown,
  );
  expect(orders).toEqual(['card-registered', 'card-replaced'].map((kind) => ({ kind, patronId: id })));
  expect(await at.audit()).toEqual([]);
});

test('the old card answers "replaced" at a kiosk, the new one lends', async () => {
  value(await at.desk.replaceCard(id, { cardNumber: 'CARD2', reason: 'LOST' }, at.by));
  expect(await at.borrow('CARD1', 'I1')).toBe('card-replaced');
  expect(await at.borrow('CARD2', 'I1')).toBe('granted');
});

test('a PIN tried with the old card is not tried on its reader', async () => {
  value(await at.desk.replaceCard(id, { cardNumber: 'CARD2', reason: 'STOLEN' }, at.by));
  for (const pin of ['0001', '0002', '0003', '0004', '0005', '4821']) {
    expect(await at.borrow('CARD1', 'I1', pin)).toBe('card-replaced');
  }
  expect(await at.borrow('CARD2', 'I1', '4821')).toBe('granted');
});

test('the old card leads staff to its reader, and says that it is past', async () => {
  value(await at.desk.replaceCard(id, { cardNumber: 'CARD2', reason: 'LOST' }, at.by));
  expect(await at.desk.find({ q: 'card1' }, { offset: 0, limit: 5 })).toMatchObject({
    byPastCard: true,
    lines: [{ id }],
  });
});

test('the block of a card reported lost ends with the card', async () => {
  const block = { kind: 'CARD_LOST', note: 'Perdue', until: null, ...everything } as const;
  value(await at.desk.setBlock(id, block, at.by));
  value(await at.desk.setBlock(id, { ...block, kind: 'MANUAL' }, at.by));
  expect(await at.borrow('CARD1', 'I1')).toBe('patron-blocked');
  value(await at.desk.replaceCard(id, { cardNumber: 'CARD2', reason: 'LOST' }, at.by));
  expect(value(await at.desk.sheet(id)).blocks.map(({ kind }) => kind)).toEqual(['MANUAL']);
});

test('the card he already has is no replacement: asked twice, it is done once', async () => {
  const asked = { cardNumber: 'CARD2', reason: 'LOST' } as const;
  value(await at.desk.replaceCard(id, asked, at.by));
  value(await at.desk.replaceCard(id, asked, at.by));
  expect(value(await at.desk.sheet(id)).pastCards).toHaveLength(1);
});

test("another reader's card, his own past card and what is no card are refused, and nothing changes", async () => {
  await at.registered('OTHER');
  const replace = (cardNumber: string) => at.desk.replaceCard(id, { cardNumber, reason: 'LOST' }, at.by);
  expect(await replace('OTHER')).toMatchObject({ refusal: 'card-taken' });
  expect(await replace('?')).toMatchObject({ refusal: 'card-invalid' });
  value(await replace('CARD2'));
  expect(await replace('CARD1')).toMatchObject({ refusal: 'card-taken' });
  expect(value(await at.desk.sheet(id)).patron.cardNumber).toBe('CARD2');
  expect(await at.desk.replaceCard(999, { cardNumber: 'CARD3', reason: 'LOST' }, at.by)).toMatchObject({
    refusal: 'patron-unknown',
  });
});

const everything = { stopsCheckOut: true, stopsHold: true, stopsRenewal: true, stopsDigital: true };
