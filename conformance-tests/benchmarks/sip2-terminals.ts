import type { Socket } from 'node:net';
import { verify } from './sip2-answers.ts';
import { opened, percentiles } from './sip2-connection.ts';
import { type RepeatedMessage, round } from './sip2-messages.ts';

/** What the terminals of one run are told: where to go, as whom, for how long (milliseconds). */
export interface TerminalsOrder {
  readonly port: number;
  /** The certificate to expect, PEM; null: in clear. */
  readonly certificate: string | null;
  /** `echo`: the same bytes against a server that gives them back; read and verified by the same code. */
  readonly against: 'sip2' | 'echo';
  readonly terminals: readonly {
    readonly login: string;
    readonly card: string;
    readonly items: readonly [string, string];
  }[];
  readonly warmUp: number;
  readonly duration: number;
}
/** What they measured. Times are microseconds. */
export interface TerminalsResult {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** The same of check-outs alone. */
  readonly checkOut: { readonly p50: number; readonly p99: number };
}

const mostLatencies = 4_000_000;

process.on('message', (order: TerminalsOrder) => {
  measure(order).then(
    (result) => process.send!(result, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function measure(order: TerminalsOrder): Promise<TerminalsResult> {
  const latencies = new Float64Array(mostLatencies);
  const checkOuts: number[] = [];
  const state = { count: 0, measuring: false, running: true };
  const sockets: Socket[] = [];
  for (const terminal of order.terminals) sockets.push(await signedIn(order, terminal.login));
  const ends = order.terminals.map((terminal, index) =>
    loop(sockets[index]!, round(terminal.card, terminal.items), order, state, latencies, checkOuts),
  );
  const failed = Promise.all(ends);
  await Promise.race([failed, after(order.warmUp)]);
  state.measuring = true;
  const start = performance.now();
  await Promise.race([failed, after(order.duration)]);
  const seconds = (performance.now() - start) / 1000;
  const requests = state.count;
  state.measuring = false;
  state.running = false;
  await failed;
  const all = latencies.subarray(0, Math.min(requests, mostLatencies));
  return { requests, perSecond: requests / seconds, ...percentiles(all), checkOut: percentiles(checkOuts) };
}

/** One terminal: sends a message, waits for its answer, sends the next. Resolves at the end of its round once told to stop. */
function loop(
  socket: Socket,
  messages: readonly RepeatedMessage[],
  { against }: TerminalsOrder,
  state: { count: number; measuring: boolean; running: boolean },
  latencies: Float64Array,
  checkOuts: number[],
): Promise<void> {
  return new Promise((finished, failed) => {
    // the clock of this terminal goes a second a round: each loan is a transaction of its own
    const clock = new Date(Date.now() - 3_600_000);
    let next = 0;
    let sequence = 0;
    let sentAt = 0;
    let heard: Buffer | null = null;

    const send = (): void => {
      sequence = (sequence + 1) % 10;
      sentAt = performance.now();
      socket.write(messages[next]!.prepare(clock, sequence));
    };
    socket.on('data', (chunk: Buffer) => {
      const answer: Buffer = heard ? Buffer.concat([heard, chunk]) : chunk;
      if (answer[answer.length - 1] !== 0x0d) {
        heard = answer;
        return;
      }
      heard = null;
      if (state.measuring) {
        const took = performance.now() - sentAt;
        if (state.count < latencies.length) latencies[state.count] = took;
        if (messages[next]!.isCheckOut) checkOuts.push(took);
        state.count += 1;
      }
      const wrong = verify(answer, messages[next]!.expected, sequence, against);
      if (wrong !== null) {
        failed(new Error(`${messages[next]!.bytes.toString()} was answered ${answer.toString()}: ${wrong}`));
        return;
      }
      next += 1;
      if (next === messages.length) {
        next = 0;
        clock.setTime(clock.getTime() + 1000);
        if (!state.running) {
          socket.end();
          finished();
          return;
        }
      }
      send();
    });
    socket.on('close', () => (state.running ? failed(new Error('the connection was closed')) : undefined));
    send();
  });
}

async function signedIn({ port, certificate, against }: TerminalsOrder, login: string): Promise<Socket> {
  const socket = await opened(port, certificate);
  if (against === 'echo') return socket;
  socket.write(`9300CN${login}|COdemo|\r`);
  const answer = await new Promise<Buffer>((heard) => socket.once('data', heard));
  if (answer.toString() !== '941\r') throw new Error(`the login of ${login} was answered ${answer.toString()}`);
  return socket;
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
