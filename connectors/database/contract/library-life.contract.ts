import { committed, hold, loan, noon, registered, shelved, type Subject } from './small-network.ts';

/** The life of a library: its contact, its states, what keeps it from leaving. */
export function libraryLifeContract(subject: () => Subject): void {
  test('a contact is replaced whole; a library nobody spoke of has none', async () => {
    const { store, network } = subject();
    const contact = { person: 'Élise Caron', phone: '03 21 00 00 00', email: 'lens@example.org', address: '1 rue' };
    expect(await store.read.libraryLife.contact(network.lens)).toBeNull();
    await committed(store, (work) => work.libraryLife.setContact(network.lens, contact));
    await committed(store, (work) => work.libraryLife.setContact(network.lens, { ...contact, phone: '' }));
    expect(await store.read.libraryLife.contact(network.lens)).toEqual({ ...contact, phone: '' });
    expect(await store.read.libraryLife.contact(network.lievin)).toBeNull();
  });

  test('a state is kept with when, by whom and why, and is that of the library', async () => {
    const { store, network } = subject();
    const leaving = { state: 'LEAVING', since: noon, byLogin: 'coord', why: 'Délibération' } as const;
    const back = { ...leaving, state: 'LIVE', since: noon + 1 } as const;
    await committed(store, async (work) => {
      expect(await work.libraryLife.claim(network.lievin)).toBe('LIVE');
      await work.libraryLife.enter(network.lievin, leaving);
    });
    const stateOf = async () => (await store.read.libraries()).find(({ id }) => id === network.lievin)?.state;
    expect(await stateOf()).toBe('LEAVING');
    await committed(store, (work) => work.libraryLife.enter(network.lievin, back));
    expect(await stateOf()).toBe('LIVE');
    expect(await store.read.libraryLife.states(network.lievin)).toEqual([leaving, back]);
    await expect(committed(store, (work) => work.libraryLife.claim(62))).rejects.toThrow('library 62');
  });

  test('what keeps a library from leaving is counted, and named', async () => {
    const { store, network } = subject();
    const { lens, lievin } = network;
    const before = await store.read.libraryLife.facts(lens);
    const { recordId, items } = await shelved(store, network, 3);
    const [patron] = await registered(store, network);
    const [lent, away, travelling] = items;
    await committed(store, async (work) => {
      await work.items.move(lent!.id, { status: 'ON_LOAN', statusSince: noon, holdingLibraryId: lens });
      await work.loans.open(loan(network, lent!.id, patron!.id));
      await work.items.move(away!.id, { status: 'AVAILABLE', statusSince: noon, holdingLibraryId: lievin });
      await work.items.move(travelling!.id, { status: 'TRANSIT_HOME', statusSince: noon, holdingLibraryId: lens });
      const way = { fromLibraryId: lens, toLibraryId: lievin, reason: 'RETURN_HOME', holdId: null } as const;
      await work.transits.open({ itemId: travelling!.id, ...way, createdAt: noon });
      await work.holds.insertMany([hold(network, recordId, patron!.id)]);
    });
    expect(await store.read.libraryLife.facts(lens)).toEqual({
      ...before,
      items: before.items + 3,
      lent: before.lent + 1,
      away: before.away + 1,
      transits: before.transits + 1,
      holds: before.holds + 1,
    });
    const counted = await store.read.libraryLife.facts(lievin);
    expect(counted).toMatchObject({
      calendars: 1,
      managers: 0,
      devices: 0,
      items: 0,
      ofOthers: 1,
      transits: 1,
      holds: 0,
    });
    expect(
      await committed(store, async (work) => (await work.libraryLife.claim(lievin), work.libraryLife.facts(lievin))),
    ).toEqual(counted);
    const named = await store.read.libraryLife.blocking(lens, 10);
    expect(named.map(({ barcode, why, libraryId }) => [barcode, why, libraryId])).toEqual([
      [lent!.barcode, 'lent', lens],
      [away!.barcode, 'away', lievin],
      [travelling!.barcode, 'in-transit', lens],
    ]);
    expect(await store.read.libraryLife.blocking(lievin, 1)).toEqual([
      { barcode: away!.barcode, title: 'Germinal', why: 'foreign', libraryId: lievin },
    ]);
  });
}
