import { type Server, startServer } from '../server.ts';
import { openSignedIn, openTerminal, type Terminal, terminalDate } from './client.ts';
import { openHostilePeers } from './hostile-peers.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const noDate = ' '.repeat(18);

/** What a kiosk says in a visit, and how each answer begins; `own` is what the answer must speak of. */
function visit(number: number): readonly (readonly [message: string, code: string, own: string])[] {
  const card = String(20_000_001 + number);
  const item = String(30_000_001 + number);
  const at = terminalDate();
  return [
    ['9900802.00', '98', ''],
    [`63002${at}  Y       AOCALL|AA${card}|`, '64', `AA${card}|`],
    [`17${at}AOCALL|AB${item}|`, '18', `AB${item}|`],
    [`11NN${at}${noDate}AOCALL|AA${card}|AB${item}|`, '12', `AB${item}|`],
    [`09N${at}${at}AOCALL|AB${item}|`, '10', `AB${item}|`],
    [`35${at}AOCALL|AA${card}|`, '36', `AA${card}|`],
  ];
}

test('64 kiosks and 4 sorters are all answered beside one that never reads, one that floods and one that never ends its line', async () => {
  // One first: the others' secret is then known to be right, and nobody waits for 68 derivations.
  const sorters = [await openSignedIn(server.sip2Port, 'sorter-lens')];
  const kiosks = [await openSignedIn(server.sip2Port)];
  while (sorters.length < 4) sorters.push(await openSignedIn(server.sip2Port, 'sorter-lens'));
  while (kiosks.length < 64) kiosks.push(await openSignedIn(server.sip2Port));
  const hostile = await openHostilePeers(server.sip2Port);
  try {
    const wrong: string[] = [];
    const say = async (terminal: Terminal, [message, code, own]: readonly [string, string, string]): Promise<void> => {
      const answer = await terminal.ask(message);
      if (answer.code !== code || !answer.text.includes(own)) wrong.push(`${message} was answered ${answer.text}`);
    };
    await Promise.all([
      ...kiosks.map(async (kiosk, number) => {
        for (let visits = 0; visits < 4; visits += 1) for (const step of visit(number)) await say(kiosk, step);
      }),
      ...sorters.map(async (sorter, number) => {
        for (let at = 0; at < 20; at += 1) {
          const item = String(30_000_200 + 20 * number + at);
          await say(sorter, [`09N${terminalDate()}${noDate}AOCALL|AB${item}|`, '10', `AB${item}|`]);
        }
      }),
    ]);
    expect(wrong).toEqual([]);
    expect(hostile.flooded()).toBeGreaterThan(0); // it is served in its turn, not starved
    for (const terminal of [...kiosks, ...sorters]) terminal.end();
  } finally {
    hostile.stop();
  }
  expect((await (await openSignedIn(server.sip2Port)).ask('9900802.00')).code).toBe('98');
});

test('one that goes on asking and never reads is cut off, by the limits a server has by itself', async () => {
  const hostile = await openHostilePeers(server.sip2Port);
  try {
    await hostile.deafIsCut;
  } finally {
    hostile.stop();
  }
  expect(server.output()).toContain('"ending":"answers-unread"');
}, 180_000);

test('a line of more than 64 KiB is cut off, and nobody else', async () => {
  const kiosk = await openSignedIn(server.sip2Port);
  const endless = await openTerminal(server.sip2Port);
  endless.send('9'.repeat(64 * 1024 + 1));
  await endless.closed;
  expect((await kiosk.ask('9900802.00')).code).toBe('98');
  kiosk.end();
});

test('strangers of one address never take the places of terminals that signed in', async () => {
  const strangers = await Promise.all(Array.from({ length: 120 }, () => openTerminal(server.sip2Port)));
  const turnedAway = await Promise.all(
    strangers.map((stranger) =>
      Promise.race([
        stranger.closed.then(() => true),
        stranger.ask('9900802.00').then(
          () => false,
          () => true,
        ),
      ]),
    ),
  );
  expect(turnedAway.filter(Boolean)).toHaveLength(20);
  for (const stranger of strangers) stranger.end();
  await Promise.all(strangers.map((stranger) => stranger.closed));
  const kiosk = await openSignedIn(server.sip2Port);
  expect((await kiosk.ask('9900802.00')).code).toBe('98');
  kiosk.end();
});
