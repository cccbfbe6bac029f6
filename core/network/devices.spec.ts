import { VerifiedSecrets } from '../access/secrets.ts';
import { smallNetwork, start, type SmallNetwork } from '../circulation/small-network.fixture.ts';
import { Devices } from './devices.ts';

let network: SmallNetwork;
let devices: Devices;
beforeEach(async () => {
  network = await smallNetwork();
  devices = new Devices({ store: network.store, clock: { now: () => network.now() }, verified: new VerifiedSecrets() });
});
afterEach(() => network.close());

const seen = async (): Promise<unknown[]> =>
  (await devices.list()).map((device) => [device.login, device.lastSeenAt, device.lastStatus]);

test('an unknown login and a wrong secret are refused alike', async () => {
  const refusal = { granted: false, refusal: 'credentials-wrong', facts: {} };
  expect(await devices.signIn('nobody', 'demo')).toEqual(refusal);
  expect(await devices.signIn('kiosk-lens', 'faux')).toEqual(refusal);
  expect(await devices.signIn('kiosk-lens', 'demo')).toMatchObject({ granted: true, value: { login: 'kiosk-lens' } });
});

test('a device is never given with its secret', async () => {
  expect(JSON.stringify(await devices.signIn('kiosk-lens', 'demo'))).not.toMatch(/scrypt|secret/);
});

test('what a device told is shown at once and written by the next flush; its status outlives a message without one', async () => {
  devices.seen(network.devices.lens, 1);
  network.at(start + 5_000);
  devices.seen(network.devices.lens);
  const told = ['kiosk-lens', start + 5_000, 1];
  expect(await seen()).toContainEqual(told);
  await devices.flush();
  expect(
    (await network.store.read.devices()).map((device) => [device.login, device.lastSeenAt, device.lastStatus]),
  ).toEqual(expect.arrayContaining([told, ['kiosk-avion', null, null]]));
});
