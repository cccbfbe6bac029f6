import { granted } from '../../../core/outcome.ts';
import type { NewOfflineLine } from '../../../core/ports/offline.ts';
import { committed, hold, noon, registered, shelved, type Subject } from './small-network.ts';

/** Who sees to what calls for somebody, and what is counted for it. */
export function alertsContract(subject: () => Subject): void {
  const acknowledge = (key: string, login: string, at = noon) =>
    committed(subject().store, (work) => work.alerts.acknowledge(key, { login, at }));

  beforeAll(async () => {
    const account = { role: 'STAFF', libraryId: null, active: true, passwordHash: 'x' } as const;
    for (const login of ['ana', 'bob']) {
      await subject().store.administration.insertUser({ ...account, login, name: `Nom de ${login}` });
    }
  });

  test('an alert is seen to by the first who says so, though twenty say it at the same time', async () => {
    const { store } = subject();
    const said = await Promise.all(Array.from({ length: 20 }, (_, n) => acknowledge('a 1', n % 2 ? 'ana' : 'bob')));
    expect(said.filter(Boolean)).toHaveLength(1);
    const seen = await store.read.alerts.acknowledged(['a 1', 'a 2']);
    expect([...seen.keys()]).toEqual(['a 1']);
    expect(seen.get('a 1')).toEqual({
      login: seen.get('a 1')!.login,
      name: `Nom de ${seen.get('a 1')!.login}`,
      at: noon,
    });
    expect(await store.read.alerts.acknowledged([])).toEqual(new Map());
  });

  test('acknowledgements made before a moment are forgotten, the others stay', async () => {
    const { store } = subject();
    await acknowledge('old', 'ana', noon - 10);
    await acknowledge('new', 'ana', noon);
    expect(await committed(store, (work) => work.alerts.forget(noon))).toBe(1);
    expect([...(await store.read.alerts.acknowledged(['old', 'new'])).keys()]).toEqual(['new']);
  });

  test('open exceptions are counted by library, with the oldest and the newest', async () => {
    const { store, network } = subject();
    const line = (libraryId: number, position: number): Omit<NewOfflineLine, 'batchId'> => ({
      ...{ position, lineKey: `k${position}`, kind: 'check-in', libraryId, deviceId: null, login: 'ana' },
      ...{ reportedAt: noon, at: noon, barcode: 'X', itemId: null, itemSince: null, card: null, dueAt: null },
    });
    const places = [network.lens, network.lievin, network.lens, network.lens, network.lens];
    const batchId = await committed(store, async (work) => {
      const opening = { batchKey: 'alerts-1', digest: 'd', receivedAt: noon, receivedBy: 'ana', lines: places.length };
      const id = (await work.offline.open(opening))!;
      await work.offline.insertLines(places.map((place, n) => ({ batchId: id, ...line(place, n) })));
      return id;
    });
    const ids = (await store.read.offline.lines(batchId)).map(({ id }) => id);
    const exception = { outcome: 'exception', changed: false, reasons: ['item-unknown'] } as const;
    await committed(store, async (work) => {
      for (const n of [0, 1, 2, 3]) await work.offline.settle(ids[n]!, exception, noon + n);
      await work.offline.settle(ids[4]!, { outcome: 'applied', changed: true, reasons: [] }, noon);
      await work.offline.resolve(ids[3]!, { at: noon, by: 'ana', note: 'vu' });
    });
    expect(await store.read.alerts.openExceptions()).toEqual([
      { libraryId: network.lens, count: 2, since: noon, newest: ids[2] },
      { libraryId: network.lievin, count: 1, since: noon + 1, newest: ids[1] },
    ]);
  });

  test('documents to take off the hold shelf are counted until they are scanned again', async () => {
    const { store, network } = subject();
    expect(await store.read.alerts.endedOnShelf()).toEqual([]);
    const { recordId, items } = await shelved(store, network);
    const [patron] = await registered(store, network);
    const here = { holdingLibraryId: network.lens, statusSince: noon + 20 };
    const holdId = await committed(store, async (work) => {
      const [id] = await work.holds.insertMany([
        { ...hold(network, recordId, patron!.id), status: 'ON_SHELF', boundItemId: items[0]!.id, shelvedAt: noon },
      ]);
      await work.items.move(items[0]!.id, { ...here, status: 'ON_HOLD_SHELF', statusSince: noon });
      await work.holds.settle(id!, ['ON_SHELF'], 'EXPIRED_ON_SHELF', {
        endedAt: noon + 20,
        releasedItemId: items[0]!.id,
      });
      await work.items.move(items[0]!.id, { ...here, status: 'RESHELVE' });
      return id!;
    });
    expect(await store.read.alerts.endedOnShelf()).toEqual([
      { libraryId: network.lens, count: 1, since: noon + 20, newest: holdId },
    ]);
    await committed(store, (work) =>
      work.items.move(items[0]!.id, { ...here, status: 'AVAILABLE', statusSince: noon + 30 }),
    );
    expect(await store.read.alerts.endedOnShelf()).toEqual([]);
  });

  test('one seen to by nobody who works here is found: alert-seen-to-by-staff', async () => {
    const { store, database } = subject();
    const write = (text: string) => database.transaction(async (sql) => granted(await sql.run(text)));
    await write(`INSERT INTO alert_acknowledgements (alertKey, login, at) VALUES ('stray', 'ghost', 1)`);
    const found = (await store.read.audit()).filter(({ invariant }) => invariant === 'alert-seen-to-by-staff');
    expect(found).toEqual([
      { invariant: 'alert-seen-to-by-staff', detail: 'alert stray is seen to by nobody who works here' },
    ]);
    await write(`DELETE FROM alert_acknowledgements WHERE alertKey = 'stray'`);
    expect((await store.read.audit()).map(({ invariant }) => invariant)).not.toContain('alert-seen-to-by-staff');
  });
}
