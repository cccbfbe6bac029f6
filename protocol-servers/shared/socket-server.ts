import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import type { Log } from '../../core/ports/log.ts';
import { Admission } from './admission.ts';
import { Connection, type HandOver } from './connection.ts';
import type { Conversation, Splitter } from './conversation.ts';
import { describeFault } from './describe-fault.ts';
import { defaultSocketLimits, type SocketLimits } from './socket-limits.ts';

/** A certificate and its key, PEM: TLS from the first byte, 1.2 at least. */
export interface Certificate {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
}

export interface SocketServerOptions {
  /** Protocol, as the log names it. */
  readonly name: string;
  readonly split: Splitter;
  /** A new peer. */
  readonly converse: (peer: { readonly address: string }) => Conversation;
  readonly log: Log;
  readonly limits?: Partial<SocketLimits>;
  readonly certificate?: Certificate;
  readonly handOver?: HandOver | undefined;
}

export interface SocketServer {
  /** Resolves with the port once it listens; rejects when the address is taken or forbidden. Port 0 picks one. */
  listen(port: number, host: string): Promise<number>;
  /** Stops accepting, lets each connection finish what it answers, cuts what is left after `grace` milliseconds (5,000). */
  close(grace?: number): Promise<void>;
  /** Connections open now. */
  readonly connections: number;
}

const keepAliveDelay = 60_000; // network address translation forgets silent connections
const handshakeTimeout = 10_000;
const longestInspection = 1000;
const defaultGrace = 5000;

/** A server of peers that speak in frames, over TCP or TLS. */
export function createSocketServer(options: SocketServerOptions): SocketServer {
  const limits: SocketLimits = { ...defaultSocketLimits, ...options.limits };
  const { log, name } = options;
  const admission = new Admission(limits);
  const open = new Set<Connection>();
  let turnedAway = 0;
  let closing: Promise<void> | null = null;

  const accept = (socket: Socket): void => {
    const address = socket.remoteAddress ?? 'unknown';
    socket.on('error', (error) => log.info({ protocol: name, address, error: error.message }, 'The connection broke.'));
    if (closing || !admission.enter(address)) {
      turnedAway += 1;
      socket.destroy();
      return;
    }
    const conversation = noticing(options.converse({ address }), () => admission.noStranger(address));
    const connection = new Connection(socket, conversation, {
      split: options.split,
      limits,
      handOver: options.handOver,
      onEnding(ending, fault) {
        if (fault)
          log.error({ protocol: name, address, fault: describeFault(fault) }, 'The program failed: connection cut.');
        else log.warn({ protocol: name, address, ending }, 'Connection cut.');
      },
    });
    open.add(connection);
    socket.on('close', () => {
      open.delete(connection);
      admission.leave();
      if (!conversation.signedIn) admission.noStranger(address);
    });
  };

  const server = listener(options, accept);
  server.on('tlsClientError', (error: Error, socket: TLSSocket) => {
    log.info({ protocol: name, address: socket.remoteAddress, error: error.message }, 'TLS was not agreed.');
  });

  const inspection = setInterval(
    () => {
      const now = performance.now();
      for (const connection of open) connection.inspect(now);
      if (turnedAway > 0) log.warn({ protocol: name, turnedAway }, 'Connections turned away: too many.');
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
        for (const connection of open) connection.socket.destroy();
      }, grace);
      server.close(() => {
        clearTimeout(force);
        clearInterval(inspection);
        resolve();
      });
      for (const connection of open) connection.dismiss();
    });

  return {
    listen: (port, host) => listening(server, port, host, log, name),
    close: (grace = defaultGrace) =>
      (closing ??= server.listening ? close(grace) : Promise.resolve(clearInterval(inspection))),
    get connections() {
      return open.size;
    },
  };
}

function listener({ certificate }: SocketServerOptions, accept: (socket: Socket) => void): Server {
  // half open: `printf … | nc` ends its side before it is answered
  const tcp = { allowHalfOpen: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveDelay };
  if (!certificate) return createTcpServer(tcp, accept);
  return createTlsServer({ ...tcp, ...certificate, minVersion: 'TLSv1.2', handshakeTimeout }, accept);
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

/** The same conversation, which tells once that its peer signed in. */
function noticing(conversation: Conversation, onSignIn: () => void): Conversation {
  let known = false;
  return {
    async receive(frame) {
      const answer = await conversation.receive(frame);
      if (!known && conversation.signedIn) {
        known = true;
        onSignIn();
      }
      return answer;
    },
    split: conversation.split,
    lastWords: (ending) => conversation.lastWords?.(ending) ?? null,
    left: () => conversation.left?.(),
    get signedIn() {
      return known;
    },
    get finished() {
      return conversation.finished;
    },
  };
}
