import type { Outcome } from '../outcome.ts';
import type { ProfileChanges } from './device-profile.ts';
import type { DeviceKind, RegisteredDevice } from './network.ts';
import type { ReadyProfileName } from './ready-profiles.ts';

/** A device is left alone for so long at most (milliseconds): one that is out of use is disabled. */
export const longestMute = 31 * 24 * 3_600_000;

/** Who looks after devices: the library is his own, null for the whole network. */
export interface DeviceKeeper {
  readonly login: string;
  readonly libraryId: number | null;
}

/** What a device is to be. */
export interface DeviceDescription {
  readonly name: string;
  readonly kind: DeviceKind;
  readonly libraryId: number;
  readonly readyProfile: ReadyProfileName;
  /** What it has for itself beside its ready-made profile. */
  readonly changes: ProfileChanges;
}

/** A device and its secret in clear, which is told this once. */
export interface WithSecret {
  readonly device: RegisteredDevice;
  readonly secret: string;
}

/**
 * The terminals of the network: who they are, how they speak, whether they may sign in. A change holds at once here and
 * within the time of a refresh on other servers, for conversations that are open too, from their next message on. A keeper
 * of one library sees and changes its devices only (`library-not-yours`). `version` is that of the device as it was read;
 * when it changed since, `device-changed-meanwhile` (facts.version: what it is now).
 */
export interface DeviceRegistry {
  list(by: DeviceKeeper): Promise<readonly RegisteredDevice[]>;
  /** Refused `device-unknown`. */
  device(by: DeviceKeeper, login: string): Promise<Outcome<RegisteredDevice>>;
  /**
   * Without a secret one of 160 bits is drawn. Refused `device-login-taken`, `device-profile-invalid` (facts: each wrong
   * choice and what it should be).
   */
  add(
    by: DeviceKeeper,
    device: DeviceDescription & { login: string; secret: string | null },
  ): Promise<Outcome<WithSecret>>;
  /** Refused `device-unknown`, `device-profile-invalid`, `device-changed-meanwhile`. */
  change(
    by: DeviceKeeper,
    login: string,
    version: number,
    to: Partial<DeviceDescription>,
  ): Promise<Outcome<RegisteredDevice>>;
  /** A new secret; connections that were opened with the old one are closed. Refused as `device`. */
  renewSecret(by: DeviceKeeper, login: string, secret: string | null): Promise<Outcome<WithSecret>>;
  /** It may not sign in any more, and its connections are closed; or it may again. Refused as `device`. */
  allow(by: DeviceKeeper, login: string, state: 'enabled' | 'disabled'): Promise<Outcome<RegisteredDevice>>;
  /**
   * Its silence calls for nobody until then (UTC milliseconds, `longestMute` from now at most); null, or a moment that is
   * past: it does again. Refused as `device`.
   */
  mute(by: DeviceKeeper, login: string, until: number | null): Promise<Outcome<RegisteredDevice>>;
  /** Closes its connections; it may sign in again. Refused as `device`. */
  cutOff(by: DeviceKeeper, login: string): Promise<Outcome<RegisteredDevice>>;
}
