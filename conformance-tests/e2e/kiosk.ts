import { connect } from 'node:net';

/** A self-check terminal made of a socket: it sends SIP2 messages as written and reads what comes back. */
export interface Kiosk {
  /** Sends one message and waits for its answer, up to the carriage return. */
  say(message: string): Promise<string>;
  leave(): void;
}

/** Plugs a terminal in on a port of this machine. */
export async function plugIn(port: number): Promise<Kiosk> {
  const socket = connect(port, '127.0.0.1');
  await new Promise<void>((plugged, failed) => socket.once('connect', plugged).once('error', failed));
  return {
    say: (message) =>
      new Promise((answered, failed) => {
        let answer = '';
        const read = (chunk: Buffer) => {
          answer += chunk.toString('utf8');
          if (!answer.includes('\r')) return;
          socket.off('data', read);
          answered(answer);
        };
        socket.on('data', read).once('error', failed);
        socket.write(`${message}\r`);
      }),
    leave: () => socket.destroy(),
  };
}

/** SIP2 2.00, 18-character date: YYYYMMDD, four blanks for local time, HHMMSS. */
export function sip2Date(date: Date): string {
  const digits = date.toISOString().replace(/\D/g, '');
  return `${digits.slice(0, 8)}    ${digits.slice(8, 14)}`;
}
