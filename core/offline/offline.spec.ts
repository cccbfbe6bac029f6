import { day, smallNetwork, start, type SmallNetwork } from '../circulation/small-network.fixture.ts';
import type { Store } from '../ports/store.ts';
import type { BatchOfFacts, OfflineDesk, OfflineFact } from './desk.ts';
import { offlineDesk } from './offline.ts';
import { replacing } from './watch.ts';

const hour = 3_600_000;
/** The kiosks come back at 18:00; the server could not be reached since 10:00. */
const evening = start + 8 * hour;

let network: SmallNetwork;
let desk: OfflineDesk;
beforeEach(async () => {
  network = await smallNetwork();
  await network.item('I1');
  await network.item('I2');
  await network.patron('P1');
  await network.patron('P2');
  network.at(evening);
  desk = offlineDesk(network.ports);
});
afterEach(() => network.close());

const at = (hours: number): number => start + hours * hour;
let keys = 0;
function fact(kind: OfflineFact['kind'], when: number, more: Partial<OfflineFact> = {}): OfflineFact {
  keys += 1;
  const card = kind === 'check-in' ? null : 'P1';
  return {
    key: `k${keys}`,
    kind,
    place: { device: 'kiosk-lens' },
    at: when,
    card,
    itemBarcode: 'I1',
    dueAt: null,
    ...more,
  };
}
let batches = 0;
function batch(facts: readonly OfflineFact[], more: Partial<BatchOfFacts> = {}): BatchOfFacts {
  batches += 1;
  return { batchKey: `batch-${batches}`, clockOffsets: {}, facts, by: { login: 'agent', libraryId: null }, ...more };
}
/** What became of each fact, in the order in which they are said to have happened. */
async function replayed(facts: readonly OfflineFact[], more: Partial<BatchOfFacts> = {}): Promise<string[]> {
  const outcome = await desk.replay(batch(facts, more));
  if (!outcome.granted) return [outcome.refusal];
  return outcome.value.lines.map((line) => [line.lineKey, line.outcome, ...line.reasons].join(' '));
}
const loanOf = async (barcode: string) => (await network.store.read.item(barcode))?.loan ?? null;
const statusOf = async (barcode: string) => (await network.store.read.item(barcode))?.item.status;
async function everything(store: Store): Promise<unknown> {
  const item = await Promise.all(['I1', 'I2'].map((barcode) => store.read.item(barcode)));
  const events = await store.read.eventsAfter(0, ['LOAN', 'RETURN', 'RENEWAL', 'SCAN', 'OFFLINE_BATCH'], 100);
  return { item, events, counts: await store.read.counts() };
}

test('a loan made off-line is recorded with its own date and the due date the reader was told', async () => {
  const due = start + 10 * day;
  expect(await replayed([fact('check-out', at(1), { key: 'a', dueAt: due })])).toEqual(['a applied']);
  expect(await loanOf('I1')).toMatchObject({ at: at(1), dueAt: due, source: 'OFFLINE' });
  expect(await network.store.read.audit()).toEqual([]);
});

test('facts of two devices are replayed by corrected time, not in the order they are told', async () => {
  // Liévin’s clock is two hours behind: its return at "9:30" was at 11:30, after the loan at Lens.
  const lent = fact('check-out', at(1), { key: 'lent' });
  const back = fact('check-in', at(-0.5), { key: 'back', place: { device: 'kiosk-lievin' } });
  const again = fact('check-out', at(2), { key: 'again', card: 'P2' });
  const clockOffsets = { 'kiosk-lievin': 2 * hour };
  expect(await replayed([again, lent, back], { clockOffsets })).toEqual([
    'lent applied',
    'back applied',
    'again applied',
  ]);
  expect(await loanOf('I1')).toMatchObject({ at: at(2) });
  const [first] = await network.store.read.eventsAfter(0, ['RETURN'], 1);
  expect(first?.deviceId).toBe(network.devices.lievin.id);
  expect(await network.store.read.audit()).toEqual([]);
});

test('a fact older than the last change of the item before the batch is superseded', async () => {
  await network.checkIn({
    device: network.devices.avion,
    itemBarcode: 'I1',
    returnedAt: evening,
    transactionDate: 'seen at Avion at 18:00',
  });
  const before = await everything(network.store);
  expect(await replayed([fact('check-out', at(1), { key: 'a' }), fact('check-in', at(2), { key: 'b' })])).toEqual([
    'a superseded changed-since',
    'b superseded changed-since',
  ]);
  const after = await everything(network.store);
  expect((after as { item: unknown }).item).toEqual((before as { item: unknown }).item);
});

test('what the batch itself changes does not supersede the rest of it', async () => {
  expect(
    await replayed([
      fact('check-out', at(1), { key: 'a' }),
      fact('check-in', at(2), { key: 'b' }),
      fact('check-out', at(3), { key: 'c' }),
    ]),
  ).toEqual(['a applied', 'b applied', 'c applied']);
});

test('a second batch is not superseded by the replay of the first, but by what really happened later', async () => {
  await replayed([fact('check-out', at(1)), fact('check-in', at(2))]);
  network.at(evening + hour);
  const later = fact('check-out', at(3), { key: 'later', card: 'P2', place: { device: 'kiosk-avion' } });
  const earlier = fact('check-in', at(1.5), { key: 'earlier', place: { device: 'kiosk-avion' } });
  expect(await replayed([later, earlier])).toEqual(['earlier superseded changed-since', 'later applied']);
});

test('the batch again gives the same report and changes nothing', async () => {
  const sent = batch([
    fact('check-out', at(1)),
    fact('renewal', at(2)),
    fact('check-in', at(3), { itemBarcode: 'I2' }),
    fact('check-out', at(4), { card: 'NOBODY', itemBarcode: 'I2' }),
  ]);
  const first = await desk.replay(sent);
  const after = await everything(network.store);
  network.at(evening + 40 * day); // also once the kept answers are forgotten
  await network.work((work) => work.answers.forgetBefore(evening + day));
  expect(await desk.replay(sent)).toEqual(first);
  expect(await desk.report(sent.batchKey)).toEqual(first);
  expect(await everything(network.store)).toEqual(after);
});

test.each([0, 1, 2, 3, 4, 5, 6])(
  'killed at its transaction number %i and sent again, a batch is replayed once',
  async (survived) => {
    const sent = batch([
      fact('check-out', at(1)),
      fact('renewal', at(2)),
      fact('check-in', at(3)),
      fact('check-out', at(4), { card: 'NOBODY' }),
      fact('check-out', at(5), { card: 'P2' }),
    ]);
    let transactions = 0;
    const { store } = network.ports;
    const dying: Store = {
      ...store,
      transaction: (run) => {
        transactions += 1;
        if (transactions > survived) throw new Error('killed');
        return store.transaction(run);
      },
    };
    const broken = offlineDesk({ ...network.ports, store: dying });
    await expect(broken.replay(sent)).rejects.toThrow('killed');
    const whole = await desk.replay(sent);
    expect(whole).toMatchObject({ granted: true, value: { lines: { length: 5 } } });
    const events = await store.read.eventsAfter(0, ['LOAN', 'RETURN', 'RENEWAL', 'OFFLINE_BATCH'], 100);
    expect(events.map((event) => event.type)).toEqual(['OFFLINE_BATCH', 'LOAN', 'RENEWAL', 'RETURN', 'LOAN']);
    expect(await loanOf('I1')).toMatchObject({ at: at(5), renewals: 0 });
    expect(await store.read.audit()).toEqual([]);
  },
);

test('killed between the loan and its mark, nothing of the line is kept', async () => {
  const { store } = network.ports;
  const dying: Store = {
    ...store,
    transaction: (run) =>
      store.transaction(async (work) => {
        const settle = (): never => {
          throw new Error('killed');
        };
        return run(replacing(work, { offline: { ...work.offline, settle } }));
      }),
  };
  const sent = batch([fact('check-out', at(1), { key: 'a' })]);
  await expect(offlineDesk({ ...network.ports, store: dying }).replay(sent)).rejects.toThrow('killed');
  expect(await loanOf('I1')).toBeNull();
  expect(await desk.replay(sent)).toMatchObject({ granted: true, value: { lines: [{ outcome: 'applied' }] } });
});

test('the same batch sent twice at the same time is replayed once', async () => {
  const sent = batch([fact('check-out', at(1)), fact('renewal', at(2)), fact('renewal', at(3))]);
  const reports = await Promise.all([desk.replay(sent), desk.replay(sent), offlineDesk(network.ports).replay(sent)]);
  expect(reports.map((report) => report.granted)).toEqual([true, true, true]);
  expect(await loanOf('I1')).toMatchObject({ renewals: 2 });
});

test('the same id for other facts is refused', async () => {
  const sent = batch([fact('check-out', at(1))]);
  await desk.replay(sent);
  expect(await desk.replay({ ...sent, facts: [fact('check-in', at(1))] })).toMatchObject({
    refusal: 'offline-batch-differs',
  });
  expect(await desk.replay({ ...sent, clockOffsets: { 'kiosk-lens': 1 } })).toMatchObject({
    refusal: 'offline-batch-differs',
  });
});

test('row 1: an unknown item is an exception, and is not invented', async () => {
  expect(await replayed([fact('check-out', at(1), { key: 'a', itemBarcode: 'NOTHING' })])).toEqual([
    'a exception item-unknown',
  ]);
  expect(await replayed([fact('check-in', at(1), { key: 'a', itemBarcode: 'NOTHING' })])).toEqual([
    'a exception item-unknown',
  ]);
  expect((await network.store.read.counts()).items).toBe(2);
});

test('row 2: an unknown card is an exception, and nobody is invented', async () => {
  expect(await replayed([fact('check-out', at(1), { key: 'a', card: 'NOBODY' })])).toEqual([
    'a exception patron-unknown',
  ]);
  expect((await network.store.read.counts()).patrons).toBe(2);
  expect(await statusOf('I1')).toBe('AVAILABLE');
});

test('row 3: a blocked reader has the book: the loan is recorded, and is an exception', async () => {
  const id = await network.patron('P3', { state: 'BLOCKED' });
  expect(await replayed([fact('check-out', at(1), { key: 'a', card: 'P3' })])).toEqual(['a exception patron-blocked']);
  expect(await loanOf('I1')).toMatchObject({ patronId: id });
  const { items } = await desk.exceptions({ libraryId: null, kind: null, state: 'open', offset: 0, limit: 10 });
  expect(items).toMatchObject([{ changed: true, card: 'P3', title: 'Germinal' }]);
});

test('row 5: a loan already known is already true', async () => {
  await replayed([fact('check-out', at(1))]);
  expect(await replayed([fact('check-out', at(1), { key: 'again' })])).toEqual(['again already-true']);
  expect(await loanOf('I1')).toMatchObject({ renewals: 0 });
});

test('row 5: a later loan to the same reader renews', async () => {
  expect(await replayed([fact('check-out', at(1), { key: 'a' }), fact('check-out', at(4), { key: 'b' })])).toEqual([
    'a applied',
    'b applied',
  ]);
  expect(await loanOf('I1')).toMatchObject({ at: at(1), renewals: 1 });
});

test('row 6: on loan to somebody else by an earlier loan, it came back meanwhile', async () => {
  await network.checkOut({
    device: network.devices.lens,
    card: 'P2',
    itemBarcode: 'I1',
    renewalAllowed: false,
    offline: { at: start - hour, dueAt: null },
    transactionDate: 'earlier',
  });
  expect(await replayed([fact('check-out', at(1), { key: 'a' })])).toEqual(['a applied item-on-loan-to-another']);
  expect(await loanOf('I1')).toMatchObject({ at: at(1) });
});

test('row 6: on loan to somebody else by a later loan, it is an exception', async () => {
  network.at(at(5));
  await network.checkOut({
    device: network.devices.lens,
    card: 'P2',
    itemBarcode: 'I1',
    renewalAllowed: false,
    transactionDate: 'later',
  });
  network.at(evening);
  expect(await replayed([fact('check-out', at(1), { key: 'a' })])).toEqual(['a exception item-on-loan-to-another']);
  expect(await loanOf('I1')).toMatchObject({ at: at(5) });
});

test('row 9: a missing item lent off-line is found', async () => {
  await network.item('I3', { status: 'MISSING' });
  expect(await replayed([fact('check-out', at(1), { key: 'a', itemBarcode: 'I3' })])).toEqual(['a applied']);
  expect(await statusOf('I3')).toBe('ON_LOAN');
});

test('a return of what is already back is already true', async () => {
  expect(await replayed([fact('check-in', at(1), { key: 'a' })])).toEqual(['a already-true']);
});

test('a withdrawn item that comes back is an exception', async () => {
  await network.item('I3', { status: 'WITHDRAWN' });
  expect(await replayed([fact('check-in', at(1), { key: 'a', itemBarcode: 'I3' })])).toEqual([
    'a exception item-withdrawn',
  ]);
});

test('a clock that was never set is no fact: an exception, whatever the item did since', async () => {
  expect(await replayed([fact('check-out', Date.UTC(2000, 0, 1), { key: 'a' })])).toEqual(['a exception too-old']);
});

test('a clock ahead of ours does not lend in the future', async () => {
  await replayed([fact('check-out', evening + 3 * hour)]);
  expect(await loanOf('I1')).toMatchObject({ at: evening });
});

test('staff may tell what they wrote down at the desk of a library', async () => {
  const facts = [fact('check-out', at(1), { key: 'a', place: { library: 'LENS' } })];
  expect(await replayed(facts, { by: { login: 'agent', libraryId: network.libraries.lens } })).toEqual(['a applied']);
  expect(await loanOf('I1')).toMatchObject({ deviceId: null, libraryId: network.libraries.lens });
});

test('a batch that cannot be right is refused whole, and nothing of it is kept', async () => {
  const good = fact('check-out', at(1));
  expect(await replayed([good, fact('check-in', at(2), { place: { device: 'nowhere' } })])).toEqual(['device-unknown']);
  expect(await replayed([good, fact('check-in', at(2), { place: { library: 'NOWHERE' } })])).toEqual([
    'library-unknown',
  ]);
  expect(await replayed([good, good])).toEqual(['offline-line-repeated']);
  const foreign = { login: 'agent', libraryId: network.libraries.avion };
  expect(await replayed([good], { by: foreign })).toEqual(['library-not-yours']);
  desk = offlineDesk(network.ports, { linesPerBatch: 1, oldestDays: 60 });
  expect(await replayed([good, fact('check-in', at(2))])).toEqual(['offline-batch-too-large']);
  expect(await loanOf('I1')).toBeNull();
});

test('exceptions are listed by library and kind, and resolved once, with a note', async () => {
  await replayed([
    fact('check-out', at(1), { card: 'NOBODY' }),
    fact('check-in', at(2), { itemBarcode: 'NOTHING', place: { device: 'kiosk-avion' } }),
  ]);
  const page = { state: 'open', offset: 0, limit: 10 } as const;
  const lens = await desk.exceptions({ ...page, libraryId: network.libraries.lens, kind: null });
  expect(lens).toMatchObject({ total: 1, items: [{ kind: 'check-out', reasons: ['patron-unknown'], card: 'NOBODY' }] });
  expect(await desk.exceptions({ ...page, libraryId: null, kind: 'check-in' })).toMatchObject({ total: 1 });

  const { id } = lens.items[0]!;
  const settled = { id, note: 'Carte retrouvée', by: 'agent', libraryId: null };
  expect(await desk.resolve({ ...settled, libraryId: network.libraries.avion })).toMatchObject({
    refusal: 'exception-unknown',
  });
  expect(await desk.resolve(settled)).toMatchObject({ granted: true, value: { note: 'Carte retrouvée', card: null } });
  expect(await desk.resolve(settled)).toMatchObject({ refusal: 'exception-resolved' });
  expect(await desk.exceptions({ ...page, libraryId: network.libraries.lens, kind: null })).toMatchObject({ total: 0 });
  expect(await desk.exceptions({ ...page, state: 'resolved', libraryId: null, kind: null })).toMatchObject({
    total: 1,
  });
});

test('the link between a reader and a document is not kept in the report of what was applied', async () => {
  const outcome = await desk.replay(batch([fact('check-out', at(1))]));
  expect(outcome).toMatchObject({ granted: true, value: { lines: [{ card: null }] } });
});
