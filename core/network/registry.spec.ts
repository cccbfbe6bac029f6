import { VerifiedSecrets } from '../access/secrets.ts';
import { smallNetwork, start, type SmallNetwork } from '../circulation/small-network.fixture.ts';
import { Devices } from './devices.ts';
import { deviceRegistry } from './registry.ts';
import type { DeviceRegistry } from './registry-desk.ts';

let network: SmallNetwork;
let devices: Devices;
let registry: DeviceRegistry;
const info = { login: 'info', libraryId: null };

beforeEach(async () => {
  network = await smallNetwork();
  devices = open();
  await devices.refresh();
  registry = deviceRegistry({ ...network.ports, devices });
});
afterEach(() => network.close());

function open(): Devices {
  return new Devices({ store: network.store, clock: { now: () => network.now() }, verified: new VerifiedSecrets() });
}
const sorter = () => ({
  login: 'sorter-lievin',
  secret: null,
  name: 'Trieur',
  kind: 'SORTER' as const,
  libraryId: network.libraries.lievin,
  readyProfile: 'automated-sorter' as const,
  changes: { language: 'en' } as const,
});
const events = async (): Promise<unknown[]> =>
  (
    await network.store.read.eventsAfter(
      0,
      [
        'DEVICE_ADDED',
        'DEVICE_CHANGED',
        'DEVICE_SECRET_CHANGED',
        'DEVICE_DISABLED',
        'DEVICE_ENABLED',
        'DEVICE_CUT_OFF',
      ],
      100,
    )
  ).map(({ type, actor, payload }) => [type, actor, payload['device']]);

test('a device is added with a secret drawn for it, and signs in with it', async () => {
  const added = await registry.add(info, sorter());
  if (!added.granted) throw new Error(added.refusal);
  const { device, secret } = added.value;
  expect(secret).toMatch(/^[0-9a-hjkmnp-tv-z]{32}$/);
  expect(device).toMatchObject({ login: 'sorter-lievin', version: 1, disabledAt: null, changes: { language: 'en' } });
  expect(device.profile).toMatchObject({ language: 'en', messages: ['93', '97', '99', '09', '17', '35'] });
  expect(await devices.signIn('sorter-lievin', secret)).toMatchObject({
    granted: true,
    value: { login: 'sorter-lievin' },
  });
  expect(JSON.stringify(await network.store.read.devices())).not.toContain(secret);
  expect(await events()).toEqual([['DEVICE_ADDED', 'user:info', 'sorter-lievin']]);
  expect(await network.store.read.audit()).toEqual([]);
});

test('two devices never have one login, and every mistake of a profile is told', async () => {
  await registry.add(info, sorter());
  expect(await registry.add(info, sorter())).toMatchObject({ refusal: 'device-login-taken' });
  const wrong = { ...sorter(), login: 'other', changes: { delimiter: 'xx', messages: ['63'] } };
  expect(await registry.add(info, wrong)).toMatchObject({
    refusal: 'device-profile-invalid',
    facts: {
      delimiter: expect.stringMatching(/one ASCII sign/),
      messages: 'a device of the kind SORTER may not send 63',
    },
  });
  expect(await events()).toHaveLength(1);
});

test('a change holds for conversations that are open, and says which version it changes', async () => {
  const kiosk = network.devices.lens;
  const changed = await registry.change(info, 'kiosk-lens', 1, { changes: { charset: 'cp850' } });
  expect(changed).toMatchObject({ granted: true, value: { version: 2, profile: { charset: 'cp850' } } });
  expect(devices.current(kiosk)?.profile).toMatchObject({ charset: 'cp850' });
  expect(await registry.change(info, 'kiosk-lens', 1, { name: 'Autre' })).toMatchObject({
    refusal: 'device-changed-meanwhile',
    facts: { version: 2 },
  });
  expect(await registry.change(info, 'kiosk-lens', 2, { kind: 'GATE', changes: { messages: ['11'] } })).toMatchObject({
    refusal: 'device-profile-invalid',
  });
  expect(await registry.change(info, 'nobody', 1, {})).toMatchObject({ refusal: 'device-unknown' });
});

test('a change of nothing is no change', async () => {
  expect(await registry.change(info, 'kiosk-lens', 1, { name: 'kiosk-lens' })).toMatchObject({ value: { version: 1 } });
  expect(await events()).toEqual([]);
});

test('a change on another server is known here by the next refresh', async () => {
  const elsewhere = open();
  await elsewhere.refresh();
  const cut: number[] = [];
  elsewhere.onCutOff((deviceId) => cut.push(deviceId));
  const kiosk = network.devices.lens;
  await registry.change(info, 'kiosk-lens', 1, { changes: { language: 'en' } });
  await elsewhere.refresh();
  expect(elsewhere.current(kiosk)?.profile).toMatchObject({ language: 'en' });
  expect(cut).toEqual([]);
  await registry.allow(info, 'kiosk-lens', 'disabled');
  await elsewhere.refresh();
  expect(elsewhere.current(kiosk)).toBeNull();
  await elsewhere.refresh();
  expect(cut).toEqual([kiosk.id]);
});

test('a disabled device is cut off and refused, enabled again it signs in', async () => {
  const cut: number[] = [];
  const stop = devices.onCutOff((deviceId) => cut.push(deviceId));
  network.at(start + 1);
  expect(await registry.allow(info, 'kiosk-lens', 'disabled')).toMatchObject({ value: { disabledAt: start + 1 } });
  expect(await devices.signIn('kiosk-lens', 'demo')).toMatchObject({ refusal: 'credentials-wrong' });
  expect(cut).toEqual([network.devices.lens.id]);
  await registry.allow(info, 'kiosk-lens', 'disabled');
  expect(await registry.allow(info, 'kiosk-lens', 'enabled')).toMatchObject({
    value: { disabledAt: null, version: 3 },
  });
  expect(await devices.signIn('kiosk-lens', 'demo')).toMatchObject({ granted: true });
  network.at(start + 2);
  await registry.cutOff(info, 'kiosk-lens');
  expect(await devices.signIn('kiosk-lens', 'demo')).toMatchObject({ granted: true });
  expect(cut).toEqual([network.devices.lens.id, network.devices.lens.id]);
  stop();
  network.at(start + 3);
  await registry.cutOff(info, 'kiosk-lens');
  expect(cut).toHaveLength(2);
  expect((await events()).map((event) => (event as string[])[0])).toEqual([
    'DEVICE_DISABLED',
    'DEVICE_ENABLED',
    'DEVICE_CUT_OFF',
    'DEVICE_CUT_OFF',
  ]);
});

test('with a new secret the old one is worth nothing, and its connections are closed', async () => {
  const cut: number[] = [];
  devices.onCutOff((deviceId) => cut.push(deviceId));
  await devices.signIn('kiosk-lens', 'demo');
  const renewed = await registry.renewSecret(info, 'kiosk-lens', 'un secret de douze signes');
  expect(renewed).toMatchObject({ value: { secret: 'un secret de douze signes', device: { version: 2 } } });
  expect(cut).toEqual([network.devices.lens.id]);
  expect(await devices.signIn('kiosk-lens', 'demo')).toMatchObject({ refusal: 'credentials-wrong' });
  expect(await devices.signIn('kiosk-lens', 'un secret de douze signes')).toMatchObject({ granted: true });
});

test('who looks after one library sees and changes its devices only', async () => {
  const ofLens = { login: 'info-lens', libraryId: network.libraries.lens };
  expect((await registry.list(ofLens)).map(({ login }) => login)).toEqual(['kiosk-lens']);
  const refusal = { granted: false, refusal: 'library-not-yours' };
  expect(await registry.device(ofLens, 'kiosk-avion')).toMatchObject(refusal);
  expect(await registry.add(ofLens, sorter())).toMatchObject(refusal);
  expect(await registry.cutOff(ofLens, 'kiosk-avion')).toMatchObject(refusal);
  expect(await registry.renewSecret(ofLens, 'kiosk-avion', null)).toMatchObject(refusal);
  expect(await registry.change(ofLens, 'kiosk-lens', 1, { libraryId: network.libraries.lievin })).toMatchObject(
    refusal,
  );
  expect(await registry.device(ofLens, 'kiosk-lens')).toMatchObject({ granted: true });
});
