import type { Buffer } from 'node:buffer';

/** One peer, from its connection to its end: a protocol's session as its socket sees it. */
export interface Conversation {
  /** Said before anything is heard. */
  readonly greeting?: Uint8Array | undefined;
  /**
   * Cuts what this peer sends, when not as every peer of the server; may change with what it said. It may keep what is
   * not whole yet, and says how much.
   */
  readonly split?: Splitter | undefined;
  /** Answers one frame; null when there is nothing to say. A throw is a fault of this program and ends the connection. */
  receive(frame: Buffer): Promise<Uint8Array | null>;
  /** True once the peer said who it is: it is then no stranger. */
  readonly signedIn: boolean;
  /** True when the connection is to be closed once the answer is written. */
  readonly finished: boolean;
  /** What the protocol says before this side ends the connection; null when nothing. */
  lastWords?(ending: Ending | 'shutdown'): Uint8Array | null;
  /** The connection is over, whatever ended it. */
  readonly closed?: (() => void) | undefined;
}

/** Why a connection was ended by us. */
export type Ending = 'frame-too-long' | 'frame-too-slow' | 'sign-in-too-slow' | 'idle' | 'answers-unread' | 'fault';

/** Cuts what arrived into messages. Pure. */
export type Splitter = (
  buffer: Buffer,
  limit: number,
) => {
  readonly frames: readonly Buffer[];
  readonly rest: Buffer;
  readonly tooLong: boolean;
  /** Bytes of a message begun that the splitter itself keeps, beside `rest`. */
  readonly pending?: number;
};
