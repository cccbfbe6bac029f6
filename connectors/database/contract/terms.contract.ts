import type { NewPolicy } from '../../../core/ports/terms.ts';
import { granted, refused } from '../../../core/outcome.ts';
import { committed, type Subject } from './small-network.ts';

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
}
