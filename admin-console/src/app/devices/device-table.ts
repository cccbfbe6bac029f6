import type { DeviceView } from '../api/contract';
import { type Sort, alphabet } from '../ui/sort';
import { stateWords } from './device-words';

/** The columns that can be sorted, the first being the order of arrival. */
export const columns = ['state', 'name', 'library', 'seen'] as const;
export type Column = (typeof columns)[number];

const seenAt = (device: DeviceView) => (device.lastSeenAt === null ? 0 : new Date(device.lastSeenAt).getTime());

const comparisons: Record<Column, (one: DeviceView, other: DeviceView) => number> = {
  state: (one, other) => stateWords[one.state].rank - stateWords[other.state].rank,
  name: (one, other) => alphabet.compare(one.name, other.name),
  library: (one, other) => alphabet.compare(one.library.name, other.library.name),
  seen: (one, other) => seenAt(other) - seenAt(one),
};

/** The devices in order; ties by library, then by name. */
export function deviceRows(devices: readonly DeviceView[], sort: Sort<Column>): DeviceView[] {
  const turn = sort.direction === 'asc' ? 1 : -1;
  return [...devices].sort(
    (one, other) =>
      turn * comparisons[sort.by](one, other) || comparisons.library(one, other) || comparisons.name(one, other),
  );
}

/** The list with the devices of an event in place of their former state; devices it does not name stay. */
export function withChanges(devices: readonly DeviceView[], changed: readonly DeviceView[]): DeviceView[] {
  const byLogin = new Map(devices.map((device) => [device.login, device]));
  for (const device of changed) byLogin.set(device.login, device);
  return [...byLogin.values()];
}
