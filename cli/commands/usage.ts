import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import type { ResourceType } from '../../core/digital/entities.ts';
import { csvCell } from '../../core/migration/report.ts';
import { usageMeasures, type UsageCounts, type UsageLine } from '../../core/statistics/usage/entities.ts';
import { usageFileBytes, type UsageYear } from '../../core/statistics/usage/usage.ts';
import type { Application } from '../application.ts';
import { told, UserMistake, type DataCommand, type Teller } from '../command.ts';

/** Who acts from the command line. */
const by = { login: 'command-line' };

interface ImportRequest {
  /** Absolute path, on the machine of the server. */
  readonly file: string;
  readonly platform: string;
  /** Of lines that do not say theirs. */
  readonly type: ResourceType;
}

/** Counts a supplier's file. Exit code 1 when some of its lines could not be read; the others are counted all the same. */
export const usageImport: DataCommand<ImportRequest> = {
  name: 'usage-import',
  async run({ open }, { file, platform, type }, teller) {
    const counted = { platform, resourceType: type, csv: textOf(file) };
    const made = told(await open.library.usage.importFile(by, counted));
    teller.say(`${made.import.lineCount} lines of ${platform}, ${made.months.join(' ')}`);
    for (const name of made.unknownLibraries) teller.say(`counted for no library: ${name}`);
    for (const { line, why } of made.unread) teller.say(`line ${line} was not read: its ${why} is none`);
    return made.unread.length === 0 ? 0 : 1;
  },
};

/** Suppliers write UTF-8, their spreadsheets Windows-1252: what is no UTF-8 is the latter. */
function textOf(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > usageFileBytes) throw new UserMistake(`${file} has ${size} bytes, ${usageFileBytes} at most are read`);
    const bytes = readFileSync(file);
    return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    throw new UserMistake(`${file} cannot be read (${code})`);
  }
}

interface ReportRequest {
  readonly year: number;
  readonly as: 'text' | 'json' | 'csv';
}

/** A year of use; as CSV, a line by month, platform, library and type. */
export const usageReport: DataCommand<ReportRequest> = {
  name: 'usage-report',
  async run(application, { year, as }, teller) {
    if (year < 1_000 || year > 9_999) throw new UserMistake(`${year} is no year of four digits`);
    const { usage } = application.open.library;
    if (as === 'csv') sayCsv(application, await usage.lines(`${year}-01`, `${year}-12`), teller);
    else if (as === 'json') teller.say(JSON.stringify(named(application, await usage.year(year)), null, 2));
    else sayText(named(application, await usage.year(year)), teller);
    return 0;
  },
};

/** Every file that was counted, the newest first. */
export const usageList: DataCommand<Record<string, never>> = {
  name: 'usage-list',
  async run({ open }, _, teller) {
    for (const { id, platform, importedAt, importedBy, lineCount } of await open.library.usage.imports(200)) {
      teller.say(`${id} ${platform}: ${lineCount} lines, ${new Date(importedAt).toISOString()}, ${importedBy}`);
    }
    return 0;
  },
};

/** The year with libraries by their codes; null: what suppliers do not share out. */
function named({ directory }: Application, year: UsageYear) {
  const { byLibrary, ...more } = year;
  return {
    ...more,
    byLibrary: byLibrary.map(({ libraryId, ...counts }) => ({
      library: libraryId === null ? null : directory.library(libraryId).code,
      ...counts,
    })),
  };
}

function sayText(
  { year, total, byMonth, byType, byPlatform, byLibrary }: ReturnType<typeof named>,
  teller: Teller,
): void {
  const line = (name: string, counts: UsageCounts): void =>
    teller.say([name.padEnd(32), ...usageMeasures.map((measure) => String(counts[measure]).padStart(10))].join(' '));
  teller.say([String(year).padEnd(32), ...usageMeasures.map((measure) => measure.padStart(10))].join(' '));
  line('total', total);
  for (const { month, ...counts } of byMonth) line(month, counts);
  for (const { resourceType, ...counts } of byType) line(resourceType, counts);
  for (const { platform, ...counts } of byPlatform) line(platform, counts);
  for (const { library, resourceType, ...counts } of byLibrary)
    line(`${library ?? 'no library'} ${resourceType}`, counts);
}

function sayCsv({ directory }: Application, lines: readonly UsageLine[], teller: Teller): void {
  teller.say(['month', 'platform', 'library', 'type', ...usageMeasures].join(','));
  for (const { month, platform, libraryId, resourceType, ...counts } of lines) {
    const library = libraryId === null ? '' : directory.library(libraryId).code;
    const cells = [month, csvCell(platform), library, resourceType, ...usageMeasures.map((measure) => counts[measure])];
    teller.say(cells.join(','));
  }
}
