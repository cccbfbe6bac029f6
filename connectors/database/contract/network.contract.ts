import { standardProfile } from '../../../core/network/device-profile.ts';
import { committed, hold, loan, registered, shelved, type Subject } from './small-network.ts';

/** Reads of the network and of its staff, and the sizes of things. */
export function networkContract(subject: () => Subject): void {
  test('reads the libraries, rules and calendars as they were set', async () => {
    const { store, network } = subject();
    const libraries = await store.read.libraries();
    expect(libraries.map(({ code, isPickup }) => [code, isPickup])).toEqual([
      ['LENS', true],
      ['LIEVIN', true],
    ]);
    expect(await store.read.categories()).toEqual([
      { id: network.category, code: 'ADULTE', label: 'Adulte', kind: 'PERSON', membershipMonths: 12 },
    ]);
    expect((await store.read.policies())[0]).toMatchObject({
      id: network.policy,
      itemType: null,
      holdable: true,
      selfCheck: true,
    });
    const [lens, lievin] = await store.read.calendars();
    expect(lens!.weekly[0]).toEqual([{ from: '10:00', to: '18:00' }]);
    expect(lens!.exceptions).toEqual([
      { date: '2026-12-24', until: null, weekday: null, yearly: true, hours: [], reason: 'Veille de Noël' },
    ]);
    expect(lievin!.exceptions).toEqual([]);
  });

  test('reads the devices, the secret only by login', async () => {
    const { store, network } = subject();
    const kiosk = {
      id: network.kiosk,
      login: 'kiosk-lens',
      name: 'Automate',
      kind: 'SELFCHECK',
      libraryId: network.lens,
      readyProfile: 'standard',
      changes: { language: 'fr' },
      profile: standardProfile,
      disabledAt: null,
      cutOffAt: null,
      mutedUntil: null,
      version: 1,
      lastSeenAt: null,
      lastStatus: null,
    };
    expect(await store.read.devices()).toEqual([kiosk]);
    expect(await store.read.device('kiosk-lens')).toEqual({ ...kiosk, secretHash: 's' });
    expect(await store.read.device('KIOSK-LENS')).toBeNull();
  });

  test('reads a staff account, and a session with its user', async () => {
    const { store, network } = subject();
    const person = {
      login: 'agent-lens',
      name: 'Aïcha',
      role: 'STAFF',
      libraryId: network.lens,
      active: true,
    } as const;
    expect(await store.administration.insertUser({ ...person, passwordHash: 'p' })).toBe(true);
    const user = await store.read.staffUser('agent-lens');
    const signing = { temporaryUntil: null, enrolledAt: null };
    expect(user).toEqual({ id: expect.any(Number), ...person, ...signing, passwordHash: 'p' });
    expect(await store.read.staffUsers()).toEqual([{ id: user!.id, ...person, ...signing }]);
    const session = {
      tokenHash: 'f'.repeat(64),
      userId: user!.id,
      createdAt: 5,
      lastSeenAt: 6,
      passedAt: null,
      client: '',
    };
    await committed(store, (work) => work.staff.openSession(session));
    expect(await store.read.session(session.tokenHash)).toEqual({
      session,
      user: { id: user!.id, ...person, ...signing },
    });
    expect(await store.read.session('0')).toBeNull();
  });

  test('counts what there is', async () => {
    const { store, network } = subject();
    const { recordId, items } = await shelved(store, network, 3);
    const [reader] = await registered(store, network);
    await committed(store, async (work) => {
      await work.loans.open(loan(network, items[0]!.id, reader!.id));
      await work.items.move(items[0]!.id, { status: 'ON_LOAN', statusSince: 1, holdingLibraryId: network.lens });
      await work.holds.insertMany([hold(network, recordId, reader!.id)]);
    });
    expect(await store.read.counts()).toEqual({
      libraries: 2,
      records: 1,
      items: 3,
      itemsByStatus: { AVAILABLE: 2, ON_LOAN: 1 },
      patrons: 1,
      openLoans: 1,
      liveHolds: 1,
      openTransits: 0,
    });
    expect(await store.health()).toMatchObject({ reachable: true });
  });
}
