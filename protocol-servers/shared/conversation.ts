import type { Buffer } from 'node:buffer';

/** One peer, from its connection to its end: a protocol's session as its socket sees it. */
export interface Conversation {
  /** Answers one frame; null when there is nothing to say. A throw is a fault of this program and ends the connection. */
  receive(frame: Buffer): Promise<Uint8Array | null>;
  /** True once the peer said who it is: it is then no stranger. */
  readonly signedIn: boolean;
  /** True when the connection is to be closed once the answer is written. */
  readonly finished: boolean;
  /** The connection is over, whatever ended it. */
  readonly closed?: (() => void) | undefined;
}

/** Cuts what arrived into messages. Pure. */
export type Splitter = (
  buffer: Buffer,
  limit: number,
) => { readonly frames: readonly Buffer[]; readonly rest: Buffer; readonly tooLong: boolean };
