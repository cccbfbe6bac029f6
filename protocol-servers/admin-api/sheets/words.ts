import { DateTime } from 'luxon';
import { networkZone } from '../../../core/circulation/calendars.ts';
import type { Cell } from '../../../core/statistics/sheet.ts';

const figure = new Intl.NumberFormat('fr-FR');
const amount = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A cell in the words of a French page; a dash for what is not known. */
export function inWords(cell: Cell): string {
  if (cell === null) return '—';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return figure.format(cell);
  if (cell instanceof Date) return written(DateTime.fromJSDate(cell, { zone: networkZone }), "d LLLL yyyy à HH 'h' mm");
  if ('code' in cell) return cell.code;
  if ('day' in cell) return written(DateTime.fromISO(cell.day), 'd LLLL yyyy');
  if ('month' in cell) return written(DateTime.fromISO(cell.month), 'LLLL yyyy');
  if ('year' in cell) return String(cell.year);
  return amount.format(cell.euros);
}

function written(at: DateTime, form: string): string {
  return at.setLocale('fr').toFormat(form).replace(/^1 /, '1er ');
}
