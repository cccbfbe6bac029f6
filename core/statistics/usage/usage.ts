import { createHash } from 'node:crypto';
import type { ResourceType } from '../../digital/entities.ts';
import type { Directory } from '../../network/directory.ts';
import { actorOf } from '../../network/post.ts';
import { granted, refused, type Outcome } from '../../outcome.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { headingKey } from '../../query/text.ts';
import { usageMeasures, type UsageCounts, type UsageImport, type UsageLine } from './entities.ts';
import { readUsage, type UnreadLine } from './read-usage.ts';

/** The longest file of a supplier that is counted, in bytes. */
export const usageFileBytes = 2 * 1024 * 1024;

/** A supplier's file. */
export interface UsageFile {
  /** `Cafeyn`, `arte`. */
  readonly platform: string;
  /** Of what the file does not say the type of. */
  readonly resourceType: ResourceType;
  readonly csv: string;
}
export interface UsageReport {
  readonly import: UsageImport;
  readonly months: readonly string[];
  readonly unread: readonly UnreadLine[];
  readonly unknownLibraries: readonly string[];
}

/** What of the use is looked at; all of it unless said. */
export interface UsageFilter {
  readonly libraryId?: number | undefined;
  readonly resourceType?: ResourceType | undefined;
}
/** A year of use. Money and readers are not in it. */
export interface UsageYear {
  readonly year: number;
  readonly total: UsageCounts;
  /** Of the year before. */
  readonly before: UsageCounts;
  readonly byMonth: readonly ({ readonly month: string } & UsageCounts)[];
  readonly byType: readonly ({ readonly resourceType: ResourceType } & UsageCounts)[];
  readonly byPlatform: readonly ({ readonly platform: string } & UsageCounts)[];
  /** Null: what suppliers do not share out. */
  readonly byLibrary: readonly ({
    readonly libraryId: number | null;
    readonly resourceType: ResourceType;
  } & UsageCounts)[];
}

/** How much the digital library is used, by library, type and month: never by person. */
export interface UsageDesk {
  /**
   * Counts a supplier's file: the months in it replace what was counted of them before, so that a file corrected, or sent
   * twice, counts once. Refused `usage-file-unreadable`, `usage-file-names-people`.
   */
  importFile(by: { readonly login: string }, file: UsageFile): Promise<Outcome<UsageReport>>;
  /** Narrowed to a library, to a type. */
  year(year: number, only?: UsageFilter): Promise<UsageYear>;
  lines(from: string, until: string): Promise<readonly UsageLine[]>;
  imports(limit: number): Promise<readonly UsageImport[]>;
}

/** The desk over its ports. */
export function usageDesk({
  store,
  directory,
  clock,
}: {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
}): UsageDesk {
  const libraryOf = (name: string): number | null => {
    const key = headingKey(name);
    const found = directory
      .libraries()
      .find((one) => [one.code, one.name, one.commune].some((known) => headingKey(known) === key));
    return found?.id ?? null;
  };
  return {
    async importFile(by, { platform, resourceType, csv }) {
      const read = readUsage(csv, { libraryOf, resourceType });
      if (!read.granted) return read;
      const { lines, unread, unknownLibraries } = read.value;
      if (lines.length === 0) return refused('usage-file-unreadable', { why: 'no-line' });
      const months = [...new Set(lines.map(({ month }) => month))].sort();
      const actor = actorOf({ id: null, login: by.login });
      const fileHash = createHash('sha256').update(csv).digest('hex');
      const made = { platform, fileHash, importedAt: clock.now(), importedBy: actor, lineCount: lines.length };
      return store.transaction(async (work) => {
        const id = await work.usage.insertImport(made);
        await work.usage.forget(platform, months);
        await work.usage.insertLines(
          id,
          lines.map((line) => ({ ...line, platform })),
        );
        const whom = { libraryId: null, deviceId: null, itemId: null, patronRef: null };
        const payload = { platform, months: months.join(' '), lines: lines.length };
        await work.journal.append({ at: made.importedAt, type: 'USAGE_IMPORTED', actor, ...whom, payload });
        return granted({ import: { ...made, id }, months, unread, unknownLibraries });
      });
    },
    async year(year, { libraryId, resourceType } = {}) {
      const linesOf = async (one: number) =>
        (await store.read.usage.lines(`${one}-01`, `${one}-12`)).filter(
          (line) =>
            (libraryId === undefined || line.libraryId === libraryId) &&
            (resourceType === undefined || line.resourceType === resourceType),
        );
      const lines = await linesOf(year);
      return {
        year,
        total: sum(lines),
        before: sum(await linesOf(year - 1)),
        byMonth: grouped(
          lines,
          ({ month }) => month,
          ({ month }) => ({ month }),
        ),
        byType: grouped(
          lines,
          ({ resourceType }) => resourceType,
          ({ resourceType }) => ({ resourceType }),
        ),
        byPlatform: grouped(
          lines,
          ({ platform }) => platform,
          ({ platform }) => ({ platform }),
        ),
        byLibrary: grouped(
          lines,
          ({ libraryId, resourceType }) => `${libraryId} ${resourceType}`,
          ({ libraryId, resourceType }) => ({ libraryId, resourceType }),
        ),
      };
    },
    lines: (from, until) => store.read.usage.lines(from, until),
    imports: (limit) => store.read.usage.imports(limit),
  };
}

function sum(lines: readonly UsageCounts[]): UsageCounts {
  const total = { sessions: 0, views: 0, downloads: 0 };
  for (const line of lines) for (const measure of usageMeasures) total[measure] += line[measure];
  return total;
}

function grouped<Named extends object>(
  lines: readonly UsageLine[],
  by: (line: UsageLine) => string,
  name: (line: UsageLine) => Named,
): (Named & UsageCounts)[] {
  return [...Map.groupBy(lines, by)].map(([, group]) => ({ ...name(group[0]!), ...sum(group) }));
}
