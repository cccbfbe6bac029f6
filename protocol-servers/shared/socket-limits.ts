/** What one connection, one address and the whole server may use. Times are milliseconds, sizes bytes. */
export interface SocketLimits {
  /** A message must end before this. */
  readonly frame: number;
  /** From connection until TLS is agreed; also that of the head of a proxy. */
  readonly handshakeTime: number;
  /** From then to sign-in. */
  readonly signInTime: number;
  /** From the first byte of a message to its last. */
  readonly frameTime: number;
  /** Without a message. */
  readonly idleTime: number;
  /** Connections at once. */
  readonly connections: number;
  /** The same, of one address. */
  readonly connectionsPerAddress: number;
  /** Connections at once that have not signed in. */
  readonly strangers: number;
  /** The same, of one address. */
  readonly strangersPerAddress: number;
  /** Messages of one connection that wait for their turn before its socket is left unread. */
  readonly waitingFrames: number;
  /** Messages sent one upon another, before the former was answered, that are answered as fast as they come. */
  readonly impatientFrames: number;
  /** Part of the time the answering of more of them may take, from 0 to 1. */
  readonly impatientShare: number;
  /** Answers written that the peer does not read. */
  readonly unread: number;
  /** How long it may leave any answer unread. */
  readonly unreadTime: number;
}

/** For terminals that stay connected all day. */
export const defaultSocketLimits: SocketLimits = {
  frame: 64 * 1024,
  handshakeTime: 10_000,
  signInTime: 30_000,
  frameTime: 30_000,
  idleTime: 15 * 60_000,
  connections: 1000,
  connectionsPerAddress: 600,
  strangers: 200,
  strangersPerAddress: 100,
  waitingFrames: 16,
  impatientFrames: 32,
  impatientShare: 0.03,
  unread: 256 * 1024,
  unreadTime: 15_000,
};
