import { pinCost, type VerifiedSecrets } from '../access/secrets.ts';
import type { DeviceDesk } from '../library.ts';
import { granted, refused } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { Device, RegisteredDevice } from './network.ts';

/**
 * The terminals: who they are and when they were last heard. Open conversations read them from memory, as of the last
 * `refresh`; what they tell is written in groups, by `flush`.
 */
export class Devices implements DeviceDesk {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #verified: VerifiedSecrets;
  #heard = new Map<number, { deviceId: number; at: number; status: number | null }>();

  #registered: ReadonlyMap<number, RegisteredDevice> = new Map();
  readonly #listeners = new Set<(deviceId: number) => void>();
  #asked = 0;
  #taken = 0;

  constructor({ store, clock, verified }: { store: Store; clock: Clock; verified: VerifiedSecrets }) {
    this.#store = store;
    this.#clock = clock;
    this.#verified = verified;
  }

  signIn: DeviceDesk['signIn'] = async (login, secret) => {
    const found = await this.#store.read.device(login);
    const stored = found?.secretHash ?? null;
    const right = await this.#verified.check(`device ${login}`, secret, stored, pinCost, this.#clock.now());
    if (!found || !right) return refused('credentials-wrong');
    const { secretHash: _secret, ...read } = found;
    const device = this.#newest(read);
    return device.disabledAt === null ? granted(device) : refused('credentials-wrong');
  };

  current(device: Device): Device | null {
    const known = this.#registered.get(device.id);
    if (!known) return device; // it was added, and signed in, since the last refresh
    return known.disabledAt === null ? known : null;
  }

  onCutOff(listener: (deviceId: number) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Reads the devices again: another server may have changed them. Who was disabled or cut off since is told to those who listen. */
  async refresh(): Promise<void> {
    const turn = (this.#asked += 1);
    const devices = await this.#store.read.devices();
    if (turn < this.#taken) return; // one asked for later was read already
    this.#taken = turn;
    const before = this.#registered;
    this.#registered = new Map(devices.map((device) => [device.id, unchanged(before.get(device.id), device)]));
    for (const device of devices) {
      const known = before.get(device.id);
      const disabled = device.disabledAt !== null && known?.disabledAt === null;
      if (known && (disabled || device.cutOffAt !== known.cutOffAt)) this.#tell(device.id);
    }
  }

  #tell(deviceId: number): void {
    for (const listener of this.#listeners) listener(deviceId);
  }

  /** Whoever signs in has read the device just now; the last refresh may be older, or newer. */
  #newest(device: RegisteredDevice): RegisteredDevice {
    const known = this.#registered.get(device.id);
    if (known && known.version >= device.version) return known;
    this.#registered = new Map(this.#registered).set(device.id, device);
    return device;
  }

  seen(device: Device, status?: number): void {
    const known = this.#heard.get(device.id);
    this.#heard.set(device.id, { deviceId: device.id, at: this.#clock.now(), status: status ?? known?.status ?? null });
  }

  /** Every device, with what it told since the last flush. */
  async list(): Promise<Device[]> {
    const devices = await this.#store.read.devices();
    return devices.map((device) => {
      const heard = this.#heard.get(device.id);
      return heard ? { ...device, lastSeenAt: heard.at, lastStatus: heard.status ?? device.lastStatus } : device;
    });
  }

  /** Writes what was heard since the last flush. */
  async flush(): Promise<void> {
    if (this.#heard.size === 0) return;
    const heard = this.#heard;
    this.#heard = new Map();
    try {
      await this.#store.administration.sawDevices([...heard.values()]);
    } catch (error) {
      this.#heard = new Map([...heard, ...this.#heard]);
      throw error;
    }
  }
}

/** The same object while nothing but its last words changed: what was worked out from its profile is kept. */
function unchanged(known: RegisteredDevice | undefined, device: RegisteredDevice): RegisteredDevice {
  return known && known.version >= device.version ? known : device;
}
