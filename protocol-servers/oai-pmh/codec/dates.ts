/** A `from` or `until` argument as an interval: both ends inclusive, UTC milliseconds. */
export interface Bound {
  readonly granularity: 'day' | 'seconds';
  readonly first: number;
  readonly last: number;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const seconds = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/**
 * Reads a date of OAI-PMH (Protocol §3.3): `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ssZ`, UTC, nothing else. Null for another
 * form and for a date that does not exist (30 February).
 */
export function readBound(text: string): Bound | null {
  if (day.test(text)) {
    const first = instant(`${text}T00:00:00Z`);
    return first === null ? null : { granularity: 'day', first, last: first + 24 * 3_600_000 - 1 };
  }
  if (!seconds.test(text)) return null;
  const first = instant(text);
  return first === null ? null : { granularity: 'seconds', first, last: first + 999 };
}

/** Writes a moment as a datestamp: UTC, whole seconds, the fraction dropped. */
export function writeDatestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

function instant(text: string): number | null {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds) || writeDatestamp(milliseconds) !== text) return null;
  return milliseconds;
}
