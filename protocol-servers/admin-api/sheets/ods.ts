import { DateTime } from 'luxon';
import type { OdsCellValue } from 'odf-kit/ods';
import { networkZone } from '../../../core/circulation/calendars.ts';
import type { Cell } from '../../../core/statistics/sheet.ts';
import type { SheetDocument } from './document.ts';

/** Characters of the narrowest and of the widest column, of a moment, and centimetres of one. */
const narrowest = 10;
const widest = 40;
const moment = 19;
const character = 0.2;

const heading = { bold: true, backgroundColor: '#e6e6e6', borderBottom: '0.5pt solid #000000', wrap: true } as const;

/** Writes a document as an OpenDocument spreadsheet (ODF 1.2) of one sheet, its headings held in view. */
export async function writeOds({ title, about, lines, notes }: SheetDocument): Promise<Uint8Array> {
  const { OdsDocument } = await import('odf-kit/ods');
  const document = new OdsDocument().setMetadata({ title, creator: 'Passerelle' }).setDateFormat('DD/MM/YYYY');
  const sheet = document.addSheet(title.replace(/[[\]*?:/\\]/g, ' ').slice(0, 31));
  sheet.addRow([title], { bold: true, fontSize: 14 });
  for (const [term, ...said] of about) sheet.addRow([{ ...text(term), bold: true }, ...said.map(typed)]);
  sheet.addRow([]);
  const [headings = [], ...rest] = lines;
  sheet.addRow(
    headings.map((head) => text(String(head))),
    heading,
  );
  sheet.freezeRows(about.length + 3);
  for (const line of rest) sheet.addRow(line.map(typed));
  sheet.addRow([]);
  for (const [term, meaning] of notes) sheet.addRow([{ ...text(term), bold: true }, meaning]);
  headings.forEach((_, column) => {
    const terms = [...about, ...notes].map((line) => line[column] ?? null);
    const beside = lines.map((line) => line[column] ?? null);
    // What is said beside a term may go on over the empty cells that follow; a date that does not fit is not shown.
    sheet.setColumnWidth(column, widthOf([...beside, ...terms.filter((cell) => column === 0 || cell instanceof Date)]));
  });
  return document.save();
}

/** What a spreadsheet counts with. It runs no text as a formula: cells say what they are. */
function typed(cell: Cell): OdsCellValue {
  if (cell === null) return null;
  if (typeof cell === 'string') return { ...text(cell), align: cell === '< 5' ? 'right' : 'left' };
  if (typeof cell === 'number') return { value: cell, type: 'float', numberFormat: 'integer' };
  // A spreadsheet has no zones: the hour on the walls of the network.
  if (cell instanceof Date) return DateTime.fromJSDate(cell, { zone: networkZone }).setZone('utc', wall).toJSDate();
  if ('code' in cell) return text(cell.code);
  if ('day' in cell) return new Date(`${cell.day}T00:00:00Z`);
  if ('month' in cell) return new Date(`${cell.month}-01T00:00:00Z`);
  if ('year' in cell) return cell.year;
  return { value: cell.euros, type: 'float', numberFormat: 'decimal:2' };
}
const wall = { keepLocalTime: true };

function text(value: string): { value: string; type: 'string' } {
  return { value, type: 'string' };
}

function widthOf(cells: readonly Cell[]): string {
  const longest = Math.max(
    ...cells.map((cell) => (cell instanceof Date ? moment : typeof cell === 'string' ? cell.length : narrowest)),
  );
  return `${(Math.min(widest, longest + 2) * character).toFixed(1)}cm`;
}
