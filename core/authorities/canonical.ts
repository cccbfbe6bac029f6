import { createHash } from 'node:crypto';
import { controlValue } from '../marc/field.ts';
import { normaliseNonSorting } from '../marc/nonsorting.ts';
import type { MarcField, MarcRecord } from '../marc/record.ts';

/** An authority record as it is kept: our number first, the one it came with in 035, nothing local. */
export function canonicalAuthority(record: MarcRecord, controlNumber: string): MarcRecord {
  const old = controlValue(record, '001')?.trim() ?? '';
  const fields: MarcField[] = [{ tag: '001', value: controlNumber }];
  for (const field of normaliseNonSorting(record).fields) {
    if (field.tag !== '001' && !['090', '099', '995'].includes(field.tag)) fields.push(field);
  }
  if (old === '' || old === controlNumber || isKnown(record, old)) return { leader: record.leader, fields };
  const after = fields.findIndex(({ tag }) => tag > '035');
  const at = after < 0 ? fields.length : after;
  const number = { tag: '035', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: old }] };
  return { leader: record.leader, fields: [...fields.slice(0, at), number, ...fields.slice(at)] };
}

function isKnown(record: MarcRecord, number: string): boolean {
  return record.fields.some(
    (field) => field.tag === '035' && 'subfields' in field && field.subfields.some(({ value }) => value === number),
  );
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
