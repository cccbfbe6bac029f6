import { DateTime } from 'luxon';

/** SIP2 2.00 dates are YYYYMMDDZZZZHHMMSS; four spaces of zone mean the local time of the library. */
const zone = 'Europe/Paris';
const unknownZone = '    ';
const universalZone = '   Z';

/** Clocks only change at a quarter of an hour: what is true of its beginning is true until the next. */
const quarter = 15 * 60_000;
const keptEntries = 4096;
const offsets = new Map<number, number>();
const written = new Map<number, string>();

/** Milliseconds that local time is ahead of UTC at this instant. */
function offsetAt(at: number): number {
  const slot = Math.floor(at / quarter);
  let offset = offsets.get(slot);
  if (offset === undefined) {
    offset = DateTime.fromMillis(slot * quarter, { zone }).offset * 60_000;
    if (offsets.size >= keptEntries) offsets.clear();
    offsets.set(slot, offset);
  }
  return offset;
}

/** The 18 characters of an instant, in local time. UTC milliseconds in. */
export function sipDate(at: number): string {
  const second = Math.floor(at / 1000);
  let text = written.get(second);
  if (text === undefined) {
    const local = new Date(second * 1000 + offsetAt(at)).toISOString();
    text = `${local.slice(0, 4)}${local.slice(5, 7)}${local.slice(8, 10)}${unknownZone}${local.slice(11, 13)}${local.slice(14, 16)}${local.slice(17, 19)}`;
    if (written.size >= keptEntries) written.clear();
    written.set(second, text);
  }
  return text;
}

/** The eight digits of PA: the local day of an instant. */
export function sipDay(at: number): string {
  return sipDate(at).slice(0, 8);
}

/**
 * The instant a terminal means, UTC milliseconds; null for spaces, zeros and what is no date. `Z` is UTC, whatever else
 * stands in the zone is local time: terminals put anything there.
 */
export function instantOf(text: string): number | null {
  const found = /^(\d{4})(\d\d)(\d\d)(.{4})(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (!found) return null;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 5, 6, 7].map((group) => Number(found[group]));
  const asUniversal = Date.UTC(year!, month! - 1, day!, hour!, minute!, second!);
  const exists = new Date(asUniversal).toISOString().slice(0, 10) === `${found[1]}-${found[2]}-${found[3]}`;
  if (year! < 1970 || !exists || hour! > 23 || minute! > 59 || second! > 59) return null;
  if (found[4] === universalZone) return asUniversal;
  return asUniversal - offsetAt(asUniversal - offsetAt(asUniversal));
}
