import type { ProfileChanges } from '../network/device-profile.ts';
import type { DeviceKind, RegisteredDevice } from '../network/network.ts';

/** What one transaction may change of the terminals. */
export interface DevicesWork {
  /** A write: it takes the lock. Returns the id, or `taken` when a device already bears this login. */
  insert(device: NewDevice): Promise<number | 'taken'>;
  /** Locks the device by a write and returns it; null when nobody bears this login. */
  claim(login: string): Promise<RegisteredDevice | null>;
  /** Replaces what may change of a claimed device; the version is one more. */
  save(device: DeviceFacts): Promise<void>;
  setSecret(deviceId: number, secretHash: string): Promise<void>;
}

/** What may change of a device: all but its login, its secret and what it tells of itself. */
export type DeviceFacts = Omit<RegisteredDevice, 'login' | 'profile' | 'version' | 'lastSeenAt' | 'lastStatus'>;

/** A device to be added. */
export interface NewDevice {
  readonly login: string;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly libraryId: number;
  /** `standard` when it is absent. */
  readonly readyProfile?: string;
  /** What it has for itself beside its ready-made profile. */
  readonly profile: ProfileChanges;
  readonly secretHash: string;
}
