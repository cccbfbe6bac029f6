import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import type { Peer, PeerCertificate } from '../../core/network/device-access.ts';
import { isAmong } from '../../core/network/addresses.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Admission, Visit } from './admission.ts';
import { throughProxy } from './arrival.ts';
import { peerCertificate } from './peer-certificate.ts';
import type { SocketLimits } from './socket-limits.ts';

/** A certificate and its key, PEM: TLS from the first byte, 1.2 at least. */
export interface Certificate {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
  /** Asks peers for a certificate too. `authorities`, PEM, are those whose word on a name is taken; without them only fingerprints tell. */
  readonly ofPeers?: { readonly authorities?: string | Buffer };
}

export interface ListenerOptions {
  readonly name: string;
  readonly log: Log;
  readonly limits: SocketLimits;
  readonly admission: Admission;
  readonly certificate?: Certificate | undefined;
  /** Addresses and networks of the proxies that must stand between, and speak the PROXY protocol; nobody else is let in. */
  readonly proxies?: readonly string[] | undefined;
  /** Somebody is there. */
  readonly accept: (socket: Socket, peer: Peer, visit: Visit) => void;
  /** Somebody was not let in. */
  readonly turnedAway: () => void;
}

/** What listens, and the sockets of which it is not known yet who is there. */
export interface Listener {
  readonly server: Server;
  readonly arriving: ReadonlySet<Socket>;
}

const keepAliveDelay = 60_000; // network address translation forgets silent connections
// half open: `printf … | nc` ends its side before it is answered
const tcp = { allowHalfOpen: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveDelay };
/** In the order of preference: forward secrecy and authenticated encryption only. */
const ciphers = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
].join(':');

/** Takes connections in: counted before anything is spent on them, then the head of a proxy, then TLS. */
export function listener(options: ListenerOptions): Listener {
  const { name, log, limits, admission, certificate, proxies, accept, turnedAway } = options;
  const arriving = new Set<Socket>();
  const tls = certificate && tlsListener(certificate, options, arriving);

  const refuse = (socket: Socket): void => {
    turnedAway();
    socket.destroy();
  };
  const enter = (socket: Socket, address: string): void => {
    const visit = admission.enter(address);
    if (!visit) return refuse(socket);
    socket.once('close', () => visit.leave());
    if (tls) return tls.secure(socket, visit);
    arriving.delete(socket);
    accept(socket, { address, certificate: null }, visit);
  };
  const server = createServer(tcp, (socket) => {
    const address = socket.remoteAddress ?? 'unknown';
    socket.on('error', (error) => log.info({ protocol: name, address, error: error.message }, 'The connection broke.'));
    if (arriving.size >= limits.strangers) return refuse(socket);
    arriving.add(socket);
    socket.once('close', () => arriving.delete(socket));
    if (!proxies) return enter(socket, address);
    if (!isAmong(address, proxies)) return refuse(socket);
    throughProxy(socket, limits.handshakeTime, (arrival) => {
      if ('address' in arrival) return enter(socket, arrival.address);
      log.warn({ protocol: name, address, why: arrival.wrong }, 'The proxy did not say who is behind it: refused.');
      refuse(socket);
    });
  });
  return { server, arriving };
}

/** TLS over sockets that were let in already. */
function tlsListener(
  { cert, key, ofPeers }: Certificate,
  { name, log, limits, accept }: ListenerOptions,
  arriving: Set<Socket>,
): { secure(socket: Socket, visit: Visit): void } {
  const visits = new Map<string, { socket: Socket; visit: Visit }>();
  const server = createTlsServer({
    ...tcp,
    cert,
    key,
    ciphers,
    honorCipherOrder: true,
    minVersion: 'TLSv1.2',
    handshakeTimeout: limits.handshakeTime,
    // A certificate nobody we know signed still proves who holds its key: the device it is bound to says which one.
    ...(ofPeers && { requestCert: true, rejectUnauthorized: false, ca: ofPeers.authorities ?? [] }),
  });
  server.on('tlsClientError', (error: Error, socket: TLSSocket) => {
    log.info({ protocol: name, address: socket.remoteAddress, error: error.message }, 'TLS was not agreed.');
  });
  server.on('secureConnection', (secured: TLSSocket) => {
    const waiting = visits.get(endOf(secured));
    if (!waiting) return secured.destroy();
    arriving.delete(waiting.socket);
    const { address } = waiting.visit;
    secured.on('error', (error) =>
      log.info({ protocol: name, address, error: error.message }, 'The connection broke.'),
    );
    const shown: PeerCertificate | null = ofPeers ? peerCertificate(secured, Date.now()) : null;
    accept(secured, { address, certificate: shown }, waiting.visit);
  });
  return {
    secure(socket, visit) {
      const end = endOf(socket);
      visits.set(end, { socket, visit });
      socket.once('close', () => visits.delete(end));
      server.emit('connection', socket);
    },
  };
}

/** Names the other end of an open TCP connection: no two have the same. */
function endOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
