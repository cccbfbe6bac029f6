import { connect, type Socket } from 'node:net';

/** A SIP2 terminal written from the standard alone: it knows nothing of the server it speaks to. */
export interface Terminal {
  /** Sends a message without error detection and waits for its answer. */
  ask(message: string): Promise<Answer>;
  /** Sends a message with AY and AZ. */
  askSealed(message: string, sequence: number): Promise<Answer>;
  /** Sends bytes as they are. */
  send(bytes: string | Buffer): void;
  /** The next answer. */
  next(): Promise<Answer>;
  /** Ends our side only. */
  end(): void;
  /** Resolves once the connection is closed. */
  readonly closed: Promise<void>;
}

/** One answer, cut as the standard says. */
export interface Answer {
  /** The line without its CR. */
  readonly text: string;
  readonly code: string;
  /** The fixed fields, one string each. */
  readonly fixed: readonly string[];
  /** The first value of each variable field. */
  readonly fields: Readonly<Record<string, string>>;
  /** Every variable field, in the order of the message. */
  readonly list: readonly (readonly [identifier: string, value: string])[];
  /** Every value of a repeated field. */
  all(identifier: string): string[];
  /** AY, null when the answer has none. */
  readonly sequence: string | null;
  /** Null without AZ; else whether it is right. */
  readonly checksumRight: boolean | null;
}

/** Lengths of the fixed fields by response (SIP2 2.00, section "Message formats"). */
const fixedLengths: Readonly<Record<string, readonly number[]>> = {
  '10': [1, 1, 1, 1, 18],
  '12': [1, 1, 1, 1, 18],
  '16': [1, 1, 18],
  '18': [2, 2, 2, 18],
  '20': [1, 18],
  '24': [14, 3, 18],
  '26': [14, 3, 18],
  '30': [1, 1, 1, 1, 18],
  '36': [1, 18],
  '38': [1, 18],
  '64': [14, 3, 18, 4, 4, 4, 4, 4, 4],
  '66': [1, 4, 4, 18],
  '94': [1],
  '96': [],
  '98': [1, 1, 1, 1, 1, 1, 3, 3, 18, 4],
};

/** Opens a connection to 127.0.0.1. */
export async function openTerminal(port: number): Promise<Terminal> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  await new Promise<void>((opened, failed) => {
    socket.once('connect', opened);
    socket.once('error', failed);
  });
  const { next, closed } = listen(socket);
  const send = (bytes: string | Buffer): void => void socket.write(bytes);
  return {
    send,
    next,
    closed,
    end: () => socket.end(),
    ask(message) {
      send(`${message}\r`);
      return next();
    },
    askSealed(message, sequence) {
      send(`${sealed(message, sequence)}\r`);
      return next();
    },
  };
}

/** Opens a connection and signs in. */
export async function openSignedIn(port: number, login = 'kiosk-lens'): Promise<Terminal> {
  const terminal = await openTerminal(port);
  const answer = await terminal.ask(`9300CN${login}|COdemo|CPLENS|`);
  if (answer.text !== '941') throw new Error(`login was answered ${answer.text}`);
  return terminal;
}

/** A message with error detection. */
export function sealed(message: string, sequence: number): string {
  const summed = `${message}AY${sequence}AZ`;
  return summed + checksum(Buffer.from(summed));
}

function checksum(bytes: Uint8Array): string {
  const total = bytes.reduce((sum, byte) => sum + byte, 0);
  return (-total & 0xffff).toString(16).toUpperCase().padStart(4, '0');
}

/** Date and time as a terminal of the network writes them. */
export function terminalDate(at = new Date()): string {
  const parts = new Intl.DateTimeFormat('fr-FR', {
    timeZone: 'Europe/Paris',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const part = (type: string): string => parts.find((one) => one.type === type)!.value;
  return `${part('year')}${part('month')}${part('day')}    ${part('hour')}${part('minute')}${part('second')}`;
}

function listen(socket: Socket): { next: () => Promise<Answer>; closed: Promise<void> } {
  const answers: Answer[] = [];
  const waiting: { answered: (answer: Answer) => void; failed: (error: Error) => void }[] = [];
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, Buffer.from(chunk)]);
    for (let end = rest.indexOf(0x0d); end >= 0; end = rest.indexOf(0x0d)) {
      const answer = read(rest.subarray(0, end));
      rest = rest.subarray(end + 1);
      const first = waiting.shift();
      if (first) first.answered(answer);
      else answers.push(answer);
    }
  });
  socket.on('end', () => socket.end());
  socket.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') throw error;
  });
  const closed = new Promise<void>((done) => socket.once('close', () => done()));
  void closed.then(() => {
    for (const one of waiting.splice(0)) one.failed(new Error('the connection was closed without an answer'));
  });
  const next = (): Promise<Answer> =>
    new Promise((answered, failed) => {
      const answer = answers.shift();
      if (answer) answered(answer);
      else if (socket.destroyed) failed(new Error('the connection was closed without an answer'));
      else waiting.push({ answered, failed });
    });
  return { next, closed };
}

function read(line: Buffer): Answer {
  const text = line.toString('utf8');
  const code = text.slice(0, 2);
  const seal = /(?:AY(\d))?AZ([0-9A-F]{4})$/.exec(text);
  const checksumRight = seal ? checksum(line.subarray(0, line.length - 4)) === seal[2] : null;
  let at = 2;
  const fixed = (fixedLengths[code] ?? []).map((length) => text.slice(at, (at += length)));
  const values = text.slice(at, seal ? text.length - seal[0].length : undefined).split('|');
  const fields: Record<string, string> = {};
  for (const value of values) fields[value.slice(0, 2)] ??= value.slice(2);
  const all = (identifier: string): string[] =>
    values.filter((value) => value.startsWith(identifier)).map((value) => value.slice(2));
  const list = values.slice(0, -1).map((value) => [value.slice(0, 2), value.slice(2)] as const);
  return { text, code, fixed, fields, list, all, sequence: seal?.[1] ?? null, checksumRight };
}
