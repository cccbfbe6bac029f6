import type { Rule } from './rule.ts';

/** Harvests and what they kept, the digital library and its use. */
export const harvestRules: readonly Rule[] = [
  {
    invariant: 'run-counts-add-up',
    rows: `SELECT id, listed, added + updated + unchanged + deleted + failed AS settled FROM harvest_runs
      WHERE kind <> 'SWEEP' AND listed <> added + updated + unchanged + deleted + failed`,
    sentence: 'run {id}: {listed} records were listed and {settled} are accounted for',
  },
  {
    invariant: 'one-open-run-per-source',
    rows: `SELECT sourceId, COUNT(*) AS open FROM harvest_runs WHERE state IN ('RUNNING', 'PARKED')
      GROUP BY sourceId HAVING COUNT(*) > 1`,
    sentence: 'source {sourceId} has {open} runs under way',
  },
  {
    invariant: 'run-ends-with-its-reason',
    rows: `SELECT id, state FROM harvest_runs WHERE (state IN ('DONE', 'FAILED')) <> (finishedAt IS NOT NULL)
      OR (state IN ('FAILED', 'PARKED', 'TO_APPROVE') AND reason IS NULL) OR (state = 'PARKED') <> (resumeAt IS NOT NULL)
      OR NOT JSON_VALID(place)`,
    sentence: 'run {id} is {state}, and its end, its reason or its place say otherwise',
  },
  {
    invariant: 'harvested-from-after-a-run',
    rows: `SELECT id, code FROM harvest_sources WHERE lastCompleted IS NOT NULL AND NOT EXISTS (SELECT 1 FROM harvest_runs
      WHERE harvest_runs.sourceId = harvest_sources.id AND state = 'DONE' AND kind <> 'SWEEP')`,
    sentence: 'source {code} is harvested from a date on, and no harvest of it ever came to its end',
  },
  {
    invariant: 'harvested-record-of-a-run',
    rows: `SELECT harvest_records.id, harvest_records.runId FROM harvest_records
      LEFT JOIN harvest_runs ON harvest_runs.id = harvest_records.runId
      WHERE harvest_runs.id IS NULL OR harvest_runs.sourceId <> harvest_records.sourceId`,
    sentence: 'harvested record {id} came with run {runId}, which is not one of its source',
  },
  {
    invariant: 'mapped-record-has-resource',
    rows: `SELECT id, mapping FROM harvest_records WHERE
      (mapping = 'MAPPED' AND (deletedAt IS NOT NULL OR NOT EXISTS (SELECT 1 FROM digital_resources WHERE digital_resources.id = resourceId)))
      OR (mapping = 'REJECTED' AND (mappingReason IS NULL OR deletedAt IS NOT NULL))
      OR (mapping = 'WITHDRAWN' AND deletedAt IS NULL)`,
    sentence: 'harvested record {id} is {mapping}, and its resource, its reason or its source say otherwise',
  },
  {
    invariant: 'resource-is-given',
    rows: `SELECT id FROM digital_resources WHERE origin = 'HARVEST' AND status = 'LIVE' AND NOT EXISTS
      (SELECT 1 FROM harvest_records WHERE harvest_records.resourceId = digital_resources.id
        AND (deletedAt IS NULL OR mapping = 'WAITING'))`,
    sentence: 'resource {id} is there and no source gives it',
  },
  {
    invariant: 'resource-has-record',
    rows: `SELECT digital_resources.id, bib_records.status FROM digital_resources
      JOIN bib_records ON bib_records.id = digital_resources.recordId
      WHERE origin <> 'FIELD_856' AND digital_resources.status = 'LIVE' AND bib_records.status NOT IN ('LIVE', 'MERGED')`,
    sentence: 'resource {id} is there and its record is {status}',
  },
  {
    invariant: 'resource-hidden-as-licensed',
    rows: `SELECT digital_resources.id FROM digital_resources JOIN bib_records ON bib_records.id = digital_resources.recordId
      WHERE origin = 'HARVEST' AND digital_resources.status = 'LIVE' AND bib_records.status = 'LIVE'
        AND audiences NOT LIKE '%"readers"%' AND bib_records.suppressedAt IS NULL`,
    sentence: 'resource {id} is not for readers and the catalogue shows it to them',
  },
  {
    invariant: 'resource-licensed-as-its-source',
    rows: `SELECT digital_resources.id, harvest_sources.code FROM digital_resources
      JOIN harvest_sources ON harvest_sources.id = digital_resources.sourceId
      WHERE origin = 'HARVEST' AND digital_resources.status = 'LIVE'
        AND (digital_resources.audiences <> harvest_sources.audiences OR digital_resources.access <> harvest_sources.access)
        AND NOT EXISTS (SELECT 1 FROM harvest_records
          WHERE harvest_records.resourceId = digital_resources.id AND mapping = 'WAITING')`,
    sentence: 'resource {id} may be shown or opened by others than the licence of source {code} says',
  },
  {
    invariant: 'link-to-another-record',
    rows: `SELECT digital_links.resourceId, digital_links.recordId FROM digital_links
      JOIN digital_resources ON digital_resources.id = digital_links.resourceId
      WHERE digital_resources.recordId = digital_links.recordId OR state NOT IN ('LINKED', 'PROPOSED', 'REFUSED')`,
    sentence: 'resource {resourceId} is linked to its own record {recordId}, or in no known way',
  },
  {
    invariant: 'usage-is-countable',
    rows: `SELECT platform, month FROM digital_usage WHERE sessions < 0 OR views < 0 OR downloads < 0
      OR LENGTH(month) <> 7 OR (libraryId <> 0 AND libraryId NOT IN (SELECT id FROM libraries))`,
    sentence: 'the use of {platform} in {month} counts what cannot be, or for no library',
  },
];
