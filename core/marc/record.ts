/** A MARC record as a cataloguer sees it: a leader and fields in their order. Text is NFC Unicode. */
export interface MarcRecord {
  /** 24 characters; positions 0-4 and 12-16 are recomputed when written. */
  readonly leader: string;
  readonly fields: readonly MarcField[];
}
export type MarcField = ControlField | DataField;
/** 001 to 009. */
export interface ControlField {
  readonly tag: string;
  readonly value: string;
}
export interface DataField {
  readonly tag: string;
  readonly ind1: string;
  readonly ind2: string;
  readonly subfields: readonly Subfield[];
}
export interface Subfield {
  readonly code: string;
  readonly value: string;
}

/** True for a field with indicators and subfields. */
export function isDataField(field: MarcField): field is DataField {
  return 'subfields' in field;
}
