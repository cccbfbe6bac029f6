import type { Rule } from './rule.ts';

const differs = (column: string): string =>
  `COALESCE(record_versions.${column}, -1) <> COALESCE(bib_records.${column}, -1)`;

/** Versions, merges, hidden records, authorities and their links, changes of many copies. */
export const cataloguingRules: readonly Rule[] = [
  {
    invariant: 'version-chain-gapless',
    rows: `SELECT bib_records.id, bib_records.version, COUNT(record_versions.version) AS kept FROM bib_records
      LEFT JOIN record_versions ON record_versions.recordId = bib_records.id
      GROUP BY bib_records.id, bib_records.version
      HAVING NOT ((bib_records.version = 1 AND COUNT(record_versions.version) = 0)
        OR (COUNT(record_versions.version) = bib_records.version AND MIN(record_versions.version) = 1
          AND MAX(record_versions.version) = bib_records.version))`,
    sentence: 'record {id} is version {version} and {kept} versions of it are kept',
  },
  {
    invariant: 'last-version-is-record',
    rows: `SELECT bib_records.id, bib_records.version FROM bib_records
      JOIN record_versions ON record_versions.recordId = bib_records.id AND record_versions.version = bib_records.version
      WHERE record_versions.marc <> bib_records.marc OR record_versions.hash <> bib_records.hash
        OR record_versions.status <> bib_records.status OR ${differs('mergedIntoId')} OR ${differs('suppressedAt')}`,
    sentence: 'record {id} is not what its version {version} says',
  },
  {
    invariant: 'merged-record-leads-to-one-kept',
    rows: `SELECT bib_records.id, target.id AS targetId, target.status FROM bib_records
      JOIN bib_records AS target ON target.id = bib_records.mergedIntoId
      WHERE target.status NOT IN ('LIVE', 'DELETED')`,
    sentence: 'record {id} was merged into record {targetId}, which is {status}',
  },
  {
    invariant: 'merge-undone-or-in-force',
    rows: `SELECT record_merges.id, record_merges.fromRecordId, bib_records.status FROM record_merges
      JOIN bib_records ON bib_records.id = record_merges.fromRecordId
      WHERE record_merges.undoneAt IS NULL AND bib_records.status <> 'MERGED'`,
    sentence: 'merge {id} is in force and record {fromRecordId} is {status}',
  },
  {
    invariant: 'link-to-live-authority',
    rows: `SELECT authority_links.recordId, authority_links.tag, authority_links.authorityId FROM authority_links
      LEFT JOIN authority_records ON authority_records.id = authority_links.authorityId
      WHERE authority_records.id IS NULL OR authority_records.status <> 'LIVE'`,
    sentence: 'field {tag} of record {recordId} is linked to authority {authorityId}, which is not there or not in use',
  },
  {
    invariant: 'heading-of-live-record',
    rows: `SELECT headings.recordId, headings.tag, bib_records.status
      FROM (SELECT recordId, tag FROM authority_links UNION ALL SELECT recordId, tag FROM unlinked_headings) AS headings
      JOIN bib_records ON bib_records.id = headings.recordId WHERE bib_records.status <> 'LIVE'`,
    sentence: 'field {tag} of record {recordId} is followed and the record is {status}',
  },
  {
    invariant: 'merged-authority-leads-to-live',
    rows: `SELECT authority_records.id, authority_records.status FROM authority_records
      LEFT JOIN authority_records AS target ON target.id = authority_records.mergedIntoId
      WHERE (authority_records.status = 'MERGED') <> (authority_records.mergedIntoId IS NOT NULL)
        OR target.status IN ('MERGED')`,
    sentence: 'authority {id} is {status}: the one it was merged into says otherwise',
  },
  {
    invariant: 'ended-authority-names-nobody',
    rows: `SELECT authority_records.id, authority_records.status FROM authority_records WHERE status <> 'LIVE' AND (
        EXISTS (SELECT 1 FROM authority_names WHERE authorityId = authority_records.id)
        OR EXISTS (SELECT 1 FROM authority_identifiers WHERE authorityId = authority_records.id))`,
    sentence: 'authority {id} is {status} and still has names or numbers',
  },
  {
    invariant: 'propagation-followed',
    rows: `SELECT id, authorityId FROM authority_propagations WHERE finishedAt IS NULL AND NOT EXISTS
        (SELECT 1 FROM outbox WHERE outbox.topic = 'headings-changed' AND outbox.payload = CONCAT(authority_propagations.id, ''))`,
    sentence: 'the changed heading of authority {authorityId} ({id}) has not reached its records and nobody carries it',
  },
  {
    invariant: 'propagation-counts',
    rows: `SELECT id FROM authority_propagations WHERE changed > done OR done < 0 OR finishedAt < startedAt`,
    sentence: 'propagation {id} counts what cannot be',
  },
  {
    invariant: 'cataloguing-rules-readable',
    rows: `SELECT id FROM cataloguing_rules WHERE id <> 1 OR (version > 0 AND NOT JSON_VALID(rules))`,
    sentence: 'the cataloguing rules ({id}) cannot be read',
  },
  {
    invariant: 'finished-change-is-whole',
    rows: `SELECT item_changes.id FROM item_changes WHERE (finishedAt IS NOT NULL AND startedAt IS NULL)
      OR (finishedAt IS NOT NULL AND EXISTS
        (SELECT 1 FROM item_change_lines WHERE changeId = item_changes.id AND outcome IS NULL))`,
    sentence: 'change {id} of copies is finished and some of its lines wait',
  },
];
