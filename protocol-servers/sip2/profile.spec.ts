import type { Peer } from '../../core/network/device-access.ts';
import type { ProfileChanges } from '../../core/network/device-profile.ts';
import { checksum } from './codec/index.ts';
import { InMemoryLibrary } from './fakes/in-memory-library.ts';
import { Session } from './session.ts';

const date = '20261121    140509';
const noDate = ' '.repeat(18);
let library: InMemoryLibrary;
let session: Session;

/** A kiosk that signed in with this profile. */
async function kiosk(profile: ProfileChanges, peer?: Peer): Promise<void> {
  library.changeDevice('kiosk-lens', profile);
  session = new Session({
    library: library.asLibrary(),
    institution: 'CALL',
    loginTries: 3,
    duplicateWindow: 60_000,
    ...(peer && { peer }),
    onFault: (fault) => {
      throw fault;
    },
  });
  expect(await say('9300CNkiosk-lens|COdemo|')).toMatch(/^941\r\n?$/);
}
async function say(message: string | Buffer): Promise<string> {
  return Buffer.from(await session.receive(Buffer.from(message as string))).toString('latin1');
}
beforeEach(() => {
  library = new InMemoryLibrary();
  library.addPatron('20000001');
  library.addItem('30000001', {}, 'Les Misérables, l’été');
});

const lend = () => say(`11NN${date}${noDate}AOVILLE|AA20000001|AB30000001|AC|AD1234|`);
const account = (summary: string) => say(`63002${date}${summary.padEnd(10)}AOVILLE|AA20000001|AC|AD1234|`);

test('AO is ours, or that of the request', async () => {
  await kiosk({});
  expect(await lend()).toContain('AOCALL|');
  await kiosk({ institution: 'as-asked' });
  expect(await account('')).toContain('AOVILLE|');
  expect(await say('9900802.00')).toContain('AOCALL|'); // 99 has none
});

test('AH is a SIP2 date, or one that people read', async () => {
  await kiosk({ dueDate: 'display' });
  expect(await lend()).toMatch(/AH\d\d\/\d\d\/2026 \d\d:\d\d\|/);
});

test('lists say barcodes, titles or both, and all the lists asked for when the profile wants that', async () => {
  await kiosk({});
  await lend();
  expect(await account('YYY')).not.toContain('AU');
  expect(await account('  Y')).toContain('|AU30000001|');
  await kiosk({ listValue: 'title', charset: 'iso-8859-1' });
  expect(await account('  Y')).toContain("|AULes Mis\xe9rables, l'\xe9t\xe9|");
  await kiosk({ listValue: 'barcode-title', charset: 'ascii-fold', summary: 'all' });
  expect(await account('YYY')).toContain("|AU30000001 Les Miserables, l'ete|");
});

test('AE follows the template', async () => {
  await kiosk({ personalName: '{lastName}, {firstName}', charset: 'cp850' });
  expect(await account('')).toContain('|AELef\x8avre, Zo\x82|');
  expect(await say(`23000${date}AOVILLE|AA20000001|AC|AD1234|`)).toContain('|AELef\x8avre, Zo\x82|');
});

test('the language is that of the request, else that of the device', async () => {
  await kiosk({ language: 'en' });
  const unknown = (language: string) => say(`23${language}${date}AOVILLE|AA1|AC|AD|`);
  expect(await unknown('000')).toContain('AFCard or PIN not recognised');
  expect(await unknown('002')).toContain('AFCarte ou code non reconnu');
  await say(`35${date}AOVILLE|AA1|`);
  expect(await say(`17${date}AB9|`)).toContain('AFUnknown');
});

test('AF is cut to the screen, in what the terminal is sent', async () => {
  await kiosk({ screenWidth: 22, charset: 'cp850' });
  expect(await say(`23002${date}AOVILLE|AA1|AC|AD|`)).toContain('|AFCarte ou code non reco|');
});

test('97 gets the last answer without its AY, or byte for byte', async () => {
  const question = `17${date}AB30000001|AY3AZ`;
  const sealed = question + checksum(Buffer.from(question));
  await kiosk({});
  const answer = await say(sealed);
  expect(answer).toMatch(/AY3AZ....\r$/);
  expect(await say('97AZFEF5')).toMatch(/^18[^\r]*\|AZ....\r$/);
  await kiosk({ resend: 'verbatim' });
  expect(await say('97AZFEF5')).toBe('941\r');
  const again = await say(sealed);
  expect(await say('97AZFEF5')).toBe(again);
});

test('a checksum adds up characters, when the profile wants that', async () => {
  const question = `17${date}AB30000001|AY3AZ`;
  await kiosk({ checksum: 'characters' });
  const answer = await say(question + checksum(Buffer.from(question)));
  const text = Buffer.from(answer, 'latin1').toString('utf8');
  const summed = text.slice(0, -5);
  const total = Array.from(summed).reduce((sum, character) => sum + character.codePointAt(0)!, 0);
  expect((total + Number.parseInt(text.slice(-5, -1), 16)) & 0xffff).toBe(0);
  expect(text).toContain('Misérables');
});

test('a message a profile leaves out is refused by its own response', async () => {
  await kiosk({ messages: ['17'] });
  expect(await lend()).toMatch(/^120NUN.*AFOp/);
  expect(library.asked).not.toContain('checkOut');
});

test('a device that may no longer be where it is gets one more answer, in its own set, and is let go', async () => {
  const peer = { address: '10.62.0.7', certificate: null };
  await kiosk({ charset: 'cp850', terminator: 'CRLF' }, peer);
  library.changeDevice('kiosk-lens', { charset: 'cp850', terminator: 'CRLF', addresses: ['10.63.0.0/16'] });
  expect(session.finished).toBe(false);
  expect(await lend()).toMatch(/^120NUN.*AFBorne non connect\x82e.*\r\n$/);
  expect(session.finished).toBe(true);
  expect(library.asked).not.toContain('checkOut');
});
