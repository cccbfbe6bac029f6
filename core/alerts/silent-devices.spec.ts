import { Calendars } from '../circulation/calendars.ts';
import type { RegisteredDevice } from '../network/network.ts';
import { silentAmong } from './silent-devices.ts';

const minute = 60_000;
/** Wednesday 18 November 2026 in Lens, where it is one hour later than in UTC. */
const at = (time: string): number => Date.parse(`2026-11-18T${time}:00+01:00`);
const morningAndAfternoon = [
  { from: '10:00', to: '12:00' },
  { from: '14:00', to: '18:00' },
];
const calendars = new Calendars([
  { libraryId: 1, weekly: Array.from({ length: 7 }, () => morningAndAfternoon), exceptions: [] },
]);
const kiosk = (changes: Partial<RegisteredDevice>): RegisteredDevice => ({
  ...{ id: 1, login: 'kiosk-lens', name: 'Automate', kind: 'SELFCHECK', libraryId: 1, profile: {}, lastStatus: 0 },
  ...{ lastSeenAt: at('10:00'), readyProfile: 'standard', changes: {}, disabledAt: null, cutOffAt: null, version: 1 },
  ...{ mutedUntil: null },
  ...changes,
});

test.each<[string, Partial<RegisteredDevice>, number, boolean]>([
  ['silent for a quarter of an hour while the doors are open', {}, at('10:15'), true],
  ['silent for less', {}, at('10:15') - 1, false],
  ['silent at noon, the doors closed', {}, at('13:00'), false],
  ['silent since the morning, the doors just opened', {}, at('14:14'), false],
  ['still silent a quarter of an hour after that', {}, at('14:15'), true],
  ['silent after closing', { lastSeenAt: at('17:00') }, at('18:00'), false],
  ['never heard: it is being set up', { lastSeenAt: null }, at('15:00'), false],
  ['put out of service', { disabledAt: at('09:00') }, at('15:00'), false],
  ['left alone until this evening', { mutedUntil: at('20:00') }, at('15:00'), false],
  ['that was left alone until noon', { mutedUntil: at('12:00') }, at('15:00'), true],
  ['heard a minute ago', { lastSeenAt: at('15:00') - minute }, at('15:00'), false],
])('a device %s: %s', (_, changes, now, isSilent) => {
  const found = silentAmong([kiosk(changes)], calendars, now);
  expect(found.map(({ device }) => device.login)).toEqual(isSilent ? ['kiosk-lens'] : []);
  if (isSilent) expect(found[0]!.since).toBe(at('10:00'));
});
