import type { Device } from '../network/network.ts';

/** One connection of a terminal, from its beginning to its end. */
export interface Presence {
  readonly address: string;
  readonly since: number;
  terminal: TerminalPulse | null;
}

/** What is known of a terminal in this process. */
export interface TerminalPulse {
  readonly deviceId: number;
  readonly connections: Set<Presence>;
  /** Messages of the last twelve slices of five seconds, and the number of the slice written last. */
  readonly slices: Uint32Array;
  slice: number;
  /** The two characters of the last message. */
  code: number;
  messages: number;
  refusals: number;
  cause: string | null;
  causeAt: number;
  /** Where it last spoke from. */
  address: string;
  /** Exchanges of it that wait to be written. */
  waiting: number;
}

const sliceLength = 5_000;
const slicesKept = 12;

/** Which terminals are connected, and how they are doing: counted as they speak, in memory. */
export class Presences {
  readonly #terminals = new Map<number, TerminalPulse>();
  #strangers = 0;

  /** Connections that did not sign in. */
  get strangers(): number {
    return this.#strangers;
  }

  connected(address: string, now: number): Presence {
    this.#strangers += 1;
    return { address, since: now, terminal: null };
  }

  /** The connection is over, whatever ended it. To be called once. */
  left(presence: Presence): void {
    if (presence.terminal) presence.terminal.connections.delete(presence);
    else this.#strangers -= 1;
    presence.terminal = null;
  }

  /** A message was answered. It costs a few additions: a terminal waits behind it. */
  heard(
    presence: Presence,
    { device, cause, at, frame }: { device: Device | null; cause: string | null; at: number; frame: Uint8Array },
  ): void {
    if (presence.terminal?.deviceId !== device?.id) this.#seat(presence, device);
    const { terminal } = presence;
    if (!terminal) return;
    const slice = Math.floor(at / sliceLength);
    if (slice !== terminal.slice) turnTo(terminal, slice);
    terminal.slices[slice % slicesKept]! += 1;
    terminal.messages += 1;
    terminal.code = (frame[0] ?? 0) * 256 + (frame[1] ?? 0);
    terminal.address = presence.address;
    if (cause === null) return;
    terminal.refusals += 1;
    terminal.cause = cause;
    terminal.causeAt = at;
  }

  pulse(deviceId: number): TerminalPulse | undefined {
    return this.#terminals.get(deviceId);
  }

  /** Messages within the last minute. */
  rate(terminal: TerminalPulse, now: number): number {
    turnTo(terminal, Math.floor(now / sliceLength));
    return terminal.slices.reduce((sum, count) => sum + count, 0);
  }

  /** Somebody signed in, somebody else, or nobody any more. */
  #seat(presence: Presence, device: Device | null): void {
    if (presence.terminal) presence.terminal.connections.delete(presence);
    else this.#strangers -= 1;
    presence.terminal = device && this.#terminalOf(device.id);
    if (presence.terminal) presence.terminal.connections.add(presence);
    else this.#strangers += 1;
  }

  #terminalOf(deviceId: number): TerminalPulse {
    const known = this.#terminals.get(deviceId);
    if (known) return known;
    const terminal: TerminalPulse = {
      deviceId,
      connections: new Set(),
      slices: new Uint32Array(slicesKept),
      slice: 0,
      code: 0,
      messages: 0,
      refusals: 0,
      cause: null,
      causeAt: 0,
      address: '',
      waiting: 0,
    };
    this.#terminals.set(deviceId, terminal);
    return terminal;
  }
}

/** Empties the slices that time passed over. A clock that goes back changes nothing. */
function turnTo(terminal: TerminalPulse, slice: number): void {
  if (slice <= terminal.slice) return;
  const from = Math.max(terminal.slice + 1, slice - slicesKept + 1);
  for (let passed = from; passed <= slice; passed += 1) terminal.slices[passed % slicesKept] = 0;
  terminal.slice = slice;
}
