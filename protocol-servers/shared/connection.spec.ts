import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Connection } from './connection.ts';
import type { Conversation } from './conversation.ts';
import { defaultSocketLimits, type SocketLimits } from './socket-limits.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** One letter is one message, answered by itself in capitals, in the order of `log`. */
function capitals(log: string[]): Conversation {
  return {
    async receive(frame) {
      log.push(frame.toString());
      return Buffer.from(frame.toString().toUpperCase());
    },
    signedIn: true,
    finished: false,
  };
}
const letters = (buffer: Buffer) => ({
  frames: Array.from(buffer, (byte) => Buffer.of(byte)),
  rest: Buffer.alloc(0),
  tooLong: false,
});

/** Serves a conversation to one client, and notes each write of the server. */
async function pair(
  conversation: Conversation,
  limits: Partial<SocketLimits> = {},
): Promise<{ client: Socket; writes: string[] }> {
  const writes: string[] = [];
  const server = createServer((socket) => {
    const write = socket.write.bind(socket);
    socket.write = ((bytes: Buffer) => {
      writes.push(bytes.toString());
      return write(bytes);
    }) as typeof socket.write;
    new Connection(socket, conversation, {
      split: letters,
      limits: { ...defaultSocketLimits, ...limits },
      onEnding: () => undefined,
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(client, 'connect');
  closing.push(() => (client.destroy(), server.close()));
  return { client, writes };
}

async function heard(client: Socket, length: number): Promise<string> {
  let text = '';
  while (text.length < length) text += String((await once(client, 'data'))[0]);
  return text;
}

test('each answer leaves in one write of its own, however many messages came at once', async () => {
  const { client, writes } = await pair(capitals([]));
  client.write('abcdef');
  expect(await heard(client, 6)).toBe('ABCDEF');
  expect(writes).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
});

test('who sends a thousand messages at once waits his turn after each', async () => {
  const log: string[] = [];
  const patiently = { impatientFrames: Number.POSITIVE_INFINITY };
  const [flooding, patient] = [await pair(capitals(log), patiently), await pair(capitals(log))];
  const answered = heard(patient.client, 1);
  flooding.client.write('f'.repeat(1000));
  patient.client.write('p');
  await answered;
  expect(log.lastIndexOf('p')).toBeLessThan(900);
  await heard(flooding.client, 1000);
  expect(log).toHaveLength(1001);
});

test('who goes on sending without waiting rests after each answer', async () => {
  let spent = 0;
  const slow: Conversation = {
    ...capitals([]),
    async receive(frame) {
      const until = performance.now() + 2;
      while (performance.now() < until) spent += 1;
      return frame;
    },
  };
  const { client } = await pair(slow);
  client.write('x'.repeat(defaultSocketLimits.impatientFrames + 2));
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 1);
  await heard(client, defaultSocketLimits.impatientFrames + 2);
  clearInterval(counting);
  expect(spent).toBeGreaterThan(0);
  expect(turns).toBeGreaterThan(5); // the loop was free meanwhile
});

test('a greeting comes before anything is heard', async () => {
  const { client } = await pair({ ...capitals([]), greeting: Buffer.from('hello') });
  expect(await heard(client, 5)).toBe('hello');
});
