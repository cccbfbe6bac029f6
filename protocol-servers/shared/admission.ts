import type { SocketLimits } from './socket-limits.ts';

/** Who is inside, counted: how many in all, and how many strangers in all and from each address. */
export class Admission {
  readonly #limits: SocketLimits;
  readonly #strangersByAddress = new Map<string, number>();
  #connections = 0;
  #strangers = 0;

  constructor(limits: SocketLimits) {
    this.#limits = limits;
  }

  /** Lets a stranger in, or says no: the limits of connections, of strangers, or of its address are reached. */
  enter(address: string): boolean {
    const ofAddress = this.#strangersByAddress.get(address) ?? 0;
    const full =
      this.#connections >= this.#limits.connections ||
      this.#strangers >= this.#limits.strangers ||
      ofAddress >= this.#limits.strangersPerAddress;
    if (full) return false;
    this.#connections += 1;
    this.#strangers += 1;
    this.#strangersByAddress.set(address, ofAddress + 1);
    return true;
  }

  /** It signed in, or left without: no stranger any more. */
  noStranger(address: string): void {
    this.#strangers -= 1;
    const ofAddress = this.#strangersByAddress.get(address)! - 1;
    if (ofAddress === 0) this.#strangersByAddress.delete(address);
    else this.#strangersByAddress.set(address, ofAddress);
  }

  /** It left. */
  leave(): void {
    this.#connections -= 1;
  }
}
