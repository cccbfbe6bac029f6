import { type ProfileChanges, standardProfile } from '../../core/network/device-profile.ts';
import { messagesOfKind } from '../../core/network/device-messages.ts';
import { type Device, deviceKinds } from '../../core/network/network.ts';
import { encode, layoutByName, type MessageOf, type RequestName, type ResponseMessage } from './codec/index.ts';
import { requestLayouts } from './codec/request-layouts.ts';
import { alertHandling, handling } from './codes.ts';
import { inItsManner } from './manner.ts';
import { mayAsk, supportedMessages } from './permissions.ts';

const date = '20261121    140509';
const said = (response: ResponseMessage, changes: ProfileChanges, printWidth: number | null = null): string =>
  encode(inItsManner(response, { profile: { ...standardProfile, ...changes }, printWidth }));
const device = (kind: Device['kind'], profile: ProfileChanges = {}): Device => {
  return { id: 1, login: 'x', name: 'x', kind, libraryId: 1, profile, lastSeenAt: null, lastStatus: null };
};

const lent: MessageOf<'CheckoutResponse'> = {
  name: 'CheckoutResponse',
  ok: '1',
  renewalOk: 'N',
  magneticMedia: 'N',
  desensitize: 'Y',
  transactionDate: date,
  institutionId: 'CALL',
  patronIdentifier: '20000001',
  itemIdentifier: '30000001',
  titleIdentifier: 'Germinal',
  dueDate: '20261205    180000',
  mediaType: '001',
  screenMessage: ['À rendre le 5 décembre, merci de votre visite.'],
  printLine: ['Médiathèque de Lens — Germinal, Émile Zola : 5 décembre'],
};
const head = `121NNY${date}`;

test.each<[string, ProfileChanges, number | null, string]>([
  ['a SIP2 date', {}, null, '|AH20261205    180000|'],
  ['a date people read', { dueDate: 'display' }, null, '|AH05/12/2026 18:00|'],
  ['the same in English', { dueDate: 'display', language: 'en' }, null, '|AH2026-12-05 18:00|'],
  ['AF cut to the screen', { screenWidth: 24 }, null, '|AFÀ rendre le 5 décembre,|'],
  ['AG over two lines of paper', {}, 32, '|AGMédiathèque de Lens — Germinal,|AGÉmile Zola : 5 décembre|'],
  ['AG on wide paper', {}, 80, '|AGMédiathèque de Lens — Germinal, Émile Zola : 5 décembre|'],
  ['a hidden field that may be absent', { hiddenFields: ['CK', 'AF'] }, null, '|AH20261205    180000|AG'],
  ['a hidden field that may not', { hiddenFields: ['AJ'] }, null, '|AJ|AH'],
])('%s', (_what, changes, printWidth, expected) => {
  expect(said(lent, changes, printWidth)).toContain(expected);
});

test('of a list of the only fields, those that say what an answer is about stay', () => {
  expect(said(lent, { onlyFields: ['AH'] })).toBe(`${head}AOCALL|AA20000001|AB30000001|AJ|AH20261205    180000|`);
});

test('a date that is none, and an answer without one, stay as they are', () => {
  expect(said({ ...lent, dueDate: '' }, { dueDate: 'display' })).toContain('|AH|');
  expect(said({ name: 'LoginResponse', ok: '1' }, { dueDate: 'display', screenWidth: 16, hiddenFields: ['CK'] })).toBe(
    '941',
  );
});

test('an answer nobody wants otherwise is the same object', () => {
  const manner = { profile: standardProfile, printWidth: null };
  expect(inItsManner(lent, manner)).toBe(lent);
});

test('a word longer than the paper is cut, nothing of it is lost', () => {
  const line = { ...lent, screenMessage: undefined, printLine: [`${'x'.repeat(40)} été`] };
  expect(said(line, {}, 16)).toContain(`|AG${'x'.repeat(16)}|AG${'x'.repeat(16)}|AGxxxxxxxx été|`);
});

describe('what a device may ask', () => {
  test('each kind may ask what core says of it', () => {
    for (const kind of deviceKinds) {
      const asked = (Object.keys(requestLayouts) as RequestName[]).filter((name) => mayAsk(device(kind), name));
      const codes = asked.map((name) => layoutByName.get(name)!.code);
      expect(codes.toSorted()).toEqual([...messagesOfKind[kind]].toSorted());
    }
  });

  test('a profile leaves a part of it; signing in, resending and the heartbeat always stay', () => {
    const kiosk = device('SELFCHECK', { messages: ['11'] });
    const asks = (name: RequestName) => mayAsk(kiosk, name);
    expect((['Checkout', 'Login', 'RequestACSResend', 'SCStatus'] as const).every(asks)).toBe(true);
    expect((['Checkin', 'PatronInformation', 'EndPatronSession'] as const).some(asks)).toBe(false);
    expect(mayAsk(device('GATE', { messages: ['63'] }), 'PatronInformation')).toBe(false);
  });

  test('BX tells it', () => {
    expect(supportedMessages(device('STAFF'), 'charges')).toBe('YYYYYYYYYYYYYYYY');
    expect(supportedMessages(device('SORTER'), 'charges')).toBe('NNYNYYYNYNYYNNNN');
    expect(supportedMessages(device('GATE', { messages: ['17'] }), 'charges')).toBe('NNNNYYYNNNYNNNNN');
  });
});

test('every routing has its sentence in both languages, as short as a screen', () => {
  const longest = 'Médiathèque communautaire de Fouquières-lès-Lens';
  const told = [...Object.values(handling), ...Object.values(alertHandling)].filter(({ alert }) => alert !== null);
  expect(told.length).toBeGreaterThan(5);
  for (const { say } of told) {
    expect(say).toBeDefined();
    for (const language of ['fr', 'en'] as const) {
      const sentence = say![language](longest);
      expect(sentence.length).toBeGreaterThan(5);
      expect(sentence.length).toBeLessThanOrEqual(80);
      expect(sentence).not.toContain('|');
    }
  }
});
