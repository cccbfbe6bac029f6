import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mariadbServer, newDatabase } from '../mariadb.ts';
import { measured, type Measured } from './measured.ts';
import { writeUnimarc } from './unimarc-file.ts';
import { findZebra, zebraIndexes, type ZebraFilter } from './zebra.ts';

/** A departmental catalogue, five copies for two records; one record in fifty is told twice, in the same words. */
const sized = (records: number) => ({ records, items: Math.round(records * 2.5), seed: 1, twice: 0.02 });

export interface ImportOptions {
  readonly records: number;
  readonly zebra: ZebraFilter;
}

/**
 * The same file brought in by a batch (read, analysed, matched, stored, indexed) on each database, and indexed by
 * zebraidx. Prints records a second, processor time a record, the ratio, and the most memory a process took.
 */
export async function run({ records: wanted, zebra: by }: ImportOptions): Promise<void> {
  const size = sized(wanted);
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-import-'));
  try {
    const file = join(folder, 'catalogue.mrc');
    await writeUnimarc(file, size);
    const { records } = size;
    const megabytes = (statSync(file).size / 1_048_576).toFixed(0);
    console.log(`${records} records with ${size.items} items, ${megabytes} MB`);

    const zebra = findZebra() ? await zebraIndexes(file, folder, by) : null;
    if (zebra) told(`zebraidx (${by}): indexed`, zebra, records, null);
    else console.log('zebraidx is missing (Debian package idzebra-2.0): no ratio');
    await batch('embedded database', { PASSERELLE_DATA_DIR: join(folder, 'embedded') }, { file, records, zebra });
    if (mariadbServer !== undefined) {
      const database = await newDatabase();
      try {
        const environment = { PASSERELLE_DATA_DIR: join(folder, 'mariadb'), PASSERELLE_DATABASE_URL: database.url };
        await batch('MariaDB', environment, { file, records, zebra });
      } finally {
        await database.drop();
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Asked {
  readonly file: string;
  readonly records: number;
  readonly zebra: Measured | null;
}

async function batch(name: string, environment: Readonly<Record<string, string>>, { file, records, zebra }: Asked) {
  await measured(['generate', '--records', '1', '--items', '1', '--patrons', '1'], environment);
  const parts = [
    await measured(['batch', 'open', file, '--library', 'LENS'], environment),
    await measured(['batch', 'finish-review', '1', '--undecided', 'new'], environment),
    await measured(['batch', 'apply', '1'], environment),
  ];
  for (const { output, seconds, cpuSeconds } of parts) {
    const steps = output.split('\n').filter((line) => /^(?:parse|analyse|finish-review|apply):/.test(line));
    console.log(
      `  ${steps.join('; ')} (the command: ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of processor)`,
    );
  }
  const sum = (of: 'seconds' | 'cpuSeconds') => parts.reduce((total, part) => total + part[of], 0);
  const megabytes = Math.max(...parts.map((part) => part.megabytes));
  const all = { seconds: sum('seconds'), cpuSeconds: sum('cpuSeconds'), output: '', megabytes };
  told(`${name}: read, analysed, matched, stored, indexed`, all, records, zebra);
}

function told(
  what: string,
  { seconds, cpuSeconds, megabytes }: Measured,
  records: number,
  zebra: Measured | null,
): void {
  const ratio = zebra ? `, ${(zebra.seconds / seconds).toFixed(2)} times zebraidx` : '';
  const speed = `${seconds.toFixed(1)} s, ${Math.round(records / seconds)} records/s${ratio}`;
  const cost = `${((cpuSeconds * 1_000) / records).toFixed(3)} ms of processor a record`;
  console.log(`${what}: ${speed}, ${cost}, ${megabytes} MB at most`);
}
