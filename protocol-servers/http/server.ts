import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Express } from 'express';
import { isLoopback } from '../shared/addresses.ts';
import { defaultLimits, type HttpLimits } from './limits.ts';

export interface HttpServerOptions {
  readonly limits?: Partial<HttpLimits>;
  /** Proxies whose number of connections is theirs to manage. */
  readonly trustedProxies?: readonly string[];
}

export interface HttpServer {
  /** Listens, and gives the port it got (0 asks for any). Rejects when the address cannot be had: EADDRINUSE, EACCES. */
  listen(port: number, host: string): Promise<number>;
  /**
   * Stops accepting, lets requests in hand finish, then cuts what is left after `closeGrace`. What streams without end
   * (Server-Sent Events) must be ended by its owner first, or waits for the cut.
   */
  close(): Promise<void>;
  /** Whether it takes connections. */
  readonly isListening: boolean;
  /** Serves a connection that another listener took. */
  readonly serve: (socket: Socket) => void;
}

/** The listening side of the application: time-outs and quotas that strangers cannot stretch. */
export function createHttpServer(app: Express, options: HttpServerOptions = {}): HttpServer {
  const limits = { ...defaultLimits, ...options.limits };
  const server = createServer({
    headersTimeout: limits.headersTimeout,
    requestTimeout: limits.requestTimeout,
    keepAliveTimeout: limits.keepAliveTimeout,
    maxHeaderSize: limits.headerBytes,
    connectionsCheckingInterval: 1_000,
  });
  server.maxHeadersCount = limits.headerLines;
  server.maxConnections = limits.connections;
  server.maxRequestsPerSocket = limits.requestsPerConnection;
  server.timeout = limits.stallTimeout;
  limitConnectionsPerAddress(server, limits.connectionsPerAddress, options.trustedProxies ?? []);

  let closing = false;
  server.on('request', (_request, response) => {
    if (closing) response.setHeader('Connection', 'close');
    response.on('close', () => {
      if (closing) setImmediate(() => server.closeIdleConnections());
    });
  });
  server.on('request', app);

  return {
    get isListening() {
      return server.listening;
    },
    serve: (socket) => void server.emit('connection', socket),
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    close: async () => {
      if (!server.listening) return;
      closing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), limits.closeGrace);
      await closed;
      clearTimeout(cut);
    },
  };
}

/** One address cannot take every connection: one too many is closed at once. */
function limitConnectionsPerAddress(server: Server, most: number, exempt: readonly string[]): void {
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress;
    if (!address || isLoopback(address) || exempt.includes(address)) return;
    const now = (open.get(address) ?? 0) + 1;
    open.set(address, now);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
    if (now > most) socket.destroy();
  });
}
