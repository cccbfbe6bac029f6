/** What a reader had to put right in a record it kept. Each has a sentence in core/catalogue/import/sentences.ts. */
export const correctionCodes = [
  'record-length',
  'terminator-missing',
  'unwrapped',
  'directory',
  'leader',
  'field-dropped',
  'blank-field',
  'control-number-repeated',
  'control-number-shared',
  'indicators',
  'subfield-code',
  'empty-subfield',
  'control-characters',
  'charset-declared',
  'charset-mixed',
  'charset-unknown-bytes',
  'charset-unread-set',
  'not-composed',
  'html-entities',
  'non-sorting-marks',
  'double-encoding-repaired',
  'double-encoding-suspected',
] as const;
export type CorrectionCode = (typeof correctionCodes)[number];

/** One thing put right. `detail` holds the facts (lengths, tags, character sets), never a whole text. */
export interface Correction {
  readonly code: CorrectionCode;
  readonly detail: string;
}
