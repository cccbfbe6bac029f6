import type { ActivityLine, TodayView } from '../api/contract';

/** The most lines kept on the screen; the server keeps them all. */
export const longestLog = 500;

const totalOf = { LOAN: 'loans', RETURN: 'returns', RENEWAL: 'renewals' } as const;

/** The day with lines added that came after it was read, newest first; a line already there is not counted twice. */
export function withLines(today: TodayView, lines: readonly ActivityLine[]): TodayView {
  const last = lastSeq(today);
  const added = [...new Map(lines.map((line) => [line.seq, line])).values()]
    .filter((line) => line.seq > last)
    .sort((one, other) => other.seq - one.seq);
  if (added.length === 0) return today;

  const totals = { ...today.totals };
  for (const line of added) totals[totalOf[line.type]] += 1;
  return { totals, lines: [...added, ...today.lines].slice(0, longestLog) };
}

/** How many lines `current` has that `shown` has not. */
export function newLines(current: TodayView, shown: TodayView): number {
  const last = lastSeq(shown);
  return current.lines.filter((line) => line.seq > last).length;
}

function lastSeq(today: TodayView): number {
  return today.lines.reduce((last, line) => Math.max(last, line.seq), -1);
}
