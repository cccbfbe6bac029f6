import type { Cell } from '../../../core/statistics/sheet.ts';

/** A table as people read it on its own, months later: what it is about, its lines, what its words mean. */
export interface SheetDocument {
  readonly title: string;
  /** Each a heading and what it says. */
  readonly about: readonly (readonly [heading: string, ...said: Cell[]])[];
  /** The headings first. */
  readonly lines: readonly (readonly Cell[])[];
  /** How many columns, from the first, say what a line is about. */
  readonly named: number;
  readonly notes: readonly (readonly [term: string, meaning: string])[];
}

/** A document as a file: an OpenDocument spreadsheet, whose cells are numbers and dates, or pages. */
export const documentForms = ['ods', 'pdf'] as const;
export type DocumentForm = (typeof documentForms)[number];
