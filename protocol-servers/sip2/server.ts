import type { Library } from '../../core/library.ts';
import type { Log } from '../../core/ports/log.ts';
import type { TerminalWatch } from '../../core/terminals/terminals.ts';
import type { Conversation } from '../shared/conversation.ts';
import type { ServiceActivity } from '../../core/system/service-activity.ts';
import { describeFault } from '../shared/describe-fault.ts';
import { type Certificate, createSocketServer, type SocketServer } from '../shared/socket-server.ts';
import type { SocketLimits } from '../shared/socket-limits.ts';
import { split } from './codec/index.ts';
import type { Sip2Exchange } from './exchange-reading.ts';
import { Session } from './session.ts';
import { telnetLogin } from './telnet-login.ts';

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
  readonly certificate?: Certificate | undefined;
  /** Addresses and networks of the proxies in front (PROXY protocol); with them nobody else is let in. */
  readonly proxies?: readonly string[] | undefined;
  /** How a terminal signs in: by 93, or at the prompts of the telnet mode before SIP2 begins. */
  readonly login?: 'message' | 'telnet';
  /** Told who is connected and what is said. */
  readonly watch?: TerminalWatch<Sip2Exchange>;
  /** Counts what it answers. */
  readonly activity?: ServiceActivity | undefined;
}

/** The SIP2 server: kiosks, sorters, gates and portals on one port. */
export function createSip2Server({
  library,
  log,
  institution,
  limits = {},
  certificate,
  proxies,
  login = 'message',
  watch,
  activity,
}: Sip2ServerOptions): SocketServer {
  const { loginTries = defaultLoginTries, duplicateWindow = defaultDuplicateWindow, ...socketLimits } = limits;
  const sessions = new WeakMap<Conversation, Session>();
  const server = createSocketServer({
    name: 'sip2',
    split,
    log,
    limits: socketLimits,
    certificate,
    proxies,
    activity,
    converse(peer) {
      const seat = watch?.seat(peer.address);
      const session = new Session({
        library,
        institution,
        loginTries,
        duplicateWindow,
        peer,
        onFault: (fault, facts) => {
          activity?.failed();
          log.error({ protocol: 'sip2', ...facts, fault: describeFault(fault) }, 'The library failed on a message.');
        },
        observe: seat?.heard,
      });
      const conversation = (login === 'telnet' ? telnetLogin : conversationOf)(session, seat?.left);
      sessions.set(conversation, session);
      return conversation;
    },
  });
  const deaf = library.devices.onCutOff((deviceId) => {
    log.info({ protocol: 'sip2', device: deviceId }, 'The connections of a device are closed: it was cut off.');
    server.dismiss((conversation) => sessions.get(conversation)?.device?.id === deviceId);
  });
  return {
    ...server,
    close(grace) {
      deaf();
      return server.close(grace);
    },
    get connections() {
      return server.connections;
    },
    get isListening() {
      return server.isListening;
    },
  };
}

function conversationOf(session: Session, closed: Conversation['closed']): Conversation {
  return {
    closed,
    get split() {
      return session.lineEnd === 'CR' ? split : splitAtLineFeeds;
    },
    receive: (frame) => session.receive(frame),
    get signedIn() {
      return session.device !== null;
    },
    get finished() {
      return session.finished;
    },
  };
}

function splitAtLineFeeds(buffer: Buffer, limit: number): ReturnType<typeof split> {
  return split(buffer, limit, 'CR-or-LF');
}
