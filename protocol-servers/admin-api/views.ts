import { DateTime } from 'luxon';
import type { Library } from '../../core/library.ts';
import type { Device, NetworkLibrary } from '../../core/network/network.ts';
import type { ActivityRow } from '../../core/ports/reading.ts';
import type { StaffUser } from '../../core/ports/staff.ts';
import type { ActivityLine, DeviceView, LibraryView, SessionView } from './contract.ts';

type Network = Library['network'];
const connectedFor = 10 * 60_000;
const localTime = 'Europe/Paris';

/** A staff account as its owner sees it. */
export function viewUser(user: StaffUser, network: Network): SessionView['user'] {
  const library = user.libraryId === null ? null : network.library(user.libraryId).code;
  return { login: user.login, name: user.name, role: user.role, library };
}

/** A library and how many devices stand in it. */
export function viewLibrary(library: NetworkLibrary, devices: readonly Device[]): LibraryView {
  const { code, name, commune, kind, state, isPickup } = library;
  const standing = devices.filter((device) => device.libraryId === library.id).length;
  return { code, name, commune, kind, state, isPickup, devices: standing };
}

/** A device as it stands now. */
export function viewDevice(device: Device, network: Network, now: number): DeviceView {
  const { code, name } = network.library(device.libraryId);
  return {
    login: device.login,
    name: device.name,
    kind: device.kind,
    library: { code, name },
    lastSeenAt: device.lastSeenAt === null ? null : new Date(device.lastSeenAt).toISOString(),
    lastStatus: statuses[device.lastStatus ?? -1] ?? null,
    state: stateOf(device.lastSeenAt, now),
  };
}

/** SIP2 2.00, SC Status (99): status code. */
const statuses: Readonly<Record<number, DeviceView['lastStatus']>> = { 0: 'ok', 1: 'out-of-paper', 2: 'shutting-down' };

function stateOf(lastSeenAt: number | null, now: number): DeviceView['state'] {
  if (lastSeenAt === null) return 'never-seen';
  if (now - lastSeenAt <= connectedFor) return 'connected';
  const seen = DateTime.fromMillis(lastSeenAt, { zone: localTime });
  return seen.hasSame(DateTime.fromMillis(now, { zone: localTime }), 'day') ? 'silent' : 'absent';
}

/** A movement as the console shows it. */
export function viewMovement(row: ActivityRow): ActivityLine {
  const { seq, type, libraryCode: library, device, barcode, title, routing } = row;
  return { seq, at: new Date(row.at).toISOString(), type, library, device, barcode, title, routing };
}
