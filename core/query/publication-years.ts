import { isDataField, type MarcRecord } from '../marc/record.ts';

/** A range longer than this is a mistake or a dynasty: its two ends only are years of publication. */
const longestRange = 200;

/**
 * The years in which a document was published, the main one first: 100 $a 8-16 by its type of date, else the four
 * digits of 210 or 214 $d. A range (ceased serial, several years, uncertain date) gives each of its years; a serial
 * still published gives its first.
 */
export function publicationYears(record: MarcRecord): number[] {
  for (const field of record.fields) {
    if (field.tag !== '100' || !isDataField(field)) continue;
    const coded = field.subfields.find(({ code }) => code === 'a')?.value ?? '';
    const years = codedYears(coded);
    if (years.length > 0) return years;
  }
  for (const field of record.fields) {
    if ((field.tag !== '210' && field.tag !== '214') || !isDataField(field)) continue;
    for (const { code, value } of field.subfields) {
      const year = code === 'd' ? /(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)/.exec(value) : null;
      if (year) return [Number(year[1])];
    }
  }
  return [];
}

/** UNIMARC 100 $a: 8 type of date, 9-12 date 1, 13-16 date 2. */
function codedYears(coded: string): number[] {
  const type = coded[8] ?? ' ';
  const first = yearIn(coded.slice(9, 13));
  const second = yearIn(coded.slice(13, 17));
  if (first === null) return second === null || type === 'j' ? [] : [second];
  if (second === null || second === first || type === 'j' || type === 'd') return [first]; // j: date 2 is a month and day
  if ('bfg'.includes(type) && second > first && second - first <= longestRange) {
    return Array.from({ length: second - first + 1 }, (_, offset) => first + offset);
  }
  return [first, second];
}

function yearIn(text: string): number | null {
  if (!/^\d{4}$/.test(text)) return null;
  const year = Number(text);
  return year === 0 || year === 9999 ? null : year;
}
