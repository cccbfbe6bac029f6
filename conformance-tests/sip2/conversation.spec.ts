import { type Server, startServer } from '../server.ts';
import { openSignedIn, openTerminal, sealed, terminalDate } from './client.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const kiosk = (login?: string) => openSignedIn(server.sip2Port, login);
const date = terminalDate();
const noDate = ' '.repeat(18);

describe('framing (SIP2 2.00, message format)', () => {
  test('CR ends a message, CR LF too, blank lines are skipped', async () => {
    const terminal = await openTerminal(server.sip2Port);
    terminal.send('\r\n\r9900802.00\r\n');
    expect((await terminal.next()).code).toBe('98');
    terminal.send('9900802.00\r');
    expect((await terminal.next()).code).toBe('98');
    terminal.end();
  });

  test('a message may come one byte at a time', async () => {
    const terminal = await openTerminal(server.sip2Port);
    for (const byte of '9300CNkiosk-lens|COdemo|CPLENS|\r') {
      terminal.send(byte);
      await new Promise((turn) => setImmediate(turn));
    }
    expect((await terminal.next()).text).toBe('941');
    terminal.end();
  });

  test('several messages in one segment are answered in order', async () => {
    const terminal = await kiosk();
    terminal.send(`9900802.00\r17${date}AOCALL|AB30000001|\r35${date}AOCALL|AA20000001|\r`);
    expect([(await terminal.next()).code, (await terminal.next()).code, (await terminal.next()).code]).toEqual([
      '98',
      '18',
      '36',
    ]);
    terminal.end();
  });

  test('telnet negotiation before a message is skipped', async () => {
    const terminal = await openTerminal(server.sip2Port);
    terminal.send(Buffer.from('\xff\xfb\x01\xff\xfd\x039900802.00\r', 'latin1'));
    expect((await terminal.next()).code).toBe('98');
    terminal.end();
  });

  test('a message of more than 64 KiB closes the connection, and the server goes on', async () => {
    const terminal = await openTerminal(server.sip2Port);
    terminal.send('9'.repeat(70_000));
    await terminal.closed;
    const other = await kiosk();
    other.end();
  });

  test('a terminal that ends its side at once is answered first', async () => {
    const terminal = await openTerminal(server.sip2Port);
    terminal.send('9300CNkiosk-lens|COdemo|CPLENS|\r9900802.00\r');
    terminal.end();
    expect((await terminal.next()).text).toBe('941');
    expect((await terminal.next()).code).toBe('98');
    await terminal.closed;
  });
});

describe('login (93/94) and SC Status (99/98)', () => {
  test('a wrong login gets 940 three times, then the connection closes', async () => {
    const terminal = await openTerminal(server.sip2Port);
    for (const secret of ['one', 'two', 'three']) {
      expect((await terminal.ask(`9300CNkiosk-lens|CO${secret}|`)).text).toBe('940');
    }
    await terminal.closed;
  });

  test('99 before 93 is answered', async () => {
    const terminal = await openTerminal(server.sip2Port);
    const status = await terminal.ask('9900802.00');
    expect(status.code).toBe('98');
    expect(status.fields['AO']).toBe('CALL');
    terminal.end();
  });

  test('98 says what is supported in 16 letters, and the local time', async () => {
    const terminal = await kiosk();
    const before = terminalDate();
    const status = await terminal.ask('9900802.00');
    expect(status.fixed.slice(0, 4)).toEqual(['Y', 'Y', 'Y', 'Y']);
    expect(status.fixed[9]).toBe('2.00');
    expect(status.fixed[8]! >= before && status.fixed[8]! <= terminalDate()).toBe(true);
    expect(status.fields['BX']).toBe('YYYYYYYYYNYYNYYY');
    expect(status.fields['AM']).toContain('Lens');
    terminal.end();
  });

  test('anything else before login is answered by its own failure response', async () => {
    const terminal = await openTerminal(server.sip2Port);
    const answers = [
      await terminal.ask(`11NN${date}${noDate}AOCALL|AA20000001|AB30000001|`),
      await terminal.ask(`09N${date}${date}AB30000001|`),
      await terminal.ask(`63002${date}  Y       AA20000001|AD1234|`),
      await terminal.ask(`17${date}AB30000001|`),
    ];
    expect(answers.map((answer) => answer.text.slice(0, 6))).toEqual(['120NUN', '100NUY', '64YYYY', '180100']);
    expect(answers.every((answer) => answer.fields['AF'] !== undefined)).toBe(true);
    terminal.end();
  });
});

describe('error detection (AY, AZ)', () => {
  test('is answered with the same digit and a right checksum, only when asked', async () => {
    const terminal = await openTerminal(server.sip2Port);
    terminal.send('9300CNkiosk-lens|COdemo|AY0AZ0000\r');
    expect((await terminal.next()).text).toBe('96AZFEF6');
    const login = await terminal.askSealed('9300CNkiosk-lens|COdemo|', 3);
    expect([login.fixed, login.sequence, login.checksumRight]).toEqual([['1'], '3', true]);
    const item = await terminal.askSealed(`17${date}AOCALL|AB30000001|`, 4);
    expect([item.code, item.sequence, item.checksumRight]).toEqual(['18', '4', true]);
    expect((await terminal.ask(`17${date}AOCALL|AB30000001|`)).checksumRight).toBeNull();
    terminal.end();
  });

  test('accepts the worked example of a checksum, in lower case too', async () => {
    const terminal = await openTerminal(server.sip2Port);
    terminal.send('9300CNborne1|COsecret|CPMED04|AY0AZF49E\r');
    expect((await terminal.next()).text).toBe('940AY0AZFDFE');
    terminal.send('9300CNborne1|COsecret|CPMED04|AY0AZf49e\r');
    expect((await terminal.next()).text).toBe('940AY0AZFDFE');
    terminal.end();
  });

  test('97 gets the last answer again, without its digit; before any answer, 96', async () => {
    const terminal = await openTerminal(server.sip2Port);
    terminal.send('97AZFEF5\r');
    expect((await terminal.next()).text).toBe('96AZFEF6');
    const status = await terminal.askSealed('9900802.00', 1);
    terminal.send('97AZFEF5\r');
    const again = await terminal.next();
    expect([again.sequence, again.checksumRight]).toEqual([null, true]);
    expect(again.text.slice(0, -6)).toBe(status.text.slice(0, -9));
    terminal.end();
  });

  test('a request repeated with the same AY and AZ gets the same bytes and is done once', async () => {
    const terminal = await kiosk();
    const lend = `11NN${date}${noDate}AOCALL|AA20000001|AB30000001|AC|`;
    const first = await terminal.askSealed(lend, 5);
    const second = await terminal.askSealed(lend, 5);
    expect(first.fixed[0]).toBe('1');
    expect(second.text).toBe(first.text);
    expect((await terminal.ask(`63002${date}          AA20000001|AD1234|`)).fixed[5]).toBe('0001');
    expect((await terminal.ask(`09N${date}${noDate}AB30000001|`)).fixed[0]).toBe('1');
    terminal.end();
  });

  test('a checksum over characters instead of bytes is accepted', async () => {
    const terminal = await kiosk();
    const text = `17${date}AOété|AB30000001|AY1AZ`;
    const total = Array.from(text).reduce((sum, character) => sum + character.codePointAt(0)!, 0);
    terminal.send(`${text}${(-total & 0xffff).toString(16).toUpperCase()}\r`);
    expect((await terminal.next()).code).toBe('18');
    terminal.end();
  });
});

describe('never silent, never closing for a content error', () => {
  test.each([
    ['48 is no message', '48hello', '96'],
    ['letters', 'GET / HTTP/1.1', '96'],
    ['a response', '941', '96'],
    ['11 cut short', '11YN2026', '12'],
    ['63 cut short', '63002', '64'],
    ['01 of an unknown card', `01N${date}AOCALL|ALlost|AA29999999|AC|`, '24'],
    ['15 of an unknown card', `15+${date}AOCALL|AA29999999|AB30000001|`, '16'],
    ['19 of an unknown item', `19${date}AOCALL|AB39999999|CH|`, '20'],
    ['25, which a kiosk may not ask', `25${date}AOCALL|AA20000001|`, '26'],
    ['37 where nothing is to be paid', `37${date}0100EURBV1.00|AOCALL|AA20000001|`, '38'],
    ['65 of an unknown card', `65${date}AOCALL|AA29999999|`, '66'],
  ])('%s', async (_what, message, code) => {
    const terminal = await kiosk();
    const answer = await terminal.ask(message);
    expect(answer.code).toBe(code);
    if (code !== '96') expect(answer.fields['AF']).toMatch(/\p{L}/u);
    expect((await terminal.ask('9900802.00')).code).toBe('98');
    terminal.end();
  });

  test('a hundred damaged messages on one connection, a hundred answers', async () => {
    const terminal = await kiosk();
    const good = sealed(`11NN${date}${noDate}AOCALL|AA29999999|AB39999999|AC|`, 2);
    for (let at = 0; at < 100; at += 1) {
      const place = at % good.length;
      terminal.send(`${good.slice(0, place)}~${good.slice(place + 1)}\r`);
      expect((await terminal.next()).code).toMatch(/^(96|12)$/);
    }
    terminal.end();
  });
});
