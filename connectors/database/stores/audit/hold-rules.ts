import type { Rule } from './rule.ts';

/** The queues of holds: volumes, targets, what a hold left on the shelf, how it ended. */
export const holdRules: readonly Rule[] = [
  {
    invariant: 'bound-item-of-volume',
    rows: `SELECT holds.id, items.id AS itemId FROM holds JOIN items ON items.id = holds.boundItemId
      WHERE holds.volume <> '' AND items.volume <> holds.volume`,
    sentence: 'hold {id} is bound to item {itemId}, which is another volume',
  },
  {
    invariant: 'targeted-hold-has-copy',
    rows: `SELECT id, status FROM holds WHERE (status = 'TARGETED') <> (targetItemId IS NOT NULL)`,
    sentence: 'hold {id} is {status}: the copy to be fetched for it says otherwise',
  },
  {
    invariant: 'target-of-record',
    rows: `SELECT holds.id, items.id AS itemId FROM holds JOIN items ON items.id = holds.targetItemId
      WHERE items.recordId <> holds.recordId OR items.id <> COALESCE(holds.itemId, items.id)
        OR (holds.volume <> '' AND items.volume <> holds.volume)`,
    sentence: 'hold {id} targets item {itemId}, which is not what it asks for',
  },
  {
    invariant: 'hold-on-shelf-has-deadline',
    rows: `SELECT id FROM holds WHERE status = 'ON_SHELF' AND (shelvedAt IS NULL OR pickupDeadline IS NULL OR pickupDeadline < shelvedAt)`,
    sentence: 'hold {id} is ON_SHELF without a time to come for it',
  },
  {
    invariant: 'waiting-hold-has-no-deadline',
    rows: `SELECT id, status FROM holds WHERE status IN ('PENDING', 'TARGETED')
      AND (shelvedAt IS NOT NULL OR pickupDeadline IS NOT NULL)`,
    sentence: 'hold {id} is {status} and has a time to come for it',
  },
  {
    invariant: 'printed-after-placed',
    rows: `SELECT holds.id, pull_prints.itemId FROM pull_prints JOIN holds ON holds.id = pull_prints.holdId
      WHERE pull_prints.printedAt < holds.placedAt`,
    sentence: 'hold {id} was on a printed list, with item {itemId}, before it was placed',
  },
  {
    invariant: 'cancelled-hold-says-why',
    rows: `SELECT id FROM holds WHERE status = 'CANCELLED' AND cancelReason IS NULL`,
    sentence: 'hold {id} is CANCELLED and nothing says why',
  },
];
