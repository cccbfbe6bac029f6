import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { followHeadings } from '../../core/authorities/follow-headings.ts';
import { importAuthorities, type AuthorityReport } from '../../core/authorities/import.ts';
import { relinkCatalogue } from '../../core/authorities/relink.ts';
import { UserMistake, type DataCommand } from '../command.ts';
import { indexNow } from '../index-now.ts';

interface ImportAuthoritiesRequest {
  /** Absolute path, on the machine of the server. */
  readonly file: string;
  readonly source: string;
  readonly dryRun: boolean;
  /** Every record of the catalogue is looked at, also those that were there before there was any authority. */
  readonly relink: boolean;
}

/** Imports a file of authorities and tells what became of each; without a server, links the headings that waited for them. */
export const importAuthorityFile: DataCommand<ImportAuthoritiesRequest> = {
  name: 'import-authorities',
  async run(application, { file, source, dryRun, relink }, teller) {
    const size = await sizeOf(file);
    const wanted = { source: source.toUpperCase().slice(0, 64), dryRun, actor: 'system' };
    const report = await importAuthorities(application, createReadStream(file), wanted, (read, offset) =>
      teller.progress(offset, size, `bytes, ${read} authorities read`),
    );
    for (const line of reportLines(report, dryRun)) teller.say(line);
    if (relink && !dryRun) {
      const records = await relinkCatalogue(application, (done) => teller.progress(done, null, 'records to be linked'));
      teller.say(`${records} records are looked at again`);
    }
    if (application.live || dryRun) return 0;
    for (let records = 0; ;) {
      const pass = await followHeadings(application);
      if (pass.rows === 0) break;
      records += pass.records;
      teller.progress(records, null, 'records linked');
    }
    await indexNow(application, teller);
    return 0;
  },
};

async function sizeOf(file: string): Promise<number> {
  try {
    const found = await stat(file);
    if (!found.isFile()) throw new UserMistake(`${file} is not a file`);
    return found.size;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EACCES') throw new UserMistake(`${file} cannot be read (${code})`);
    throw error;
  }
}

function reportLines(report: AuthorityReport, dryRun: boolean): string[] {
  const { read, created, updated, unchanged, known, rejected, stubs, rejects } = report;
  const more = rejected - rejects.length;
  return [
    `authorities${dryRun ? ' (dry run, nothing written)' : ''}: ${read} read = ${created} created + ${updated} updated + ` +
      `${unchanged} unchanged + ${known} known from elsewhere + ${rejected} rejected; ${stubs} are a bare heading`,
    ...rejects.map(({ offset, reason }) => `rejected authority at byte ${offset}: ${reason}`),
    ...(more > 0 ? [`… and ${more} rejected authorities more`] : []),
  ];
}
