import type { SourceProfile } from './profile.ts';
import { isoDate, type MappedRow } from './reader-rows.ts';

/** A row of a file of loans in progress by the profile of its source. Pure; never throws. */
export function loanOf(row: Readonly<Record<string, string>>, { loans, dates }: SourceProfile): MappedRow {
  const read = (column: string) => (column === '' ? '' : (row[column] ?? '').trim());
  const values = {
    barcode: read(loans.barcode),
    card: read(loans.card),
    lentOn: isoDate(read(loans.lentOn), dates) ?? '',
    dueOn: isoDate(read(loans.dueOn), dates) ?? '',
    renewals: read(loans.renewals),
  };
  return { sourceId: values.barcode, values, fault: faultOf(values) };
}

function faultOf(values: {
  barcode: string;
  card: string;
  dueOn: string;
  lentOn: string;
  renewals: string;
}): string | null {
  if (values.barcode === '') return 'barcode-missing';
  if (values.card === '') return 'card-missing';
  if (values.dueOn === '') return 'due-date-wrong';
  if (values.lentOn !== '' && values.lentOn > values.dueOn) return 'due-before-lent';
  return values.renewals === '' || /^\d{1,3}$/.test(values.renewals) ? null : 'renewals-wrong';
}
