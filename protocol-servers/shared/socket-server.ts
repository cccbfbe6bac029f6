import type { AddressInfo, Server, Socket } from 'node:net';
import type { Peer } from '../../core/network/device-access.ts';
import type { Log } from '../../core/ports/log.ts';
import { Admission, type Visit } from './admission.ts';
import { Connection, type HandOver } from './connection.ts';
import type { Conversation, Splitter } from './conversation.ts';
import type { ServiceActivity } from '../../core/system/service-activity.ts';
import { describeFault } from './describe-fault.ts';
import { type Certificate, listener } from './listener.ts';
import { defaultSocketLimits, type SocketLimits } from './socket-limits.ts';

export type { Certificate } from './listener.ts';

export interface SocketServerOptions {
  /** Protocol, as the log names it. */
  readonly name: string;
  readonly split: Splitter;
  /** A new peer. */
  readonly converse: (peer: Peer) => Conversation;
  readonly log: Log;
  readonly limits?: Partial<SocketLimits>;
  readonly certificate?: Certificate | undefined;
  /** Addresses and networks of the proxies that speak the PROXY protocol; with them nobody else is let in. */
  readonly proxies?: readonly string[] | undefined;
  /** Told of each answer and of each fault that cuts a connection. */
  readonly activity?: ServiceActivity | undefined;
  /** Another protocol on the same port. */
  readonly handOver?: HandOver | undefined;
}

export interface SocketServer {
  /** Resolves with the port once it listens; rejects when the address is taken or forbidden. Port 0 picks one. */
  listen(port: number, host: string): Promise<number>;
  /** Stops accepting, lets each connection finish what it answers, cuts what is left after `grace` milliseconds (5,000). */
  close(grace?: number): Promise<void>;
  /** Lets the conversations that `which` names finish what they answer, then closes them. */
  dismiss(which: (conversation: Conversation) => boolean): void;
  /** Connections open now. */
  readonly connections: number;
  /** Whether it takes connections. */
  readonly isListening: boolean;
}

const longestInspection = 1000;
const defaultGrace = 5000;

/** A server of peers that speak in frames, over TCP or TLS. */
export function createSocketServer(options: SocketServerOptions): SocketServer {
  const limits: SocketLimits = { ...defaultSocketLimits, ...options.limits };
  const { log, name, certificate, proxies } = options;
  const admission = new Admission(limits);
  const open = new Map<Connection, Conversation>();
  let turnedAway = 0;
  let closing: Promise<void> | null = null;

  const accept = (socket: Socket, peer: Peer, visit: Visit): void => {
    if (closing) return void socket.destroy();
    const { address } = peer;
    const conversation = options.converse(peer);
    const connection = new Connection(socket, conversation, {
      split: options.split,
      limits,
      handOver: options.handOver,
      onSignIn: visit.signedIn,
      onAnswered: () => options.activity?.answered(),
      onEnding(ending, fault) {
        if (fault) options.activity?.failed();
        if (fault)
          log.error({ protocol: name, address, fault: describeFault(fault) }, 'The program failed: connection cut.');
        else log.warn({ protocol: name, address, ending }, 'Connection cut.');
      },
    });
    open.set(connection, conversation);
    socket.on('close', () => {
      open.delete(connection);
      conversation.closed?.();
    });
  };
  const { server, arriving } = listener({
    name,
    log,
    limits,
    admission,
    certificate,
    proxies,
    accept,
    turnedAway: () => (turnedAway += 1),
  });

  const inspection = setInterval(
    () => {
      const now = performance.now();
      for (const connection of open.keys()) connection.inspect(now);
      if (turnedAway > 0) log.warn({ protocol: name, turnedAway }, 'Connections turned away.');
      turnedAway = 0;
    },
    Math.min(
      longestInspection,
      ...[limits.signInTime, limits.frameTime, limits.idleTime, limits.unreadTime].map((time) => time / 4),
    ),
  );
  inspection.unref();

  const close = (grace: number): Promise<void> =>
    new Promise((resolve) => {
      const force = setTimeout(() => {
        log.warn({ protocol: name, connections: open.size }, 'Connections cut: they did not finish in time.');
        for (const connection of open.keys()) connection.socket.destroy();
      }, grace);
      server.close(() => {
        clearTimeout(force);
        clearInterval(inspection);
        resolve();
      });
      for (const socket of arriving) socket.destroy();
      for (const connection of open.keys()) connection.stop();
    });

  return {
    listen: (port, host) => listening(server, port, host, log, name),
    close: (grace = defaultGrace) =>
      (closing ??= server.listening ? close(grace) : Promise.resolve(clearInterval(inspection))),
    dismiss(which) {
      for (const [connection, conversation] of open) if (which(conversation)) connection.close();
    },
    get connections() {
      return open.size;
    },
    get isListening() {
      return server.listening;
    },
  };
}

function listening(server: Server, port: number, host: string, log: Log, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      server.on('error', (error) => log.error({ protocol: name, error: error.message }, 'The listener failed.'));
      resolve((server.address() as AddressInfo).port);
    });
  });
}
