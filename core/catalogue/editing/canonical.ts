import { normaliseNonSorting } from '../../marc/nonsorting.ts';
import { isDataField, type MarcField, type MarcRecord } from '../../marc/record.ts';
import { recommandation995 } from '../import/item-profile.ts';

/**
 * A record as the catalogue keeps it, under our control number and dated: items and local fields left out (the store knows
 * the copies), non-sorting marks in one form, fields without subfields gone. Fields stay in the order given.
 */
export function canonicalRecord(record: MarcRecord, controlNumber: string, at: number): MarcRecord {
  const fields: MarcField[] = [
    { tag: '001', value: controlNumber },
    { tag: '005', value: versionStamp(at) },
  ];
  for (const field of normaliseNonSorting(record).fields) {
    if (field.tag === '001' || field.tag === '005' || leftOut.includes(field.tag)) continue;
    if (!isDataField(field) || field.subfields.length > 0) fields.push(field);
  }
  // Control fields stand before data fields: 003 is not to come after 010.
  return { leader: record.leader, fields: fields.toSorted(controlFirst) };
}

const leftOut: readonly string[] = [recommandation995.tag, ...recommandation995.localTags];

function controlFirst(a: MarcField, b: MarcField): number {
  const rank = ({ tag }: MarcField) => (tag < '010' ? Number(tag) : 10);
  return rank(a) - rank(b);
}

/** Field 005: YYYYMMDDHHMMSS.T, UTC. */
function versionStamp(at: number): string {
  const iso = new Date(at).toISOString();
  return `${iso.slice(0, 19).replace(/\D/g, '')}.${iso[20]}`;
}
