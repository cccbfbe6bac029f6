import { createConnection, type Socket } from 'node:net';

/** One kiosk of a race: a SIP2 connection that asks for every item, whoever else does. Runs in a process of its own. */
export interface RaceOrder {
  readonly port: number;
  readonly login: string;
  readonly cards: readonly string[];
  readonly items: readonly string[];
}
/** What a kiosk was answered: item → the 12 message. */
export interface RaceResult {
  readonly card: string;
  readonly answers: readonly { readonly item: string; readonly reply: string }[];
}

process.on('message', (order: RaceOrder) => {
  Promise.all(order.cards.map((card) => race(order, card))).then(
    (results) => process.send!(results, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function race({ port, login, items }: RaceOrder, card: string): Promise<RaceResult> {
  const ask = await connected(port);
  const signedIn = await ask(`9300CN${login}|COdemo|CPX|`);
  if (!signedIn.startsWith('941')) throw new Error(`the login of ${login} was answered ${signedIn}`);
  const answers: { item: string; reply: string }[] = [];
  for (const item of items) {
    const date = now();
    const reply = await ask(`11NN${date}${date}AOCALL|AA${card}|AB${item}|AC|`);
    answers.push({ item, reply });
  }
  return { card, answers };
}

/** A connection that sends one line and waits for its answer. */
async function connected(port: number): Promise<(line: string) => Promise<string>> {
  const socket: Socket = createConnection({ port, host: '127.0.0.1', noDelay: true });
  let waiting: { answered: (line: string) => void; failed: (error: Error) => void } | null = null;
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    text += chunk;
    const end = text.indexOf('\r');
    if (end < 0) return;
    const line = text.slice(0, end);
    text = text.slice(end + 1);
    waiting?.answered(line);
  });
  await new Promise<void>((open, failed) => {
    socket.once('connect', open);
    socket.once('error', failed);
  });
  socket.on('close', () => waiting?.failed(new Error('the connection was closed')));
  return (line) =>
    new Promise((answered, failed) => {
      waiting = { answered, failed };
      socket.write(`${line}\r`);
    });
}

function now(): string {
  const date = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${day}    ${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}
