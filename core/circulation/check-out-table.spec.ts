import { granted } from '../outcome.ts';
import type { Store, Work } from '../ports/store.ts';
import { checkOutTable, type Column } from './check-out-reasons.ts';
import { checkOut } from './check-out.ts';
import type { CirculationSettings } from './ports.ts';
import {
  block,
  checkOutRows,
  givenUp,
  item,
  keptForAnother,
  lentToAnother,
  onItsWayToAnother,
  recordOf,
  targeted,
} from './check-out-rows.fixture.ts';
import { breaches, checkOutIn, desk, journal, said, transactionDate } from './loans.fixture.ts';
import { day, smallNetwork, start, type SmallNetwork } from './small-network.fixture.ts';

let network: SmallNetwork;
let reader: number;
beforeEach(async () => {
  network = await smallNetwork();
  reader = await network.patron('P1');
  await network.patron('P2');
});
afterEach(async () => {
  expect(await breaches(network)).toEqual([]);
  await network.close();
});

const columns: readonly Column[] = ['staff', 'self', 'offline'];
const cells = checkOutRows.flatMap((row) => columns.map((column) => ({ ...row, column, expected: row[column] })));

test.each(cells)('row $row, $column: when $when: $expected', async ({ given, column, expected, card, itemBarcode }) => {
  await given(network);
  const asked = { ...(card ? { card } : {}), ...(itemBarcode ? { itemBarcode } : {}) };
  expect(said(await checkOutIn(network, column, asked))).toBe(expected);
  if (expected.startsWith('lent')) expect((await network.store.read.item('I1'))?.item.status).toBe('ON_LOAN');
});

const overridable = checkOutRows.flatMap(({ override, ...row }) => (override ? [{ ...row, override }] : []));
test.each(overridable)('row $row: staff go on with a reason when $when', async ({ given, card = 'P1', override }) => {
  await given(network);
  const kept = await checkOutIn(network, 'staff', { card });
  expect(kept.granted ? null : kept.facts['reasons']).toBe(override.join(' '));

  const why = 'vu avec la direction';
  const lent = await checkOutIn(network, 'staff', { card, override: { reasons: override, why } });
  expect(said(lent)).toBe(['lent', ...override].join(' '));
  const [told] = (await journal(network, 'LOAN')).slice(-1);
  expect(told).toMatchObject({ actor: 'user:agent', payload: { overridden: override.join(' '), why } });
});

test('every reason of the table is found by a row', () => {
  const found = new Set(cells.flatMap(({ expected }) => expected.split(' ')));
  const elsewhere = ['library-not-live', 'no-opening-day']; // below
  expect(Object.keys(checkOutTable).filter((reason) => !found.has(reason))).toEqual(elsewhere);
});

test('an override sets aside the reasons it names and no other, and none without a why', async () => {
  await network.item('I1', { loanable: false, minAge: 16 });
  const reasons = ['item-not-loanable'] as const;
  const partial = await checkOutIn(network, 'staff', { override: { reasons, why: 'prêt à un enseignant' } });
  expect(partial).toMatchObject({ refusal: 'age-restricted', facts: { reasons: 'item-not-loanable age-restricted' } });
  const both = ['item-not-loanable', 'age-restricted'] as const;
  expect(said(await checkOutIn(network, 'staff', { override: { reasons: both, why: ' ' } }))).toBe('item-not-loanable');
});

test('an override is nothing to a self-check, and does not make a partner’s document lendable', async () => {
  await network.item('I1', { loanable: false });
  const override = { reasons: ['item-not-loanable', 'item-at-partner'], why: 'essai' } as const;
  expect(said(await checkOutIn(network, 'self', { override }))).toBe('item-not-loanable');
  await network.item('I2', { status: 'AT_ILL_PARTNER' });
  expect(said(await checkOutIn(network, 'staff', { itemBarcode: 'I2', override }))).toBe('item-at-partner');
});

test('row 0: the same request again is the same answer in every column, warnings included', async () => {
  await lentToAnother(network);
  const asked = { transactionDate: 'once' };
  const first = await checkOutIn(network, 'staff', asked);
  network.at(network.now() + 2 * day);
  expect(await checkOutIn(network, 'staff', asked)).toEqual(first);
  expect(said(first)).toBe('lent item-on-loan-to-another');
  expect(await network.store.read.counts()).toMatchObject({ openLoans: 1 });
});

test.each(columns)('row 0, %s: the same request again is the same loan', async (column) => {
  await item(network);
  const asked = { transactionDate: 'once', ...(column === 'offline' ? { offline: { at: start, dueAt: null } } : {}) };
  const first = await checkOutIn(network, column, asked);
  network.at(start + 2 * day);
  expect(await checkOutIn(network, column, asked)).toEqual(first);
});

test('row 1, staff: an unknown item is a record to be made', async () => {
  expect(await checkOutIn(network, 'staff')).toMatchObject({ refusal: 'item-unknown', facts: { quickRecord: true } });
});

test('row 2, self: a wrong code refuses; row 2, offline: nobody typed one', async () => {
  await item(network);
  expect(said(await checkOutIn(network, 'self', { pin: '0000' }))).toBe('pin-wrong');
  expect(said(await checkOutIn(network, 'offline', { pin: '0000' }))).toBe('lent');
});

test('row 5, staff: on loan to the same reader, a renewal is offered with what it takes to decide', async () => {
  await item(network);
  await checkOutIn(network, 'staff');
  network.at(start + day);
  expect(await checkOutIn(network, 'staff')).toMatchObject({
    refusal: 'item-already-on-loan-to-patron',
    facts: { renewals: 0, renewalsAllowed: 2 },
  });
  expect(await checkOutIn(network, 'staff', { renewalAllowed: true })).toMatchObject({ value: { renewed: true } });
});

test('row 5, self: on loan to the same reader, renewed when the terminal may and refused else', async () => {
  await item(network);
  await checkOutIn(network, 'self');
  network.at(start + day);
  expect(said(await checkOutIn(network, 'self'))).toBe('item-already-on-loan-to-patron');
  expect(await checkOutIn(network, 'self', { renewalAllowed: true })).toMatchObject({ value: { renewed: true } });
});

test('row 5, offline: on loan to the same reader, not later is nothing new, later is a renewal', async () => {
  await item(network);
  network.at(start + day);
  await checkOutIn(network, 'self');
  const before = { offline: { at: start, dueAt: null } };
  expect(await checkOutIn(network, 'offline', before)).toMatchObject({ value: { renewed: false } });
  network.at(start + 3 * day);
  const after = { offline: { at: start + 2 * day, dueAt: null } };
  expect(await checkOutIn(network, 'offline', after)).toMatchObject({
    value: { renewed: true, loan: { renewals: 1 } },
  });
});

test('row 6, staff: the loan before ends now, and the journal tells of it', async () => {
  await lentToAnother(network);
  await checkOutIn(network, 'staff');
  const [ended] = await journal(network, 'RETURN');
  expect(ended).toMatchObject({ at: start + day, actor: 'user:agent', payload: { implicit: true } });
  expect(await network.store.read.counts()).toMatchObject({ openLoans: 1 });
});

test('row 6, offline: an implicit return at its own time, but an exception when it was not later', async () => {
  await lentToAnother(network);
  const not = await checkOutIn(network, 'offline', { offline: { at: start, dueAt: null } });
  expect(not).toMatchObject({ refusal: 'item-on-loan-to-another', facts: { offline: true } });
  const later = await checkOutIn(network, 'offline', { offline: { at: start + 3_600_000, dueAt: null } });
  expect(later).toMatchObject({ value: { loan: { at: start + 3_600_000 } } });
});

test('row 7: whoever had it reserved is first in the queue again', async () => {
  await keptForAnother(network);
  const override = { reasons: ['item-on-hold-for-another'], why: 'accord du lecteur' } as const;
  await checkOutIn(network, 'staff', { override });
  const recordId = await recordOf(network);
  const [waiting] = await network.work(async (work) => {
    await work.items.claim('I1');
    return work.holds.queue(recordId);
  });
  expect(waiting).toMatchObject({ status: 'PENDING', boundItemId: null, placedAt: start - day });
  expect(await journal(network, 'HOLD_RELEASED')).toMatchObject([
    { actor: 'user:agent', payload: { hold: waiting!.id, why: 'lent-to-another' } },
  ]);
});

test.each(columns)(
  'rows 7 and 10, %s: to the reader it is kept for, the transit ends and his hold is fulfilled',
  async (column) => {
    await onItsWayToAnother(network);
    expect(said(await checkOutIn(network, column, { card: 'P3' }))).toBe('lent');
    expect(await network.store.read.counts()).toMatchObject({ openTransits: 0, liveHolds: 0, openLoans: 1 });
  },
);

/** The same network under other settings. */
function under(settings: Partial<CirculationSettings>): ReturnType<typeof checkOut> {
  return checkOut({ ...network.ports, settings: { ...network.ports.settings, ...settings } });
}
const asked = { card: 'P1', itemBarcode: 'I1', renewalAllowed: false };

test('row 8 under strictHolds: staff are refused and may go on, a self-check is refused, off-line is accepted', async () => {
  await targeted(network);
  const strict = under({ strictHolds: true });
  const at = { ...asked, transactionDate: transactionDate() };
  expect(said(await strict({ ...at, device: desk(network) }))).toBe('item-wanted-by-others');
  expect(said(await strict({ ...at, device: network.devices.lens }))).toBe('item-wanted-by-others');
  const fact = { offline: { at: start, dueAt: null } };
  expect(said(await strict({ ...at, device: network.devices.lens, ...fact }))).toBe('lent');
});

test('row 6 under implicitReturnAtSelfCheck: a self-check takes it back and goes on', async () => {
  await lentToAnother(network);
  const lax = under({ implicitReturnAtSelfCheck: true });
  const lent = await lax({ ...asked, device: network.devices.lens, transactionDate: transactionDate() });
  expect(said(lent)).toBe('lent item-on-loan-to-another');
});

test('row 9: a document found is told of, and the reader who lost it is blocked for it no more', async () => {
  await givenUp('LOST')(network);
  const { patron } = (await network.store.read.patron('P2'))!;
  const stops = { stopsCheckOut: true, stopsHold: true, stopsRenewal: true };
  await network.work((work) =>
    work.patrons.insertBlocks([{ patronId: patron.id, kind: 'LOST_ITEM', ...block, ...stops }]),
  );
  expect(said(await checkOutIn(network, 'staff'))).toBe('lent item-on-loan-to-another item-missing');
  expect((await network.store.read.patronAccount(patron.id, network.now() + 1)).blocks).toEqual([]);
  expect(await journal(network, 'FOUND')).toMatchObject([{ payload: { was: 'LOST' } }]);
});

test.each(['LOST', 'CLAIMED_RETURNED'] as const)(
  'row 9, staff: %s and in the hands of the very reader who had it: the old loan ends, a new one begins, counted once',
  async (status) => {
    await givenUp(status)(network);
    for (const barcode of ['A', 'B', 'C', 'D']) {
      await network.item(barcode);
      await checkOutIn(network, 'staff', { card: 'P2', itemBarcode: barcode });
    }
    expect(said(await checkOutIn(network, 'staff', { card: 'P2' }))).toBe('lent item-missing');
    expect(await network.store.read.counts()).toMatchObject({ openLoans: 5 });
  },
);

test('a library that is not live lends nothing, but a fact told afterwards is kept', async () => {
  const { id: _, ...lens } = network.ports.directory.library(network.libraries.lens);
  const [planned] = await network.store.administration.insertLibraries([
    { ...lens, code: 'OIGNIES', state: 'PLANNED' },
  ]);
  await network.ports.directory.refresh();
  await item(network);
  const device = { ...network.devices.lens, libraryId: planned! };
  expect(said(await checkOutIn(network, 'self', { device }))).toBe('library-not-live');
  expect(said(await checkOutIn(network, 'staff', { device: { ...device, kind: 'STAFF' } }))).toBe('library-not-live');
  expect(said(await checkOutIn(network, 'offline', { device }))).toBe('lent library-not-live');
});

test('a library that never opens lends nothing, but a fact told afterwards gets the plain date', async () => {
  const open = (hours: { from: string; to: string }[]) =>
    network.store.administration.setCalendars([
      { libraryId: network.libraries.lens, weekly: Array.from({ length: 7 }, () => hours), exceptions: [] },
    ]);
  await open([]);
  await network.ports.directory.refresh();
  await item(network);
  expect(said(await checkOutIn(network, 'self'))).toBe('no-opening-day');
  expect(said(await checkOutIn(network, 'staff'))).toBe('no-opening-day');
  const fact = await checkOutIn(network, 'offline');
  expect([said(fact), fact.granted && fact.value.loan.dueAt]).toEqual(['lent no-opening-day', start + 21 * day]);
  await open([{ from: '10:00', to: '18:00' }]);
});

test('bug: a double click makes two loans. It makes one, at a desk as at a kiosk', async () => {
  await item(network);
  for (const column of ['staff', 'staff'] as const) expect(said(await checkOutIn(network, column))).toBe('lent');
  network.at(start + 59_000);
  expect(await checkOutIn(network, 'staff')).toMatchObject({ value: { renewed: false, loan: { renewals: 0 } } });
  expect(await journal(network, 'LOAN', 'RENEWAL')).toHaveLength(1);
  network.at(start + 61_000);
  expect(said(await checkOutIn(network, 'staff'))).toBe('item-already-on-loan-to-patron');
});

test('the same reader a moment later at another library’s desk is not the same visit', async () => {
  await item(network);
  await checkOutIn(network, 'staff');
  expect(said(await checkOutIn(network, 'staff', { device: desk(network, 'avion') }))).toBe(
    'item-already-on-loan-to-patron',
  );
});

test('bug: checkout to the requester without the receive step leaves the request open. It is fulfilled', async () => {
  await onItsWayToAnother(network);
  await checkOutIn(network, 'staff', { card: 'P3', device: desk(network, 'avion') });
  expect(await network.store.read.counts()).toMatchObject({ openTransits: 0, liveHolds: 0 });
});

test('bug: failed attempts recorded as history. A refusal leaves no line and no loan', async () => {
  await network.item('I1', { loanable: false });
  const before = await network.store.read.lastEventSeq();
  await checkOutIn(network, 'staff');
  await checkOutIn(network, 'self');
  await checkOutIn(network, 'offline', { card: 'NOBODY' });
  expect(await network.store.read.lastEventSeq()).toBe(before);
  expect(await network.store.read.counts()).toMatchObject({ openLoans: 0 });
});

test('bug: one number used for a reader and an item. It is refused both ways', async () => {
  await item(network);
  await expect(network.item('p1')).rejects.toThrow(/barcode is the number of a card/);
  await expect(network.patron('i1')).rejects.toThrow(/card number is the barcode of an item/);
  const known = await network.store.transaction(async (work) =>
    granted(await work.items.cardsAmong([' p1', 'I1', 'X'])),
  );
  expect(known.granted && [...known.value]).toEqual([' p1']);
});

test('a copy of another volume does not serve the reader who waits for this one', async () => {
  const { recordId: series } = await network.item('V2', { volume: '2' });
  await network.item('I1', { volume: '1', recordId: series });
  await network.hold(reader, series, { volume: '2' });
  await checkOutIn(network, 'self');
  expect(await network.store.read.counts()).toMatchObject({ liveHolds: 1 });
  await checkOutIn(network, 'self', { itemBarcode: 'V2' });
  expect(await network.store.read.counts()).toMatchObject({ liveHolds: 0 });
});

test('a plain loan at a kiosk asks the database for no more than it takes', async () => {
  await item(network);
  const calls: string[] = [];
  const listening = (work: Work): Work =>
    new Proxy(work, {
      get: (_work, part: keyof Work) =>
        new Proxy(work[part], {
          get: (methods, name) => {
            calls.push(`${part}.${String(name)}`);
            return Reflect.get(methods, name) as unknown;
          },
        }),
    });
  const store: Store = {
    ...network.store,
    transaction: (run) => network.store.transaction((work) => run(listening(work))),
  };
  const lend = checkOut({ ...network.ports, store });
  await lend({ ...asked, device: network.devices.lens, transactionDate: transactionDate() });
  expect(calls).toEqual([
    'items.claim',
    'patrons.lock',
    'patrons.blocks',
    'loans.count',
    'loans.open',
    'items.move',
    'journal.append',
    'answers.keep',
  ]);
});
