import {
  exportLimits,
  exportLineSentences,
  exportRecords,
  type ExportReport,
  type ExportRequest,
  type ExportScope,
} from '../../core/catalogue/export/index.ts';
import type { ExportFile } from '../../core/ports/export-files.ts';
import type { Application } from '../application.ts';
import { UserMistake, type DataCommand, type Teller } from '../command.ts';

interface ExportFileRequest {
  readonly request: ExportRequest;
  /** Absolute path, on the machine of the server. */
  readonly out: string;
}

/** What the command line says of an export. */
export type ExportOptions = Omit<ExportRequest, 'scope'> & {
  readonly all?: boolean;
  readonly library?: string;
  readonly query?: string;
  readonly out: string;
};

/** Alone, larger pages, for speed; beside a server, small ones, so that readers are served between two. */
const pageAlone = 500;

/** The request of a command line. Throws UserMistake when it does not say of what. */
export function exportRequest({ all, library, query, format, charset, unwritable }: ExportOptions): ExportRequest {
  const scope: ExportScope | null = all
    ? { kind: 'all' }
    : library !== undefined
      ? { kind: 'library', code: library.toUpperCase() }
      : query !== undefined
        ? { kind: 'query', cql: query }
        : null;
  if (!scope) throw new UserMistake('say what to export: --all, --library CODE or --query CQL');
  return { scope, format, charset, unwritable };
}

/** Exports records into a file, and tells what became of each that could not be written as it stands. */
export const exportFile: DataCommand<ExportFileRequest> = {
  name: 'export',
  async run(application, { request, out }, teller) {
    const file = await opened(application, out);
    try {
      const report = await exported(application, request, { file, out, teller });
      for (const line of reportLines(report, out)) teller.say(line);
      return report.leftOut === 0 ? 0 : 1;
    } finally {
      await file.close();
    }
  },
};

async function exported(
  application: Application,
  request: ExportRequest,
  { file, out, teller }: { file: ExportFile; out: string; teller: Teller },
): Promise<ExportReport> {
  if (file.state !== null) teller.say(`${out}: gone on with where it was interrupted`);
  const limits = application.live ? exportLimits : { ...exportLimits, recordsPerPage: pageAlone };
  const watch = {
    progress: (done: number, total: number) => teller.progress(done, total, 'records looked at'),
    stopped: () => false,
  };
  const outcome = await exportRecords(application, request, { file, watch }, limits);
  if (outcome.granted && outcome.value) return outcome.value;
  if (outcome.granted) throw new Error('an export that nobody stopped was stopped');
  const { refusal, facts } = outcome;
  if (refusal === 'export-differs') {
    throw new UserMistake(`another export was begun in ${out}: remove ${out}.part and ${out}.part.json, or finish it`);
  }
  throw new UserMistake(`the export was refused: ${refusal} ${Object.values(facts).join(' ')}`.trim());
}

async function opened({ exportTo }: Application, out: string): Promise<ExportFile> {
  try {
    return await exportTo(out);
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) throw error;
    throw new UserMistake(`${out} cannot be written (${String(error.code)})`);
  }
}

/** The report as lines. */
export function reportLines({ records, written, items, leftOut, split, lines }: ExportReport, out: string): string[] {
  const more = leftOut + split - lines.length;
  return [
    `${out}: ${records} records (${written} written), ${items} items; ${split} split, ${leftOut} left out`,
    ...lines.map(({ controlNumber, what, detail }) => `${controlNumber}: ${exportLineSentences[what]} (${detail})`),
    ...(more > 0 ? [`… and ${more} more`] : []),
  ];
}
