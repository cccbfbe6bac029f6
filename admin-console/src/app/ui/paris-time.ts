/** Every time of the console is the network's, whatever the workstation's clock is set to. */
const timeZone = 'Europe/Paris';

/** `14:32`, 24 hours in every language. */
export function parisTime(at: string | number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(at),
  );
}

/** `mar. 15 déc. 2026 14:32:05`. */
export function parisDateTime(at: string | number, locale: string): string {
  const day = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(new Date(at));
  return `${day} ${parisSeconds(at, locale)}`;
}

/** `14:32:05`. */
export function parisSeconds(at: string | number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'medium', hourCycle: 'h23' }).format(new Date(at));
}

/** `mar. 15 déc. 2026`. */
export function parisDate(at: string | number, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(new Date(at));
}

/** The civil day in Paris, `2026-12-15`: what “today” means in a count. */
export function parisDay(at: string | number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(at));
}

/** The first moment of a civil day in Paris (`2026-12-15`), ISO 8601 in UTC. */
export function parisStart(day: string): string {
  // Clocks change at one in the morning, Greenwich: the midnight before has the same hour as that of Paris.
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const hours = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(midnight);
  return new Date(midnight - Number(hours) * 3_600_000).toISOString();
}

/** `il y a 3 min`. A clock that runs ahead of the server's says “now”, never “in 2 seconds”. */
export function timeAgo(at: string | number, now: number, locale: string): string {
  const seconds = Math.max(0, Math.floor((now - new Date(at).getTime()) / 1000));
  // “Yesterday” is a matter of calendar, and this one of elapsed time: `il y a 1 j`.
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' });
  if (seconds < 60) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second');
  if (seconds < 3600) return words.format(-Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return words.format(-Math.floor(seconds / 3600), 'hour');
  return words.format(-Math.floor(seconds / 86_400), 'day');
}
