/** Months are `2026-11`; both ends of a period are in it. */
export interface Period {
  readonly from: string;
  readonly until: string;
}

/** What the page asks for. `library` null: the whole network, or one's own. */
export interface Asked {
  readonly period: Period;
  readonly compared: Period | null;
  readonly library: string | null;
}

export const comparisons = ['an', 'avant', 'rien'] as const;
/** With the same months a year before, with the months just before, with nothing. */
export type Comparison = (typeof comparisons)[number];

/** Months of one period at most, as the server has it. */
export const longestPeriod = 36;
/** Years one can look back to while nothing is known. */
const yearsOffered = 5;

/** The periods one asks for most, by name. */
export const quickPeriods = ['year', 'month', 'lastMonth', 'lastYear', 'twelve'] as const;
export type QuickPeriod = (typeof quickPeriods)[number];

/** So many months after one, or before it. */
export function monthsAfter(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const months = year * 12 + number - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** How many months a period has; less than one when it ends before it begins. */
export function monthCount({ from, until }: Period): number {
  const number = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return number(until) - number(from) + 1;
}

/** A named period, seen from the month that runs. */
export function quickPeriod(name: QuickPeriod, current: string): Period {
  const year = current.slice(0, 4);
  const before = monthsAfter(current, -1);
  const periods: Record<QuickPeriod, Period> = {
    year: { from: `${year}-01`, until: current },
    month: { from: current, until: current },
    lastMonth: { from: before, until: before },
    lastYear: { from: `${Number(year) - 1}-01`, until: `${Number(year) - 1}-12` },
    twelve: { from: monthsAfter(current, -12), until: before },
  };
  return periods[name];
}

/** The name of a period among those; null when it is another one. */
export function nameOf({ from, until }: Period, current: string): QuickPeriod | null {
  return (
    quickPeriods.find((name) => {
      const period = quickPeriod(name, current);
      return period.from === from && period.until === until;
    }) ?? null
  );
}

/** The period of the address: what it cannot read, or what is too long, is the year that runs. */
export function periodFrom(from: string | undefined, until: string | undefined, current: string): Period {
  const isMonth = (text: string | undefined): text is string => /^20\d\d-(0[1-9]|1[0-2])$/.test(text ?? '');
  if (!isMonth(from) || !isMonth(until)) return quickPeriod('year', current);
  const months = monthCount({ from, until });
  return months >= 1 && months <= longestPeriod ? { from, until } : quickPeriod('year', current);
}

export function comparisonFrom(text: string | undefined): Comparison {
  return comparisons.find((one) => one === text) ?? comparisons[0];
}

/** The period another is compared with. */
export function comparedWith(period: Period, comparison: Comparison): Period | null {
  if (comparison === 'rien') return null;
  const back = comparison === 'an' ? -12 * Math.ceil(monthCount(period) / 12) : -monthCount(period);
  return { from: monthsAfter(period.from, back), until: monthsAfter(period.until, back) };
}

/** The months one may choose, the last first. */
export function monthsOffered(first: string | null, current: string, period: Period): string[] {
  const earliest = [first ?? monthsAfter(current, -12 * yearsOffered), period.from].sort()[0]!;
  const latest = [current, period.until].sort()[1]!;
  const months: string[] = [];
  for (let month = latest; month >= earliest; month = monthsAfter(month, -1)) months.push(month);
  return months;
}
