/** The order of a table, as the address bar says it: `tri=commune&ordre=desc`. */
export interface Sort<Column extends string> {
  readonly by: Column;
  readonly direction: 'asc' | 'desc';
}

/** Reads an order from query parameters; what it does not know is the first column, ascending. */
export function sortFrom<Column extends string>(
  columns: readonly [Column, ...Column[]],
  by: string | undefined,
  direction: string | undefined,
): Sort<Column> {
  return {
    by: columns.find((column) => column === by) ?? columns[0],
    direction: direction === 'desc' ? 'desc' : 'asc',
  };
}

/** The order after a press on a column's header: another column ascending, the same one turned round. */
export function pressed<Column extends string>(sort: Sort<Column>, column: Column): Sort<Column> {
  return { by: column, direction: sort.by === column && sort.direction === 'asc' ? 'desc' : 'asc' };
}

/** The value of `aria-sort` of a column's header. */
export function ariaSort<Column extends string>(sort: Sort<Column>, column: Column): 'ascending' | 'descending' | null {
  if (sort.by !== column) return null;
  return sort.direction === 'asc' ? 'ascending' : 'descending';
}

/** Orders names as a French reader expects them: accents and case aside, `Lens 2` before `Lens 10`. */
export const alphabet = new Intl.Collator('fr', { sensitivity: 'base', numeric: true });
