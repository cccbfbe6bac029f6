import { isDataField, type MarcRecord } from './record.ts';

/** 100 $a 26-29 of what this server writes: ISO 10646, or ISO 646 with ISO 5426. */
const codes = { 'utf-8': '50  ', 'iso-5426': '0103' } as const;

/** The record whose 100 $a says how it is written; the same record when it does, or when its 100 $a is cut short. */
export function declaring(record: MarcRecord, charset: keyof typeof codes): MarcRecord {
  const at = record.fields.findIndex(({ tag }) => tag === '100');
  const field = record.fields[at];
  if (!field || !isDataField(field)) return record;
  const coded = field.subfields.find(({ code }) => code === 'a');
  // The date of entry shows that no position is shifted.
  if (!coded || !/^[0-9]{8}.{22}/s.test(coded.value) || coded.value.slice(26, 30) === codes[charset]) return record;
  const value = coded.value.slice(0, 26) + codes[charset] + coded.value.slice(30);
  const subfields = field.subfields.map((one) => (one === coded ? { code: 'a', value } : one));
  const fields = [...record.fields];
  fields[at] = { ...field, subfields };
  return { leader: record.leader, fields };
}
