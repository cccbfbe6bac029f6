import type { Breakage } from './audit-world.ts';

/** Loans, transits, what is kept for readers, and the copies themselves. */
export const circulationBreakages: readonly Breakage[] = [
  {
    invariant: 'one-open-loan-per-item',
    break: ({ lent, reader, network }) => [
      `INSERT INTO loans (itemId, patronId, libraryId, at, dueAt, renewals, policyId, source)
       VALUES (${lent.item}, ${reader}, ${network.lens}, 1, 2, 0, ${network.policy}, 'SELF')`,
    ],
    mend: () => ['DELETE FROM loans WHERE at = 1'],
  },
  {
    invariant: 'open-loan-key',
    break: ({ lent }) => [`UPDATE loans SET openItemId = NULL WHERE id = ${lent.loan}`],
    mend: ({ lent }) => [`UPDATE loans SET openItemId = itemId WHERE id = ${lent.loan}`],
  },
  {
    invariant: 'open-loan-item-status',
    break: ({ lent }) => [`UPDATE items SET status = 'AVAILABLE' WHERE id = ${lent.item}`],
    mend: ({ lent }) => [`UPDATE items SET status = 'ON_LOAN' WHERE id = ${lent.item}`],
  },
  {
    invariant: 'item-on-loan-has-loan',
    break: ({ free }) => [`UPDATE items SET status = 'ON_LOAN' WHERE id = ${free}`],
    mend: ({ free }) => [`UPDATE items SET status = 'AVAILABLE' WHERE id = ${free}`],
  },
  {
    invariant: 'open-loan-has-reader',
    break: ({ lent }) => [`UPDATE loans SET patronId = NULL WHERE id = ${lent.loan}`],
    mend: ({ lent, reader }) => [`UPDATE loans SET patronId = ${reader} WHERE id = ${lent.loan}`],
  },
  {
    invariant: 'loan-ends-after-it-begins',
    break: ({ free, network }) => [
      `INSERT INTO loans (itemId, libraryId, at, dueAt, returnedAt, renewals, policyId, source)
       VALUES (${free}, ${network.lens}, 7, 9, 6, 0, ${network.policy}, 'SELF')`,
    ],
    mend: () => ['DELETE FROM loans WHERE at = 7'],
  },
  {
    invariant: 'open-loan-in-journal',
    break: ({ lent }) => [`UPDATE loans SET at = at + 1 WHERE id = ${lent.loan}`],
    mend: ({ lent }) => [`UPDATE loans SET at = at - 1 WHERE id = ${lent.loan}`],
  },
  {
    invariant: 'journal-loan-exists',
    break: ({ lent }) => [`UPDATE loans SET id = id + 1000 WHERE id = ${lent.loan}`],
    mend: ({ lent }) => [`UPDATE loans SET id = id - 1000 WHERE id = ${lent.loan + 1000}`],
  },
  {
    invariant: 'one-open-transit-per-item',
    break: ({ moving, network }) => [
      `INSERT INTO transits (itemId, fromLibraryId, toLibraryId, reason, createdAt)
       VALUES (${moving.item}, ${network.lens}, ${network.lievin}, 'MANUAL', 3)`,
    ],
    mend: () => ['DELETE FROM transits WHERE createdAt = 3'],
  },
  {
    invariant: 'open-transit-key',
    break: ({ moving }) => [`UPDATE transits SET arrivedAt = 5 WHERE id = ${moving.transit}`],
    mend: ({ moving }) => [`UPDATE transits SET arrivedAt = NULL WHERE id = ${moving.transit}`],
  },
  {
    invariant: 'open-transit-item-status',
    break: ({ moving }) => [`UPDATE items SET status = 'AVAILABLE' WHERE id = ${moving.item}`],
    mend: ({ moving }) => [`UPDATE items SET status = 'TRANSIT_HOLD' WHERE id = ${moving.item}`],
  },
  {
    invariant: 'item-in-transit-has-transit',
    break: ({ free }) => [`UPDATE items SET status = 'TRANSIT_HOME' WHERE id = ${free}`],
    mend: ({ free }) => [`UPDATE items SET status = 'AVAILABLE' WHERE id = ${free}`],
  },
  {
    invariant: 'live-hold-key',
    break: ({ kept }) => [`UPDATE holds SET liveKey = 'x' WHERE id = ${kept.hold}`],
    mend: ({ kept }) => [`UPDATE holds SET liveKey = patronId || ':' || recordId WHERE id = ${kept.hold}`],
  },
  {
    invariant: 'one-live-hold-per-reader-and-record',
    break: ({ moving, keeper }) => [`UPDATE holds SET patronId = ${keeper} WHERE id = ${moving.hold}`],
    mend: ({ moving, other }) => [`UPDATE holds SET patronId = ${other} WHERE id = ${moving.hold}`],
  },
  {
    invariant: 'bound-hold-status',
    break: ({ kept }) => [`UPDATE holds SET status = 'PENDING' WHERE id = ${kept.hold}`],
    mend: ({ kept }) => [`UPDATE holds SET status = 'ON_SHELF' WHERE id = ${kept.hold}`],
  },
  {
    invariant: 'bound-item-of-record',
    break: ({ kept, free }) => [`UPDATE holds SET itemId = ${free} WHERE id = ${kept.hold}`],
    mend: ({ kept }) => [`UPDATE holds SET itemId = NULL WHERE id = ${kept.hold}`],
  },
  {
    invariant: 'bound-item-status',
    break: ({ kept }) => [`UPDATE items SET status = 'MISSING' WHERE id = ${kept.item}`],
    mend: ({ kept }) => [`UPDATE items SET status = 'ON_HOLD_SHELF' WHERE id = ${kept.item}`],
  },
  {
    invariant: 'item-kept-for-somebody',
    break: ({ free }) => [`UPDATE items SET status = 'ON_HOLD_SHELF' WHERE id = ${free}`],
    mend: ({ free }) => [`UPDATE items SET status = 'AVAILABLE' WHERE id = ${free}`],
  },
  {
    invariant: 'shelf-of-the-pickup-library',
    break: ({ kept, network }) => [`UPDATE items SET holdingLibraryId = ${network.lievin} WHERE id = ${kept.item}`],
    mend: ({ kept, network }) => [`UPDATE items SET holdingLibraryId = ${network.lens} WHERE id = ${kept.item}`],
  },
  {
    invariant: 'transit-of-the-hold',
    break: ({ moving, network }) => [`UPDATE transits SET toLibraryId = ${network.lens} WHERE id = ${moving.transit}`],
    mend: ({ moving, network }) => [`UPDATE transits SET toLibraryId = ${network.lievin} WHERE id = ${moving.transit}`],
  },
  {
    invariant: 'claimed-item-has-loan',
    break: ({ free }) => [`UPDATE items SET status = 'CLAIMED_RETURNED' WHERE id = ${free}`],
    mend: ({ free }) => [`UPDATE items SET status = 'AVAILABLE' WHERE id = ${free}`],
  },
  {
    invariant: 'item-tag-is-whole',
    break: ({ free }) => [`UPDATE items SET rfidUid = 'E004' WHERE id = ${free}`],
    mend: ({ free }) => [`UPDATE items SET rfidUid = NULL WHERE id = ${free}`],
  },
  {
    invariant: 'item-age-possible',
    break: ({ free }) => [`UPDATE items SET minAge = 77 WHERE id = ${free}`],
    mend: ({ free }) => [`UPDATE items SET minAge = NULL WHERE id = ${free}`],
  },
];
