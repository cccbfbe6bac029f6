import type { Rule } from './rule.ts';

/** Batches whose counts do not add up, aliases that lead nowhere, keys of no record. */
export const migrationRules: readonly Rule[] = [
  {
    invariant: 'items-in-are-created-or-rejected',
    rows: `SELECT migration_tallies.batchId, migration_tallies.libraryId, itemType, itemsRead,
        itemsCreated + itemsKnown + itemsRejected AS settled
      FROM migration_tallies JOIN migration_batches ON migration_batches.id = migration_tallies.batchId
      WHERE migration_batches.state IN ('APPLIED', 'CLOSED') AND step IS NULL
        AND itemsRead <> itemsCreated + itemsKnown + itemsRejected`,
    sentence:
      'batch {batchId}, library {libraryId}, {itemType}: {itemsRead} items came in and {settled} are accounted for',
  },
  {
    invariant: 'applied-line-has-outcome',
    rows: `SELECT batchId, line FROM migration_lines JOIN migration_batches ON migration_batches.id = batchId
      WHERE state IN ('APPLIED', 'CLOSED') AND step IS NULL AND outcome IS NULL`,
    sentence: 'line {line} of batch {batchId}, which is applied, has no outcome',
  },
  {
    invariant: 'applied-line-has-record',
    rows: `SELECT batchId, line, resultId FROM migration_lines JOIN migration_batches ON migration_batches.id = batchId
      WHERE migration_batches.kind = 'RECORDS' AND state IN ('APPLIED', 'CLOSED') AND step IS NULL
        AND outcome IN ('CREATED', 'MERGED')
        AND NOT EXISTS (SELECT 1 FROM bib_records WHERE bib_records.id = migration_lines.resultId)`,
    sentence: 'line {line} of batch {batchId} became record {resultId}, which is not there',
  },
  {
    invariant: 'claim-of-a-line',
    rows: `SELECT migration_claims.batchId, migration_claims.line FROM migration_claims
      LEFT JOIN migration_lines ON migration_lines.batchId = migration_claims.batchId
        AND migration_lines.line = migration_claims.line
      WHERE migration_lines.line IS NULL`,
    sentence: 'somebody keeps line {line} of batch {batchId}, which is not there',
  },
  {
    invariant: 'alias-is-not-the-barcode',
    rows: `SELECT item_aliases.itemId, item_aliases.libraryId FROM item_aliases JOIN items ON items.id = item_aliases.itemId
      WHERE items.barcodeKey = item_aliases.barcodeKey`,
    sentence: 'item {itemId} has its own barcode as an alias at library {libraryId}',
  },
  {
    invariant: 'record-key-of-a-record',
    rows: `SELECT recordId, kind FROM record_keys WHERE recordId NOT IN (SELECT id FROM bib_records)`,
    sentence: 'a key ({kind}) is that of record {recordId}, which is not there',
  },
];
