import { sealJournal } from '../circulation/journal.ts';
import { day, start } from '../circulation/small-network.fixture.ts';
import { smallDesk, value, type SmallDesk } from './desk.fixture.ts';
import { erase } from './erasure.ts';
import { patronSweep } from './expiry.ts';
import { defaultPatronSettings } from './settings.ts';

let at: SmallDesk;
let id: number;
beforeEach(async () => {
  at = await smallDesk();
  id = await at.registered('CARD1', { email: 'zoe@example.org' });
  await at.network.item('I1');
});
afterEach(() => at.close());

const giveBack = async (when = at.network.now()): Promise<void> => {
  const asked = { device: at.network.devices.lens, itemBarcode: 'I1', returnedAt: when, transactionDate: `r${when}` };
  value(await at.network.checkIn(asked));
};
const effects = { stopsCheckOut: true, stopsHold: true, stopsRenewal: true, stopsDigital: true };

test('an erased reader keeps his id only; counts stay and the chain of the journal still verifies', async () => {
  await at.borrow('CARD1', 'I1');
  await giveBack();
  await sealJournal(at.network.store);
  const before = await at.network.store.read.countActivity(0);
  value(await at.desk.erase(id, at.by));

  expect(await at.network.store.read.countActivity(0)).toEqual(before);
  expect(before.loans).toBe(1);
  expect((await at.network.store.read.sealedEvents(0, 100)).every(({ patronRef }) => patronRef === null)).toBe(true);
  await sealJournal(at.network.store);
  expect(await at.audit()).toEqual([]);
  expect(await at.network.store.read.patron('CARD1')).toBeNull();
  expect(await at.borrow('CARD1', 'I1')).toBe('patron-unknown');
  expect(await at.desk.sheet(id)).toMatchObject({ refusal: 'patron-unknown' });
  expect(await at.desk.account(id)).toMatchObject({ refusal: 'patron-unknown' });
  expect(await at.desk.find({ q: 'Lefèvre' }, { offset: 0, limit: 5 })).toMatchObject({ total: 0 });
  expect(await at.desk.erase(id, at.by)).toMatchObject({ refusal: 'patron-unknown' });
});

test('an open loan, a live hold, a lost document or a ward keep an account', async () => {
  const refused = (facts: object) => ({ refusal: 'erasure-not-possible', facts });
  await at.borrow('CARD1', 'I1');
  expect(await at.desk.erase(id, at.by)).toMatchObject(refused({ loans: 1, holds: 0, debts: 0, wards: 0 }));
  await giveBack();
  const { recordId } = await at.network.item('I2');
  const hold = await at.network.hold(id, recordId);
  expect(await at.desk.erase(id, at.by)).toMatchObject(refused({ loans: 0, holds: 1 }));
  await at.network.work((work) => work.holds.settle(hold, ['PENDING'], 'CANCELLED', { cancelReason: 'patron' }));
  const block = value(await at.desk.setBlock(id, { kind: 'LOST_ITEM', note: 'Perdu', until: null, ...effects }, at.by));
  expect(await at.desk.erase(id, at.by)).toMatchObject(refused({ debts: 1 }));
  value(await at.desk.liftBlock(id, block, at.by));
  const ward = await at.registered('WARD', { category: 'ENFANT', birthDate: '2015-06-01', guardianId: id });
  expect(await at.desk.erase(id, at.by)).toMatchObject(refused({ wards: 1 }));
  value(await at.desk.erase(ward, at.by));
  expect(value(await at.desk.sheet(id)).state).toBe('ACTIVE');
  value(await at.desk.erase(id, at.by));
  expect(await at.audit()).toEqual([]);
});

test('a long journal is walked through in pieces, and another reader keeps his lines', async () => {
  const other = await at.registered('CARD2');
  for (let times = 0; times < 3; times += 1) {
    await at.borrow('CARD1', 'I1');
    await giveBack();
  }
  const readers = { ...defaultPatronSettings, journalLinesAtOnce: 2 };
  value(await erase({ ...at.network.ports, readers })(id, at.by));
  const { pseudonym } = value(await at.desk.sheet(other)).patron;
  const named = (await at.journal('LOAN', 'PATRON_REGISTERED')).filter(({ patronRef }) => patronRef !== null);
  expect(named.map(({ patronRef }) => patronRef)).toEqual([pseudonym]);
});

describe('the housekeeping', () => {
  const sweep = () => patronSweep({ store: at.network.store, clock: at.network.ports.clock })();

  test('notes the last act of each reader from the journal', async () => {
    at.network.at(start + 3 * day);
    await at.borrow('CARD1', 'I1');
    expect(value(await at.desk.sheet(id)).patron.lastActivityAt).toBe(start);
    expect((await sweep()).noted).toBe(1);
    expect(value(await at.desk.sheet(id)).patron.lastActivityAt).toBe(start + 3 * day);
    expect((await sweep()).noted).toBe(0);
  });

  test('stores no EXPIRED: that follows from the date', async () => {
    at.network.at(start + 400 * day);
    await sweep();
    expect((await at.network.store.read.patronAccounts.file(id))!.state).toBe('ACTIVE');
    expect(value(await at.desk.sheet(id)).state).toBe('EXPIRED');
  });

  test('marks for erasure whom nobody saw for two years after his membership, and staff decide', async () => {
    const list = () => at.desk.find({ list: 'to-erase' }, { offset: 0, limit: 5 });
    at.network.at(start + (365 + 729) * day);
    expect((await sweep()).marked).toBe(0);
    at.network.at(start + (365 + 733) * day);
    expect((await sweep()).marked).toBe(1);
    expect(await list()).toMatchObject({ total: 1, lines: [{ id, state: 'TO_ERASE' }] });
    expect(await at.borrow('CARD1', 'I1')).toBe('patron-unknown');
    value(await at.desk.renewMembership(id, { category: null }, at.by));
    expect(await list()).toMatchObject({ total: 0 });
    expect(await at.borrow('CARD1', 'I1')).toBe('granted');
  });

  test('leaves alone who still has a document, or is the guardian of somebody', async () => {
    await at.borrow('CARD1', 'I1');
    const guardian = await at.registered('CARD2');
    await at.registered('WARD', { category: 'ENFANT', birthDate: '2015-06-01', guardianId: guardian });
    at.network.at(start + 2_000 * day);
    expect((await sweep()).marked).toBe(1); // the ward alone
  });

  test('forgets wrong PINs after a day', async () => {
    const { patron } = (await at.network.store.read.patron('CARD1'))!;
    await at.network.ports.pins.check(patron, '0001', 1);
    expect((await sweep()).forgottenPins).toBe(0);
    at.network.at(start + day);
    expect((await sweep()).forgottenPins).toBe(1);
  });
});
