import type { Granularity, HarvestSource, Window, WindowLevel } from './entities.ts';

const day = 86_400_000;

/** A moment as OAI-PMH §3.3 writes it, in whole granules: the fraction is dropped. */
export function writeDate(at: number, granularity: Granularity): string {
  const iso = new Date(at).toISOString();
  return granularity === 'day' ? iso.slice(0, 10) : `${iso.slice(0, 19)}Z`;
}

/** A date as providers write it, finer or coarser than they say; null when it is none (`0000-00-00`). */
export function readDate(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i.test(text.trim())) return null;
  const at = Date.parse(
    /T.*(Z|[+-]\d{2}:?\d{2})$/i.test(text.trim()) || text.trim().length === 10 ? text.trim() : `${text.trim()}Z`,
  );
  return Number.isNaN(at) || at <= 0 ? null : at;
}

/** The granularity a provider declares; day when it cannot be read: every provider takes days. */
export function granularityOf(declared: string): Granularity {
  return /^YYYY-MM-DDThh:mm:ssZ$/i.test(declared.trim()) ? 'seconds' : 'day';
}

/**
 * From when what changed is asked for: some time before the provider's own date of the last harvest, whose granule may
 * not have been over, and whose last transactions may not have been. Null: everything.
 */
export function fromDate(
  source: Pick<HarvestSource, 'lastCompleted' | 'granularity' | 'overlapMinutes'>,
): number | null {
  const { lastCompleted, granularity, overlapMinutes } = source;
  if (lastCompleted === null) return null;
  const usual = granularity === 'seconds' ? 10 * 60_000 + 1_000 : 2 * day;
  return lastCompleted - (overlapMinutes === null ? usual : overlapMinutes * 60_000);
}

const finer: Readonly<Record<WindowLevel, Exclude<WindowLevel, 'whole'> | null>> = {
  whole: 'year',
  year: 'month',
  month: 'day',
  day: 'records',
  records: null,
};
const oldest = Date.UTC(1990, 0, 1);

/**
 * Parts of a window that are asked for one by one, when the list of all of it cannot be walked: years, then months, days,
 * at last the records of a day one by one. The ends stay open where they were. Null: it cannot be split any more.
 */
export function split(window: Window, { earliest, now }: { earliest: number | null; now: number }): Window[] | null {
  const level = finer[window.level];
  if (level === null) return null;
  if (level === 'records') return [{ ...window, level }];
  const begin = window.from ?? Math.min(earliest ?? oldest, now);
  const end = Math.max(window.until ?? now, begin);
  const starts = [begin];
  for (let next = after(begin, level); next <= end; next = after(next, level)) starts.push(next);
  const parts = starts.map((from, at): Window => {
    const last = at + 1 === starts.length;
    return { level, from: at === 0 ? window.from : from, until: last ? window.until : starts[at + 1]! - 1_000 };
  });
  return parts.length > 1 ? parts : split({ ...window, level }, { earliest, now });
}

/** The first moment of the year, month or day that follows. */
function after(at: number, level: 'year' | 'month' | 'day'): number {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (level === 'year') return Date.UTC(year + 1, 0, 1);
  return level === 'month' ? Date.UTC(year, month + 1, 1) : Date.UTC(year, month, date.getUTCDate() + 1);
}
