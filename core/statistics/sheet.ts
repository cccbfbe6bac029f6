import { DateTime } from 'luxon';
import { networkZone } from '../circulation/calendars.ts';

/**
 * A table as a file. `spreadsheet`: what a French spreadsheet opens as it is (UTF-8 with its mark, `;`, decimal comma);
 * `exchange`: what a program reads (UTF-8, `,`, decimal point; RFC 4180).
 */
export const sheetForms = ['spreadsheet', 'exchange'] as const;
export type SheetForm = (typeof sheetForms)[number];
/**
 * A code is made of digits and is no number: its first zeros count. A date is an instant, a day `2026-11-30`, a month
 * `2026-11`. Years are counted, and written without spaces; euros have cents.
 */
export type Cell =
  | string
  | number
  | null
  | Date
  | { readonly code: string }
  | { readonly day: string }
  | { readonly month: string }
  | { readonly year: number }
  | { readonly euros: number };

const separators: Readonly<Record<SheetForm, string>> = { spreadsheet: ';', exchange: ',' };

/**
 * Writes the lines of a table, their headings first, or those after them. Text that a spreadsheet would run as a formula is
 * made harmless.
 */
export function writeSheet(
  lines: readonly (readonly Cell[])[],
  form: SheetForm,
  place: 'from the start' | 'going on' = 'from the start',
): string {
  const mark = form === 'spreadsheet' && place === 'from the start' ? '\uFEFF' : '';
  return mark + lines.map((cells) => cells.map((cell) => written(cell, form)).join(separators[form]) + '\r\n').join('');
}

function written(cell: Cell, form: SheetForm): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return form === 'spreadsheet' ? String(cell).replace('.', ',') : String(cell);
  if (cell instanceof Date) return moment(cell, form);
  if (typeof cell === 'object') {
    if ('euros' in cell) return written(cell.euros, form);
    if ('year' in cell) return written(cell.year, form);
    if ('month' in cell) return cell.month;
    if ('day' in cell) return form === 'exchange' ? cell.day : cell.day.split('-').reverse().join('/');
    // A spreadsheet takes digits for a number unless a formula says they are text.
    const isDigits = form === 'spreadsheet' && /^\d+$/.test(cell.code);
    return isDigits ? `"=""${cell.code}"""` : written(cell.code, form);
  }
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[";,\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** In a spreadsheet the day and hour on the walls of the network, `29/11/2026 14:05`; for a program ISO 8601, UTC. */
function moment(at: Date, form: SheetForm): string {
  if (form === 'exchange') return at.toISOString();
  return DateTime.fromJSDate(at, { zone: networkZone }).toFormat('dd/MM/yyyy HH:mm');
}
