import { SMTPServer } from 'smtp-server';
import { openSignedIn, terminalDate } from '../sip2/client.ts';
import { passerelle, startServer, type Server } from '../server.ts';

const noDate = ' '.repeat(18);
const book = '30000005';
const reader = '20000002';

interface Mail {
  readonly to: string;
  readonly text: string;
}
const mails: Mail[] = [];
const sink = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const to = session.envelope.rcptTo.map(({ address }) => address).join();
      mails.push({ to, text: Buffer.concat(chunks).toString('utf8') });
      done();
    });
  },
});

let server: Server;
let api: string;
let who: Record<string, string>;
beforeAll(async () => {
  const port = await new Promise<number>((listening) => {
    const smtp = sink.listen(0, '127.0.0.1', () => listening((smtp.address() as { port: number }).port));
  });
  server = await startServer({
    environment: { PASSERELLE_SMTP_URL: `smtp://127.0.0.1:${port}`, PASSERELLE_MAIL_FROM: 'reseau@example.org' },
  });
  api = `${server.baseUrl}/api/v1`;
  const session = await fetch(`${api}/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login: 'admin', password: 'demo' }),
  });
  const { csrfToken } = (await session.json()) as { csrfToken: string };
  who = {
    Cookie: session.headers.get('set-cookie')!.split(';')[0]!,
    'X-CSRF': csrfToken,
    'Content-Type': 'application/json',
  };
});
afterAll(async () => {
  await server?.stop();
  await new Promise<void>((closed) => sink.close(closed));
});

async function get<Answer>(path: string): Promise<Answer> {
  const answer = await fetch(api + path, { headers: who });
  expect([path, answer.status]).toEqual([path, 200]);
  return (await answer.json()) as Answer;
}
async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(api + path, {
    method: 'POST',
    headers: { ...who, ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
async function scan(login: string, message: string) {
  const terminal = await openSignedIn(server.sip2Port, login);
  const answer = await terminal.ask(message);
  terminal.end();
  return answer;
}
const back = (item: string) => `09N${terminalDate()}${noDate}AOCALL|AB${item}|AC|`;
const out = (card: string, item: string) => `11NN${terminalDate()}${noDate}AOCALL|AA${card}|AB${item}|AC|`;
async function until(happened: () => boolean, tenths = 100): Promise<void> {
  for (let waited = 0; !happened() && waited < tenths; waited += 1)
    await new Promise((again) => setTimeout(again, 100));
}

test('a refusal over the API names the policy row and the facts it was decided on', async () => {
  const explained = await get<{ policy: { id: number; maxTotal: number }; reasons: { code: string; facts: object }[] }>(
    `/explain?card=20000151&item=${book}&library=LENS`,
  );
  expect(explained.policy).toMatchObject({ maxTotal: 20 });
  expect(explained.reasons).toEqual([
    expect.objectContaining({ code: 'patron-expired', staff: 'override', selfCheck: 'refuse' }),
  ]);
  const refused = await post('/loans', { card: '20000151', item: book, library: 'LENS' });
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'patron-expired', facts: { reasons: 'patron-expired' } },
  });
});

test('a reserved document goes by the van to where it is wanted, and its reader is told once, by mail', async () => {
  const { record } = await get<{ record: string }>(`/items/${book}`);
  const order = { card: reader, record, barcode: book, pickup: 'LIEVIN' };
  const placed = await post('/holds', order, { 'Idempotency-Key': 'hold-1' });
  expect(placed).toMatchObject({ status: 200, body: { state: 'PENDING', position: 1 } });
  expect(await post('/holds', order, { 'Idempotency-Key': 'hold-1' })).toEqual(placed);
  expect(await post('/holds', order)).toMatchObject({ status: 409 });

  const atLens = await scan('kiosk-lens', back(book));
  expect(atLens).toMatchObject({ fixed: ['1', 'Y', 'N', 'Y', expect.any(String)], fields: { CT: 'LIEVIN', CV: '02' } });
  expect((await scan('kiosk-lens', out('20000003', book))).text).toMatch(/^120NUN.*AFDocument réservé/);
  const { items } = await get<{ items: { barcode: string; to: string; reason: string }[] }>('/libraries/LENS/dispatch');
  expect(items).toContainEqual(expect.objectContaining({ barcode: book, to: 'LIEVIN', reason: 'FILL_HOLD' }));
  expect(mails).toEqual([]);

  expect(await scan('kiosk-lievin', back(book))).toMatchObject({ fields: { CV: '01' } });
  await scan('kiosk-lievin', back(book));
  await until(() => mails.length > 0);
  await until(() => mails.length > 1, 20); // a second one would have come meanwhile
  expect(mails.map(({ to }) => to)).toEqual(['lecteur2@example.org']);
  expect(mails[0]!.text).toMatch(/Li=C3=A9vin|Liévin/);

  expect((await scan('kiosk-lievin', out(reader, book))).fixed[0]).toBe('1');
  const { items: holds } = await get<{ items: { state: string }[] }>(`/holds?card=${reader}`);
  expect(holds.map(({ state }) => state)).toEqual(['FULFILLED']);
});

test('after all that every invariant holds', async () => {
  const verified = await passerelle(['verify'], { PASSERELLE_DATA_DIR: server.dataDir });
  expect(verified).toMatchObject({ code: 0, output: expect.stringContaining('every invariant holds') as string });
});
