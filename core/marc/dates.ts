import { dataField, subfield } from './field.ts';
import { isDataField, type MarcRecord } from './record.ts';

/**
 * Year of publication: date 1 of 100 $a, wherever a shifted field put it, else the first year of 210 or 214 $d; null
 * when neither tells.
 */
export function publicationYear(record: MarcRecord): number | null {
  const coded = subfield(dataField(record, '100'), 'a');
  return codedYear(coded) ?? printedYear(record);
}

/** 100 $a: entry date (8), type of date (1), date 1 (4); old files lose the entry date, in part or in whole. */
function codedYear(coded: string): number | null {
  const found = /^.{8}[a-u]([0-9]{4})/i.exec(coded) ?? /^.{0,10}?[a-u]([0-9]{4})(?=[0-9 #u]{0,4})/i.exec(coded);
  return found ? plausible(Number(found[1])) : null;
}

function printedYear(record: MarcRecord): number | null {
  for (const field of record.fields) {
    if ((field.tag !== '210' && field.tag !== '214') || !isDataField(field)) continue;
    for (const { code, value } of field.subfields) {
      const year = code === 'd' ? /(?<![0-9])(1[4-9][0-9]{2}|20[0-9]{2})(?![0-9])/.exec(value) : null;
      if (year) return Number(year[1]);
    }
  }
  return null;
}

/** Printing begins about 1450; 9999 means still published. */
function plausible(year: number): number | null {
  return year >= 1400 && year < 2100 ? year : null;
}
