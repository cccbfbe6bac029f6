import type { Rule } from './rule.ts';

/** Which columns name a row of another table without a foreign key. */
const references = [
  ['items', 'homeLibraryId', 'libraries'],
  ['items', 'holdingLibraryId', 'libraries'],
  ['items', 'ownerLibraryId', 'libraries'],
  ['loans', 'libraryId', 'libraries'],
  ['loans', 'returnLibraryId', 'libraries'],
  ['loans', 'deviceId', 'devices'],
  ['loans', 'policyId', 'policies'],
  ['holds', 'pickupLibraryId', 'libraries'],
  ['transits', 'fromLibraryId', 'libraries'],
  ['transits', 'toLibraryId', 'libraries'],
  ['bib_records', 'mergedIntoId', 'bib_records'],
] as const;

/** Readers, cards, records and queues. */
export const tableRules: readonly Rule[] = [
  {
    invariant: 'one-active-card',
    rows: `SELECT patrons.id, COUNT(patron_cards.cardKey) AS cards FROM patrons
      LEFT JOIN patron_cards ON patron_cards.patronId = patrons.id AND patron_cards.retiredAt IS NULL
      WHERE patrons.state <> 'ERASED' GROUP BY patrons.id HAVING COUNT(patron_cards.cardKey) <> 1`,
    sentence: 'reader {id} holds {cards} cards in use',
  },
  {
    invariant: 'past-card-is-nobodys',
    rows: `SELECT patrons.id, patron_cards.patronId FROM patrons
      JOIN patron_cards ON patron_cards.cardKey = UPPER(patrons.cardNumber) AND patron_cards.retiredAt IS NOT NULL`,
    sentence: 'the card of reader {id} is a past card of reader {patronId}',
  },
  {
    invariant: 'barcode-is-no-card',
    rows: `SELECT items.id, patron_cards.patronId FROM items JOIN patron_cards ON patron_cards.cardKey = items.barcodeKey`,
    sentence: 'item {id} bears the number of a card of reader {patronId}',
  },
  {
    invariant: 'erased-reader-keeps-nothing',
    rows: `SELECT id FROM patrons WHERE state = 'ERASED' AND (
      pseudonym IS NOT NULL OR cardNumber IS NOT NULL OR firstName <> '' OR lastName <> '' OR birthDate IS NOT NULL
      OR email IS NOT NULL OR phone IS NOT NULL OR address IS NOT NULL OR pinHash IS NOT NULL
      OR EXISTS (SELECT 1 FROM patron_cards WHERE patron_cards.patronId = patrons.id)
      OR EXISTS (SELECT 1 FROM blocks WHERE blocks.patronId = patrons.id)
      OR EXISTS (SELECT 1 FROM loans WHERE loans.patronId = patrons.id)
      OR EXISTS (SELECT 1 FROM holds WHERE holds.patronId = patrons.id AND holds.liveKey IS NOT NULL))`,
    sentence: 'reader {id} is erased and something of him is left',
  },
  {
    invariant: 'item-has-record',
    rows: `SELECT items.id, items.recordId, bib_records.status FROM items
      LEFT JOIN bib_records ON bib_records.id = items.recordId
      WHERE items.status <> 'WITHDRAWN' AND (bib_records.id IS NULL OR bib_records.status IN ('DELETED', 'MERGED'))`,
    sentence: 'item {id} is a copy of record {recordId}, which is {status}',
  },
  {
    invariant: 'merged-record-leads-somewhere',
    rows: `SELECT id, status FROM bib_records WHERE (status = 'MERGED') <> (mergedIntoId IS NOT NULL) OR mergedIntoId = id`,
    sentence: 'record {id} is {status}: the record it was merged into says otherwise',
  },
  {
    invariant: 'changes-strictly-ordered',
    rows: `SELECT updatedAt, COUNT(*) AS records FROM bib_records GROUP BY updatedAt HAVING COUNT(*) > 1`,
    sentence: '{records} records share the updatedAt {updatedAt}',
  },
  {
    invariant: 'clock-after-every-change',
    rows: `SELECT bib_records.id, bib_records.updatedAt FROM bib_records
      WHERE bib_records.updatedAt > (SELECT lastUpdatedAt FROM catalogue_clock WHERE id = 1)`,
    sentence: 'record {id} changed at {updatedAt}, after the last time the catalogue gave out',
  },
  ...references.map(([table, column, target]) => ({
    invariant: 'references-exist',
    rows: `SELECT id, ${column} FROM ${table} WHERE ${column} IS NOT NULL AND ${column} NOT IN (SELECT id FROM ${target})`,
    sentence: `row {id} of ${table} names {${column}} as ${column}: there is no such row of ${target}`,
  })),
];
