import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { passerelle, startServer, type Server } from '../server.ts';

jest.setTimeout(180_000);

const date = '20261121    101500';

/** Sends each line when the one before is answered; gives every answer as it comes, until the connection breaks. */
function converse(
  port: number,
  lines: readonly string[],
  heard: (line: string, answer: string) => void,
): Promise<void> {
  return new Promise((ended) => {
    const socket = createConnection({ port, host: '127.0.0.1', noDelay: true });
    let text = '';
    let asked = -1;
    const next = (): void => {
      asked += 1;
      if (asked === lines.length) socket.end();
      else socket.write(`${lines[asked]}\r`);
    };
    socket.setEncoding('utf8');
    socket.on('connect', next);
    socket.on('data', (chunk: string) => {
      text += chunk;
      for (let end = text.indexOf('\r'); end >= 0; end = text.indexOf('\r')) {
        heard(lines[asked]!, text.slice(0, end));
        text = text.slice(end + 1);
        next();
      }
    });
    socket.on('error', () => socket.destroy()); // the server was killed: that is the point
    socket.on('close', () => ended());
  });
}

/** Eight kiosks, each lending 90 items to its own readers, at most 20 each. */
function kiosk(number: number): string[] {
  const loans = Array.from({ length: 90 }, (_, index) => {
    const item = 30_000_001 + number * 90 + index;
    const card = 20_000_001 + number * 5 + Math.floor(index / 18);
    return `11NN${date}${date}AOCALL|AA${card}|AB${item}|AC|`;
  });
  return ['9300CNkiosk-lens|COdemo|CPLENS|', ...loans];
}

async function lendAndKill(server: Server, killAfter: number): Promise<Map<string, string>> {
  const lent = new Map<string, string>();
  const conversations = Array.from({ length: 8 }, (_, number) =>
    converse(server.sip2Port, kiosk(number), (line, answer) => {
      if (answer.startsWith('121')) lent.set(/\|AB(\d+)/.exec(line)![1]!, /AA(\d+)/.exec(line)![1]!);
      else if (line.startsWith('11')) throw new Error(`refused before the kill: ${answer}`);
      if (lent.size === killAfter) void server.kill();
    }),
  );
  await Promise.all(conversations);
  await delay(50);
  return lent;
}

test.each([40, 250, 555])(
  'kill -9 after %i loans: every loan answered ok=1 is there after the restart',
  async (killAfter) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-'));
    try {
      const lent = await lendAndKill(await startServer({ dataDir }), killAfter);
      expect(lent.size).toBeGreaterThanOrEqual(killAfter);

      const server = await startServer({ dataDir });
      try {
        const status = new Map<string, string>();
        const questions = [...lent.keys()].map((item) => `17${date}AOCALL|AB${item}|AC|`);
        await converse(server.sip2Port, ['9300CNkiosk-lens|COdemo|CPLENS|', ...questions], (line, answer) => {
          if (line.startsWith('17')) status.set(/\|AB(\d+)/.exec(line)![1]!, answer.slice(0, 4));
        });
        expect([...status.values()].filter((answer) => answer !== '1804')).toEqual([]);
        expect(status.size).toBe(lent.size);
        const verified = await passerelle(['verify'], { PASSERELLE_DATA_DIR: dataDir });
        expect(verified).toMatchObject({ code: 0, output: expect.stringContaining('every invariant holds') });
      } finally {
        await server.stop();
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
);
