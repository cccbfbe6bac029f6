import type { LibrarySortRules, SortConditions, SortRule } from '../../../core/circulation/sort-bins.ts';
import type { SortingReading, SortingWork } from '../../../core/ports/sorting.ts';
import type { Sql } from '../sql.ts';
import { insertion } from './batches.ts';

const insertRules = insertion('sort_bin_rules', ['libraryId', 'position', 'bin', 'conditions'], 'libraryId');

/** The lists of sorters, as one transaction changes them. */
export function sortingWork(sql: Sql): SortingWork {
  return {
    async setRules(libraryId, rules) {
      // two lists at once, where there is none yet: no row to wait for but the library's
      await sql.run('UPDATE libraries SET id = id WHERE id = ?', [libraryId]);
      await sql.run('DELETE FROM sort_bin_rules WHERE libraryId = ?', [libraryId]);
      await insertRules(
        sql,
        rules.map(({ bin, when }, index) => [libraryId, index + 1, bin, JSON.stringify(when)]),
      );
    },
  };
}

/** The lists of sorters, as they are read. */
export function sortingReading(sql: Sql): SortingReading {
  return {
    async rules() {
      const rows = await sql.all<{ libraryId: number; bin: string; conditions: string }>(
        'SELECT libraryId, bin, conditions FROM sort_bin_rules ORDER BY libraryId, position',
      );
      const lists = Map.groupBy(rows, (row) => row.libraryId);
      return [...lists].map(([libraryId, list]): LibrarySortRules => ({ libraryId, rules: list.map(ruleOf) }));
    },
  };
}

function ruleOf({ bin, conditions }: { bin: string; conditions: string }): SortRule {
  return { bin, when: JSON.parse(conditions) as SortConditions };
}
