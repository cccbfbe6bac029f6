/** The rules of UNIMARC as data: what a field may hold, in the words of the manual. Nothing here reads a record. */

/** UNIMARC bibliographic (B) or authorities (A). */
export type Format = 'B' | 'A';

/** Words for people, French first. */
export interface Words {
  readonly fr: string;
  readonly en: string;
}

/** One field of the format. */
export interface FieldRule {
  readonly tag: string;
  readonly label: Words;
  readonly repeatable: boolean;
  /** The record is not valid without it. */
  readonly mandatory: boolean;
  /** Characters each indicator may be; a blank is written `#`. Empty for 001 to 009, which have none. */
  readonly indicators: readonly [string, string];
  readonly subfields: readonly SubfieldRule[];
}

export interface SubfieldRule {
  readonly code: string;
  readonly repeatable: boolean;
  readonly mandatory: boolean;
}

/** One value of a coded position. */
export interface CodedValue {
  readonly code: string;
  readonly label: Words;
}

/** Some positions of a coded subfield. `from` counts from 0. */
export interface CodedPosition {
  readonly from: number;
  readonly length: number;
  readonly label: Words;
  /** What it may be: a list, or a pattern when a list would be endless (dates, languages). Blank and fill are `#` and `|`. */
  readonly values: readonly CodedValue[] | RegExp;
}

/** A coded subfield, position by position. */
export interface CodedSubfield {
  readonly tag: string;
  readonly code: string;
  /** Characters it has; null when several lengths are met. */
  readonly length: number | null;
  readonly positions: readonly CodedPosition[];
}

/** A row as the tables below write it: tag, French, English, repeatable (`*`) and mandatory (`!`), indicators, subfields. */
export type FieldRow = readonly [
  tag: string,
  fr: string,
  en: string,
  how: '' | '*' | '!' | '!*',
  ind1: string,
  ind2: string,
  subfields: string,
];

/** The rule a row says: subfields are codes with `*` for repeatable and `!` for mandatory (`a! b* z*`). */
export function fieldRule([tag, fr, en, how, ind1, ind2, subfields]: FieldRow): FieldRule {
  return {
    tag,
    label: { fr, en },
    repeatable: how.includes('*'),
    mandatory: how.includes('!'),
    indicators: [ind1, ind2],
    subfields: subfields === '' ? [] : subfields.split(' ').map(subfieldRule),
  };
}

function subfieldRule(text: string): SubfieldRule {
  return { code: text[0]!, repeatable: text.includes('*'), mandatory: text.includes('!') };
}

/** Values as the tables write them: `a=français|English`, several of them between semicolons. */
export function codedValues(text: string): CodedValue[] {
  return text.split(';').map((part) => {
    const [code, label] = split(part.trim(), '=');
    const [fr, en] = split(label, '|');
    return { code, label: { fr, en } };
  });
}

function split(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  if (at < 0) throw new RangeError(`the table entry ${JSON.stringify(text)} has no ${by}`);
  return [text.slice(0, at), text.slice(at + 1)];
}
