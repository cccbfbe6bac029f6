import type { FindingView, MarcFieldView, MarcView } from '../../api/contract';

/** A field as it is typed: tag, indicators (`#` is a blank) and, on one line, `$aGerminal$fÉmile Zola`. */
export interface GridRow {
  /** Names the row as long as it is in the grid. */
  readonly key: number;
  readonly tag: string;
  readonly ind1: string;
  readonly ind2: string;
  readonly text: string;
}
export interface Grid {
  readonly leader: string;
  readonly rows: readonly GridRow[];
}

/** The marks around what is not sorted: invisible in a record, seen and typed as these in the grid. */
const marks = [
  ['\u0098', '⟦'],
  ['\u009c', '⟧'],
] as const;

/** A record in the grid. */
export function gridOf({ leader, fields }: MarcView): Grid {
  return { leader, rows: fields.map((field, at) => rowOf(field, at + 1)) };
}

function rowOf(field: MarcFieldView, key: number): GridRow {
  if (!('subfields' in field)) return { key, tag: field.tag, ind1: '', ind2: '', text: field.value };
  return { key, tag: field.tag, ind1: shown(field.ind1), ind2: shown(field.ind2), text: textOf(field.subfields) };
}

/** What the grid holds, as a record. A field without tag or without text is left out. */
export function marcOf({ leader, rows }: Grid): MarcView {
  return {
    leader,
    fields: rows.flatMap((row): MarcFieldView[] => {
      if (row.tag === '' || row.text.trim() === '') return [];
      if (isControl(row.tag)) return [{ tag: row.tag, value: row.text }];
      return [dataFieldOf(row)];
    }),
  };
}

/** One row of the grid, as a field with subfields. */
export function dataFieldOf({ tag, ind1, ind2, text }: GridRow): Extract<MarcFieldView, { subfields: unknown }> {
  return { tag, ind1: typed(ind1), ind2: typed(ind2), subfields: subfieldsOf(text) };
}

/** 001 to 009 have neither indicators nor subfields. */
export function isControl(tag: string): boolean {
  return tag.startsWith('00');
}

const shown = (indicator: string): string => (indicator === ' ' ? '#' : indicator);
const typed = (indicator: string): string => (indicator === '' || indicator === '#' ? ' ' : indicator);

interface Subfield {
  readonly code: string;
  readonly value: string;
}

/** `$aPrix : 5 $$`: a dollar of the text is written twice. */
export function textOf(subfields: readonly Subfield[]): string {
  const text = subfields.map(({ code, value }) => `$${code}${value.replaceAll('$', '$$$$')}`).join('');
  return marks.reduce((line, [mark, seen]) => line.replaceAll(mark, seen), text);
}

/** Reads a line back; what stands before the first code is of `$a`, and a dollar without a code is a dollar. */
export function subfieldsOf(line: string): Subfield[] {
  const text = marks.reduce((said, [mark, seen]) => said.replaceAll(seen, mark), line);
  const subfields: { code: string; value: string }[] = [];
  for (const [part, code] of text.matchAll(/\$\$|\$([0-9a-z])|[^$]+|\$/g)) {
    if (code !== undefined) subfields.push({ code, value: '' });
    else if (subfields.length === 0) subfields.push({ code: 'a', value: part === '$$' ? '$' : part });
    else subfields.at(-1)!.value += part === '$$' ? '$' : part;
  }
  return subfields.filter(({ value }) => value !== '');
}

/** A finding and the row it is about; null: the record as a whole. */
export interface PlacedFinding {
  readonly finding: FindingView;
  readonly row: number | null;
}

/** Puts findings beside their fields: `200[2]$a` is the second 200. */
export function placeFindings(rows: readonly GridRow[], findings: readonly FindingView[]): PlacedFinding[] {
  return findings.map((finding) => {
    const [, tag, nth = '1'] = /^(\d{3})(?:\[(\d+)\])?/.exec(finding.path) ?? [];
    const same = rows.filter((row) => row.tag === tag && row.text.trim() !== '');
    return { finding, row: same[Number(nth) - 1]?.key ?? null };
  });
}

/** The coded value with other characters from this position on, filled with blanks before it. */
export function withPosition(value: string, from: number, code: string): string {
  const padded = value.padEnd(from + code.length, ' ');
  return padded.slice(0, from) + code + padded.slice(from + code.length);
}
