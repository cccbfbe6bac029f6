import { connect, type Socket } from 'node:net';
import { terminalDate } from './client.ts';

/** Three terminals that misbehave, each in its own way, signed in like any other. */
export interface HostilePeers {
  /** Answers the flooding one got so far. */
  flooded(): number;
  /** Resolves once the one that never reads is cut off. */
  readonly deafIsCut: Promise<void>;
  stop(): void;
}

/** The one that floods never has fewer unanswered messages than this. */
const pipelined = 500;

/**
 * Opens them: one that asks and never reads what it is answered, one that sends hundreds of messages without waiting, and one
 * whose line never ends.
 */
export async function openHostilePeers(port: number, login = 'kiosk-lens'): Promise<HostilePeers> {
  const [deaf, flooding, endless] = await Promise.all([
    signedIn(port, login),
    signedIn(port, login),
    signedIn(port, login),
  ]);
  const ask = `63002${terminalDate()}  Y       AOCALL|AA20000001|AD1234|\r`;

  deaf.pause();
  const deafIsCut = new Promise<void>((cut) => deaf.once('close', () => cut()));
  const nagging = setInterval(() => deaf.destroyed || deaf.writableNeedDrain || deaf.write(ask.repeat(200)), 5);

  let answered = 0;
  flooding.on('data', (chunk: Buffer) => {
    let heard = 0;
    for (const byte of chunk) if (byte === 0x0d) heard += 1;
    answered += heard;
    if (!flooding.destroyed) flooding.write(ask.repeat(heard));
  });
  flooding.write(ask.repeat(pipelined));

  endless.write('11YN');
  const dripping = setInterval(() => endless.destroyed || endless.write('0'), 20);

  return {
    flooded: () => answered,
    deafIsCut,
    stop() {
      clearInterval(nagging);
      clearInterval(dripping);
      for (const socket of [deaf, flooding, endless]) socket.destroy();
    },
  };
}

async function signedIn(port: number, login: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') throw error;
  });
  await new Promise<void>((welcome) => {
    socket.once('data', () => welcome());
    socket.write(`9300CN${login}|COdemo|\r`);
  });
  return socket;
}
