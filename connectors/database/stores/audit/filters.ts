import type { Rule } from './rule.ts';

/** Filters nobody could have kept. */
export const filterRules: readonly Rule[] = [
  {
    invariant: 'filter-kept-by-staff',
    rows: `SELECT id FROM saved_filters
      WHERE NOT EXISTS (SELECT 1 FROM staff_users WHERE staff_users.login = saved_filters.login)`,
    sentence: 'filter {id} was kept by nobody who works here',
  },
  {
    invariant: 'filter-kept-for-its-owner',
    rows: `SELECT id, owner FROM saved_filters
      WHERE owner <> CASE scope WHEN 'NETWORK' THEN 'network' WHEN 'LIBRARY' THEN CONCAT('library ', COALESCE(libraryId, 0))
        ELSE CONCAT('user ', login) END
      OR (libraryId IS NOT NULL AND NOT EXISTS (SELECT 1 FROM libraries WHERE libraries.id = saved_filters.libraryId))`,
    sentence: 'filter {id} is kept for {owner}, which its scope does not say',
  },
  {
    invariant: 'filter-names-no-reader',
    rows: `SELECT id FROM saved_filters
      WHERE parameters LIKE '%"carte":%' OR (list = 'readers' AND parameters LIKE '%"q":%')`,
    sentence: 'filter {id} keeps what was typed to find a reader',
  },
];
