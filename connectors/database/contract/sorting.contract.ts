import type { SortRule } from '../../../core/circulation/sort-bins.ts';
import { granted } from '../../../core/outcome.ts';
import { committed, type Subject } from './small-network.ts';

/** The lists of sorters, as a transaction replaces them. */
export function sortingContract(subject: () => Subject): void {
  const rules: readonly SortRule[] = [
    { bin: '1', when: { hold: true, routing: ['hold-shelf', 'transit-hold'], alert: false } },
    { bin: 'Bac à été', when: { destination: ['LIEVIN'], itemType: ['CD', 'DVD'], homeLibrary: 'LIEVIN' } },
    { bin: '1', when: { location: 'Jeunesse' } },
    { bin: '4', when: {} },
  ];

  test('a list is read in the order it was saved, replaced whole, and taken away; no other is touched', async () => {
    const { store, network } = subject();
    const others = { libraryId: network.lievin, rules: [{ bin: 'A', when: {} }] };
    expect(await store.read.sorting.rules()).toEqual([]);
    await committed(store, (work) => work.sorting.setRules(network.lens, rules));
    await committed(store, (work) => work.sorting.setRules(network.lievin, others.rules));
    expect(await store.read.sorting.rules()).toEqual([{ libraryId: network.lens, rules }, others]);
    const turned = rules.toReversed();
    await committed(store, (work) => work.sorting.setRules(network.lens, turned));
    expect(await store.read.sorting.rules()).toEqual([{ libraryId: network.lens, rules: turned }, others]);
    await committed(store, (work) => work.sorting.setRules(network.lens, []));
    expect(await store.read.sorting.rules()).toEqual([others]);
    expect(await store.read.audit()).toEqual([]);
  });

  test('a list replaced twice at once is one of the two', async () => {
    const { store, network } = subject();
    const lists = [rules, rules.toReversed()];
    await Promise.all(lists.map((list) => committed(store, (work) => work.sorting.setRules(network.lens, list))));
    const kept = (await store.read.sorting.rules()).find(({ libraryId }) => libraryId === network.lens)!;
    expect(lists).toContainEqual(kept.rules);
  });

  test.each([
    ['without a bin', `bin = ' '`, `bin = '4'`],
    ['whose conditions cannot be read', `conditions = '{"hold":'`, `conditions = '{}'`],
  ])('a rule %s is found: sort-bin-of-library', async (_, broken, mended) => {
    const { store, database, network } = subject();
    await committed(store, (work) => work.sorting.setRules(network.lens, [{ bin: '4', when: {} }]));
    const where = `WHERE libraryId = ${network.lens} AND position = 1`;
    const write = (text: string) => database.transaction(async (sql) => granted(await sql.run(text)));
    await write(`UPDATE sort_bin_rules SET ${broken} ${where}`);
    expect(await store.read.audit()).toEqual([
      {
        invariant: 'sort-bin-of-library',
        detail: `sort rule 1 of library ${network.lens} names no bin, cannot be read, or is of no library`,
      },
    ]);
    await write(`UPDATE sort_bin_rules SET ${mended} ${where}`);
    expect(await store.read.audit()).toEqual([]);
  });
}
