import { derive } from '../../../../core/marc/derive.ts';
import { decode } from '../../../../core/marc/iso2709.ts';
import { MalformedRecord } from '../../../../core/marc/malformed.ts';
import { isDataField } from '../../../../core/marc/record.ts';
import type { Breach } from '../../../../core/ports/reading.ts';
import type { Sql } from '../../sql.ts';
import { columns } from '../columns.ts';
import { derivedColumns, derivedValues } from '../records.ts';

const recordsAtOnce = 200;
type Row = { id: number; controlNumber: string; marc: Uint8Array } & Readonly<Record<string, string | number | null>>;
const page = `SELECT ${columns('bib_records', ['id', 'controlNumber', ...derivedColumns, 'marc'])} FROM bib_records
   WHERE id > ? ORDER BY id LIMIT ?`;

/** Every derived column against its record, read again from its canonical bytes. */
export async function catalogueBreaches(sql: Sql, most: number): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (let after = 0; breaches.length < most;) {
    const rows = await sql.all<Row>(page, [after, recordsAtOnce]);
    if (rows.length === 0) break;
    const keys = await keysOf(sql, rows[0]!.id, rows.at(-1)!.id);
    for (const row of rows) breaches.push(...recordBreaches(row, keys.get(row.id) ?? []));
    after = rows.at(-1)!.id;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return breaches.slice(0, most);
}

/** The keys of the records from one to another, each sorted. */
async function keysOf(sql: Sql, from: number, to: number): Promise<Map<number, string[]>> {
  const text = 'SELECT recordId, kind, value FROM record_keys WHERE recordId BETWEEN ? AND ?';
  const rows = await sql.all<{ recordId: number; kind: string; value: string }>(text, [from, to]);
  const keys = new Map<number, string[]>();
  for (const { recordId, kind, value } of rows) {
    keys.set(recordId, [...(keys.get(recordId) ?? []), `${kind}:${value}`]);
  }
  return keys;
}

function recordBreaches(row: Row, keys: readonly string[]): Breach[] {
  try {
    const { record } = decode(row.marc, 'utf-8');
    const fields = derive(record);
    const derived = derivedValues(fields);
    const stale = derivedColumns.filter((name, at) => row[name] !== derived[at]);
    const breaches: Breach[] = [];
    if (stale.length > 0) {
      breaches.push({
        invariant: 'derived-columns',
        detail: `record ${row.id}: ${stale.join(', ')} differ from the record`,
      });
    }
    if (keys.toSorted().join('\n') !== fields.matchKeys.toSorted().join('\n')) {
      breaches.push({ invariant: 'record-keys', detail: `record ${row.id}: its keys differ from the record` });
    }
    const numbered = record.fields.find((field) => field.tag === '001');
    if (!numbered || isDataField(numbered) || numbered.value !== row.controlNumber) {
      breaches.push({
        invariant: 'control-number-in-record',
        detail: `record ${row.id}: 001 is not ${row.controlNumber}`,
      });
    }
    return breaches;
  } catch (error) {
    if (!(error instanceof MalformedRecord)) throw error;
    return [{ invariant: 'record-readable', detail: `record ${row.id} cannot be read: ${error.message}` }];
  }
}
