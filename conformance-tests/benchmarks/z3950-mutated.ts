import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { startServer, type Server } from '../server.ts';
import { mostMegabytes } from './measured.ts';
import { cpuOf } from './search-load.ts';

const init = Buffer.from('b416830200e0840400e9a240850404000000860404000000', 'hex');
/** A search of the set `1` for `germinal`. */
const search = Buffer.from(
  'b6478d01008e01018f01009001ff910131b20c9f6909636174616c6f677565b528a12606072a8648ce13' +
    '0301a01bbf6618bf2c0a30089f7801019f7901049f2d086765726d696e616c',
  'hex',
);
const atOnce = 12;
/** Seconds of processor one of them may cost. */
const most = 1;

/**
 * Sends a running server APDUs of real clients with one to four changes each, every one in an association of its own, and
 * waits until the server has answered or closed. Fails when the server ends, says that it failed, takes longer over one
 * than a second of processor, or does not answer a good search afterwards.
 */
export async function run({ apdus }: { readonly apdus: number }): Promise<void> {
  const originals = requests();
  const server = await startServer({ environment: { PASSERELLE_LOG_LEVEL: 'error' } });
  try {
    const random = seeded(3950);
    let sent = 0;
    let answered = 0;
    let longest = 0;
    const [began, before] = [performance.now(), cpuOf(server.pid)];
    const slow: Buffer[] = [];
    const sender = async (): Promise<void> => {
      while (sent < apdus) {
        const apdu = mutated(originals[(sent += 1) % originals.length]!, random);
        const start = performance.now();
        if (await isAnswered(server, apdu)) answered += 1;
        const took = (performance.now() - start) / 1_000;
        longest = Math.max(longest, took);
        if (took > most) slow.push(apdu);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, sender));
    const seconds = (performance.now() - began) / 1_000;
    const cpu = (cpuOf(server.pid) - before) / 1_000;
    // on a busy machine the clock says little: what took long is sent again, alone
    for (const apdu of slow) {
      const start = cpuOf(server.pid);
      await isAnswered(server, apdu);
      const spent = (cpuOf(server.pid) - start) / 1_000;
      if (spent > most) throw new Error(`${spent.toFixed(1)} s of processor: ${apdu.toString('hex')}`);
    }
    if (server.output().includes('"level":50')) throw new Error(server.output().slice(0, 4_000));
    if (!(await isAnswered(server, search))) throw new Error('a good search is not answered any more');
    const each = `${((cpu * 1_000) / sent).toFixed(2)} ms of processor each with its association`;
    console.log(
      `${String(sent)} mutated APDUs in ${seconds.toFixed(0)} s, ${each}, the longest in ${longest.toFixed(2)} s`,
    );
    console.log(
      `${String(answered)} answered, the others closed; ${String(mostMegabytes(server.pid))} MB of memory at most`,
    );
  } finally {
    await server.stop();
  }
}

/** What origins sent, as it was captured. */
function requests(): Buffer[] {
  const file = join(process.cwd(), 'protocol-servers', 'z3950', 'codec', 'captured-apdus.txt');
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' ') as [name: string, hex: string])
    .filter(([name]) => name.includes('-c2s-'))
    .map(([, hex]) => Buffer.from(hex, 'hex'));
}

/** Whether something other than a Close follows the answer to Init. The other end closes once it has read everything. */
function isAnswered({ z3950Port }: Server, apdu: Buffer): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(z3950Port, '127.0.0.1');
    const heard: Buffer[] = [];
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.on('data', (chunk: Buffer) => {
      if (heard.push(chunk) === 1) socket.end(apdu);
    });
    socket.on('close', () => {
      const answers = Buffer.concat(heard);
      if (answers[0] !== 0xb5) return reject(new Error(`Init was not answered: ${answers.toString('hex')}`));
      const next = answers.subarray(2 + answers[1]!);
      resolve(next.length > 0 && next.subarray(0, 2).toString('hex') !== 'bf30');
    });
    socket.write(init);
  });
}

function mutated(bytes: Buffer, random: () => number): Buffer {
  let changed = Buffer.from(bytes);
  for (let left = 1 + Math.floor(random() * 4); left > 0 && changed.length > 0; left -= 1) {
    const at = Math.floor(random() * changed.length);
    const kind = Math.floor(random() * 4);
    if (kind === 0) changed[at]! ^= 1 << Math.floor(random() * 8);
    else if (kind === 1) changed[at] = Math.floor(random() * 256);
    else if (kind === 2) changed = Buffer.concat([changed.subarray(0, at), changed.subarray(at + 1)]);
    else {
      const piece = changed.subarray(at, at + 1 + Math.floor(random() * 40));
      changed = Buffer.concat([changed.subarray(0, at), piece, changed.subarray(at)]);
    }
  }
  return changed;
}

/** Numbers from 0 to 1, always the same for a seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
