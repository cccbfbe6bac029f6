import type { Socket } from 'node:net';
import { Gauge, Histogram, type Registry } from 'prom-client';
import type { Disseminator } from '../../core/dissemination/rendering.ts';
import type { Log } from '../../core/ports/log.ts';
import { isLoopback } from '../shared/addresses.ts';
import type { ServiceActivity } from '../../core/system/service-activity.ts';
import { describeFault } from '../shared/describe-fault.ts';
import type { Served } from '../shared/served.ts';
import { createSocketServer, type SocketServer } from '../shared/socket-server.ts';
import type { SearchedLibrary } from './association.ts';
import { ApduFramer, split } from './codec/index.ts';
import { defaultZ3950Limits, type Z3950Limits } from './limits.ts';
import { RatePerMinute } from './rate.ts';
import { Session } from './session.ts';
import { toldOf } from './told.ts';

export interface Z3950ServerOptions {
  readonly library: SearchedLibrary;
  readonly log: Log;
  readonly metrics: Registry;
  /** Counts what it answers. */
  readonly activity?: ServiceActivity | undefined;
  /** The ZeeRex record that explains the catalogue. */
  readonly explainRecord: () => string;
  /** Who gives records out, and where each can be read: told by MODS and oai_dc. */
  readonly disseminator: Disseminator;
  /** Takes a connection that speaks HTTP: SRU on the same port. */
  readonly serveHttp: (socket: Socket) => void;
  /** Hears of each request that was answered. */
  readonly served?: Served;
  readonly limits?: Partial<Z3950Limits>;
}

/** The Z39.50 target: partner catalogues and their clients, on one port with SRU. */
export function createZ3950Server(options: Z3950ServerOptions): SocketServer {
  const { library, log, metrics, explainRecord, disseminator, served } = options;
  const limits = { ...defaultZ3950Limits, ...options.limits };
  const now = (): number => performance.now();
  const requests = new RatePerMinute(limits.requestsPerMinute, now);
  const records = new RatePerMinute(limits.recordsPerMinute, now);
  const failures = new RatePerMinute(limits.failedSignIns, now);
  const associations = new Map<string, number>();
  const seconds = new Histogram({
    name: 'z3950_request_seconds',
    help: 'Time from an APDU to its answer.',
    labelNames: ['apdu'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers: [metrics],
  });
  const target = { library, limits, explainRecord, disseminator };

  const server = createSocketServer({
    name: 'z3950',
    split,
    log,
    limits,
    activity: options.activity,
    handOver: { recognises: speaksHttp, take: options.serveHttp },
    converse({ address }) {
      const ours = isLoopback(address); // this machine asks as much as it likes, as it does of HTTP
      let counted = false;
      let leave: (() => void) | undefined;
      const session = new Session({
        target,
        gate: {
          closed() {
            if (failures.isSpent(address)) return { condition: 1018, addinfo: 'too many wrong passwords' };
            if ((associations.get(address) ?? 0) >= limits.associationsPerAddress) return { condition: 1015 };
            return null;
          },
          signInFailed: () => void failures.take(address),
          ask: () => ours || (requests.take(address) && !records.isSpent(address)),
          gave: (count) => void records.take(address, count),
        },
        onFault: (fault, apdu) => {
          options.activity?.failed();
          log.error({ protocol: 'z3950', apdu, fault: describeFault(fault) }, 'The library failed on an APDU.');
        },
        onAnswer(apdu, answer, time) {
          seconds.observe({ apdu: apdu.name }, time);
          served?.answered({ protocol: 'z3950', client: address, milliseconds: time * 1000, ...toldOf(apdu, answer) });
        },
      });
      const framer = new ApduFramer(limits.frame);
      return {
        split: (buffer) => {
          const framed = framer.push(buffer);
          return { ...framed, rest: buffer.subarray(buffer.length), tooLong: framed.tooLong || framed.malformed };
        },
        async receive(frame) {
          const answer = await session.receive(frame);
          if (session.opened && !counted) {
            counted = true;
            associations.set(address, (associations.get(address) ?? 0) + 1);
            leave = served?.connected('z3950', address);
          }
          return answer;
        },
        lastWords: (ending) => {
          if (ending === 'idle') return session.lastWords('lackOfActivity');
          if (ending === 'shutdown') return session.lastWords('shutdown');
          if (ending === 'frame-too-long') return session.lastWords('protocolError', 'no APDU, or one too large');
          return session.lastWords('unspecified');
        },
        closed() {
          if (!counted) return;
          leave?.();
          const others = associations.get(address)! - 1;
          if (others > 0) associations.set(address, others);
          else associations.delete(address);
        },
        get signedIn() {
          return session.opened;
        },
        get finished() {
          return session.finished;
        },
      };
    },
  });
  new Gauge({
    name: 'z3950_associations',
    help: 'Connections open now.',
    registers: [metrics],
    collect() {
      this.set(server.connections);
    },
  });
  return server;
}

/** A request line begins by printable letters; no APDU does. */
function speaksHttp(first: Uint8Array): boolean {
  return first.length >= 4 && first.subarray(0, 4).every((byte) => byte >= 0x20 && byte <= 0x7e);
}
