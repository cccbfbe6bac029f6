import type { Calendars } from '../circulation/calendars.ts';
import { localDate, localInstant } from '../circulation/local-days.ts';
import type { RegisteredDevice } from '../network/network.ts';

/** A device is silent when it said nothing for so long while its library is open (milliseconds). */
export const silentAfter = 15 * 60_000;

/** A device that should be heard and is not, and since when; UTC milliseconds. */
export interface SilentDevice {
  readonly device: RegisteredDevice;
  readonly since: number;
}

/**
 * The devices that are silent in opening hours. One that was never heard is being set up; one that is silent while its
 * library is closed is at rest; when the doors open it has a while to wake. One that was muted is known to be silent.
 */
export function silentAmong(
  devices: readonly RegisteredDevice[],
  calendars: Pick<Calendars, 'day'>,
  now: number,
): SilentDevice[] {
  return devices.flatMap((device) => {
    if (device.lastSeenAt === null || device.disabledAt !== null || (device.mutedUntil ?? 0) > now) return [];
    const opened = openedAt(calendars, device.libraryId, now);
    if (opened === null || now - Math.max(opened, device.lastSeenAt) < silentAfter) return [];
    return [{ device, since: device.lastSeenAt }];
  });
}

/** When the doors that are open now were opened; null when they are closed. */
function openedAt(calendars: Pick<Calendars, 'day'>, libraryId: number, now: number): number | null {
  const date = localDate(now);
  for (const { from, to } of calendars.day(libraryId, date).hours) {
    const opened = localInstant(date, from);
    if (opened <= now && now < localInstant(date, to)) return opened;
  }
  return null;
}
