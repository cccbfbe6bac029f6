import type { SocketLimits } from './socket-limits.ts';

/** Who is inside, counted: how many in all and from each address, and how many of these are strangers. */
export class Admission {
  readonly #limits: SocketLimits;
  readonly #connections = new Counter();
  readonly #strangers = new Counter();

  constructor(limits: SocketLimits) {
    this.#limits = limits;
  }

  /** Lets a stranger in, or says no: one of the limits is reached. */
  enter(address: string): Visit | null {
    const { connections, connectionsPerAddress, strangers, strangersPerAddress } = this.#limits;
    const full =
      this.#connections.total >= connections ||
      this.#connections.of(address) >= connectionsPerAddress ||
      this.#strangers.total >= strangers ||
      this.#strangers.of(address) >= strangersPerAddress;
    if (full) return null;
    this.#connections.add(address);
    this.#strangers.add(address);
    return visit(address, this.#connections, this.#strangers);
  }
}

/** One connection inside. */
export interface Visit {
  readonly address: string;
  /** It said who it is. */
  signedIn(): void;
  /** It left. */
  leave(): void;
}

function visit(address: string, connections: Counter, strangers: Counter): Visit {
  let stranger = true;
  const signedIn = (): void => {
    if (stranger) strangers.remove(address);
    stranger = false;
  };
  return {
    address,
    signedIn,
    leave() {
      signedIn();
      connections.remove(address);
    },
  };
}

/** How many in all, and from each address. */
class Counter {
  readonly #byAddress = new Map<string, number>();
  total = 0;

  of(address: string): number {
    return this.#byAddress.get(address) ?? 0;
  }

  add(address: string): void {
    this.total += 1;
    this.#byAddress.set(address, this.of(address) + 1);
  }

  remove(address: string): void {
    this.total -= 1;
    const left = this.of(address) - 1;
    if (left === 0) this.#byAddress.delete(address);
    else this.#byAddress.set(address, left);
  }
}
