import { isDataField, type DataField, type MarcField, type MarcRecord } from './record.ts';

/** What opens and closes the part of a title that is shown and not sorted (ISO 6630: NSB, NSE), as this server keeps it. */
export const nonSortingBegin = '\u0098';
export const nonSortingEnd = '\u009c';

/**
 * The record with one way of marking non-sorting parts, U+0098 … U+009C, in the fields that hold titles. Read: U+0088 …
 * U+0089 (ISO 5426), what Windows-1252 makes of them (`ˆ … ‰`, `˜ … œ` around a first word), `<<The >>`, `|The |`,
 * `¬The ¬` and a first article in brackets, `(les) `. The same record when there is nothing to change.
 */
export function normaliseNonSorting(record: MarcRecord): MarcRecord {
  let fields: MarcField[] | null = null;
  for (const [index, field] of record.fields.entries()) {
    if (!isDataField(field) || !titleTags.test(field.tag)) continue;
    const changed = normalisedField(field);
    if (changed !== field) (fields ??= [...record.fields])[index] = changed;
  }
  return fields ? { leader: record.leader, fields } : record;
}

/** The text as it is shown: marks left out, what they enclose kept. */
export function withoutMarks(text: string): string {
  return marks.test(text) ? text.replace(/[\u0088\u0089\u0098\u009c]/g, '') : text;
}

const marks = /[\u0088\u0089\u0098\u009c]/;

const titleTags = /^(?:200|225|327|4\d\d|5\d\d|60[45]|7\d\d)$/;
const marked = /[\u0088\u0089]|<<|^[|¬(ˆ˜]/;

function normalisedField(field: DataField): DataField {
  let changed = false;
  const subfields = field.subfields.map((subfield) => {
    if (!marked.test(subfield.value)) return subfield;
    const value = normalisedText(subfield.value);
    changed ||= value !== subfield.value;
    return { code: subfield.code, value };
  });
  return changed ? { ...field, subfields } : field;
}

function normalisedText(text: string): string {
  return text
    .replaceAll('\u0088', nonSortingBegin)
    .replaceAll('\u0089', nonSortingEnd)
    .replace(/<<([^<>]{1,20})>>/g, enclosed)
    .replace(/^(?:\|([^|]{1,20})\||¬([^¬]{1,20})¬|ˆ([^‰]{1,8})‰|˜([^œ]{1,8})œ)/, (whole) =>
      enclosed('', whole.slice(1, -1)),
    )
    .replace(/^\((l['’]|les?|la|une?|des|the|an?|der|die|das|el|los|las)\) ?/i, (_, article: string) =>
      enclosed('', /['’]$/.test(article) ? article : `${article} `),
    );
}

function enclosed(_: string, part: string): string {
  return nonSortingBegin + part + nonSortingEnd;
}
