import type { Socket } from 'node:net';
import { terminalDate } from '../sip2/client.ts';
import { opened, percentiles } from './sip2-connection.ts';
import type { TerminalsOrder } from './sip2-terminals.ts';

/** Microseconds. */
export interface FirstAnswers {
  readonly connections: number;
  /** From nothing to the answer to 63. */
  readonly whole: { readonly p50: number; readonly p99: number };
  /** To the answer to 93. */
  readonly signIn: { readonly p50: number; readonly p99: number };
}

/** Opens a connection for each terminal, one after the other, signs it in and asks for an account with its PIN. */
export async function firstAnswers({
  port,
  certificate,
  terminals,
}: Pick<TerminalsOrder, 'port' | 'certificate' | 'terminals'>): Promise<FirstAnswers> {
  const [whole, signIn]: [number[], number[]] = [[], []];
  for (const { login, card } of terminals) {
    const start = performance.now();
    const socket = await opened(port, certificate);
    await ask(socket, `9300CN${login}|COdemo|\r`, '941');
    signIn.push(performance.now() - start);
    await ask(socket, `63002${terminalDate()}${' '.repeat(10)}AOCALL|AA${card}|AC|AD1234|\r`, '64');
    whole.push(performance.now() - start);
    socket.destroy();
  }
  return { connections: terminals.length, whole: percentiles(whole), signIn: percentiles(signIn) };
}

async function ask(socket: Socket, message: string, begins: string): Promise<void> {
  socket.write(message);
  let answer = '';
  while (!answer.endsWith('\r')) {
    answer += await new Promise<string>((heard) => socket.once('data', (chunk: Buffer) => heard(chunk.toString())));
  }
  if (!answer.startsWith(begins)) throw new Error(`${message.trim()} was answered ${answer}`);
}
