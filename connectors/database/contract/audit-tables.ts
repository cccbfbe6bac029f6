import type { Breakage } from './audit-world.ts';

/** Keys, cards, records, the outbox and the journal. */
export const tableBreakages: readonly Breakage[] = [
  {
    invariant: 'one-active-card',
    break: ({ reader }) => [`UPDATE patron_cards SET retiredAt = NULL WHERE patronId = ${reader}`],
    mend: ({ pastCard }) => [`UPDATE patron_cards SET retiredAt = 4 WHERE cardKey = '${pastCard}'`],
  },
  {
    invariant: 'past-card-is-nobodys',
    break: ({ other, pastCard }) => [`UPDATE patrons SET cardNumber = '${pastCard}' WHERE id = ${other}`],
    mend: ({ other, otherCard }) => [`UPDATE patrons SET cardNumber = '${otherCard}' WHERE id = ${other}`],
  },
  {
    invariant: 'barcode-is-no-card',
    break: ({ free, pastCard }) => [`UPDATE items SET barcodeKey = '${pastCard}' WHERE id = ${free}`],
    mend: ({ free }) => [`UPDATE items SET barcodeKey = barcode WHERE id = ${free}`],
  },
  {
    invariant: 'barcode-key',
    break: ({ free }) => [`UPDATE items SET barcodeKey = 'elsewhere' WHERE id = ${free}`],
    mend: ({ free }) => [`UPDATE items SET barcodeKey = barcode WHERE id = ${free}`],
  },
  {
    invariant: 'card-key',
    break: ({ other }) => [`UPDATE patron_cards SET cardKey = 'X' || cardKey WHERE patronId = ${other}`],
    mend: ({ other }) => [`UPDATE patron_cards SET cardKey = SUBSTR(cardKey, 2) WHERE patronId = ${other}`],
  },
  {
    invariant: 'erased-reader-keeps-nothing',
    break: ({ erased }) => [`UPDATE patrons SET phone = '03 21 00 00 00' WHERE id = ${erased}`],
    mend: ({ erased }) => [`UPDATE patrons SET phone = NULL WHERE id = ${erased}`],
  },
  {
    invariant: 'item-has-record',
    break: ({ record }) => [`UPDATE bib_records SET status = 'DELETED' WHERE id = ${record}`],
    mend: ({ record }) => [`UPDATE bib_records SET status = 'LIVE' WHERE id = ${record}`],
  },
  {
    invariant: 'merged-record-leads-somewhere',
    break: ({ record }) => [`UPDATE bib_records SET mergedIntoId = id WHERE id = ${record}`],
    mend: ({ record }) => [`UPDATE bib_records SET mergedIntoId = NULL WHERE id = ${record}`],
  },
  {
    invariant: 'changes-strictly-ordered',
    break: () => ['UPDATE bib_records SET updatedAt = 5'],
    mend: () => ['UPDATE bib_records SET updatedAt = id'],
  },
  {
    invariant: 'clock-after-every-change',
    break: () => ['UPDATE catalogue_clock SET lastUpdatedAt = lastUpdatedAt - 9000000000000'],
    mend: () => ['UPDATE catalogue_clock SET lastUpdatedAt = lastUpdatedAt + 9000000000000'],
  },
  {
    invariant: 'references-exist',
    break: ({ lent }) => [`UPDATE loans SET policyId = policyId + 99 WHERE id = ${lent.loan}`],
    mend: ({ lent }) => [`UPDATE loans SET policyId = policyId - 99 WHERE id = ${lent.loan}`],
  },
  {
    invariant: 'outbox-followed',
    break: () => [`INSERT INTO outbox (topic, payload, createdAt) VALUES ('records-changed', '[]', 1)`],
    mend: () => ['DELETE FROM outbox'],
  },
  {
    invariant: 'derived-columns',
    break: ({ record }) => [`UPDATE bib_records SET title = 'Germinale' WHERE id = ${record}`],
    mend: ({ record }) => [`UPDATE bib_records SET title = 'Germinal' WHERE id = ${record}`],
  },
  {
    invariant: 'control-number-in-record',
    break: ({ record }) => [`UPDATE bib_records SET controlNumber = 'Z' || controlNumber WHERE id = ${record}`],
    mend: ({ record }) => [`UPDATE bib_records SET controlNumber = SUBSTR(controlNumber, 2) WHERE id = ${record}`],
  },
  {
    invariant: 'record-readable',
    break: ({ record }) => [
      { text: `UPDATE bib_records SET marc = ? WHERE id = ${record}`, values: [new Uint8Array(3)] },
    ],
    mend: ({ record, marc }) => [{ text: `UPDATE bib_records SET marc = ? WHERE id = ${record}`, values: [marc] }],
  },
  {
    invariant: 'journal-chain',
    break: () => ['UPDATE journal_head SET position = position + 1'],
    mend: () => ['UPDATE journal_head SET position = position - 1'],
  },
];
