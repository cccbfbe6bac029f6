import { standardProfile } from '../../../core/network/device-profile.ts';
import { granted } from '../../../core/outcome.ts';
import { committed, type Subject } from './small-network.ts';

/** Terminals, as those who look after them add and change them. */
export function devicesContract(subject: () => Subject): void {
  const sorter = (libraryId: number) => ({
    login: 'sorter-lens',
    name: 'Trieur',
    kind: 'SORTER' as const,
    libraryId,
    readyProfile: 'automated-sorter',
    profile: { language: 'en' } as const,
    secretHash: 'first',
  });

  test('a device is added once, changed by its version, and read with its profile worked out', async () => {
    const { store, network } = subject();
    const id = await committed(store, (work) => work.devices.insert(sorter(network.lens)));
    expect(await committed(store, (work) => work.devices.insert(sorter(network.lievin)))).toBe('taken');
    const messages = ['93', '97', '99', '09', '17', '35'];
    const added = {
      id,
      login: 'sorter-lens',
      name: 'Trieur',
      kind: 'SORTER',
      libraryId: network.lens,
      readyProfile: 'automated-sorter',
      changes: { language: 'en' },
      profile: { ...standardProfile, language: 'en', messages },
      disabledAt: null,
      cutOffAt: null,
      mutedUntil: null,
      version: 1,
      lastSeenAt: null,
      lastStatus: null,
    };
    expect(await committed(store, (work) => work.devices.claim('sorter-lens'))).toEqual(added);
    expect(await store.read.device('sorter-lens')).toEqual({ ...added, secretHash: 'first' });
    expect(await committed(store, (work) => work.devices.claim('nobody'))).toBeNull();

    const to = {
      id: id as number,
      name: 'Portique',
      kind: 'GATE' as const,
      libraryId: network.lievin,
      readyProfile: 'gate',
    };
    await committed(store, (work) =>
      work.devices.save({ ...to, changes: {}, disabledAt: 5, cutOffAt: 6, mutedUntil: 7 }),
    );
    await committed(store, (work) => work.devices.setSecret(id as number, 'second'));
    expect(await store.read.device('sorter-lens')).toEqual({
      ...added,
      ...to,
      changes: {},
      profile: { ...standardProfile, messages: ['93', '97', '99', '17'] },
      disabledAt: 5,
      cutOffAt: 6,
      mutedUntil: 7,
      version: 2,
      secretHash: 'second',
    });
    expect(await store.read.audit()).toEqual([]);
  });

  test('two changes of one device at once come one after the other', async () => {
    const { store } = subject();
    const versions = await Promise.all(
      ['A', 'B', 'C'].map((name) =>
        committed(store, async (work) => {
          const device = (await work.devices.claim('kiosk-lens'))!;
          await work.devices.save({ ...device, name });
          return device.version;
        }),
      ),
    );
    expect(versions.toSorted()).toEqual([1, 2, 3]);
  });

  test('a device of no library is not added', async () => {
    const { store } = subject();
    const added = committed(store, (work) => work.devices.insert({ ...sorter(999), login: 'nowhere' }));
    await expect(added).rejects.toMatchObject({ kind: 'foreign-key' });
  });

  test.each([
    ['that cannot be read', `profile = '{"charset":'`, 'has a profile that cannot be read'],
    ['with a set that is none', `profile = '{"charset":"cp437"}'`, ': charset must be one of'],
    ['that gives it what its kind may not', `kind = 'GATE', profile = '{"messages":["63"]}'`, ': messages a device of'],
    ['of a name that is none', `readyProfile = 'guessed'`, 'names the ready-made profile guessed, which is none'],
    ['of a kind that is none', `kind = 'TOASTER'`, 'is of the kind TOASTER, which is none'],
  ])('a profile %s is found: device-profile-usable', async (_, broken, said) => {
    const { store, database, network } = subject();
    const write = (text: string) => database.transaction(async (sql) => granted(await sql.run(text)));
    await write(`UPDATE devices SET ${broken} WHERE id = ${network.kiosk}`);
    expect(await store.read.audit()).toEqual([
      {
        invariant: 'device-profile-usable',
        detail: expect.stringContaining(`device ${network.kiosk}${said.startsWith(':') ? '' : ' '}${said}`),
      },
    ]);
    await write(
      `UPDATE devices SET kind = 'SELFCHECK', profile = '{}', readyProfile = 'standard' WHERE id = ${network.kiosk}`,
    );
    expect(await store.read.audit()).toEqual([]);
  });
}
