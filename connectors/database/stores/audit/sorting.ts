import type { Rule } from './rule.ts';

/** Lists of sorters that nobody could have saved. */
export const sortingRules: readonly Rule[] = [
  {
    invariant: 'sort-bin-of-library',
    rows: `SELECT libraryId, position FROM sort_bin_rules WHERE TRIM(bin) = '' OR NOT JSON_VALID(conditions)
      OR NOT EXISTS (SELECT 1 FROM libraries WHERE libraries.id = sort_bin_rules.libraryId)`,
    sentence: 'sort rule {position} of library {libraryId} names no bin, cannot be read, or is of no library',
  },
];
