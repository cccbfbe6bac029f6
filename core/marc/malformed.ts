import type { MarcField } from './record.ts';

/** Why bytes cannot be read as a UNIMARC record of the catalogue. Each has a sentence in core/catalogue/import/sentences.ts. */
export const recordFaults = [
  'not-a-record',
  'truncated',
  'record-too-long',
  'leader-unreadable',
  'directory-unreadable',
  'fields-do-not-match-directory',
  'no-field',
  'not-well-formed',
  'wrong-flavour',
  'not-bibliographic',
  'title-missing',
  'deleted-at-source',
  'does-not-fit',
] as const;
export type RecordFault = (typeof recordFaults)[number];

/** A record that cannot be read. `decoded` is what was understood before the fault. */
export class MalformedRecord extends Error {
  override readonly name = 'MalformedRecord';
  readonly fault: RecordFault;
  readonly detail: string;
  readonly decoded: readonly MarcField[];
  constructor(fault: RecordFault, detail: string, decoded: readonly MarcField[] = []) {
    super(`${fault}: ${detail}`);
    this.fault = fault;
    this.detail = detail;
    this.decoded = decoded;
  }
}
