import type { Rule } from './rule.ts';

/** Loans, holds and transits against the items they speak of. */
export const circulationRules: readonly Rule[] = [
  {
    invariant: 'one-open-loan-per-item',
    rows: `SELECT itemId, COUNT(*) AS loans FROM loans WHERE returnedAt IS NULL GROUP BY itemId HAVING COUNT(*) > 1`,
    sentence: 'item {itemId} is lent {loans} times at once',
  },
  {
    invariant: 'open-loan-key',
    rows: `SELECT id, itemId FROM loans WHERE (returnedAt IS NULL AND (openItemId IS NULL OR openItemId <> itemId))
      OR (returnedAt IS NOT NULL AND openItemId IS NOT NULL)`,
    sentence: 'loan {id} of item {itemId}: openItemId does not say whether it is open',
  },
  {
    invariant: 'open-loan-item-status',
    rows: `SELECT loans.id, items.id AS itemId, items.status FROM loans JOIN items ON items.id = loans.openItemId
      WHERE items.status NOT IN ('ON_LOAN', 'LOST', 'CLAIMED_RETURNED')`,
    sentence: 'loan {id} is open but item {itemId} is {status}',
  },
  {
    invariant: 'item-on-loan-has-loan',
    rows: `SELECT id FROM items WHERE status = 'ON_LOAN' AND id NOT IN
      (SELECT openItemId FROM loans WHERE openItemId IS NOT NULL)`,
    sentence: 'item {id} is ON_LOAN without an open loan',
  },
  {
    invariant: 'open-loan-has-reader',
    rows: `SELECT id FROM loans WHERE openItemId IS NOT NULL AND patronId IS NULL`,
    sentence: 'loan {id} is open and nobody has it',
  },
  {
    invariant: 'loan-ends-after-it-begins',
    rows: `SELECT id FROM loans WHERE returnedAt < at`,
    sentence: 'loan {id} came back before it was lent',
  },
  {
    invariant: 'open-loan-in-journal',
    // Loans taken over from another system bear no device. An off-line loan is told of later than it was made.
    rows: `SELECT loans.id, loans.itemId FROM loans
      LEFT JOIN (SELECT itemId, MAX(at) AS at FROM events WHERE type = 'LOAN' GROUP BY itemId) AS told
        ON told.itemId = loans.itemId
      WHERE loans.openItemId IS NOT NULL AND loans.deviceId IS NOT NULL AND (told.at IS NULL OR told.at < loans.at)`,
    sentence: 'loan {id} of item {itemId} is open and the journal does not tell of it',
  },
  {
    invariant: 'journal-loan-exists',
    rows: `SELECT seq, CAST(JSON_EXTRACT(payload, '$.loan') AS INTEGER) AS loan FROM events
      WHERE type IN ('LOAN', 'RENEWAL') AND JSON_EXTRACT(payload, '$.loan') IS NOT NULL
        AND CAST(JSON_EXTRACT(payload, '$.loan') AS INTEGER) NOT IN (SELECT id FROM loans)`,
    sentence: 'journal line {seq} tells of loan {loan}, which is not there',
  },
  {
    invariant: 'one-open-transit-per-item',
    rows: `SELECT itemId, COUNT(*) AS transits FROM transits WHERE arrivedAt IS NULL AND cancelledAt IS NULL
      GROUP BY itemId HAVING COUNT(*) > 1`,
    sentence: 'item {itemId} is on {transits} ways at once',
  },
  {
    invariant: 'open-transit-key',
    rows: `SELECT id, itemId FROM transits
      WHERE (arrivedAt IS NULL AND cancelledAt IS NULL AND (openItemId IS NULL OR openItemId <> itemId))
      OR ((arrivedAt IS NOT NULL OR cancelledAt IS NOT NULL) AND openItemId IS NOT NULL)`,
    sentence: 'transit {id} of item {itemId}: openItemId does not say whether it is open',
  },
  {
    invariant: 'open-transit-item-status',
    rows: `SELECT transits.id, items.id AS itemId, items.status FROM transits JOIN items ON items.id = transits.openItemId
      WHERE items.status NOT IN ('TRANSIT_HOLD', 'TRANSIT_HOME')`,
    sentence: 'transit {id} is open but item {itemId} is {status}',
  },
  {
    invariant: 'item-in-transit-has-transit',
    rows: `SELECT id, status FROM items WHERE status IN ('TRANSIT_HOLD', 'TRANSIT_HOME') AND id NOT IN
      (SELECT openItemId FROM transits WHERE openItemId IS NOT NULL)`,
    sentence: 'item {id} is {status} without an open transit',
  },
  {
    invariant: 'live-hold-key',
    rows: `SELECT id, status FROM holds
      WHERE (status IN ('PENDING', 'TARGETED', 'TRAPPED', 'IN_TRANSIT', 'ON_SHELF')
             AND (liveKey IS NULL OR liveKey <> patronId || ':' || recordId || CASE WHEN volume = '' THEN '' ELSE ':' || volume END))
      OR (status NOT IN ('PENDING', 'TARGETED', 'TRAPPED', 'IN_TRANSIT', 'ON_SHELF') AND liveKey IS NOT NULL)`,
    sentence: 'hold {id} is {status}: liveKey says otherwise',
  },
  {
    invariant: 'one-live-hold-per-reader-and-record',
    rows: `SELECT patronId, recordId, volume, COUNT(*) AS holds FROM holds
      WHERE status IN ('PENDING', 'TARGETED', 'TRAPPED', 'IN_TRANSIT', 'ON_SHELF')
      GROUP BY patronId, recordId, volume HAVING COUNT(*) > 1`,
    sentence: 'reader {patronId} waits {holds} times for record {recordId}',
  },
  {
    invariant: 'bound-hold-status',
    rows: `SELECT id, status FROM holds
      WHERE (status IN ('TRAPPED', 'IN_TRANSIT', 'ON_SHELF')) <> (boundItemId IS NOT NULL)`,
    sentence: 'hold {id} is {status}: whether an item is bound to it says otherwise',
  },
  {
    invariant: 'bound-item-of-record',
    rows: `SELECT holds.id, items.id AS itemId FROM holds JOIN items ON items.id = holds.boundItemId
      WHERE items.recordId <> holds.recordId OR items.id <> COALESCE(holds.itemId, items.id)`,
    sentence: 'hold {id} is bound to item {itemId}, which is not what it asks for',
  },
  {
    invariant: 'bound-item-status',
    rows: `SELECT holds.id, holds.status, items.id AS itemId, items.status AS itemStatus
      FROM holds JOIN items ON items.id = holds.boundItemId
      WHERE (holds.status = 'ON_SHELF' AND items.status <> 'ON_HOLD_SHELF')
      OR (holds.status = 'IN_TRANSIT' AND items.status <> 'TRANSIT_HOLD')`,
    sentence: 'hold {id} is {status} but item {itemId} is {itemStatus}',
  },
  {
    invariant: 'item-kept-for-somebody',
    rows: `SELECT id, status FROM items WHERE status IN ('ON_HOLD_SHELF', 'TRANSIT_HOLD') AND id NOT IN
      (SELECT boundItemId FROM holds WHERE boundItemId IS NOT NULL)`,
    sentence: 'item {id} is {status} and no hold is bound to it',
  },
  {
    invariant: 'shelf-of-the-pickup-library',
    rows: `SELECT holds.id, items.id AS itemId, items.holdingLibraryId, holds.pickupLibraryId
      FROM holds JOIN items ON items.id = holds.boundItemId
      WHERE holds.status = 'ON_SHELF' AND items.holdingLibraryId <> holds.pickupLibraryId`,
    sentence: 'hold {id} is picked up at library {pickupLibraryId} but item {itemId} is at {holdingLibraryId}',
  },
  {
    invariant: 'transit-of-the-hold',
    rows: `SELECT transits.id, transits.toLibraryId, holds.id AS holdId, holds.pickupLibraryId
      FROM transits JOIN holds ON holds.boundItemId = transits.openItemId
      WHERE transits.toLibraryId <> holds.pickupLibraryId OR transits.holdId IS NULL OR transits.holdId <> holds.id`,
    sentence: 'transit {id} goes to library {toLibraryId} but its item is bound to hold {holdId} for {pickupLibraryId}',
  },
];
