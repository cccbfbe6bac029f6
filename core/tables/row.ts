import { headingKey } from '../query/text.ts';
import { tableFields, type DateOrder, type TableField, type TableProfile } from './profile.ts';

/** Why a row cannot be taken. `column` never holds what stood there: it may be personal. */
export type RowFault =
  | 'too-few-columns'
  | 'too-many-columns'
  | 'value-missing'
  | 'date-unreadable'
  | 'number-unreadable'
  | 'quote-not-closed';

/** One row of a table, read or refused. `line` is its first line in the file, the heading line being 1. */
export type PreparedRow =
  | {
      readonly kind: 'ready';
      readonly line: number;
      /** Absent: the file has no such column, or nothing stands there. */
      readonly values: Partial<Readonly<Record<TableField, string>>>;
      /** Some bytes of it mean nothing in the character set of the file: U+FFFD stands for each. */
      readonly unknownBytes: boolean;
    }
  | { readonly kind: 'unreadable'; readonly line: number; readonly fault: RowFault; readonly column: string };

/** Which column of a file holds which field. */
export interface Columns {
  readonly count: number;
  readonly found: readonly { readonly field: TableField; readonly at: number }[];
  /** Headings nobody reads. */
  readonly unused: readonly string[];
  /** Required fields without a column, or with two. */
  readonly missing: readonly TableField[];
  readonly doubtful: readonly TableField[];
}

/** Finds the columns of a heading line by a profile. */
export function columnsOf(headings: readonly string[], { kind, columns }: TableProfile): Columns {
  const keys = headings.map(headingKey);
  const found: { field: TableField; at: number }[] = [];
  const missing: TableField[] = [];
  const doubtful: TableField[] = [];
  for (const [field, { required }] of Object.entries<{ required: boolean }>(tableFields[kind])) {
    const names = (columns[field as TableField] ?? []).map(headingKey);
    const places = keys.flatMap((key, at) => (names.includes(key) ? [at] : []));
    if (places.length > 1) doubtful.push(field as TableField);
    else if (places.length === 1) found.push({ field: field as TableField, at: places[0]! });
    else if (required) missing.push(field as TableField);
  }
  const used = new Set(found.map(({ at }) => at));
  return { count: headings.length, found, missing, doubtful, unused: headings.filter((_, at) => !used.has(at)) };
}

/** Reads the cells of one row. Pure. */
export function prepareRow(
  { cells, line }: { cells: readonly string[]; line: number },
  columns: Columns,
  { kind, dates }: TableProfile,
): PreparedRow {
  const unreadable = (fault: RowFault, column = ''): PreparedRow => ({ kind: 'unreadable', line, fault, column });
  if (cells.length < columns.count) return unreadable('too-few-columns');
  if (cells.slice(columns.count).some((cell) => cell.trim() !== '')) return unreadable('too-many-columns');
  const values: Partial<Record<TableField, string>> = {};
  const rules: Readonly<Record<string, { reading: string; required: boolean }>> = tableFields[kind];
  for (const { field, at } of columns.found) {
    const text = cells[at]!.trim();
    const { reading, required } = rules[field]!;
    if (text === '') {
      if (required) return unreadable('value-missing', field);
      continue;
    }
    const value = reading === 'date' ? isoDate(text, dates) : reading === 'number' ? wholeNumber(text) : text;
    if (value === null) return unreadable(reading === 'date' ? 'date-unreadable' : 'number-unreadable', field);
    values[field] = value;
  }
  return { kind: 'ready', line, values, unknownBytes: cells.some((cell) => cell.includes('\ufffd')) };
}

function wholeNumber(text: string): string | null {
  return /^\d{1,9}$/.test(text) ? String(Number(text)) : null;
}

/** `21/03/2024`, `2024-03-21 10:15:00`, `20240321`, `21.3.24` as `2024-03-21`; null for what is no day. */
export function isoDate(text: string, order: DateOrder): string | null {
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const parts = packed ?? /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[ T]\d{1,2}:\d{2}.*)?$/.exec(text);
  if (!parts) return null;
  const [first, second, third] = [parts[1]!, parts[2]!, parts[3]!];
  // Four digits in front are a year, whatever the order.
  const [year, month, day] =
    first.length === 4 || order === 'year-month-day'
      ? [first, second, third]
      : order === 'day-month-year'
        ? [third, second, first]
        : [third, first, second];
  const full = year.length === 2 ? (Number(year) <= 30 ? `20${year}` : `19${year}`) : year;
  if (!/^\d{4}$/.test(full) || day.length > 2) return null;
  const iso = `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== iso ? null : iso;
}
