import { isDataField, type MarcRecord } from './record.ts';

/** A range longer than this is a mistake or a dynasty: its two ends only are years of publication. */
const longestRange = 200;

/** Year of publication, the main one; null when neither 100 nor the imprint tells. */
export function publicationYear(record: MarcRecord): number | null {
  return publicationYears(record)[0] ?? null;
}

/**
 * The years in which a document was published, the main one first: the dates of 100 $a, wherever a shifted field put
 * them, by their type; else the first year of 210 or 214 $d. A range (ceased serial, several years, uncertain date)
 * gives each of its years; a serial still published gives its first.
 */
export function publicationYears(record: MarcRecord): number[] {
  for (const field of record.fields) {
    if (field.tag !== '100' || !isDataField(field)) continue;
    const years = codedYears(field.subfields.find(({ code }) => code === 'a')?.value ?? '');
    if (years.length > 0) return years;
  }
  return printedYear(record);
}

/** 100 $a: entry date (8), type of date (1), date 1 and date 2 (4 each); old files lose the entry date, in part or in whole. */
function codedYears(coded: string): number[] {
  const found = /^.{8}(.)(.{4})(.{0,4})/s.exec(coded);
  const standing = found && years(found[1]!, found[2]!, found[3]!);
  if (standing && standing.length > 0) return standing;
  const shifted = /^.{0,10}?([a-u])([0-9]{4})([0-9 #u]{0,4})/i.exec(coded);
  return shifted ? years(shifted[1]!, shifted[2]!, shifted[3]!) : [];
}

function years(type: string, date1: string, date2: string): number[] {
  const first = plausible(date1);
  const second = plausible(date2);
  if (first === null) return second === null || type === 'j' ? [] : [second];
  if (second === null || second === first || type === 'j' || type === 'd') return [first]; // j: date 2 is a month and day
  if ('bfg'.includes(type) && second > first && second - first <= longestRange) {
    return Array.from({ length: second - first + 1 }, (_, offset) => first + offset);
  }
  return [first, second];
}

function printedYear(record: MarcRecord): number[] {
  for (const field of record.fields) {
    if ((field.tag !== '210' && field.tag !== '214') || !isDataField(field)) continue;
    for (const { code, value } of field.subfields) {
      const year = code === 'd' ? /(?<![0-9])(1[4-9][0-9]{2}|20[0-9]{2})(?![0-9])/.exec(value) : null;
      if (year) return [Number(year[1])];
    }
  }
  return [];
}

/** Manuscripts are older than printing; 9999 means still published. */
function plausible(text: string): number | null {
  if (!/^[0-9]{4}$/.test(text)) return null;
  const year = Number(text);
  return year >= 1000 && year < 2100 ? year : null;
}
