import { isDataField, type DataField, type MarcRecord } from './record.ts';

/** The value of the first control field `tag`, or null. */
export function controlValue(record: MarcRecord, tag: string): string | null {
  for (const field of record.fields) if (field.tag === tag && !isDataField(field)) return field.value;
  return null;
}

/** The data fields `tag`, in the order of the record. */
export function dataFields(record: MarcRecord, tag: string): DataField[] {
  const found: DataField[] = [];
  for (const field of record.fields) if (field.tag === tag && isDataField(field)) found.push(field);
  return found;
}

/** The first data field `tag`, or null. */
export function dataField(record: MarcRecord, tag: string): DataField | null {
  for (const field of record.fields) if (field.tag === tag && isDataField(field)) return field;
  return null;
}

/** The first subfield `code` of a field, or an empty string. */
export function subfield(field: DataField | null, code: string): string {
  if (field) for (const one of field.subfields) if (one.code === code) return one.value;
  return '';
}

/** Every subfield `code` of every field `tag`. */
export function subfields(record: MarcRecord, tag: string, code: string): string[] {
  const found: string[] = [];
  for (const field of record.fields) {
    if (field.tag !== tag || !isDataField(field)) continue;
    for (const one of field.subfields) if (one.code === code) found.push(one.value);
  }
  return found;
}
