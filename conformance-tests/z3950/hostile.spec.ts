import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { startServer, type Server } from '../server.ts';
import { yazClient } from './yaz.ts';

let server: Server;
/** Sent half of an APDU when the tests began. */
let slow: { socket: Socket; began: number };

beforeAll(async () => {
  server = await startServer();
  const socket = await associated();
  socket.write(search('x').subarray(0, 12));
  slow = { socket, began: Date.now() };
});
afterAll(async () => {
  await server.stop();
});

/** One element of BER, its length in the long form where it must be. */
function tlv(tag: string, ...parts: readonly (Buffer | string)[]): Buffer {
  const contents = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'hex') : part)));
  return Buffer.concat([header(tag, contents.length), contents]);
}

/** What stands before contents of that many bytes. */
function header(tag: string, length: number): Buffer {
  const digits = length.toString(16);
  const even = digits.padStart(digits.length + (digits.length % 2), '0');
  return Buffer.from(tag + (length < 0x80 ? even : (0x80 + even.length / 2).toString(16) + even), 'hex');
}

const init = Buffer.from('b416830200e0840400e9a240850404000000860404000000', 'hex');
const bib1 = '06072a8648ce130301';
/** A request for the set `1` of the whole catalogue; the query is an element [21]. */
const searchBy = (query: Buffer): Buffer =>
  tlv(
    'b6',
    '8d0100 8e0101 8f0100 9001ff 910131'.replaceAll(' ', ''),
    tlv('b2', tlv('9f69', Buffer.from('catalogue'))),
    tlv('b5', query),
  );
const term = (text: string): Buffer => tlv('a0', tlv('bf66', tlv('bf2c'), tlv('9f2d', Buffer.from(text))));
const search = (text: string): Buffer => searchBy(tlv('a1', bib1, term(text)));
/** A hundred records of the set `1` in UNIMARC. */
const present = Buffer.from('b814 9f1f0131 9e0101 9d0164 9f6807 2a8648ce130501'.replaceAll(' ', ''), 'hex');

/** Everything heard until the other end goes. */
async function heard(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  if (!socket.closed) await once(socket, 'close');
  return Buffer.concat(chunks);
}

/** A connection whose Init was accepted. */
async function associated(): Promise<Socket> {
  const socket = connect(server.z3950Port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  socket.write(init);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.subarray(0, 1).toString('hex')).toBe('b5');
  expect(answer.includes(Buffer.from('8c0101', 'hex')) || answer.includes(Buffer.from('8c01ff', 'hex'))).toBe(true);
  return socket;
}

/** Others search meanwhile, and are answered. */
async function othersGoOn(): Promise<void> {
  const text = await yazClient(`127.0.0.1:${server.z3950Port}/catalogue`, ['find @attr 1=4 germinal', 'show 1']);
  expect(text).toMatch(/Number of hits: [1-9]/);
  expect(text).toContain('Records: 1');
}

/** Resident memory, MB. */
const memory = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))![1]) / 1024;
/** Close with that reason (§3.2.11). */
const close = (reason: number): Buffer => Buffer.from(`9f815301${reason.toString(16).padStart(2, '0')}`, 'hex');

test('an APDU that claims 2 GB is refused by its header, with a Close of protocolError', async () => {
  const before = memory();
  const socket = await associated();
  const end = heard(socket);
  socket.write(Buffer.from('b6847fffffff', 'hex'));
  expect((await end).includes(close(6))).toBe(true);
  expect(memory() - before).toBeLessThan(100);
  await othersGoOn();
});

test('10,000 operators within each other are refused', async () => {
  const or = Buffer.from('bf2e028100', 'hex');
  const innermost = term('germinal');
  const operand = Buffer.concat([term('nana'), or]);
  // From the inside: each level holds the one before it, and an operand.
  const begun: Buffer[] = [];
  let length = innermost.length;
  for (let level = 0; level < 10_000; level += 1) {
    const begins = header('a1', length + operand.length);
    begun.unshift(begins);
    length += begins.length + operand.length;
  }
  const nested = Buffer.concat([...begun, innermost, ...Array.from(begun, () => operand)]);
  const apdu = searchBy(tlv('a1', bib1, nested));
  expect(apdu.length).toBeLessThan(1 << 20);
  const socket = await associated();
  const end = heard(socket);
  const began = Date.now();
  socket.write(apdu);
  expect((await end).includes(close(6))).toBe(true);
  expect(Date.now() - began).toBeLessThan(5_000);
  await othersGoOn();
});

test('10,000 brackets of CQL are refused by a diagnostic, and the association goes on', async () => {
  const cql = `${'('.repeat(10_000)}germinal${')'.repeat(10_000)}`;
  const type104 = tlv('bf68', '06072a8648ce131002', tlv('a0', tlv('1b', Buffer.from(cql))));
  const socket = await associated();
  socket.write(searchBy(type104));
  const [refused] = (await once(socket, 'data')) as [Buffer];
  expect(refused.subarray(0, 1).toString('hex')).toBe('b7');
  expect(refused.includes(Buffer.from('960100', 'hex'))).toBe(true); // searchStatus: failure
  socket.write(search('germinal'));
  const [answered] = (await once(socket, 'data')) as [Buffer];
  expect(answered.includes(Buffer.from('960101', 'hex')) || answered.includes(Buffer.from('9601ff', 'hex'))).toBe(true);
  socket.destroy();
});

test('400 presents whose answers nobody reads: memory is bounded, others go on, and the connection ends', async () => {
  const socket = await associated();
  const everything = tlv('bf2c', tlv('30', '9f780101', '9f790203f8'), tlv('30', '9f780102', '9f790167')); // any, always matches
  socket.write(searchBy(tlv('a1', bib1, tlv('a0', tlv('bf66', everything, tlv('9f2d', Buffer.from('x')))))));
  await once(socket, 'data');
  let one = 0;
  const count = (chunk: Buffer): void => void (one += chunk.length);
  socket.on('data', count).write(present);
  for (let last = -1; one === 0 || one !== last; last = one) await delay(500);
  expect(one).toBeGreaterThan(50_000); // a hundred records
  socket.off('data', count).pause();

  const before = memory();
  socket.write(Buffer.concat(Array.from({ length: 400 }, () => present)));
  await delay(1_000);
  await othersGoOn();
  expect(memory() - before).toBeLessThan(150);
  await delay(18_000);
  const rest = heard(socket);
  socket.resume();
  expect((await rest).length).toBeLessThan(200 * one);
}, 60_000);

test('half an APDU is waited for fifteen seconds, then the association is closed', async () => {
  const end = await heard(slow.socket);
  expect(end.length === 0 || end.includes(close(9))).toBe(true);
  expect(Date.now() - slow.began).toBeGreaterThan(14_000);
  await othersGoOn();
}, 40_000);
