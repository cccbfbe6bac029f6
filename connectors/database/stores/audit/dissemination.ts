import type { Rule } from './rule.ts';

const untold = `NOT EXISTS (SELECT 1 FROM outbox WHERE topic = 'records-to-disseminate')
      AND (SELECT sweepAfter FROM dissemination_clock WHERE id = 1) IS NULL`;

const withheld = `EXISTS (SELECT 1 FROM digital_resources WHERE digital_resources.recordId = bib_records.id
        AND origin IN ('HARVEST', 'HAND') AND audiences NOT LIKE '%"harvesters"%')`;

/** The scopes of a partner with a licence of his own. */
const ofPartner = `EXISTS (SELECT 1 FROM dissemination_repositories WHERE audience <> 'harvesters'
        AND (scope = CONCAT('@', name) OR scope LIKE CONCAT('@', name, '/%')))`;

/** What harvesters are told: once the follower has nothing left to do, it is what the catalogue shows. */
export const disseminationRules: readonly Rule[] = [
  {
    invariant: 'harvesters-told-of-every-record',
    rows: `SELECT bib_records.controlNumber FROM bib_records
      LEFT JOIN dissemination_items ON dissemination_items.controlNumber = bib_records.controlNumber
        AND dissemination_items.deleted = 0
      WHERE bib_records.status = 'LIVE' AND bib_records.suppressedAt IS NULL
        AND dissemination_items.controlNumber IS NULL AND NOT ${withheld} AND ${untold}`,
    sentence: 'record {controlNumber} is shown and harvesters were not told of it',
  },
  {
    invariant: 'harvesters-told-of-every-end',
    rows: `SELECT dissemination_items.controlNumber FROM dissemination_items
      LEFT JOIN bib_records ON bib_records.controlNumber = dissemination_items.controlNumber
        AND bib_records.status = 'LIVE' AND bib_records.suppressedAt IS NULL AND NOT ${withheld}
      WHERE dissemination_items.deleted = 0 AND bib_records.id IS NULL AND ${untold}`,
    sentence: 'harvesters are told that record {controlNumber} is there, and the catalogue does not show it to them',
  },
  {
    invariant: 'membership-agrees-with-record',
    rows: `SELECT dissemination_members.scope, dissemination_members.controlNumber FROM dissemination_members
      LEFT JOIN dissemination_items ON dissemination_items.controlNumber = dissemination_members.controlNumber
      WHERE dissemination_items.controlNumber IS NULL OR dissemination_members.datestamp > dissemination_items.datestamp
        OR (gone = 0 AND ((deleted = 1 AND NOT ${ofPartner}) OR dissemination_members.datestamp <> dissemination_items.datestamp
          OR INSTR(scopes, CONCAT(' ', scope, ' ')) = 0))
        OR (gone = 1 AND INSTR(scopes, CONCAT(' ', scope, ' ')) > 0)`,
    sentence: 'what is told of record {controlNumber} in {scope} is not what is told of the record',
  },
  {
    invariant: 'partners-shown-what-they-may-have',
    rows: `SELECT scope, dissemination_members.controlNumber FROM dissemination_members
      JOIN dissemination_repositories ON scope = CONCAT('@', name) OR scope LIKE CONCAT('@', name, '/%')
      JOIN dissemination_items ON dissemination_items.controlNumber = dissemination_members.controlNumber
      JOIN digital_resources ON digital_resources.recordId = dissemination_items.recordId
      WHERE gone = 0 AND origin IN ('HARVEST', 'HAND') AND ${untold}
        AND digital_resources.audiences NOT LIKE CONCAT('%"', dissemination_repositories.audience, '"%')`,
    sentence: 'record {controlNumber} is shown in {scope}, and its licence keeps it from whom that is for',
  },
  {
    invariant: 'reserved-records-are-not-open',
    rows: 'SELECT controlNumber FROM dissemination_items WHERE reserved = 1 AND deleted = 0',
    sentence: 'record {controlNumber} is shown to everybody and said to be for partners alone',
  },
  {
    invariant: 'every-set-of-a-record-lists-it',
    rows: `SELECT dissemination_items.controlNumber, COUNT(dissemination_members.scope) AS listed FROM dissemination_items
      LEFT JOIN dissemination_members ON dissemination_members.controlNumber = dissemination_items.controlNumber AND gone = 0
      GROUP BY dissemination_items.controlNumber, scopes
      HAVING COUNT(dissemination_members.scope) <> CASE WHEN scopes = '' THEN 0
        ELSE LENGTH(scopes) - LENGTH(REPLACE(scopes, ' ', '')) - 1 END`,
    sentence: 'record {controlNumber} is listed in {listed} scopes, which is not what it says',
  },
  {
    invariant: 'datestamps-are-whole-seconds-given-out',
    rows: `SELECT controlNumber, datestamp FROM dissemination_items
      WHERE datestamp % 1000 <> 0 OR datestamp > (SELECT lastStamp FROM dissemination_clock WHERE id = 1)
        OR datestamp < (SELECT COALESCE(earliest, 0) FROM dissemination_clock WHERE id = 1)`,
    sentence: 'record {controlNumber} bears the datestamp {datestamp}, which was never given out',
  },
  {
    invariant: 'sets-readable',
    rows: `SELECT setSpec FROM dissemination_sets WHERE NOT JSON_VALID(rule)`,
    sentence: 'the rule of the set {setSpec} cannot be read',
  },
  {
    invariant: 'repositories-offer-sets',
    rows: `SELECT name FROM dissemination_repositories WHERE NOT JSON_VALID(sets) OR NOT JSON_VALID(formats)
      OR NOT JSON_VALID(addresses) OR sets = '[]' OR formats = '[]'`,
    sentence: 'the repository {name} offers nothing that can be read',
  },
];
