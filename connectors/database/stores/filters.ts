import type { FiltersReading, FiltersWork } from '../../../core/ports/filters.ts';
import type { SavedFilter } from '../../../core/saved-filters/entities.ts';
import { ConstraintViolation, type Sql } from '../sql.ts';

const all = 'id, list, name, scope, libraryId, login, parameters, savedAt';
const insert = `INSERT INTO saved_filters (list, owner, name, scope, libraryId, login, parameters, savedAt)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`;

interface Row extends Omit<SavedFilter, 'parameters'> {
  readonly parameters: string;
}
const filterOf = (row: Row): SavedFilter => ({ ...row, parameters: JSON.parse(row.parameters) });

/** The filters kept, as one transaction changes them. */
export function filtersWork(sql: Sql): FiltersWork {
  return {
    async insert(filter) {
      const { list, name, scope, libraryId, login, savedAt } = filter;
      const parameters = JSON.stringify(filter.parameters);
      try {
        const values = [list, ownerOf(filter), name, scope, libraryId, login, parameters, savedAt];
        return (await sql.one<{ id: number }>(insert, values))!.id;
      } catch (error) {
        if (error instanceof ConstraintViolation && error.kind === 'unique') return null;
        throw error;
      }
    },
    async count(filter) {
      const text = 'SELECT COUNT(*) AS count FROM saved_filters WHERE list = ? AND owner = ?';
      return (await sql.one<{ count: number }>(text, [filter.list, ownerOf(filter)]))!.count;
    },
    remove: async (id) => (await sql.run('DELETE FROM saved_filters WHERE id = ?', [id])) === 1,
  };
}

/** The filters kept, read. */
export function filtersReading(sql: Sql): FiltersReading {
  return {
    async of(list, { login, libraryId }) {
      const owners = [`user ${login}`, libraryId === null ? 'network' : `library ${libraryId}`, 'network'];
      const text = `SELECT ${all} FROM saved_filters WHERE list = ? AND owner IN (?, ?, ?) ORDER BY name, id`;
      return (await sql.all<Row>(text, [list, ...owners])).map(filterOf);
    },
    async one(id) {
      const row = await sql.one<Row>(`SELECT ${all} FROM saved_filters WHERE id = ?`, [id]);
      return row && filterOf(row);
    },
  };
}

/** Whoever a filter is kept for, as the unique key of names has it. */
function ownerOf({ scope, libraryId, login }: Pick<SavedFilter, 'scope' | 'libraryId' | 'login'>): string {
  if (scope === 'NETWORK') return 'network';
  return scope === 'LIBRARY' ? `library ${libraryId}` : `user ${login}`;
}
