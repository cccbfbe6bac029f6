import type { PatronCategoryView } from '../api/contract';
import { ageOn, categoriesFor, fieldsMissing } from './reader-details';
import { isCard } from './scanned';

const kind = (code: string, rest: Partial<PatronCategoryView> = {}): PatronCategoryView => ({
  ...{ code, label: code, kind: 'PERSON', membershipMonths: 12, minAge: null, maxAge: null },
  ...rest,
});
const all = [
  kind('ADULTE', { minAge: 18 }),
  kind('ENFANT', { kind: 'CHILD' }),
  kind('JEUNE', { minAge: 12, maxAge: 17 }),
];
const codes = (birthDate: string | null) => categoriesFor(all, birthDate, '2026-11-29').map(({ code }) => code);

describe('the details of a reader', () => {
  it('count full years', () => {
    expect(ageOn('2010-11-29', '2026-11-29')).toBe(16);
    expect(ageOn('2010-11-30', '2026-11-29')).toBe(15);
  });

  it('leave the categories his age allows, all of them while it is not known', () => {
    expect(codes(null)).toEqual(['ADULTE', 'ENFANT', 'JEUNE']);
    expect(codes('1990-05-17')).toEqual(['ADULTE']);
    expect(codes('2012-05-17')).toEqual(['ENFANT', 'JEUNE']);
    expect(codes('2020-05-17')).toEqual(['ENFANT']);
  });

  it('name what is missing, in the order of the form', () => {
    const given = { lastName: 'Lefèvre', birthDate: 'x' } as Record<string, string>;
    const ids = (isNew: boolean) => fieldsMissing((name) => given[name] ?? '', isNew).map(({ id }) => id);
    expect(ids(true)).toEqual(['cardNumber', 'category', 'homeLibrary']);
    expect(ids(false)).toEqual(['homeLibrary']);
  });

  const typed: [string, boolean][] = [
    ['20000156', true],
    ['K-2000', true],
    ['Lefèvre', false],
    ['1990-05-17', false],
    ['zoe@example.org', false],
    ['17/05/1990', false],
  ];
  for (const [text, is] of typed) {
    it(`take “${text}” for ${is ? 'a card' : 'no card'}`, () => expect(isCard(text)).toBe(is));
  }
});
