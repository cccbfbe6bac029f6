import { type Server, startServer } from '../server.ts';
import { openSignedIn, type Terminal, terminalDate } from './client.ts';

let server: Server;
let kiosk: Terminal;
beforeAll(async () => {
  server = await startServer();
  kiosk = await openSignedIn(server.sip2Port);
});
afterAll(async () => {
  kiosk.end();
  await server.stop();
});

const noDate = ' '.repeat(18);
/** Items of the demonstration whose home is Lens: one in thirty-six. */
const atLens = (n: number) => String(30_000_001 + 36 * n);
/** And the next is at Liévin. */
const atLievin = (n: number) => String(30_000_002 + 36 * n);
const card = (n: number) => String(20_000_000 + n);

const lend = (reader: string, item: string, { policy = 'N', on = kiosk } = {}) =>
  on.ask(`11${policy}N${terminalDate()}${noDate}AOCALL|AA${reader}|AB${item}|AC|AD1234|`);
const takeBack = (item: string, on = kiosk) => on.ask(`09N${terminalDate()}${noDate}APLENS|AOCALL|AB${item}|AC|`);
const renew = (reader: string, item: string) =>
  kiosk.ask(`29NN${terminalDate()}${noDate}AOCALL|AA${reader}|AD1234|AB${item}|`);
const look = (item: string, on = kiosk) => on.ask(`17${terminalDate()}AOCALL|AB${item}|AC|`);
const account = (reader: string, { summary = '', pin = 'AD1234|', page = '', language = '002', on = kiosk } = {}) =>
  on.ask(`63${language}${terminalDate()}${summary.padEnd(10)}AOCALL|AA${reader}|AC|${pin}${page}`);

describe('Checkout (11/12)', () => {
  test('lends for 21 days at least, and 17 shows it on loan (04)', async () => {
    const answer = await lend(card(10), atLens(1));
    expect(answer.fixed.slice(0, 4)).toEqual(['1', 'N', 'N', 'Y']);
    expect(answer.fields).toMatchObject({ AO: 'CALL', AA: card(10), AB: atLens(1) });
    expect(answer.fields['AJ']).not.toBe('');
    expect(answer.fields['AH']).toMatch(/^\d{8} {4}\d{6}$/);
    expect(answer.fields['AH']!.slice(0, 8) >= terminalDate(new Date(Date.now() + 21 * 86_400_000)).slice(0, 8)).toBe(
      true,
    );
    const item = await look(atLens(1));
    expect([item.fixed[0], item.fields['AH']]).toEqual(['04', answer.fields['AH']]);
  });

  test('refuses what another reader has, with AJ and AH present and AH empty', async () => {
    await lend(card(11), atLens(2));
    const answer = await lend(card(12), atLens(2));
    expect(answer.text.slice(0, 6)).toBe('120NUN');
    expect(answer.fields).toMatchObject({ AH: '', AF: expect.stringContaining('autre lecteur') });
    expect(answer.fields).toHaveProperty('AJ');
  });

  test.each([
    ['an unknown item', card(13), '39999999'],
    ['an unknown card', '29999999', atLens(3)],
    ['an expired membership', card(151), atLens(3)],
    ['a blocked reader', card(152), atLens(3)],
    ['an item for use in the library only', card(13), '30000913'],
    ['a withdrawn item', card(13), '30000908'],
    ['a missing item', card(13), '30000906'],
  ])('refuses %s', async (_what, reader, item) => {
    const answer = await lend(reader, item);
    expect(answer.text.slice(0, 6)).toBe('120NUN');
    expect(answer.fields['AF']!.length).toBeGreaterThan(10);
  });

  test('refuses a wrong PIN in the words of an unknown card', async () => {
    const wrong = await kiosk.ask(`11NN${terminalDate()}${noDate}AOCALL|AA${card(14)}|AB${atLens(4)}|AD0000|`);
    const unknown = await lend('29999999', atLens(4));
    expect(wrong.text.slice(0, 6)).toBe('120NUN');
    expect(wrong.fields['AF']).toBe(unknown.fields['AF']);
    expect((await look(atLens(4))).fixed[0]).toBe('03');
  });

  test('the place of a loan is the library of the terminal, whatever CP, AO and AP say', async () => {
    const lievin = await openSignedIn(server.sip2Port, 'kiosk-lievin');
    const back = await takeBack(atLievin(1), lievin);
    expect([back.fields['AP'], back.fields['AQ']]).toEqual(['LIEVIN', 'LIEVIN']);
    lievin.end();
  });
});

describe('Renew (29/30)', () => {
  test('extends a loan of this reader, never shortens it', async () => {
    const loan = await lend(card(20), atLens(5));
    const answer = await renew(card(20), atLens(5));
    expect(answer.fixed.slice(0, 2)).toEqual(['1', 'Y']);
    expect(answer.fields['AH']! >= loan.fields['AH']!).toBe(true);
  });

  test('refuses what is lent to somebody else, and what is not lent', async () => {
    expect((await renew(card(21), atLens(5))).text.slice(0, 6)).toBe('300NUN');
    expect((await renew(card(21), atLens(6))).text.slice(0, 6)).toBe('300NUN');
  });
});

describe('Checkin (09/10)', () => {
  test('takes back at home: no alert, security on again', async () => {
    await lend(card(30), atLens(7));
    const answer = await takeBack(atLens(7));
    expect(answer.fixed.slice(0, 4)).toEqual(['1', 'Y', 'N', 'N']);
    expect(answer.fields).toMatchObject({ AO: 'CALL', AB: atLens(7), AQ: 'LENS', AP: 'LENS', CK: '001' });
    expect((await look(atLens(7))).fixed[0]).toBe('03');
  });

  test('a document not on loan is a normal return', async () => {
    expect((await takeBack(atLens(8))).fixed[0]).toBe('1');
  });

  test('away from home: alert, CV 04, CT home; a second scan says the same; 17 says in transit (10)', async () => {
    await lend(card(31), atLievin(2));
    for (const scan of ['first', 'second']) {
      const answer = await takeBack(atLievin(2));
      expect([
        scan,
        answer.fixed[0],
        answer.fixed[3],
        answer.fields['CV'],
        answer.fields['CT'],
        answer.fields['AQ'],
      ]).toEqual([scan, '1', 'Y', '04', 'LIEVIN', 'LIEVIN']);
    }
    const item = await look(atLievin(2));
    expect([item.fixed[0], item.fields['CT']]).toEqual(['10', 'LIEVIN']);
  });

  test('an unknown item goes to the exceptions: 0NUY, CV 99, AQ present', async () => {
    const answer = await takeBack('39999999');
    expect(answer.text.slice(0, 6)).toBe('100NUY');
    expect(answer.fields).toMatchObject({ AQ: '', CV: '99' });
  });

  test('with BI Y it undoes the loan this terminal just made, and nothing else', async () => {
    await lend(card(32), atLens(9));
    const cancel = `09N${terminalDate()}${noDate}AOCALL|AB${atLens(9)}|BIY|`;
    expect((await kiosk.ask(cancel)).fixed[0]).toBe('1');
    expect((await look(atLens(9))).fixed[0]).toBe('03');
    const nothing = await kiosk.ask(`09N${terminalDate()}${noDate}AOCALL|AB${atLens(21)}|BIY|`);
    expect([nothing.fixed[0], nothing.fields['AF']]).toEqual(['0', expect.stringContaining('annuler')]);
  });
});

describe('Item Information (17/18)', () => {
  test.each([
    ['available', atLens(15), '03'],
    ['on the hold shelf', '30000902', '08'],
    ['in transit for a hold', '30000903', '10'],
    ['in transit home', '30000904', '10'],
    ['lost', '30000905', '12'],
    ['missing', '30000906', '13'],
    ['claimed returned', '30000907', '11'],
    ['in processing', '30000909', '06'],
    ['on order', '30000910', '02'],
    ['to be shelved', '30000912', '09'],
    ['unknown', '39999999', '01'],
  ])('circulation status of an item %s', async (_what, item, status) => {
    const answer = await look(item);
    expect(answer.fixed.slice(0, 3)).toEqual([status, '00', '01']);
    expect(answer.fields['AB']).toBe(item);
  });

  test('looking changes nothing', async () => {
    const before = await look('30000904');
    expect((await look('30000904')).text.slice(26)).toBe(before.text.slice(26));
  });
});

describe('Patron Information (63/64)', () => {
  const items = [10, 11, 12, 13].map(atLens);
  beforeAll(async () => {
    for (const item of items) await lend(card(40), item);
  });

  test('all six counts, identity and limits with a right PIN', async () => {
    const answer = await account(card(40));
    expect(answer.fixed.slice(3)).toEqual(['0000', '0000', '0004', '0000', '0000', '0000']);
    expect(answer.fields).toMatchObject({ AA: card(40), BL: 'Y', CQ: 'Y', CB: '0020' });
    expect(answer.fields['AE']).not.toBe('');
    expect(answer.all('AU')).toEqual([]);
  });

  test('the charged list, its pages, and none beyond the end', async () => {
    const list = async (page: string) => (await account(card(40), { summary: '  Y', page })).all('AU');
    const all = await list('');
    expect([...all].sort()).toEqual([...items].sort());
    expect(await list('BP2|BQ3|')).toEqual(all.slice(1, 3));
    expect(await list('BP|BQ|')).toEqual(all);
    expect(await list('BP5|BQ9|')).toEqual([]);
    expect(await list('BP3|BQ2|')).toEqual([]);
  });

  test('holds on the shelf are AS, those that wait are CD', async () => {
    const ready = await account(card(157), { summary: 'Y' });
    expect([ready.fixed[3], ready.all('AS').length]).toEqual(['0001', 1]);
    const waiting = await account(card(158), { summary: '     Y' });
    expect([waiting.fixed[8], waiting.all('CD').length]).toEqual(['0001', 1]);
  });

  test('overdue loans are AT', async () => {
    const answer = await account(card(156), { summary: ' Y' });
    expect(answer.all('AT')).toHaveLength(Number(answer.fixed[4]));
    expect(answer.all('AT').length).toBeGreaterThan(0);
  });

  test('a name never breaks the message', async () => {
    const answer = await account(card(162));
    expect(answer.fields['AE']).toBe('Marie-Élisabeth Françoise de La Rochefoucauld-Œuvrard   Ængström');
    expect(answer.fields['BL']).toBe('Y');
  });

  test('messages are in the language of the request: 001 English, 002 French', async () => {
    expect((await account(card(152), { language: '001' })).fields['AF']).toMatch(/^Your card/);
    expect((await account(card(152), { language: '002' })).fields['AF']).toMatch(/^Votre carte/);
  });
});

describe('never leaks (63/64, 23/24)', () => {
  const personal = ['BD', 'BE', 'BF', 'PA', 'PC', 'AS', 'AT', 'AU', 'CD'];

  test.each([
    ['a wrong PIN', 'AD0000|', 'Y', 'N'],
    ['an empty PIN', 'AD|', 'Y', 'N'],
    ['no PIN', '', 'Y', undefined],
  ])('%s: no name, no contact, no list', async (_what, pin, valid, right) => {
    const answer = await account(card(40), { summary: '  Y', pin });
    expect(answer.fields).toMatchObject({ AE: '', BL: valid });
    expect(answer.fields['CQ']).toBe(right);
    expect(personal.flatMap((field) => answer.all(field))).toEqual([]);
  });

  test.each(['29999999', '20000153'])('card %s is not valid: BLN, CQN, blank AE', async (reader) => {
    const answer = await account(reader, { summary: '  Y' });
    expect(answer.fixed[0]).toBe('YYYY          ');
    expect(answer.fields).toMatchObject({ BL: 'N', CQ: 'N', AE: '' });
  });

  test.each([
    ['sorter-lens', '101'],
    ['gate-lens', '100'],
  ])('%s may not ask about readers, lend or renew', async (login, back) => {
    const device = await openSignedIn(server.sip2Port, login);
    const patron = await account(card(40), { summary: '  Y', on: device });
    expect(patron.fields).toMatchObject({ BL: 'N', AE: '' });
    const status = await device.ask(`23002${terminalDate()}AOCALL|AA${card(40)}|AD1234|`);
    expect(status.fields).toMatchObject({ BL: 'N', AE: '' });
    expect((await lend(card(41), atLens(14), { on: device })).text.slice(0, 6)).toBe('120NUN');
    expect((await takeBack(atLens(14), device)).text.slice(0, 3)).toBe(back);
    expect((await look(atLens(14), device)).fixed[0]).toBe('03');
    device.end();
  });
});

describe('Patron Status (23/24) and End Session (35/36)', () => {
  test.each([
    ['an ordinary reader', 45, '              '],
    ['an expired one', 151, 'YYYY          '],
    ['one whose card is lost', 161, 'YYYYY         '],
  ])('14 flags of %s', async (_what, n, flags) => {
    const answer = await kiosk.ask(`23002${terminalDate()}AOCALL|AA${card(n)}|AC|AD1234|`);
    expect(answer.fixed[0]).toBe(flags);
    expect(answer.fields).toMatchObject({ BL: 'Y', CQ: 'Y' });
  });

  test('36 always', async () => {
    const answer = await kiosk.ask(`35${terminalDate()}AOCALL|AA${card(45)}|AC|`);
    expect(answer.fixed[0]).toBe('Y');
  });
});
