import type { NewPolicy } from '../../../core/ports/terms.ts';
import { granted, refused } from '../../../core/outcome.ts';
import { committed, loan, noon, registered, shelved, type Subject } from './small-network.ts';

/** Policies and calendars, as a transaction changes them. */
export function termsContract(subject: () => Subject): void {
  const comics: NewPolicy = {
    categoryId: null,
    itemType: 'COMIC',
    libraryId: null,
    loanDays: 14,
    renewals: 1,
    renewDays: 14,
    maxPerType: 4,
    maxTotal: 20,
    holdsMax: 3,
    holdable: false,
    selfCheck: true,
    hardDueDate: '2027-06-30',
    graceOpenDays: 2,
    suspensionPerLateDay: 1,
    feeSchedule: null,
  };

  test('a policy row is read as it was saved, then as it was replaced, and no more once retired', async () => {
    const { store } = subject();
    const before = await store.read.policies();
    const id = await committed(store, async (work) => {
      expect(await work.terms.lockPolicies()).toEqual(before);
      return work.terms.insertPolicy(comics);
    });
    expect(await store.read.policies()).toEqual([...before, { id, ...comics }]);
    const changed = { ...comics, hardDueDate: null, selfCheck: false, maxPerType: null };
    await committed(store, async (work) => {
      await work.terms.lockPolicies();
      await work.terms.replacePolicy(id, changed);
    });
    expect(await store.read.policies()).toEqual([...before, { id, ...changed }]);
    await committed(store, async (work) => {
      await work.terms.lockPolicies();
      await work.terms.retirePolicy(id, 5);
    });
    expect(await store.read.policies()).toEqual(before);
    await expect(committed(store, (work) => work.terms.replacePolicy(id, comics))).rejects.toThrow(`policy ${id}`);
    await expect(committed(store, (work) => work.terms.retirePolicy(id, 6))).rejects.toThrow(`policy ${id}`);
  });

  test('who locks the table second sees what the first saved', async () => {
    const { store } = subject();
    const addOnce = () =>
      store.transaction(async (work) => {
        const rows = await work.terms.lockPolicies();
        if (rows.some(({ itemType }) => itemType === 'COMIC')) return refused('policy-tie');
        return granted(await work.terms.insertPolicy(comics));
      });
    const outcomes = await Promise.all([addOnce(), addOnce(), addOnce()]);
    expect(outcomes.filter((outcome) => outcome.granted)).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.granted) await committed(store, (work) => work.terms.retirePolicy(outcome.value, 7));
    }
  });

  test('a calendar is replaced whole, with exceptions that begin on one day; no other is touched', async () => {
    const { store, network } = subject();
    const [lens, lievin] = await store.read.calendars();
    const weekly = [[], [], [{ from: '14:00', to: '18:00' }], [], [], [], []];
    const summer = { date: '2027-07-01', until: '2027-08-31', weekday: null, yearly: true, hours: [], reason: 'Été' };
    const exceptions = [summer, { ...summer, weekday: 3, hours: weekly[2]! }];
    const calendar = { libraryId: network.lens, weekly, exceptions };
    await committed(store, (work) => work.terms.setCalendar(calendar));
    expect(await store.read.calendars()).toEqual([calendar, lievin]);
    await committed(store, (work) => work.terms.setCalendar(lens!));
    expect(await store.read.calendars()).toEqual([lens, lievin]);
  });

  test('open loans are counted by what rules speak of; due dates move together, those of the library alone', async () => {
    const { store, network } = subject();
    const { items } = await shelved(store, network, 4);
    const [patron] = await registered(store, network);
    const [due, later] = [noon + 20 * 86_400_000, noon + 21 * 86_400_000];
    const places = [
      [network.lens, due],
      [network.lens, due],
      [network.lievin, due],
      [network.lens, later],
    ] as const;
    expect(await store.read.terms.openLoans()).toEqual([]);
    await committed(store, async (work) => {
      for (const [at, [libraryId, dueAt]] of places.entries()) {
        const { id } = items[at]!;
        await work.items.move(id, { status: 'ON_LOAN', statusSince: noon, holdingLibraryId: libraryId });
        await work.loans.open({ ...loan(network, id, patron!.id), libraryId, dueAt });
      }
    });
    expect(await store.read.terms.openLoans()).toEqual([
      { categoryId: network.category, itemType: 'BOOK', libraryId: network.lens, loans: 3 },
      { categoryId: network.category, itemType: 'BOOK', libraryId: network.lievin, loans: 1 },
    ]);
    const readers = await store.read.terms.readersByLoans();
    expect(readers).toContainEqual({ categoryId: network.category, loans: 4, readers: 1 });
    expect(await store.read.terms.dueDates(network.lens, due)).toEqual([
      { dueAt: due, loans: 2 },
      { dueAt: later, loans: 1 },
    ]);
    expect(await store.read.terms.dueDates(network.lens, later)).toEqual([{ dueAt: later, loans: 1 }]);
    expect(await store.read.terms.dueAt(network.lens, due, 1)).toHaveLength(1);
    expect(await committed(store, (work) => work.terms.moveDueDates(network.lens, due, later))).toBe(2);
    expect(await store.read.terms.dueDates(network.lens, due)).toEqual([{ dueAt: later, loans: 3 }]);
    expect(await store.read.terms.dueDates(network.lievin, due)).toEqual([{ dueAt: due, loans: 1 }]);
    expect(await store.read.terms.dueAt(network.lievin, due, 9)).toEqual([
      { barcode: items[2]!.barcode, title: 'Germinal' },
    ]);
  });
}
