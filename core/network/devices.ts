import { pinCost, type VerifiedSecrets } from '../access/secrets.ts';
import type { DeviceDesk } from '../library.ts';
import { granted, refused } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { Device } from './network.ts';

/** The terminals: who they are and when they were last heard. What they tell is written in groups, by `flush`. */
export class Devices implements DeviceDesk {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #verified: VerifiedSecrets;
  #heard = new Map<number, { deviceId: number; at: number; status: number | null }>();

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
    const { secretHash: _secret, ...device } = found;
    return granted(device);
  };

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
