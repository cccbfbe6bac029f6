import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { AgedCategory } from '../ports/patrons.ts';
import { ageOn } from './ages.ts';
import { noteReader, type By, type ReaderPorts } from './ports.ts';
import type { PatronSettings } from './settings.ts';

/** The ages of a category; a kind of child ends at majority where it does not say when. */
export function agesOf(
  category: Pick<AgedCategory, 'kind' | 'minAge' | 'maxAge'>,
  { adultAge }: PatronSettings,
): { min: number | null; max: number | null } {
  return { min: category.minAge, max: category.maxAge ?? (category.kind === 'CHILD' ? adultAge - 1 : null) };
}

/** Why somebody of this birth date is not for this category; an age nobody knows is not proven. */
export function ageRefusal(
  category: AgedCategory,
  settings: PatronSettings,
  birthDate: string | null,
  date: string,
): Refused | null {
  const { min, max } = agesOf(category, settings);
  if (min === null && max === null) return null;
  const age = birthDate === null ? null : ageOn(birthDate, date);
  if (age !== null && age >= (min ?? 0) && age <= (max ?? Infinity)) return null;
  return refused('age-not-allowed', { age, category: category.code, min, max });
}

/** A child who is one no more: his category changes when he renews his membership. */
export function isComeOfAge(
  category: AgedCategory,
  settings: PatronSettings,
  birthDate: string | null,
  date: string,
): boolean {
  const { max } = agesOf(category, settings);
  return category.kind === 'CHILD' && max !== null && birthDate !== null && ageOn(birthDate, date) > max;
}

/** The category of a code. */
export async function categoryByCode({ store }: ReaderPorts, code: string): Promise<AgedCategory | null> {
  return (await store.read.patronAccounts.categories()).find((category) => category.code === code) ?? null;
}

/** Adds a kind of reader. */
export function addCategory({ store, clock }: ReaderPorts) {
  return (category: Omit<AgedCategory, 'id'>, by: By): Promise<Outcome<AgedCategory>> =>
    store.transaction(async (work) => {
      const id = await work.patronAccounts.insertCategory(category);
      if (id === 'taken') return refused('category-taken');
      await noteReader(work, 'CATEGORY_SAVED', null, { at: clock.now(), by }, facts(category));
      return granted({ id, ...category });
    });
}

/** Changes a kind of reader; its code stays, and so do those who are of it. */
export function changeCategory(ports: ReaderPorts) {
  return async (category: Omit<AgedCategory, 'id'>, by: By): Promise<Outcome<AgedCategory>> => {
    const changed = await ports.store.transaction(async (work) => {
      if (!(await work.patronAccounts.changeCategory(category))) return refused('category-unknown');
      await noteReader(work, 'CATEGORY_SAVED', null, { at: ports.clock.now(), by }, facts(category));
      return granted(null);
    });
    if (!changed.granted) return changed;
    const saved = await categoryByCode(ports, category.code);
    return saved ? granted(saved) : refused('category-unknown');
  };
}

function facts({ code, kind, membershipMonths, minAge, maxAge }: Omit<AgedCategory, 'id'>) {
  return { code, kind, membershipMonths, minAge, maxAge };
}
