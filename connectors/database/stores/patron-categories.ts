import type { AgedCategory, PatronAccountsWork } from '../../../core/ports/patrons.ts';
import { ConstraintViolation, type Sql } from '../sql.ts';
import { insertion } from './batches.ts';
import { columns } from './columns.ts';

const categoryColumns = ['id', 'code', 'label', 'kind', 'membershipMonths', 'minAge', 'maxAge'] as const;
const all = `SELECT ${columns('patron_categories', categoryColumns)} FROM patron_categories ORDER BY code`;
const insert = insertion('patron_categories', categoryColumns.slice(1));
const change = `UPDATE patron_categories SET label = ?, kind = ?, membershipMonths = ?, minAge = ?, maxAge = ?
   WHERE code = ?`;

/** The kinds of reader, with their ages. */
export function agedCategories(sql: Sql): Promise<AgedCategory[]> {
  return sql.all<AgedCategory>(all);
}

/** The kinds of reader, as one transaction adds and changes them. */
export function categoriesWork(sql: Sql): Pick<PatronAccountsWork, 'insertCategory' | 'changeCategory'> {
  return {
    async insertCategory({ code, label, kind, membershipMonths, minAge, maxAge }) {
      try {
        const [id] = await insert(sql, [[code, label, kind, membershipMonths, minAge, maxAge]]);
        return id!;
      } catch (error) {
        if (error instanceof ConstraintViolation && error.kind === 'unique') return 'taken';
        throw error;
      }
    },
    async changeCategory({ code, label, kind, membershipMonths, minAge, maxAge }) {
      return (await sql.run(change, [label, kind, membershipMonths, minAge, maxAge, code])) === 1;
    },
  };
}
