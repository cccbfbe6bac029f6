import { derive } from '../../../../core/marc/derive.ts';
import { decode } from '../../../../core/marc/iso2709.ts';
import { MalformedRecord } from '../../../../core/marc/malformed.ts';
import { isDataField } from '../../../../core/marc/record.ts';
import type { Breach } from '../../../../core/ports/store.ts';
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
    for (const row of rows) breaches.push(...recordBreaches(row));
    after = rows.at(-1)!.id;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return breaches.slice(0, most);
}

function recordBreaches(row: Row): Breach[] {
  try {
    const { record } = decode(row.marc, 'utf-8');
    const derived = derivedValues(derive(record));
    const stale = derivedColumns.filter((name, at) => row[name] !== derived[at]);
    const breaches: Breach[] = [];
    if (stale.length > 0) {
      breaches.push({
        invariant: 'derived-columns',
        detail: `record ${row.id}: ${stale.join(', ')} differ from the record`,
      });
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
