import { granted } from '../../../core/outcome.ts';
import type { SavedFilter } from '../../../core/saved-filters/entities.ts';
import { committed, noon, type Subject } from './small-network.ts';

/** The filters of lists that people keep. */
export function filtersContract(subject: () => Subject): void {
  const filter = (changes: Partial<SavedFilter>): Omit<SavedFilter, 'id'> => ({
    ...{ list: 'holds', name: 'À chercher', scope: 'PRIVATE', libraryId: null, login: 'ana', savedAt: noon },
    parameters: { etat: 'TARGETED', titre: 'L’« été » 100 %' },
    ...changes,
  });
  const insert = (changes: Partial<SavedFilter>) =>
    committed(subject().store, (work) => work.filters.insert(filter(changes)));
  const names = async (login: string, libraryId: number | null) =>
    (await subject().store.read.filters.of('holds', { login, libraryId })).map(({ name }) => name);

  beforeAll(async () => {
    const account = { role: 'STAFF', libraryId: null, active: true, passwordHash: 'x' } as const;
    for (const login of ['ana', 'bob']) {
      await subject().store.administration.insertUser({ ...account, login, name: login });
    }
  });

  test('is given back as it was kept, and forgotten once', async () => {
    const { store } = subject();
    const id = await insert({});
    expect(await store.read.filters.one(id!)).toEqual({ ...filter({}), id });
    expect(await committed(store, (work) => work.filters.remove(id!))).toBe(true);
    expect(await committed(store, (work) => work.filters.remove(id!))).toBe(false);
    expect(await store.read.filters.one(id!)).toBeNull();
  });

  test('is found by whoever it is kept for, by name', async () => {
    const { lens, lievin } = subject().network;
    await insert({ name: 'c', scope: 'NETWORK' });
    await insert({ name: 'b', scope: 'LIBRARY', libraryId: lens });
    await insert({ name: 'a' });
    await insert({ name: 'other list', list: 'catalogue' });
    await insert({ name: 'of bob', login: 'bob' });
    expect(await names('ana', lens)).toEqual(['a', 'b', 'c']);
    expect(await names('ana', lievin)).toEqual(['a', 'c']);
    expect(await names('bob', null)).toEqual(['c', 'of bob']);
    expect(await committed(subject().store, (work) => work.filters.count(filter({})))).toBe(1);
    expect(await subject().store.read.audit()).toEqual([]);
  });

  test('one name is kept once for the same, though twenty keep it at the same time', async () => {
    const kept = await Promise.all(Array.from({ length: 20 }, () => insert({ name: 'same', login: 'bob' })));
    expect(kept.filter((id) => id !== null)).toHaveLength(1);
    expect(await insert({ name: 'same', scope: 'NETWORK', login: 'bob' })).not.toBeNull();
  });

  test.each<[string, string]>([
    ['filter-kept-by-staff', `SET login = 'ghost', owner = 'user ghost'`],
    ['filter-kept-for-its-owner', `SET owner = 'library 77'`],
    ['filter-kept-for-its-owner', `SET scope = 'LIBRARY', libraryId = 77, owner = 'library 77'`],
    ['filter-names-no-reader', `SET parameters = '{"carte":"20000001"}'`],
    ['filter-names-no-reader', `SET list = 'readers', parameters = '{"q":"delattre"}'`],
  ])('a breach is found: %s (%s)', async (invariant, change) => {
    const { store, database } = subject();
    const id = await insert({ name: 'to break' });
    await database.transaction(async (sql) =>
      granted(await sql.run(`UPDATE saved_filters ${change} WHERE id = ?`, [id])),
    );
    expect((await store.read.audit()).map((breach) => breach.invariant)).toEqual([invariant]);
    await committed(store, (work) => work.filters.remove(id!));
    expect(await store.read.audit()).toEqual([]);
  });
}
