import { once } from 'node:events';
import type { Response } from 'express';
import { granted, type Outcome } from '../../core/outcome.ts';
import { type Cell, type SheetForm, writeSheet } from '../../core/statistics/sheet.ts';

/** Lines of a list read at once. */
export const linesAtOnce = 500;

/** A list as a table: the heading of each column, and what it holds of a line. */
export type Columns<Line> = readonly (readonly [heading: string, cell: (line: Line) => Cell])[];
type PageOf<Line> = (page: {
  offset: number;
  limit: number;
}) => Promise<Outcome<{ items: readonly Line[]; total: number }>>;

/**
 * Sends all of a list as CSV, a page at a time, as fast as it is read. `begun` is told how many lines there are before
 * the first leaves. Refused as the first page is; a fault further on cuts the file short, and the browser says so.
 */
export async function sendList<Line>(
  response: Response,
  {
    name,
    form,
    columns,
    pageOf,
    begun,
  }: {
    readonly name: string;
    readonly form: SheetForm;
    readonly columns: Columns<Line>;
    readonly pageOf: PageOf<Line>;
    readonly begun: (lines: number) => Promise<void>;
  },
): Promise<Outcome<null>> {
  const first = await pageOf({ offset: 0, limit: linesAtOnce });
  if (!first.granted) return first;
  await begun(first.value.total);
  response.set('Content-Type', 'text/csv; charset=utf-8');
  response.attachment(`${name}${form === 'exchange' ? '-echange' : ''}.csv`);
  response.write(writeSheet([columns.map(([heading]) => heading)], form));
  for (let { items, total } = first.value, offset = 0; items.length > 0;) {
    const cells = items.map((line) => columns.map(([, cell]) => cell(line)));
    const isRoom = response.write(writeSheet(cells, form, 'going on'));
    if (!isRoom && !response.destroyed) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    offset += items.length;
    if (response.destroyed || offset >= total) break;
    const next = await pageOf({ offset, limit: linesAtOnce });
    if (!next.granted) throw new Error(`a list changed its mind after ${offset} lines: ${next.refusal}`);
    ({ items, total } = next.value);
  }
  response.end();
  return granted(null);
}
