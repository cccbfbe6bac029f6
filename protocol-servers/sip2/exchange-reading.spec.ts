import { standardProfile } from '../../core/network/device-profile.ts';
import type { Device } from '../../core/network/network.ts';
import type { ExchangeDraft } from '../../core/terminals/exchange.ts';
import { wireText } from '../../core/terminals/transcript.ts';
import { checksum } from './codec/index.ts';
import { readExchange, type Sip2Exchange } from './exchange-reading.ts';

const date = '20261121    140509';
const device = { id: 7, libraryId: 3 } as Device;
function read(request: string, reply: string, facts: Partial<Sip2Exchange> = {}): ExchangeDraft {
  const [frame, answer] = [request, reply].map((text) => Buffer.from(text));
  const exchange = {
    frame: frame!,
    reply: answer!,
    device,
    profile: standardProfile,
    cause: null,
    at: 1_000,
    took: 1_234.6,
  } as const;
  return readExchange({ ...exchange, ...facts }, '10.0.0.7');
}
const sealed = (body: string): string => body + checksum(Buffer.from(body));

const checkout = `11NN${date}${' '.repeat(18)}AOCALL|AA20000001|AB30000001|AC12|AD1234|BON|AY3AZ`;
const lent = `121NNY${date}AOCALL|AA20000001|AB30000001|AJGerminal|AH${date}|AFBonne lecture|AY3AZ`;

test('a check-out is taken apart: no secret in it, the reader set apart', () => {
  const draft = read(sealed(checkout), `${sealed(lent)}\r`);
  expect(draft).toEqual({
    at: 1_000,
    took: 1_235,
    deviceId: 7,
    libraryId: 3,
    address: '10.0.0.7',
    message: 'Checkout',
    outcome: 'ok',
    cause: null,
    item: '30000001',
    card: '20000001',
    request: {
      code: '11',
      fixed: ['N', 'N', date, ' '.repeat(18)],
      fields: [
        ['AO', 'CALL'],
        ['AA', 0],
        ['AB', '30000001'],
        ['AC', null],
        ['AD', null],
        ['BO', 'N'],
      ],
      seal: sealed(checkout).slice(-9),
      unread: 0,
    },
    response: {
      code: '12',
      fixed: ['1', 'N', 'N', 'Y', date],
      fields: [
        ['AO', 'CALL'],
        ['AA', 1],
        ['AB', '30000001'],
        ['AJ', 'Germinal'],
        ['AH', date],
        ['AF', 'Bonne lecture'],
      ],
      seal: sealed(lent).slice(-9),
      unread: 0,
    },
    personal: ['20000001', '20000001'],
  });
});

test('as text it is what was on the wire, but for what is not shown', () => {
  const { request, personal } = read(sealed(checkout), `${lent}\r`);
  const shown = checkout.replace('AC12|AD1234|', 'AC***|AD***|');
  expect(wireText(request, personal)).toBe(shown.slice(0, -5) + sealed(checkout).slice(-9));
  expect(wireText(request)).toContain('|AA***|AB30000001|');
});

test('everything of a reader is set apart, in whichever order it comes', () => {
  const { response, personal } = read(
    `63002${date}  Y       AOCALL|AA20000001|`,
    `64${' '.repeat(14)}002${date}${'0000'.repeat(6)}AU30000001|AO CALL|AA20000001|AEZoé Lefèvre|BLY|BDrue des Mineurs|BEz@example.org|BF0321|PA20270101|PCADULTE|AQLENS|\r`,
  );
  expect(response.fields.filter(([, value]) => typeof value === 'string').map(([id]) => id)).toEqual([
    'AO',
    'BL',
    'AQ',
  ]);
  expect(personal).toEqual([
    '20000001',
    '30000001',
    '20000001',
    'Zoé Lefèvre',
    'rue des Mineurs',
    'z@example.org',
    '0321',
    '20270101',
    'ADULTE',
  ]);
});

describe('no secret is kept, however a terminal sends it', () => {
  test.each([
    ['login', '9300CNkiosk-lens|COs3cret|CPLENS|'],
    ['as the first field', `63002${date}          ADs3cret|AA20000001|`],
    ['without its last delimiter', `63002${date}          AA20000001|ADs3cret`],
    ['with a wrong checksum', `63002${date}          AA20000001|ADs3cret|AY1AZ0000`],
    ['twice', `63002${date}          AA20000001|ADs3cret|ADs3cret|`],
    ['glued to a field of one character', `11NN${date}${date}AA20000001|AB1|BONADs3cret|`],
    ['swallowed by the field before it', `63002${date}          AA20000001ADs3cret|`],
    ['swallowed by a barcode', `09N${date}${date}AB30000001ACs3cret|`],
    ['in a field nobody knows', `63002${date}          AA20000001|KQs3cret|`],
    ['pushed out of place by three letters', `17001${date}ADs3cret|AB1|`],
    ['in a message that is too short', '63002ADs3cret|'],
    ['in a message nobody knows', `42${date}AA20000001|ADs3cret|`],
    ['in no message at all', 's3cret'],
    ['after a telnet word', 'ADs3cret|AA20000001'],
  ])('%s', (_, frame) => {
    for (const charset of ['utf-8', 'iso-8859-1'] as const) {
      expect(JSON.stringify(read(frame, '96AZFEF6\r', { profile: { charset, delimiter: '|' } }))).not.toContain(
        's3cret',
      );
    }
  });

  test('an empty one stays empty: that it was sent is worth knowing', () => {
    const { request } = read(`63002${date}          AA20000001|AD|`, '96\r');
    expect(request.fields).toEqual([
      ['AA', 0],
      ['AD', ''],
    ]);
  });

  test('10,000 requests with errors in them keep no PIN', () => {
    let seed = 6;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const requests = [checkout, `63002${date}          AA20000001|ADPIN4PIN|`, '9300CNkiosk|COPIN4PIN|CPLENS|'].map(
      (text) => text.replace('1234', 'PIN4PIN'),
    );
    for (let turn = 0; turn < 10_000; turn += 1) {
      const bytes = [...requests[random(3)]!];
      // What stands elsewhere than in the two letters of the secret: its own name damaged, it is a field nobody knows.
      const at = random(bytes.length);
      if (random(2)) bytes.splice(at, 1);
      else bytes.splice(at, 0, String.fromCharCode(32 + random(90)));
      const kept = JSON.stringify(read(bytes.join(''), '96\r'));
      if (/(AD|CO)PIN4PIN/.test(bytes.join(''))) expect(kept).not.toContain('PIN4PIN');
    }
  });
});

describe('what became of it', () => {
  const login = '9300CNkiosk-lens|COx|';
  test.each<[string, string, string, Partial<Sip2Exchange>, string, string | null]>([
    ['a good answer', checkout.slice(0, -5), lent.slice(0, -5), {}, 'ok', null],
    ['a refusal', checkout, `120NUN${date}AFCarte inconnue|`, { cause: 'patron-unknown' }, 'refused', 'patron-unknown'],
    ['a refusal said again', checkout, `120NUN${date}AFCarte inconnue|`, {}, 'refused', null],
    ['a wrong login', login, '940', {}, 'refused', 'credentials-wrong'],
    ['a good login', login, '941', {}, 'ok', null],
    [
      'a message cut short',
      '63002',
      `64${' '.repeat(14)}`,
      { cause: 'message-malformed' },
      'malformed',
      'message-malformed',
    ],
    ['a wrong checksum', '9900802.00AY1AZ0000', '96AZFEF6', {}, 'malformed', 'checksum-wrong'],
    ['an unknown message', '42', '96', {}, 'malformed', 'message-unknown'],
    ['nothing to say again', '97', '96', {}, 'malformed', 'nothing-to-resend'],
    ['an answer sent to us', '941', '96', {}, 'malformed', 'message-unexpected'],
    ['a fault', checkout, `120NUN${date}`, { cause: 'temporarily-unavailable' }, 'fault', 'temporarily-unavailable'],
  ])('%s', (_, frame, reply, facts, outcome, cause) => {
    expect(read(frame, `${reply}\r`, facts)).toMatchObject({ outcome, cause });
  });
});

test('what is too long is cut, what is too much is counted', () => {
  const { request } = read(`09N${date}${date}AB${'9'.repeat(300)}|${'AP1|'.repeat(300)}`, '96\r');
  expect(request.fields).toHaveLength(200);
  expect((request.fields[0]![1] as string).length).toBe(255);
  expect(request.unread).toBe(101 * 4);
});

test('before the login nobody is named', () => {
  expect(read('9900802.00', '98', { device: null })).toMatchObject({
    deviceId: null,
    libraryId: null,
    message: 'SCStatus',
  });
});

test('a terminal that separates its fields otherwise is read all the same, and hides no secret from us', () => {
  const frame = `63002${date}          AA20000001^ADs3cret^`;
  const known = read(frame, '96', { profile: { charset: 'cp850', delimiter: '^' } });
  expect(known.request.fields).toEqual([
    ['AA', 0],
    ['AD', null],
  ]);
  const unknown = read(frame, '96');
  expect(unknown.request.fields).toEqual([['AA', null]]);
  expect(JSON.stringify([known, unknown])).not.toContain('s3cret');
});
