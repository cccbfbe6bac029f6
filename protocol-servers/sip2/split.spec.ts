import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { InMemoryLibrary } from './fakes/in-memory-library.ts';
import { createSip2Server } from './server.ts';

const date = '20261121    140509';
const noDate = ' '.repeat(18);

/** One of each message a terminal sends, and how its answer begins. */
const messages: readonly [message: string, answer: string][] = [
  ['9300CNkiosk-lens|COdemo|CPLENS|', '941'],
  ['9900802.00', '98'],
  [`17${date}AOCALL|AB30000001|AC|`, '18'],
  [`19${date}AOCALL|AB30000001|AC|CHétagère|`, '20'],
  [`23002${date}AOCALL|AA20000001|AC|AD1234|`, '24'],
  [`63002${date}  Y       AOCALL|AA20000001|AC|AD1234|BP1|BQ5|`, '64'],
  [`11YN${date}${noDate}AOCALL|AA20000001|AB30000001|AC|AD1234|BON|BIN|`, '12'],
  [`29NN${date}${date}AOCALL|AA20000001|AD1234|AB30000001|AC|BON|`, '30'],
  [`65${date}AOCALL|AA20000001|AD1234|AC|BON|`, '66'],
  [`09N${date}${date}APLENS|AOCALL|AB30000001|AC|BIN|`, '10'],
  [`15+${date}BW${date}|BSLENS|BY2|AOCALL|AA20000001|AD1234|AJGerminal|AC|BON|`, '16'],
  [`37${date}0400EURBV2.50|AOCALL|AA20000001|AC|AD1234|CG77|BK9|`, '38'],
  [`01N${date}AOCALL|ALvolée|AA20000001|AC|`, '24'],
  [`25${date}AOCALL|AA20000001|AC|AD1234|`, '26'],
  [`35${date}AOCALL|AA20000001|AC|AD|`, '36'],
  ['97', '36'],
];

test('every message, cut in two at every byte, is answered once and as if it were whole', async () => {
  const library = new InMemoryLibrary();
  library.addPatron('20000001');
  library.addItem('30000001');
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const server = createSip2Server({ library: library.asLibrary(), log, institution: 'CALL' });
  const socket = connect(await server.listen(0, '127.0.0.1'), '127.0.0.1');
  socket.setNoDelay(true);
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  const answered = async (): Promise<string> => {
    while (!heard.endsWith('\r')) await once(socket, 'data');
    const answer = heard;
    heard = '';
    return answer;
  };
  try {
    let cuts = 0;
    for (const [message, begins] of messages) {
      const bytes = Buffer.from(`${message}\r`);
      for (let at = 1; at < bytes.length; at += 1) {
        library.time += 61_000; // no repetition of the last one
        socket.write(bytes.subarray(0, at));
        await turn();
        await turn();
        socket.write(bytes.subarray(at));
        const answer = await answered();
        expect(answer.slice(0, begins.length)).toBe(begins);
        expect(answer.indexOf('\r')).toBe(answer.length - 1);
        cuts += 1;
      }
    }
    expect(cuts).toBeGreaterThan(800);
  } finally {
    socket.destroy();
    await server.close(0);
  }
});
