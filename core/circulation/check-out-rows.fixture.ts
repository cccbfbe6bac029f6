import type { Refusal } from '../outcome.ts';
import { checkOutIn, transactionDate } from './loans.fixture.ts';
import { day, start, type SmallNetwork } from './small-network.fixture.ts';

/** The record of I1. */
export async function recordOf(network: SmallNetwork): Promise<number> {
  return (await network.store.read.item('I1'))!.item.recordId;
}
async function idOf(network: SmallNetwork, card: string): Promise<number> {
  return (await network.store.read.patron(card))!.patron.id;
}

/** Brings a network with the readers P1 and P2 to a situation around the copy I1. */
export type Situation = (network: SmallNetwork) => Promise<unknown>;
/** I1 on its shelf. */
export const item: Situation = (network) => network.item('I1');
const itemAs =
  (as: Parameters<SmallNetwork['item']>[1]): Situation =>
  (network) =>
    network.item('I1', as);

/** What a row of the table finds, and what each column makes of it. */
export interface CheckOutRow {
  readonly row: number;
  readonly when: string;
  readonly given: Situation;
  readonly staff: string;
  readonly self: string;
  readonly offline: string;
  /** The staff refusal gives way to this override. */
  readonly override?: readonly Refusal[];
  readonly card?: string;
  readonly itemBarcode?: string;
}

/** A block in force, but for whom and why. */
export const block = { since: start - day, until: null, note: 'au guichet', author: 'user:admin' } as const;
/** I1 lent to P2 a day ago. */
export const lentToAnother: Situation = async (network) => {
  await item(network);
  await checkOutIn(network, 'staff', { card: 'P2' });
  network.at(network.now() + day);
};
/** A loan of I1 to P2 whose document was given up. */
export const givenUp =
  (status: 'LOST' | 'CLAIMED_RETURNED'): Situation =>
  async (network) => {
    const { id } = await network.item('I1');
    await checkOutIn(network, 'staff', { card: 'P2' });
    const held = { status, statusSince: start, holdingLibraryId: network.libraries.lens };
    await network.work((work) => work.items.move(id, held));
    network.at(start + day);
  };
/** I1 on the hold shelf of Lens for P3. */
export const keptForAnother: Situation = async (network) => {
  const { recordId } = await network.item('I1');
  await network.hold(await network.patron('P3'), recordId);
  await network.checkIn({
    device: network.devices.lens,
    itemBarcode: 'I1',
    returnedAt: start,
    transactionDate: transactionDate(),
  });
};
/** I1 on its way to Avion for P3. */
export const onItsWayToAnother: Situation = async (network) => {
  const { recordId } = await network.item('I1');
  await network.hold(await network.patron('P3'), recordId, { pickupLibraryId: network.libraries.avion });
  await network.checkIn({
    device: network.devices.lens,
    itemBarcode: 'I1',
    returnedAt: start,
    transactionDate: transactionDate(),
  });
};
const onItsWayHome: Situation = async (network) => {
  await item(network);
  await network.checkIn({
    device: network.devices.avion,
    itemBarcode: 'I1',
    returnedAt: start,
    transactionDate: transactionDate(),
  });
};
/** I1 on the pull list for P3. */
export const targeted: Situation = async (network) => {
  const { id, recordId } = await network.item('I1');
  await network.hold(await network.patron('P3'), recordId, { status: 'TARGETED', targetItemId: id });
};
const fiveLoans: Situation = async (network) => {
  await item(network);
  for (const barcode of ['A', 'B', 'C', 'D', 'E']) {
    await network.item(barcode);
    await checkOutIn(network, 'staff', { itemBarcode: barcode });
  }
};
const oneDvd: Situation = async (network) => {
  await network.item('I1', { type: 'DVD' });
  await network.item('A', { type: 'DVD' });
  await checkOutIn(network, 'staff', { itemBarcode: 'A' });
};

/** The rows of the check-out table but 0 and 5, which take two requests. */
export const checkOutRows: readonly CheckOutRow[] = [
  {
    row: 1,
    when: 'the item is unknown',
    given: async () => undefined,
    staff: 'item-unknown',
    self: 'item-unknown',
    offline: 'item-unknown',
  },
  {
    row: 2,
    when: 'the card is unknown',
    given: item,
    card: 'NOBODY',
    staff: 'patron-unknown',
    self: 'patron-unknown',
    offline: 'patron-unknown',
  },
  {
    row: 2,
    when: 'the card was replaced',
    given: async (network) => {
      await item(network);
      const reader = await idOf(network, 'P1');
      await network.work((work) => work.patrons.retireCard(reader, 'OLD', start));
    },
    card: 'OLD',
    staff: 'card-replaced',
    self: 'card-replaced',
    offline: 'card-replaced',
  },
  {
    row: 3,
    when: 'the membership is over',
    given: async (network) => {
      await item(network);
      await network.patron('LATE', { expiresAt: start });
    },
    card: 'LATE',
    staff: 'patron-expired',
    self: 'patron-expired',
    offline: 'lent patron-expired',
    override: ['patron-expired'],
  },
  {
    row: 3,
    when: 'the reader is blocked',
    given: async (network) => {
      await item(network);
      const reader = await idOf(network, 'P1');
      const stops = { stopsCheckOut: true, stopsHold: false, stopsRenewal: false };
      await network.work((work) =>
        work.patrons.insertBlocks([{ patronId: reader, kind: 'MANUAL', ...block, ...stops }]),
      );
    },
    staff: 'patron-blocked',
    self: 'patron-blocked',
    offline: 'lent patron-blocked',
    override: ['patron-blocked'],
  },
  {
    row: 3,
    when: 'too many documents are overdue (and all the places are taken: that comes later in the table)',
    given: async (network) => {
      await fiveLoans(network);
      network.at(start + 40 * day);
    },
    staff: 'too-many-overdue',
    self: 'too-many-overdue',
    offline: 'lent too-many-overdue loan-limit-reached',
    override: ['too-many-overdue', 'loan-limit-reached'],
  },
  {
    row: 4,
    when: 'the item is withdrawn',
    given: itemAs({ status: 'WITHDRAWN' }),
    staff: 'item-withdrawn',
    self: 'item-withdrawn',
    offline: 'lent item-withdrawn',
    override: ['item-withdrawn'],
  },
  {
    row: 4,
    when: 'the item is in processing',
    given: itemAs({ status: 'IN_PROCESSING' }),
    staff: 'item-in-processing',
    self: 'item-in-processing',
    offline: 'lent item-in-processing',
    override: ['item-in-processing'],
  },
  {
    row: 4,
    when: 'the item is not for loan',
    given: itemAs({ loanable: false }),
    staff: 'item-not-loanable',
    self: 'item-not-loanable',
    offline: 'lent item-not-loanable',
    override: ['item-not-loanable'],
  },
  {
    row: 4,
    when: 'the item is a reference work',
    given: itemAs({ type: 'REFERENCE' }),
    staff: 'item-not-loanable',
    self: 'item-not-loanable',
    offline: 'lent item-not-loanable',
    override: ['item-not-loanable'],
  },
  {
    row: 4,
    when: 'the item is at a partner’s',
    given: itemAs({ status: 'AT_ILL_PARTNER' }),
    staff: 'item-at-partner',
    self: 'item-at-partner',
    offline: 'lent item-at-partner',
  },
  {
    row: 4,
    when: 'the policy keeps this kind of document from self-check',
    given: itemAs({ type: 'DVD' }),
    staff: 'lent',
    self: 'self-check-not-allowed',
    offline: 'lent self-check-not-allowed',
  },
  {
    row: 6,
    when: 'the item is on loan to somebody else',
    given: lentToAnother,
    staff: 'lent item-on-loan-to-another',
    self: 'item-on-loan-to-another',
    offline: 'lent item-on-loan-to-another',
  },
  {
    row: 7,
    when: 'the item waits on the hold shelf for somebody else',
    given: keptForAnother,
    staff: 'item-on-hold-for-another',
    self: 'item-on-hold-for-another',
    offline: 'lent item-on-hold-for-another',
    override: ['item-on-hold-for-another'],
  },
  {
    row: 7,
    when: 'the item is on its way to somebody else',
    given: onItsWayToAnother,
    staff: 'item-on-hold-for-another',
    self: 'item-on-hold-for-another',
    offline: 'lent item-on-hold-for-another',
    override: ['item-on-hold-for-another'],
  },
  {
    row: 8,
    when: 'staff were asked to fetch the item for somebody else',
    given: targeted,
    staff: 'lent item-wanted-by-others',
    self: 'lent',
    offline: 'lent',
  },
  {
    row: 9,
    when: 'the item is missing',
    given: itemAs({ status: 'MISSING' }),
    staff: 'lent item-missing',
    self: 'item-missing',
    offline: 'lent',
  },
  {
    row: 9,
    when: 'the item is lost by another reader',
    given: givenUp('LOST'),
    staff: 'lent item-on-loan-to-another item-missing',
    self: 'item-on-loan-to-another',
    offline: 'lent item-on-loan-to-another',
  },
  {
    row: 9,
    when: 'another reader says he brought the item back',
    given: givenUp('CLAIMED_RETURNED'),
    staff: 'lent item-on-loan-to-another item-missing',
    self: 'item-on-loan-to-another',
    offline: 'lent item-on-loan-to-another',
  },
  {
    row: 10,
    when: 'the item is on its way home and nobody waits',
    given: onItsWayHome,
    staff: 'lent',
    self: 'lent',
    offline: 'lent',
  },
  {
    row: 10,
    when: 'the item is on its way home and somebody waits',
    given: async (network) => {
      await onItsWayHome(network);
      await network.hold(await network.patron('P3'), await recordOf(network));
    },
    staff: 'lent item-in-transit',
    self: 'item-in-transit',
    offline: 'lent',
  },
  {
    row: 11,
    when: 'the department wants the item back since yesterday',
    given: itemAs({ returnToOwnerOn: '2026-11-17' }),
    staff: 'lent item-due-back',
    self: 'item-due-back',
    offline: 'lent item-due-back',
  },
  {
    row: 12,
    when: 'the reader has all the documents he may have',
    given: fiveLoans,
    staff: 'loan-limit-reached',
    self: 'loan-limit-reached',
    offline: 'lent loan-limit-reached',
    override: ['loan-limit-reached'],
  },
  {
    row: 12,
    when: 'the reader has all the DVDs he may have',
    given: oneDvd,
    staff: 'loan-limit-of-type-reached',
    self: 'self-check-not-allowed',
    offline: 'lent self-check-not-allowed loan-limit-of-type-reached',
    override: ['loan-limit-of-type-reached'],
  },
  {
    row: 13,
    when: 'the item is for readers over 16 and this one is 15',
    given: async (network) => {
      await network.item('I1', { minAge: 16 });
      await network.patron('YOUNG', { birthDate: '2010-11-19' });
    },
    card: 'YOUNG',
    staff: 'age-restricted',
    self: 'age-restricted',
    offline: 'lent age-restricted',
    override: ['age-restricted'],
  },
  {
    row: 13,
    when: 'the item is for readers over 16 and this one is 16 today',
    given: async (network) => {
      await network.item('I1', { minAge: 16 });
      await network.patron('OLDER', { birthDate: '2010-11-18' });
    },
    card: 'OLDER',
    staff: 'lent',
    self: 'lent',
    offline: 'lent',
  },
  {
    row: 13,
    when: 'the item is for readers over 16 and nobody knows how old this one is',
    given: itemAs({ minAge: 16 }),
    staff: 'age-restricted',
    self: 'age-restricted',
    offline: 'lent age-restricted',
    override: ['age-restricted'],
  },
];
