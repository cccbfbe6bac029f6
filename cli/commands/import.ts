import {
  correctionSentences,
  importBatchSizes,
  importRecords,
  itemProfiles,
  itemRejectionSentences,
  recordRejectionSentences,
  type ImportReport,
} from '../../core/catalogue/import/index.ts';
import { RecordFileUnreadable } from '../../core/ports/record-source.ts';
import { charsets, type Charset } from '../../core/marc/charset.ts';
import type { Application } from '../application.ts';
import { UserMistake, type DataCommand, type Teller } from '../command.ts';
import { indexNow } from '../index-now.ts';

interface ImportFileRequest {
  /** Absolute path, on the machine of the server. */
  readonly file: string;
  readonly library: string;
  readonly profile: string;
  readonly dryRun: boolean;
  /** What the file is written in, when its bytes are not to decide. */
  readonly charset: string | null;
}

/** Imports a file of records (ISO 2709, XML) and tells what became of each of them. */
export const importFile: DataCommand<ImportFileRequest> = {
  name: 'import',
  async run(application, request, teller) {
    const report = await importWith(application, request, teller);
    for (const line of reportLines(report)) teller.say(line);
    if (!application.live && !report.dryRun) await indexNow(application, teller);
    return 0;
  },
};

/** Imports a file, in steps small enough for the server that may run here. Throws UserMistake for what its user can mend. */
export async function importWith(
  application: Application,
  request: ImportFileRequest,
  teller: Teller,
): Promise<ImportReport> {
  const profile = itemProfiles[request.profile];
  if (!profile) {
    throw new UserMistake(`no profile is called ${request.profile}: there are ${Object.keys(itemProfiles).join(', ')}`);
  }
  const library = application.directory.libraryByCode(request.library.toUpperCase());
  if (!library) throw new UserMistake(`no library of the network has the code ${request.library}`);
  const batchSize = application.live ? importBatchSizes.live : importBatchSizes.alone;
  const file = await opened(application, {
    path: request.file,
    library: library.code,
    profile,
    batchSize,
    charset: namedCharset(request.charset),
  });
  try {
    const wanted = { library: library.code, dryRun: request.dryRun };
    const outcome = await importRecords(application, wanted, file.batches, ({ read, offset }) =>
      teller.progress(offset, file.size, `bytes, ${read} records read`),
    );
    if (!outcome.granted) throw new UserMistake(`the import was refused: ${outcome.refusal}`);
    return outcome.value;
  } finally {
    await file.close();
  }
}

/** A character set by its name on the command line. Throws UserMistake. */
export function namedCharset(name: string | null): Charset | undefined {
  if (name === null) return undefined;
  const charset = charsets.find((one) => one === name);
  if (!charset) throw new UserMistake(`${name} is not a character set: ${charsets.join(', ')}`);
  return charset;
}

async function opened({ files }: Application, request: Parameters<Application['files']['open']>[0]) {
  try {
    return await files.open(request);
  } catch (error) {
    if (error instanceof RecordFileUnreadable) throw new UserMistake(error.message);
    throw error;
  }
}

/** The report as lines: the sums, then each reject with its place in the file, then what was put right. */
export function reportLines(report: ImportReport): string[] {
  const { items } = report;
  const sums = ({ read, created, updated, unchanged, rejected }: Omit<ImportReport['items'], 'rejects'>): string =>
    `${read} read = ${created} created + ${updated} updated + ${unchanged} unchanged + ${rejected} rejected`;
  return [
    `import for ${report.library}${report.dryRun ? ' (dry run, nothing written)' : ''}, ${(report.elapsed / 1_000).toFixed(1)} s`,
    `records: ${sums(report)}`,
    `items:   ${sums(items)}`,
    ...report.rejects.map(({ offset, reason, detail }) =>
      `rejected record at byte ${offset}: ${recordRejectionSentences[reason]} ${detail}`.trim(),
    ),
    ...left(report.rejected, report.rejects.length, 'records'),
    ...items.rejects.map(({ offset, barcode, reason, detail }) =>
      `rejected item ${barcode} (record at byte ${offset}): ${itemRejectionSentences[reason]} ${detail}`.trim(),
    ),
    ...left(items.rejected, items.rejects.length, 'items'),
    ...report.corrections.map(({ code, records, firstOffset, example }) =>
      `put right in ${records} records, first at byte ${firstOffset}: ${correctionSentences[code]} ${example}`.trim(),
    ),
  ];
}

function left(all: number, listed: number, what: string): string[] {
  return all > listed ? [`… and ${all - listed} rejected ${what} more`] : [];
}
