import { createHash } from 'node:crypto';
import { identityKey } from '../../../../core/digital/identity.ts';
import type { Breach } from '../../../../core/ports/reading.ts';
import type { Sql, SqlValue } from '../../sql.ts';
import { recordColumns, recordOf } from '../harvest-rows.ts';
import { columns } from '../columns.ts';

const page = 200;
const after = `SELECT ${columns('harvest_records', recordColumns)} FROM harvest_records WHERE id > ? ORDER BY id LIMIT ${page}`;

/** Every harvested record is still what its source gave: unpacked, its digest is the one that was kept. */
export async function harvestedBreaches(sql: Sql, mostOfEach: number): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (let last = 0; ;) {
    const rows = await sql.all<Record<string, SqlValue>>(after, [last]);
    for (const row of rows) {
      if (breaches.length >= mostOfEach || isWhole(row)) continue;
      breaches.push({
        invariant: 'harvested-as-given',
        detail: `harvested record ${row['id']} is not what its source gave`,
      });
    }
    if (rows.length < page) return breaches;
    last = rows.at(-1)!['id'] as number;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const resourcesAfter = `SELECT id, identityKey, url FROM digital_resources WHERE id > ? ORDER BY id LIMIT ${page}`;

/** Every resource is known by its own address, so that no source makes a second one of it. */
export async function resourceBreaches(sql: Sql, mostOfEach: number): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (let last = 0; ;) {
    const rows = await sql.all<{ id: number; identityKey: string; url: string }>(resourcesAfter, [last]);
    for (const row of rows) {
      if (breaches.length >= mostOfEach || (URL.canParse(row.url) && identityKey(row.url) === row.identityKey))
        continue;
      breaches.push({
        invariant: 'resource-known-by-its-address',
        detail: `resource ${row.id} is not known by its address`,
      });
    }
    if (rows.length < page) return breaches;
    last = rows.at(-1)!.id;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function isWhole(row: Record<string, SqlValue>): boolean {
  try {
    const { raw, hash } = recordOf(row);
    return createHash('sha256').update(raw).digest('hex') === hash;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code?.startsWith('Z_') || code === 'ERR_BUFFER_TOO_LARGE') return false;
    throw error;
  }
}
