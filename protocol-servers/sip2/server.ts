import type { Library } from '../../core/library.ts';
import type { Log } from '../../core/ports/log.ts';
import type { TerminalWatch } from '../../core/terminals/terminals.ts';
import { describeFault } from '../shared/describe-fault.ts';
import { type Certificate, createSocketServer, type SocketServer } from '../shared/socket-server.ts';
import type { SocketLimits } from '../shared/socket-limits.ts';
import { split } from './codec/index.ts';
import type { Sip2Exchange } from './exchange-reading.ts';
import { Session } from './session.ts';

export interface Sip2Limits extends SocketLimits {
  /** Wrong logins before the connection is closed. */
  readonly loginTries: number;
  /** Milliseconds during which the same request, byte for byte, is the same act. */
  readonly duplicateWindow: number;
}
export const defaultLoginTries = 3;
export const defaultDuplicateWindow = 60_000;

export interface Sip2ServerOptions {
  readonly library: Library;
  readonly log: Log;
  /** AO of every answer: `CALL`. */
  readonly institution: string;
  readonly limits?: Partial<Sip2Limits>;
  /** With it the server speaks TLS from the first byte; SIP2 has no STARTTLS. */
  readonly certificate?: Certificate;
  /** Told who is connected and what is said. */
  readonly watch?: TerminalWatch<Sip2Exchange>;
}

/** The SIP2 server: kiosks, sorters, gates and portals on one port. */
export function createSip2Server({
  library,
  log,
  institution,
  limits = {},
  certificate,
  watch,
}: Sip2ServerOptions): SocketServer {
  const { loginTries = defaultLoginTries, duplicateWindow = defaultDuplicateWindow, ...socketLimits } = limits;
  return createSocketServer({
    name: 'sip2',
    split,
    log,
    limits: socketLimits,
    certificate,
    converse(address) {
      const seat = watch?.seat(address);
      const session = new Session({
        library,
        institution,
        loginTries,
        duplicateWindow,
        onFault: (fault, facts) =>
          log.error({ protocol: 'sip2', ...facts, fault: describeFault(fault) }, 'The library failed on a message.'),
        observe: seat?.heard,
      });
      return {
        receive: (frame) => session.receive(frame),
        closed: seat?.left,
        get signedIn() {
          return session.device !== null;
        },
        get finished() {
          return session.finished;
        },
      };
    },
  });
}
