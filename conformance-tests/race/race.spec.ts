import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { mariadbServer, newDatabase } from '../mariadb.ts';
import { node, passerelle, startServer, type Server } from '../server.ts';
import type { RaceOrder, RaceResult } from './kiosks.ts';

const items = Array.from({ length: 200 }, (_, index) => String(30_000_001 + index));
const cardsOf = (process: number): string[] =>
  Array.from({ length: 16 }, (_, index) => String(20_000_001 + process * 16 + index));
const refusals = /^120NUN.*\|AF(Document prêté à un autre lecteur|Vous avez atteint|Nombre maximal)/;

jest.setTimeout(180_000);

/** Three processes of sixteen kiosks each, all asking for every item at once. */
async function raceOn(servers: readonly Server[]): Promise<RaceResult[]> {
  const results = await Promise.all(
    [0, 1, 2].map((number) => {
      const child = fork(resolve('conformance-tests/race/kiosks.ts'), {
        execPath: resolve(node),
        execArgv: ['--disable-warning=ExperimentalWarning'],
      });
      const server = servers[number % servers.length]!;
      const login = number === 0 ? 'kiosk-lievin' : 'kiosk-lens';
      child.send({ port: server.sip2Port, login, cards: cardsOf(number), items } satisfies RaceOrder);
      return new Promise<RaceResult[]>((done, failed) => {
        child.once('message', (message) => done(message as RaceResult[]));
        child.once('exit', (code) => code && failed(new Error(`a client process ended with ${code}`)));
      });
    }),
  );
  return results.flat();
}

function expectEachLentOnce(results: readonly RaceResult[]): void {
  const answers = results.flatMap(({ card, answers: given }) => given.map((answer) => ({ card, ...answer })));
  expect(answers).toHaveLength(48 * 200);
  const lent = answers.filter((answer) => answer.reply.startsWith('121'));
  const lentTimes = new Map<string, number>();
  for (const { item } of lent) lentTimes.set(item, (lentTimes.get(item) ?? 0) + 1);
  expect([...lentTimes].filter(([, times]) => times !== 1)).toEqual([]);
  expect(lentTimes.size).toBe(200);
  const refused = answers.filter((answer) => !answer.reply.startsWith('121'));
  expect(refused.filter((answer) => !refusals.test(answer.reply)).slice(0, 3)).toEqual([]);
}

test('48 kiosks, 200 items, one server on SQLite: each item is lent exactly once', async () => {
  const server = await startServer();
  try {
    expectEachLentOnce(await raceOn([server]));
    const verified = await passerelle(['verify'], { PASSERELLE_DATA_DIR: server.dataDir });
    expect(verified).toMatchObject({
      code: 0,
      output: expect.stringMatching(/226 open loans[^]*every invariant holds/),
    });
    expect(server.output()).not.toMatch(/BUSY|locked|deadlock/i);
  } finally {
    await server.stop();
  }
});

const onMariadb = mariadbServer === undefined ? test.skip : test;
onMariadb('48 kiosks, 200 items, two servers on one MariaDB: each item is lent exactly once', async () => {
  const database = await newDatabase();
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'passerelle-')));
  const environment = { PASSERELLE_DATABASE_URL: database.url };
  const servers: Server[] = [];
  try {
    for (const dataDir of folders) servers.push(await startServer({ environment, dataDir }));
    expectEachLentOnce(await raceOn(servers));
    const verified = await passerelle(['verify'], { ...environment, PASSERELLE_DATA_DIR: folders[0]! });
    expect(verified).toMatchObject({
      code: 0,
      output: expect.stringMatching(/226 open loans[^]*every invariant holds/),
    });
    for (const server of servers) expect(server.output()).not.toMatch(/deadlock|lock wait/i);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    await database.drop();
  }
});
