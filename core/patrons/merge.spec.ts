import { start } from '../circulation/small-network.fixture.ts';
import { smallDesk, value, type SmallDesk } from './desk.fixture.ts';

let at: SmallDesk;
let kept: number;
let gone: number;
beforeEach(async () => {
  at = await smallDesk();
  kept = await at.registered('KEPT', { email: 'zoe@example.org' });
  gone = await at.registered('GONE', { firstName: 'Zoe' });
});
afterEach(() => at.close());

const merge = (survivor = kept, merged = gone) => at.desk.merge(survivor, merged, at.by);
const shelf = { shelvedAt: start, pickupDeadline: start + 14 * 86_400_000 };
const page = { offset: 0, limit: 10 };

test('the same name and birth date, or the same e-mail, make two accounts candidates', async () => {
  const byMail = await at.registered('MAIL', { firstName: 'Z.', birthDate: null, email: 'ZOE@example.org' });
  await at.registered('TWIN', { birthDate: '1990-05-18' });
  const ids = async (id: number) =>
    value(await at.desk.sheet(id))
      .duplicates.map((line) => line.id)
      .sort();
  expect(await ids(kept)).toEqual([gone, byMail]);
  expect(await ids(gone)).toEqual([kept]);
});

test('loans, holds, blocks and cards go to the survivor; of the other nothing is left', async () => {
  await at.network.item('I1');
  const wanted = await at.network.item('I2');
  await at.borrow('GONE', 'I1');
  await at.network.hold(gone, wanted.recordId);
  const effects = { stopsCheckOut: false, stopsHold: false, stopsRenewal: false, stopsDigital: false };
  value(await at.desk.setBlock(gone, { kind: 'DATA_CHECK', note: 'À voir', until: null, ...effects }, at.by));
  const child = { category: 'ENFANT', birthDate: '2015-06-01', guardianId: gone } as const;
  const ward = await at.registered('WARD', child);
  value(await merge());

  const account = value(await at.desk.account(kept));
  expect([account.loans.length, account.holds.length]).toEqual([1, 1]);
  expect(value(await at.desk.sheet(kept)).blocks.map(({ kind }) => kind)).toEqual(['DATA_CHECK']);
  expect(value(await at.desk.sheet(ward)).guardian).toMatchObject({ id: kept });
  expect(await at.desk.sheet(gone)).toMatchObject({ refusal: 'patron-unknown' });
  expect(await at.network.store.read.patronAccounts.file(gone)).toMatchObject({
    state: 'ERASED',
    mergedIntoId: kept,
    lastName: '',
  });
  expect((await at.journal('PATRONS_MERGED'))[0]!.payload).toEqual({ loans: 1, holds: 1, collapsed: 0 });
  expect(await at.audit()).toEqual([]);
});

test('after a merge the old card answers "replaced" at a kiosk, and leads staff to the surviving account', async () => {
  await at.network.item('I1');
  value(await merge());
  expect(await at.borrow('GONE', 'I1')).toBe('card-replaced');
  const sheet = { card: 'GONE', device: at.network.devices.lens };
  const { patronAccount } = await import('./account.ts');
  expect(await patronAccount(at.network.ports)(sheet)).toMatchObject({ refusal: 'card-replaced' });
  expect(await at.desk.find({ q: 'gone' }, page)).toMatchObject({ byPastCard: true, lines: [{ id: kept }] });
  expect(await at.borrow('KEPT', 'I1')).toBe('granted');
});

test('two holds on one record become one, at the rank of the earlier', async () => {
  const { recordId } = await at.network.item('I1');
  const late = await at.network.hold(kept, recordId, { placedAt: start - 5 });
  const early = await at.network.hold(gone, recordId, { placedAt: start - 9 });
  value(await merge());
  const { holds } = value(await at.desk.account(kept));
  expect(holds.map(({ hold }) => [hold.id, hold.placedAt])).toEqual([[early, start - 9]]);
  expect(await at.network.work((work) => work.holds.queue(recordId))).toHaveLength(1);
  expect(holds[0]!.hold.id).not.toBe(late);
  expect((await at.journal('PATRONS_MERGED'))[0]!.payload).toMatchObject({ holds: 1, collapsed: 1 });
  expect(await at.audit()).toEqual([]);
});

test('the hold whose document waits on the shelf stays, at the rank of the earlier', async () => {
  const { recordId, id: itemId } = await at.network.item('I1');
  const early = await at.network.hold(kept, recordId, { placedAt: start - 9 });
  const ready = await at.network.hold(gone, recordId, {
    placedAt: start - 5,
    status: 'ON_SHELF',
    boundItemId: itemId,
    ...shelf,
  });
  const here = { statusSince: start, holdingLibraryId: at.network.libraries.lens };
  await at.network.work((work) => work.items.move(itemId, { ...here, status: 'ON_HOLD_SHELF' }));
  value(await merge());
  const { holds } = value(await at.desk.account(kept));
  expect(holds.map(({ hold }) => [hold.id, hold.status, hold.placedAt])).toEqual([[ready, 'ON_SHELF', start - 9]]);
  expect(holds[0]!.hold.id).not.toBe(early);
  expect(await at.audit()).toEqual([]);
});

test('two documents kept for the same thing: refused, nothing done', async () => {
  const { recordId, id: first } = await at.network.item('I1');
  const { id: second } = await at.network.item('I2', { recordId });
  await at.network.hold(kept, recordId, { status: 'ON_SHELF', boundItemId: first });
  await at.network.hold(gone, recordId, { status: 'ON_SHELF', boundItemId: second });
  expect(await merge()).toMatchObject({ refusal: 'merge-not-possible', facts: { reason: 'both-kept' } });
  expect(value(await at.desk.account(gone)).holds).toHaveLength(1);
});

test('one waits for the very copy the other has: refused', async () => {
  const { recordId, id: itemId } = await at.network.item('I1');
  await at.borrow('GONE', 'I1');
  await at.network.hold(kept, recordId, { itemId });
  expect(await merge()).toMatchObject({ refusal: 'merge-not-possible', facts: { reason: 'same-item' } });
  expect(value(await at.desk.account(gone)).loans).toHaveLength(1);
});

test('an account with itself, with nobody, with one to be erased, or a child with his guardian: refused', async () => {
  expect(await merge(kept, kept)).toMatchObject({ facts: { reason: 'same-account' } });
  expect(await merge(kept, 999)).toMatchObject({ refusal: 'patron-unknown' });
  const ward = await at.registered('WARD', { category: 'ENFANT', birthDate: '2015-06-01', guardianId: kept });
  expect(await merge(kept, ward)).toMatchObject({ facts: { reason: 'guardian' } });
  expect(await merge(ward, kept)).toMatchObject({ facts: { reason: 'guardian' } });
  await at.network.work((work) => work.patronAccounts.markToErase(kept));
  expect(await merge()).toMatchObject({ facts: { reason: 'to-erase' } });
});

test('asked twice it is done once; a merge both ways at once makes one account', async () => {
  const outcomes = await Promise.all([merge(kept, gone), merge(gone, kept)]);
  expect(outcomes.filter((outcome) => outcome.granted)).toHaveLength(1);
  expect(await at.audit()).toEqual([]);
});

test('what the journal knew of the merged one is erased with the survivor', async () => {
  await at.network.item('I1');
  await at.borrow('GONE', 'I1');
  const [loan] = await at.journal('LOAN');
  expect(loan!.patronRef).not.toBeNull();
  value(await merge());
  const returned = { device: at.network.devices.lens, itemBarcode: 'I1', returnedAt: start, transactionDate: 'r' };
  value(await at.network.checkIn(returned));
  value(await at.desk.erase(kept, at.by));
  for (const event of await at.journal('LOAN', 'RETURN', 'PATRON_REGISTERED', 'PATRONS_MERGED')) {
    expect(event.patronRef).toBeNull();
  }
  expect(await at.audit()).toEqual([]);
});
