import { VerifiedSecrets } from '../access/secrets.ts';
import { start } from '../circulation/small-network.fixture.ts';
import { smallDesk, value, type SmallDesk } from './desk.fixture.ts';
import { pinIsAcceptable } from './pin.ts';
import { Pins, type PinVerdict } from './pins.ts';
import { defaultPatronSettings } from './settings.ts';

const hour = 3_600_000;
const kiosk = 1;
let at: SmallDesk;
let id: number;
let pins: Pins;
beforeEach(async () => {
  at = await smallDesk();
  id = await at.network.patron('CARD1'); // PIN 1234
  pins = at.network.ports.pins;
});
afterEach(() => at.close());

const tryPin = async (pin: string | undefined, by: Pins = pins): Promise<PinVerdict> =>
  by.check((await at.network.store.read.patron('CARD1'))!.patron, pin, kiosk);
const anotherServer = (): Pins => new Pins(new VerifiedSecrets(), at.network.ports.clock, at.network.store);

test('no PIN is not a wrong one, an empty one is', async () => {
  expect(await tryPin(undefined)).toBe('not-given');
  expect(await tryPin('')).toBe('wrong');
  expect(await tryPin('1234')).toBe('right');
});

test('five distinct wrong PINs lock the card, for the right one too', async () => {
  for (const pin of ['0001', '0002', '0003', '0004']) expect(await tryPin(pin)).toBe('wrong');
  expect(await tryPin('0005')).toBe('locked');
  expect(await tryPin('1234')).toBe('locked');
  expect((await at.journal('PIN_LOCKED')).map(({ payload }) => payload['distinct'])).toEqual([5]);
});

test('the same wrong PIN fifty times does not', async () => {
  for (let times = 0; times < 50; times += 1) expect(await tryPin('0001')).toBe('wrong');
  expect(await tryPin('1234')).toBe('right');
});

test('a lock ends by itself after half an hour', async () => {
  for (const pin of ['0001', '0002', '0003', '0004', '0005']) await tryPin(pin);
  at.network.at(start + hour / 2 - 1);
  expect(await tryPin('1234')).toBe('locked');
  at.network.at(start + hour / 2);
  expect(await tryPin('1234')).toBe('right');
});

test('wrong PINs are counted over twenty-four hours', async () => {
  for (const pin of ['0001', '0002', '0003', '0004']) await tryPin(pin);
  at.network.at(start + 24 * hour);
  expect(await tryPin('0005')).toBe('wrong');
  expect(await tryPin('0001')).toBe('wrong');
});

test('the right PIN forgets the wrong ones before it', async () => {
  for (const pin of ['0001', '0002', '0003', '0004']) await tryPin(pin);
  expect(await tryPin('1234')).toBe('right');
  for (const pin of ['0005', '0006', '0007', '0008']) expect(await tryPin(pin)).toBe('wrong');
});

test('what one server counted another goes on counting, and its lock holds there too', async () => {
  const other = anotherServer();
  expect(await tryPin('1234', other)).toBe('right'); // it remembers this PIN
  for (const pin of ['0001', '0002', '0003']) await tryPin(pin);
  expect(await tryPin('0004', other)).toBe('wrong');
  expect(await tryPin('0001', other)).toBe('wrong');
  expect(await tryPin('0005', other)).toBe('locked');
  expect(await tryPin('1234')).toBe('locked');
  expect(await tryPin('1234', anotherServer())).toBe('locked');
});

test('ten servers that count five wrong PINs at once lock once', async () => {
  const tried = await Promise.all(
    ['0001', '0002', '0003', '0004', '0005'].flatMap((pin) => [tryPin(pin), tryPin(pin, anotherServer())]),
  );
  expect(tried).toContain('locked');
  expect(await at.journal('PIN_LOCKED')).toHaveLength(1);
});

test('staff unlock the card; its PIN stays', async () => {
  for (const pin of ['0001', '0002', '0003', '0004', '0005']) await tryPin(pin);
  expect(value(await at.desk.sheet(id)).pinLockedUntil).toBe(start + hour / 2);
  value(await at.desk.unlockPin(id, at.by));
  expect(await tryPin('1234')).toBe('right');
  expect(value(await at.desk.sheet(id)).pinLockedUntil).toBeNull();
  expect(await at.journal('PIN_UNLOCKED')).toHaveLength(1);
});

test('staff give another PIN, which unlocks the card; the old one is worth nothing', async () => {
  for (const pin of ['0001', '0002', '0003', '0004', '0005']) await tryPin(pin);
  value(await at.desk.resetPin(id, '8317', at.by));
  expect(await tryPin('8317')).toBe('right');
  expect(await tryPin('1234')).toBe('wrong');
  expect(JSON.stringify(await at.journal('PIN_SET'))).not.toContain('8317');
});

test('a reader changes his PIN with the old one', async () => {
  const change = (oldPin: string, newPin: string) =>
    at.desk.changePin({ card: 'CARD1', oldPin, newPin, device: at.network.devices.lens });
  expect(await change('1111', '8317')).toMatchObject({ refusal: 'pin-wrong' });
  expect(await change('1234', '0000')).toMatchObject({ refusal: 'pin-not-acceptable' });
  value(await change('1234', '8317'));
  expect(await change('1234', '9021')).toMatchObject({ refusal: 'pin-wrong' });
  for (const pin of ['0001', '0002', '0003', '0004', '0005']) await tryPin(pin);
  expect(await change('8317', '9021')).toMatchObject({ refusal: 'pin-locked' });
});

test.each([
  ['123', false],
  ['1234', true],
  ['12a4', false],
  ['1'.repeat(13), false],
  ['7777', false],
  ['1990', false],
  ['1705', false],
  ['0517', false],
  ['17051990', false],
  ['170590', false],
  ['4821', true],
])('the PIN %s of somebody born on 17 May 1990 is acceptable: %s', (pin, acceptable) => {
  expect(pinIsAcceptable(defaultPatronSettings, pin, '1990-05-17')).toBe(acceptable);
});
