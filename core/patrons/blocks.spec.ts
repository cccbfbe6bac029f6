import { day, start } from '../circulation/small-network.fixture.ts';
import type { CirculationPorts } from '../circulation/ports.ts';
import type { CirculationPolicy } from '../circulation/entities.ts';
import { blocksInForce, computedBlocks, lateFrom, suspendAfterLateReturn, type BlockRequest } from './blocks.ts';
import { smallDesk, value, type SmallDesk } from './desk.fixture.ts';

const dueAt = Date.UTC(2026, 11, 9, 22, 59, 59);
let at: SmallDesk;
let id: number;
beforeEach(async () => {
  at = await smallDesk();
  id = await at.registered('CARD1');
  await at.network.item('I1');
  await at.network.item('I2');
});
afterEach(() => at.close());

const block = (changes: Partial<BlockRequest> = {}): BlockRequest => ({
  kind: 'MANUAL',
  note: 'Adresse à vérifier',
  until: null,
  stopsCheckOut: true,
  stopsHold: true,
  stopsRenewal: true,
  stopsDigital: false,
  ...changes,
});
const rules = (overdueLimit: number): CirculationPorts => ({
  ...at.network.ports,
  settings: { ...at.network.ports.settings, overdueLimit },
});
const inForce = (limit: number, moment: number) =>
  at.network.work(async (work) => {
    const patron = (await work.patronAccounts.lock(id))!;
    return (await blocksInForce(rules(limit), work, patron, moment)).map(({ kind }) => kind);
  });

test.each(['MANUAL', 'LOST_ITEM', 'CARD_LOST', 'BEHAVIOUR', 'DATA_CHECK'] as const)(
  'staff set a block %s, with its author and reason, and lift it',
  async (kind) => {
    const blockId = value(await at.desk.setBlock(id, block({ kind }), at.by));
    expect(value(await at.desk.sheet(id))).toMatchObject({
      state: 'BLOCKED',
      blocks: [{ id: blockId, kind, author: 'user:agent-lens', note: 'Adresse à vérifier', since: start }],
    });
    expect(await at.borrow('CARD1', 'I1')).toBe('patron-blocked');
    value(await at.desk.liftBlock(id, blockId, at.by));
    expect(value(await at.desk.sheet(id))).toMatchObject({ state: 'ACTIVE', blocks: [] });
    expect(await at.borrow('CARD1', 'I1')).toBe('granted');
    expect(await at.desk.liftBlock(id, blockId, at.by)).toMatchObject({ refusal: 'block-unknown' });
    expect(JSON.stringify(await at.journal('BLOCK_SET', 'BLOCK_LIFTED'))).not.toContain('Adresse');
    expect(await at.audit()).toEqual([]);
  },
);

test('a block stops only what it says, and ends when it says', async () => {
  value(await at.desk.setBlock(id, block({ stopsCheckOut: false, stopsDigital: true, until: start + day }), at.by));
  expect(value(await at.desk.sheet(id))).toMatchObject({ state: 'ACTIVE', blocks: [{ stopsDigital: true }] });
  expect(await at.borrow('CARD1', 'I1')).toBe('granted');
  at.network.at(start + day);
  expect(value(await at.desk.sheet(id)).blocks).toEqual([]);
});

test("another reader's block cannot be lifted through this one", async () => {
  const other = await at.registered('CARD2');
  const blockId = value(await at.desk.setBlock(other, block(), at.by));
  expect(await at.desk.liftBlock(id, blockId, at.by)).toMatchObject({ refusal: 'block-unknown' });
  expect(await at.desk.setBlock(999, block(), at.by)).toMatchObject({ refusal: 'patron-unknown' });
});

describe('computed blocks', () => {
  test('EXPIRED follows from the date and is nowhere stored', async () => {
    const over = start + 400 * day;
    expect(await inForce(5, over)).toEqual(['EXPIRED']);
    expect(await at.network.work((work) => work.patrons.blocks(id, over))).toEqual([]);
    expect(await at.audit()).toEqual([]);
  });

  test('OVERDUE comes when as many loans as the limit are late, and goes when one comes back', async () => {
    await at.borrow('CARD1', 'I1');
    await at.borrow('CARD1', 'I2');
    expect(await inForce(2, dueAt)).toEqual([]);
    expect(await inForce(2, dueAt + 1)).toEqual(['OVERDUE']);
    expect(await inForce(3, dueAt + 1)).toEqual([]);
    at.network.at(dueAt + day);
    const returned = {
      device: at.network.devices.lens,
      itemBarcode: 'I1',
      returnedAt: dueAt + day,
      transactionDate: 'r',
    };
    value(await at.network.checkIn(returned));
    expect(await inForce(2, dueAt + day)).toEqual([]);
  });

  test('a document whose clock stopped is not late', async () => {
    const { id: itemId } = (await at.network.store.read.item('I1'))!.item;
    await at.borrow('CARD1', 'I1');
    const here = { statusSince: start, holdingLibraryId: at.network.libraries.lens };
    await at.network.work((work) => work.items.move(itemId, { ...here, status: 'CLAIMED_RETURNED' }));
    expect(await inForce(1, dueAt + day)).toEqual([]);
  });

  test('the opening days of grace do not count as late', async () => {
    const loan = { dueAt, libraryId: at.network.libraries.lens };
    // Wednesday 9 December 2026; the network opens every day.
    expect(lateFrom(at.network.ports, loan, { graceOpenDays: 0 })).toBe(dueAt);
    expect(lateFrom(at.network.ports, loan, { graceOpenDays: 2 })).toBe(Date.UTC(2026, 11, 11, 22, 59, 59));
    expect(lateFrom(at.network.ports, loan, null)).toBe(dueAt);
  });

  test('the account of a kiosk shows them with the stored ones', async () => {
    value(await at.desk.setBlock(id, block({ kind: 'DATA_CHECK' }), at.by));
    const { patron } = (await at.network.store.read.patron('CARD1'))!;
    const late = { dueAt: 1, libraryId: at.network.libraries.lens, itemType: 'BOOK', policyId: 1 } as const;
    expect(computedBlocks(rules(1), patron, [late], start)).toMatchObject([
      { id: 0, kind: 'OVERDUE', author: 'system' },
    ]);
    expect(computedBlocks(rules(2), patron, [late], start)).toEqual([]);
  });
});

describe('a suspension after a late return', () => {
  const suspend = (suspensionPerLateDay: number, returnedAt: number, graceOpenDays = 0) =>
    at.network.work(async (work) => {
      const patron = (await work.patronAccounts.lock(id))!;
      const loan = { id: 1, dueAt, libraryId: at.network.libraries.lens };
      const policy = { id: 1, suspensionPerLateDay, graceOpenDays } as CirculationPolicy;
      const until = await suspendAfterLateReturn(at.network.ports, work, {
        patron,
        loan,
        policy,
        returnedAt,
        now: returnedAt,
      });
      return until === null ? null : (until - returnedAt) / day;
    });

  test('nobody is suspended by the network’s own rule', async () => {
    expect(await suspend(0, dueAt + 30 * day)).toBeNull();
  });
  test('so many days for each day late', async () => {
    expect(await suspend(2, dueAt + 3 * day)).toBe(6);
    at.network.at(dueAt + 4 * day);
    const [stored] = value(await at.desk.sheet(id)).blocks;
    expect(stored).toMatchObject({ kind: 'SUSPENSION', author: 'system', stopsCheckOut: true });
    expect(await at.audit()).toEqual([]);
  });
  test('a return in time, or within the days of grace, suspends nobody', async () => {
    expect(await suspend(2, dueAt)).toBeNull();
    expect(await suspend(2, dueAt + 2 * day, 2)).toBeNull();
    expect(await suspend(2, dueAt + 3 * day, 2)).toBe(2);
  });
  test('a second one begins where the first ends', async () => {
    expect(await suspend(1, dueAt + 3 * day)).toBe(3);
    expect(await suspend(1, dueAt + 3 * day)).toBe(6);
  });
});
