import { VerifiedSecrets, hashSecret } from '../../../core/access/secrets.ts';
import { Pins, type PinVerdict } from '../../../core/patrons/pins.ts';
import type { Store } from '../../../core/ports/store.ts';
import { openStore } from '../open.ts';
import { describeMariadb, freshFolder, freshMariadb } from '../testing.ts';
import { committed, noon, reader, smallNetwork } from './small-network.ts';

const card = 'LOCKED1';
const clock = { now: () => noon };

async function withReader(store: Store): Promise<void> {
  const network = await smallNetwork(store);
  const pinHash = await hashSecret('1234', { N: 2, r: 1, p: 1 });
  await committed(store, (work) => work.patrons.insertMany([{ ...reader(network, card), pinHash }]));
}
/** A server of its own: nothing in its memory yet. */
function server(store: Store): (pin: string) => Promise<PinVerdict> {
  const pins = new Pins(new VerifiedSecrets(), clock, store);
  return async (pin) => pins.check((await store.read.patron(card))!.patron, pin, 1);
}

test('wrong PINs and a lock survive a restart (SQLite in a file)', async () => {
  const place = freshFolder();
  const open = () => openStore({ url: 'sqlite:', dataDir: place.folder });
  const first = await open();
  await withReader(first);
  for (const pin of ['0001', '0002', '0003']) expect(await server(first)(pin)).toBe('wrong');
  await first.close();

  const second = await open();
  expect(await server(second)('0001')).toBe('wrong');
  expect(await server(second)('0004')).toBe('wrong');
  expect(await server(second)('0005')).toBe('locked');
  await second.close();

  const third = await open();
  expect(await server(third)('1234')).toBe('locked');
  await third.close();
  await place.remove();
});

describeMariadb('MariaDB', () => {
  test('a lock is seen by a second server: two stores on one database', async () => {
    const [place, folder] = [await freshMariadb(), freshFolder()];
    const open = () => openStore({ url: place.url, dataDir: folder.folder });
    const [one, two] = [await open(), await open()];
    await withReader(one);
    const [first, second] = [server(one), server(two)];
    expect(await second('1234')).toBe('right');
    expect(await first('0001')).toBe('wrong');
    expect(await second('0002')).toBe('wrong');
    expect(await first('0003')).toBe('wrong');
    expect(await second('0001')).toBe('wrong');
    expect(await second('0004')).toBe('wrong');
    expect(await first('0005')).toBe('locked');
    expect(await second('1234')).toBe('locked');
    await Promise.all([one.close(), two.close()]);
    await Promise.all([place.remove(), folder.remove()]);
  });

  test('two servers that count wrong PINs at the same time lock once', async () => {
    const [place, folder] = [await freshMariadb(), freshFolder()];
    const open = () => openStore({ url: place.url, dataDir: folder.folder });
    const [one, two] = [await open(), await open()];
    await withReader(one);
    const pins = ['0001', '0002', '0003', '0004', '0005'];
    const verdicts = await Promise.all([...pins.map(server(one)), ...pins.map(server(two))]);
    expect(verdicts).toContain('locked');
    expect(await one.read.eventsAfter(0, ['PIN_LOCKED'], 10)).toHaveLength(1);
    await Promise.all([one.close(), two.close()]);
    await Promise.all([place.remove(), folder.remove()]);
  });
});
