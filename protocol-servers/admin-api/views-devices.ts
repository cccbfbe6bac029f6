import type { Library } from '../../core/library.ts';
import type { ProfileChanges } from '../../core/network/device-profile.ts';
import { profileOf } from '../../core/network/device-profile.ts';
import type { RegisteredDevice } from '../../core/network/network.ts';
import {
  type ReadyProfile,
  type ReadyProfileName,
  readyProfileNames,
  readyProfiles,
  resolvedProfile,
} from '../../core/network/ready-profiles.ts';
import type { ReadyProfileView, RegisteredDeviceView } from './contract-devices.ts';
import { viewDevice } from './views.ts';

/** A device as those who look after it see it. Never its secret. */
export function viewRegistered(device: RegisteredDevice, network: Library['network']): RegisteredDeviceView {
  const { state: _state, ...view } = viewDevice(device, network, 0);
  const { readyProfile, changes: differences, disabledAt, mutedUntil, version } = device;
  return {
    ...view,
    readyProfile,
    differences,
    profile: profileOf(device),
    disabledAt: disabledAt === null ? null : new Date(disabledAt).toISOString(),
    mutedUntil: mutedUntil === null ? null : new Date(mutedUntil).toISOString(),
    version,
  };
}

/** The ready-made profiles, whole and by what they change. */
export function viewReadyProfiles(): ReadyProfileView[] {
  return readyProfileNames.map((name: ReadyProfileName) => {
    const { title, note, changes, because }: ReadyProfile = readyProfiles[name];
    const differences: ProfileChanges = changes;
    return { name, title, note, differences, because: { ...because }, profile: resolvedProfile(name, {}) };
  });
}
