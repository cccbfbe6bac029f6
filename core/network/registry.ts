import { randomBytes } from 'node:crypto';
import { hashSecret, pinCost } from '../access/secrets.ts';
import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeviceFacts } from '../ports/devices.ts';
import type { EventType } from '../ports/journal.ts';
import type { Store, Work } from '../ports/store.ts';
import { actsFor } from './acting.ts';
import type { Devices } from './devices.ts';
import type { Directory } from './directory.ts';
import type { RegisteredDevice } from './network.ts';
import { actorOf } from './post.ts';
import { profileMistakes } from './profile-check.ts';
import { resolvedProfile } from './ready-profiles.ts';
import {
  longestMute,
  type DeviceDescription,
  type DeviceKeeper,
  type DeviceRegistry,
  type WithSecret,
} from './registry-desk.ts';

export interface RegistryPorts {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
  /** Refreshed after each change, so that open conversations know. */
  readonly devices: Devices;
}

/** The terminals of the network, over the store. */
export function deviceRegistry(ports: RegistryPorts): DeviceRegistry {
  const { store } = ports;
  return {
    async list(by) {
      const devices = await store.read.devices();
      return devices.filter((device) => actsFor(by, device.libraryId));
    },
    async device(by, login) {
      const device = (await store.read.devices()).find((one) => one.login === login);
      if (!device) return refused('device-unknown');
      return actsFor(by, device.libraryId) ? granted(device) : refused('library-not-yours');
    },
    add: add(ports),
    change: change(ports),
    renewSecret: renewSecret(ports),
    allow: (by, login, state) =>
      changed(ports, by, login, async (work, device) => {
        if ((device.disabledAt === null) === (state === 'enabled')) return granted(null); // it is so already
        const at = ports.clock.now();
        const disabledAt = state === 'disabled' ? at : null;
        await work.devices.save({ ...device, disabledAt, cutOffAt: disabledAt ?? device.cutOffAt });
        await tell(work, by, device, at, state === 'disabled' ? 'DEVICE_DISABLED' : 'DEVICE_ENABLED');
        return granted(null);
      }),
    mute: (by, login, until) =>
      changed(ports, by, login, async (work, device) => {
        const at = ports.clock.now();
        const mutedUntil = until === null || until <= at ? null : Math.min(until, at + longestMute);
        if (mutedUntil === device.mutedUntil) return granted(null);
        await work.devices.save({ ...device, mutedUntil });
        const said = mutedUntil === null ? '' : new Date(mutedUntil).toISOString();
        await tell(work, by, device, at, 'DEVICE_CHANGED', { mutedUntil: said });
        return granted(null);
      }),
    cutOff: (by, login) =>
      changed(ports, by, login, async (work, device) => {
        const at = ports.clock.now();
        await work.devices.save({ ...device, cutOffAt: at });
        await tell(work, by, device, at, 'DEVICE_CUT_OFF');
        return granted(null);
      }),
  };
}

function add({ store, clock, devices }: RegistryPorts): DeviceRegistry['add'] {
  return async (by, { login, secret: given, ...described }): Promise<Outcome<WithSecret>> => {
    const wrong = refusal(by, described);
    if (wrong) return wrong;
    const secret = given ?? newSecret();
    const secretHash = await hashSecret(secret, pinCost);
    const { changes: profile, ...facts } = described;
    const outcome = await store.transaction(async (work) => {
      const id = await work.devices.insert({ ...facts, login, profile, secretHash });
      if (id === 'taken') return refused('device-login-taken');
      const after = textOf(described);
      await tell(work, by, { ...described, id, login }, clock.now(), 'DEVICE_ADDED', { after });
      return granted(null);
    });
    if (!outcome.granted) return outcome;
    await devices.refresh();
    return granted({ device: (await store.read.devices()).find((one) => one.login === login)!, secret });
  };
}

function change(ports: RegistryPorts): DeviceRegistry['change'] {
  return (by, login, version, to) =>
    changed(ports, by, login, async (work, device) => {
      if (device.version !== version) return refused('device-changed-meanwhile', { version: device.version });
      const described = { ...descriptionOf(device), ...to };
      const wrong = refusal(by, described);
      if (wrong) return wrong;
      const [before, after] = [textOf(descriptionOf(device)), textOf(described)];
      if (before === after) return granted(null);
      await work.devices.save({ ...factsOf(device), ...described });
      await tell(work, by, { ...device, ...described }, ports.clock.now(), 'DEVICE_CHANGED', { before, after });
      return granted(null);
    });
}

function renewSecret(ports: RegistryPorts): DeviceRegistry['renewSecret'] {
  return async (by, login, given) => {
    const secret = given ?? newSecret();
    const secretHash = await hashSecret(secret, pinCost);
    const outcome = await changed(ports, by, login, async (work, device) => {
      const at = ports.clock.now();
      await work.devices.save({ ...device, cutOffAt: at });
      await work.devices.setSecret(device.id, secretHash);
      await tell(work, by, device, at, 'DEVICE_SECRET_CHANGED');
      return granted(null);
    });
    return outcome.granted ? granted({ device: outcome.value, secret }) : outcome;
  };
}

/** Claims a device, lets it be changed, and returns it as it is then. */
async function changed(
  { store, devices }: RegistryPorts,
  by: DeviceKeeper,
  login: string,
  make: (work: Work, device: RegisteredDevice) => Promise<Outcome<null>>,
): Promise<Outcome<RegisteredDevice>> {
  const outcome = await store.transaction(async (work) => {
    const device = await work.devices.claim(login);
    if (!device) return refused('device-unknown');
    if (!actsFor(by, device.libraryId)) return refused('library-not-yours');
    return make(work, device);
  });
  if (!outcome.granted) return outcome;
  await devices.refresh();
  return granted((await store.read.devices()).find((device) => device.login === login)!);
}

function refusal(by: DeviceKeeper, { libraryId, readyProfile, changes, kind }: Described): Refused | null {
  if (!actsFor(by, libraryId)) return refused('library-not-yours');
  const mistakes = profileMistakes(resolvedProfile(readyProfile, changes), kind);
  if (mistakes.length === 0) return null;
  const facts: Record<string, string> = {};
  for (const { choice, what } of mistakes) facts[choice] = facts[choice] ? `${facts[choice]}; ${what}` : what;
  return refused('device-profile-invalid', facts);
}

/** A description as it is kept: the name of its ready-made profile may be one of a later program. */
type Described = Omit<DeviceDescription, 'readyProfile'> & { readonly readyProfile: string };

function descriptionOf({ name, kind, libraryId, readyProfile, changes }: RegisteredDevice): Described {
  return { name, kind, libraryId, readyProfile, changes };
}

function factsOf({
  id,
  disabledAt,
  cutOffAt,
  mutedUntil,
}: RegisteredDevice): Pick<DeviceFacts, 'id' | 'disabledAt' | 'cutOffAt' | 'mutedUntil'> {
  return { id, disabledAt, cutOffAt, mutedUntil };
}

/** For the journal, always in the same order. */
function textOf({ name, kind, libraryId, readyProfile, changes }: Described): string {
  const sorted = Object.fromEntries(Object.entries(changes).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return JSON.stringify({ name, kind, libraryId, readyProfile, ...sorted });
}

/** 160 bits, in signs that nobody takes for one another and every terminal can send. */
function newSecret(): string {
  const signs = '0123456789abcdefghjkmnpqrstvwxyz';
  return Array.from(randomBytes(32), (byte) => signs[byte & 31]).join('');
}

async function tell(
  work: Work,
  by: DeviceKeeper,
  { id, login, libraryId }: { readonly id: number; readonly login: string; readonly libraryId: number },
  at: number,
  type: EventType,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const actor = actorOf({ id: null, login: by.login });
  await work.journal.append({
    at,
    type,
    actor,
    libraryId,
    deviceId: id,
    itemId: null,
    patronRef: null,
    payload: { device: login, ...more },
  });
}
