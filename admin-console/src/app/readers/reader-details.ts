import type { PatronCategoryView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';

/** A category of children ends there where it does not say when, in years; the server decides. */
const adultAge = 18;

/** Full years between two days, `2010-05-17`. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** The categories somebody of this birth date may have; all of them while it is not known. The server decides again. */
export function categoriesFor(
  categories: readonly PatronCategoryView[],
  birthDate: string | null,
  day: string,
): readonly PatronCategoryView[] {
  if (birthDate === null) return categories;
  const age = ageOn(birthDate, day);
  const most = ({ kind, maxAge }: PatronCategoryView) => maxAge ?? (kind === 'CHILD' ? adultAge - 1 : Infinity);
  return categories.filter((category) => age >= (category.minAge ?? 0) && age <= most(category));
}

/** The fields that must be filled in and are not, or are no date, in the order of the form. */
export function fieldsMissing(
  text: (name: string) => string,
  isNew: boolean,
): { readonly id: string; readonly word: MessageKey }[] {
  const needed: { readonly id: string; readonly word: MessageKey; readonly when: boolean }[] = [
    { id: 'cardNumber', word: 'readers.cardNumber', when: isNew },
    { id: 'lastName', word: 'readers.lastName', when: true },
    { id: 'birthDate', word: 'readers.birthDate', when: true },
    { id: 'category', word: 'readers.category', when: isNew },
    { id: 'homeLibrary', word: 'readers.homeLibrary', when: true },
  ];
  return needed.filter(({ id, when }) => when && text(id) === '').map(({ id, word }) => ({ id, word }));
}
