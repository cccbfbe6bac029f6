import type { ResourceTypeCode, UsageCountsView, UsageYearView } from '../api/contract';

export const measures = ['sessions', 'views', 'downloads'] as const;
export type Measure = (typeof measures)[number];

/** The twelve months of a year, those without use at zero. */
export function monthsOf({ year, byMonth }: Pick<UsageYearView, 'year' | 'byMonth'>) {
  return Array.from({ length: 12 }, (_, at) => {
    const month = `${year}-${String(at + 1).padStart(2, '0')}`;
    return byMonth.find((line) => line.month === month) ?? { month, sessions: 0, views: 0, downloads: 0 };
  });
}

/** A bar of the chart, in its coordinates (0 at the top left). */
export interface Bar {
  readonly measure: Measure;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** Size of the chart in its own units: twelve groups of three bars. */
export const chart = { width: 720, height: 200, group: 60, bar: 14 } as const;

/** The highest line of the chart: the round figure (1, 2 or 5 and zeros) that holds every count. */
export function ceilingOf(counts: readonly UsageCountsView[]): number {
  const most = Math.max(1, ...counts.flatMap((line) => measures.map((measure) => line[measure])));
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((step) => step * power).find((round) => round >= most)!;
}

/** The bars of each month. */
export function barsOf(counts: readonly UsageCountsView[]): readonly (readonly Bar[])[] {
  const ceiling = ceilingOf(counts);
  return counts.map((line, month) =>
    measures.map((measure, at) => {
      const height = (line[measure] / ceiling) * chart.height;
      return {
        measure,
        x: month * chart.group + 8 + at * chart.bar,
        y: chart.height - height,
        width: chart.bar - 2,
        height,
      };
    }),
  );
}

/** The use of each library: a line a library with its types, those with most use first. */
export function librariesOf({ byLibrary }: Pick<UsageYearView, 'byLibrary'>) {
  const groups = new Map<string | null, { total: UsageCountsView; types: UsageYearView['byLibrary'][number][] }>();
  for (const line of byLibrary) {
    const known = groups.get(line.library) ?? { total: { sessions: 0, views: 0, downloads: 0 }, types: [] };
    groups.set(line.library, { total: sum(known.total, line), types: [...known.types, line] });
  }
  const size = (counts: UsageCountsView) => counts.sessions + counts.views + counts.downloads;
  return [...groups]
    .map(([library, { total, types }]) => ({ library, total, types: types.toSorted((a, b) => size(b) - size(a)) }))
    .toSorted((a, b) => size(b.total) - size(a.total));
}

function sum(one: UsageCountsView, other: UsageCountsView): UsageCountsView {
  return {
    sessions: one.sessions + other.sessions,
    views: one.views + other.views,
    downloads: one.downloads + other.downloads,
  };
}

/** How much more than the year before, in hundredths (12 for +12 %); null when there was nothing to compare with. */
export function growth(now: number, before: number): number | null {
  return before === 0 ? null : Math.round(((now - before) / before) * 100);
}

/** The text of a supplier's file: UTF-8, else what spreadsheets for Windows write. */
export function textOfFile(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** What is shown of a year: a library, a type. */
export interface UsageShown {
  readonly library?: string;
  readonly type?: ResourceTypeCode;
}

/** The year an address names; this one unless it is one that may have been counted. */
export function yearFrom(text: string | undefined, thisYear: number): number {
  const year = /^20\d\d$/.test(text ?? '') ? Number(text) : thisYear;
  return Math.min(year, thisYear);
}
