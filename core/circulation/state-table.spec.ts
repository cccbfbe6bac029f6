import { holdsNetwork, type HoldsNetwork } from '../holds/holds-network.fixture.ts';
import { checkOut } from './check-out.ts';
import type { ItemMark, ItemStatus } from './entities.ts';
import { changeItemStatus } from './item-state.ts';
import { breaches, desk } from './loans.fixture.ts';
import { day, start } from './small-network.fixture.ts';

/** The table of states of a document (docs/ARCHITECTURE.md): each cell is a test. I1 is at home in Lens. */
let at: HoldsNetwork;
beforeEach(async () => {
  at = await holdsNetwork();
});
afterEach(async () => {
  expect(await breaches(at.network)).toEqual([]);
  await at.close();
});

/** P1 has it, or is the one it is kept for: in Lens on the shelf, in Avion when it is on its way. */
let hold = 0;
async function bring(to: ItemStatus): Promise<void> {
  if (to === 'ON_LOAN' || to === 'LOST' || to === 'CLAIMED_RETURNED') {
    await at.lend('I1', 'P1');
    if (to !== 'ON_LOAN') await mark(to);
  } else if (to === 'ON_HOLD_SHELF' || to === 'TRANSIT_HOLD') {
    const pickupLibraryId = at.network.libraries[to === 'ON_HOLD_SHELF' ? 'lens' : 'avion'];
    hold = await at.placed('P1', 'I1', { pickupLibraryId });
    await at.scan('I1', 'lens');
  } else if (to === 'TRANSIT_HOME') await at.scan('I1', 'avion');
  else {
    const { id } = (await at.network.store.read.item('I1'))!.item;
    const where = { statusSince: start, holdingLibraryId: at.network.libraries.lens };
    await at.network.work((work) => work.items.move(id, { status: to, ...where }));
  }
  at.network.at(start + day);
}

async function mark(as: ItemMark): Promise<string> {
  const asked = { device: desk(at.network), itemBarcode: 'I1', mark: as, why: 'inventaire' };
  const outcome = await changeItemStatus(at.ports)(asked);
  return outcome.granted ? '' : outcome.refusal;
}
/** What staff hear, who may set it aside. */
async function overridden(reason: 'item-in-processing' | 'item-on-hold-for-another'): Promise<string> {
  const asked = { device: desk(at.network), card: 'P2', itemBarcode: 'I1', renewalAllowed: false };
  const override = { reasons: [reason], why: 'vu' } as const;
  const refused = await checkOut(at.ports)({ ...asked, transactionDate: 'a' });
  const lent = await checkOut(at.ports)({ ...asked, override, transactionDate: 'b' });
  return `${refused.granted ? 'lent' : refused.refusal}, ${lent.granted ? 'lent' : lent.refusal}`;
}
const wanted = (by: string, pickup: 'lens' | 'lievin' | 'avion') =>
  at.placed(by, 'I1', { pickupLibraryId: at.network.libraries[pickup] });
/** A hold nobody fetched in time. */
async function expired(): Promise<void> {
  at.network.at(start + 40 * day);
  await at.sweep();
}
const waits = async (): Promise<string> => {
  const { transit, boundHold, loan } = (await at.network.store.read.item('I1'))!;
  const to = transit && at.ports.directory.library(transit.toLibraryId).code;
  return [await at.status('I1'), to && `to ${to}`, boundHold && 'kept', loan && 'lent'].filter((x) => x).join(' ');
};

type Event =
  | 'check-out'
  | 'check-in at home'
  | 'check-in elsewhere'
  | 'hold trapped'
  | 'bound hold cancelled or expired'
  | 'lost, missing, claimed';
/** What happens, and what is to be seen afterwards: what was answered, then the document. */
type Cell = readonly [ItemStatus, Event, string, () => Promise<unknown>, string];

const home = () => at.seen('I1', 'lens');
const elsewhere = () => at.seen('I1', 'avion');
const lendTo = (card: string) => () => at.lend('I1', card);

const cells: readonly Cell[] = [
  ['IN_PROCESSING', 'check-out', 'refused to a reader', lendTo('P2'), 'item-in-processing | IN_PROCESSING'],
  [
    'IN_PROCESSING',
    'check-out',
    'staff may override',
    () => overridden('item-in-processing'),
    'item-in-processing, lent | ON_LOAN lent',
  ],
  ['IN_PROCESSING', 'check-in at home', 'available', home, 'shelf LENS AVAILABLE | AVAILABLE'],
  [
    'IN_PROCESSING',
    'check-in elsewhere',
    'goes home',
    elsewhere,
    'transit-home LENS TRANSIT_HOME | TRANSIT_HOME to LENS',
  ],
  [
    'IN_PROCESSING',
    'hold trapped',
    'it may be reserved, and is kept when it is first scanned',
    () => wanted('P2', 'lens').then(home),
    'hold-shelf LENS ON_HOLD_SHELF | ON_HOLD_SHELF kept',
  ],
  ['IN_PROCESSING', 'lost, missing, claimed', 'missing', () => mark('MISSING'), ' | MISSING'],

  ['AVAILABLE', 'check-out', 'on loan', lendTo('P2'), 'lent | ON_LOAN lent'],
  ['AVAILABLE', 'check-in at home', 'no change', home, 'no-change LENS AVAILABLE | AVAILABLE'],
  ['AVAILABLE', 'check-in elsewhere', 'goes home', elsewhere, 'transit-home LENS TRANSIT_HOME | TRANSIT_HOME to LENS'],
  [
    'AVAILABLE',
    'hold trapped',
    'picked up here: on the hold shelf',
    () => wanted('P2', 'lens').then(home),
    'hold-shelf LENS ON_HOLD_SHELF | ON_HOLD_SHELF kept',
  ],
  [
    'AVAILABLE',
    'hold trapped',
    'picked up elsewhere: on its way',
    () => wanted('P2', 'lievin').then(home),
    'transit-hold LIEVIN TRANSIT_HOLD | TRANSIT_HOLD to LIEVIN kept',
  ],
  ['AVAILABLE', 'lost, missing, claimed', 'missing', () => mark('MISSING'), ' | MISSING'],

  [
    'ON_LOAN',
    'check-out',
    'to another reader at a self-check: refused',
    lendTo('P2'),
    'item-on-loan-to-another | ON_LOAN lent',
  ],
  ['ON_LOAN', 'check-in at home', 'the loan ends, routed', home, 'shelf LENS AVAILABLE | AVAILABLE'],
  [
    'ON_LOAN',
    'check-in elsewhere',
    'the loan ends, routed',
    elsewhere,
    'transit-home LENS TRANSIT_HOME | TRANSIT_HOME to LENS',
  ],
  ['ON_LOAN', 'lost, missing, claimed', 'lost, the loan stays open', () => mark('LOST'), ' | LOST lent'],
  [
    'ON_LOAN',
    'lost, missing, claimed',
    'claimed, the loan stays open',
    () => mark('CLAIMED_RETURNED'),
    ' | CLAIMED_RETURNED lent',
  ],
  [
    'ON_LOAN',
    'lost, missing, claimed',
    'missing is for what nobody has',
    () => mark('MISSING'),
    'status-change-not-allowed | ON_LOAN lent',
  ],

  ['ON_HOLD_SHELF', 'check-out', 'to the reader it is kept for', lendTo('P1'), 'lent | ON_LOAN lent'],
  ['ON_HOLD_SHELF', 'check-out', 'to another: refused', lendTo('P2'), 'item-on-hold-for-another | ON_HOLD_SHELF kept'],
  [
    'ON_HOLD_SHELF',
    'check-out',
    'to another: staff may override',
    () => overridden('item-on-hold-for-another'),
    'item-on-hold-for-another, lent | ON_LOAN lent',
  ],
  [
    'ON_HOLD_SHELF',
    'check-in at home',
    'no change where it is picked up',
    home,
    'hold-shelf LENS ON_HOLD_SHELF | ON_HOLD_SHELF kept',
  ],
  [
    'ON_HOLD_SHELF',
    'check-in elsewhere',
    'sent after its reader',
    elsewhere,
    'transit-hold LENS TRANSIT_HOLD | TRANSIT_HOLD to LENS kept',
  ],
  [
    'ON_HOLD_SHELF',
    'bound hold cancelled or expired',
    'cancelled: to be scanned, then the next reader has it',
    async () => {
      await wanted('P2', 'lievin');
      await at.cancel(hold);
      return home();
    },
    'transit-hold LIEVIN TRANSIT_HOLD | TRANSIT_HOLD to LIEVIN kept',
  ],
  [
    'ON_HOLD_SHELF',
    'bound hold cancelled or expired',
    'expired and nobody waits: to be scanned, then home',
    async () => {
      await expired();
      return home();
    },
    'shelf LENS AVAILABLE | AVAILABLE',
  ],
  [
    'ON_HOLD_SHELF',
    'lost, missing, claimed',
    'missing, the hold waits again',
    () => mark('MISSING').then(() => at.hold(hold)),
    'PENDING | MISSING',
  ],

  ['TRANSIT_HOLD', 'check-out', 'to the reader it is kept for: move and hold end', lendTo('P1'), 'lent | ON_LOAN lent'],
  [
    'TRANSIT_HOLD',
    'check-out',
    'to another: refused',
    lendTo('P2'),
    'item-on-hold-for-another | TRANSIT_HOLD to AVION kept',
  ],
  [
    'TRANSIT_HOLD',
    'check-in at home',
    'a waypoint: goes on to where it is picked up',
    home,
    'transit-hold AVION TRANSIT_HOLD | TRANSIT_HOLD to AVION kept',
  ],
  [
    'TRANSIT_HOLD',
    'check-in elsewhere',
    'arrives where it is picked up',
    elsewhere,
    'hold-shelf AVION ON_HOLD_SHELF | ON_HOLD_SHELF kept',
  ],
  [
    'TRANSIT_HOLD',
    'bound hold cancelled or expired',
    'stays in transit, to the next reader',
    async () => {
      const next = await wanted('P2', 'lievin');
      await at.cancel(hold);
      return at.hold(next);
    },
    'IN_TRANSIT I1 | TRANSIT_HOLD to LIEVIN kept',
  ],
  [
    'TRANSIT_HOLD',
    'bound hold cancelled or expired',
    'nobody waits: stays in transit, home',
    () => at.cancel(hold),
    'CANCELLED | TRANSIT_HOME to LENS',
  ],
  [
    'TRANSIT_HOLD',
    'lost, missing, claimed',
    'missing, the hold waits again',
    () => mark('MISSING').then(() => at.hold(hold)),
    'PENDING | MISSING',
  ],

  ['TRANSIT_HOME', 'check-out', 'the move ends', lendTo('P2'), 'lent | ON_LOAN lent'],
  [
    'TRANSIT_HOME',
    'check-out',
    'refused when a live hold wants it',
    () => wanted('P1', 'lens').then(lendTo('P2')),
    'item-in-transit | TRANSIT_HOME to LENS',
  ],
  ['TRANSIT_HOME', 'check-in at home', 'available', home, 'shelf LENS AVAILABLE | AVAILABLE'],
  [
    'TRANSIT_HOME',
    'check-in at home',
    'or trapped',
    () => wanted('P1', 'lens').then(home),
    'hold-shelf LENS ON_HOLD_SHELF | ON_HOLD_SHELF kept',
  ],
  [
    'TRANSIT_HOME',
    'check-in elsewhere',
    'a waypoint',
    () => at.seen('I1', 'lievin'),
    'transit-home LENS TRANSIT_HOME | TRANSIT_HOME to LENS',
  ],
  [
    'TRANSIT_HOME',
    'check-in elsewhere',
    'trapped where the head of the queue picks up',
    () => wanted('P1', 'avion').then(elsewhere),
    'hold-shelf AVION ON_HOLD_SHELF | ON_HOLD_SHELF kept',
  ],
  [
    'TRANSIT_HOME',
    'hold trapped',
    'a new destination in the same move',
    () => wanted('P1', 'lievin').then(elsewhere),
    'transit-hold LIEVIN TRANSIT_HOLD | TRANSIT_HOLD to LIEVIN kept',
  ],
  ['TRANSIT_HOME', 'lost, missing, claimed', 'missing', () => mark('MISSING'), ' | MISSING'],

  ...(['LOST', 'CLAIMED_RETURNED', 'MISSING'] as const).flatMap((lost): Cell[] => [
    [
      lost,
      'check-out',
      'at a self-check: refused',
      lendTo('P2'),
      lost === 'MISSING' ? 'item-missing | MISSING' : `item-on-loan-to-another | ${lost} lent`,
    ],
    [lost, 'check-in at home', 'found, its loan ends, routed', home, 'shelf LENS AVAILABLE | AVAILABLE'],
    [
      lost,
      'check-in elsewhere',
      'found, its loan ends, routed',
      elsewhere,
      'transit-home LENS TRANSIT_HOME | TRANSIT_HOME to LENS',
    ],
    [
      lost,
      'hold trapped',
      'on no pull list',
      () => onNoPullList(),
      'PENDING 0 | ' + (lost === 'MISSING' ? lost : `${lost} lent`),
    ],
  ]),

  ['AT_ILL_PARTNER', 'check-out', 'refused', lendTo('P2'), 'item-at-partner | AT_ILL_PARTNER'],
  [
    'AT_ILL_PARTNER',
    'check-in at home',
    'back from the partner, then routed',
    home,
    'shelf LENS AVAILABLE | AVAILABLE',
  ],
  [
    'AT_ILL_PARTNER',
    'check-in elsewhere',
    'back from the partner, then routed',
    elsewhere,
    'transit-home LENS TRANSIT_HOME | TRANSIT_HOME to LENS',
  ],
  ['AT_ILL_PARTNER', 'hold trapped', 'on no pull list', () => onNoPullList(), 'PENDING 0 | AT_ILL_PARTNER'],
  ['AT_ILL_PARTNER', 'lost, missing, claimed', 'lost', () => mark('LOST'), ' | LOST'],

  ['WITHDRAWN', 'check-out', 'refused', lendTo('P2'), 'item-withdrawn | WITHDRAWN'],
  [
    'WITHDRAWN',
    'check-in at home',
    'alert',
    () => at.scan('I1', 'lens').then(({ alert }) => alert),
    'withdrawn-item-seen | WITHDRAWN',
  ],
  [
    'WITHDRAWN',
    'check-in elsewhere',
    'alert',
    () => at.scan('I1', 'avion').then(({ alert }) => alert),
    'withdrawn-item-seen | WITHDRAWN',
  ],
  ['WITHDRAWN', 'hold trapped', 'on no pull list', () => onNoPullList(), 'PENDING 0 | WITHDRAWN'],
];

/** Somebody waits for the record since before the document went: the sweep asks nobody to fetch this copy. */
async function onNoPullList(): Promise<string> {
  const { recordId } = (await at.network.store.read.item('I1'))!.item;
  const patron = (await at.network.store.read.patron('P4'))!.patron.id;
  const waiting = await at.network.hold(patron, recordId);
  await at.sweep();
  const { total } = await at.desk.pullList(at.network.libraries.lens, { offset: 0, limit: 10 });
  return `${await at.hold(waiting)} ${total}`;
}

test.each(cells)('%s, %s: %s', async (from, _event, _what, happens, expected) => {
  await bring(from);
  expect(`${String(await happens())} | ${await waits()}`).toBe(expected);
});
