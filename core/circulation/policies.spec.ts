import type { CirculationPolicy } from './entities.ts';
import { coversMatch, isFallback, PolicyTable, specificity, tiesAmong, type PolicyMatch } from './policies.ts';

const any: PolicyMatch = { categoryId: null, itemType: null, libraryId: null };
const rows = (...matches: Partial<PolicyMatch>[]): CirculationPolicy[] =>
  matches.map((match, index) => ({
    id: index + 1,
    ...any,
    ...match,
    loanDays: 21,
    renewals: 2,
    renewDays: 21,
    maxPerType: null,
    maxTotal: 20,
    holdsMax: 10,
    holdable: true,
    selfCheck: true,
    hardDueDate: null,
    graceOpenDays: 0,
    suspensionPerLateDay: 0,
    feeSchedule: null,
  }));
const ties = (...matches: Partial<PolicyMatch>[]): string[] =>
  tiesAmong(rows(...matches)).map(([one, other]) => `${one.id} ${other.id}`);

test('the most specific row decides; those it overrules follow in order', () => {
  const table = new PolicyTable(rows({}, { itemType: 'DVD' }, { categoryId: 7, itemType: 'DVD' }, { libraryId: 9 }));
  expect(table.matching({ categoryId: 7, itemType: 'DVD', libraryId: 1 }).map(({ id }) => id)).toEqual([3, 2, 1]);
  expect(table.match(7, 'DVD', 1)?.id).toBe(3);
  expect(table.match(8, 'DVD', 1)?.id).toBe(2);
  expect(table.match(8, 'BOOK', 1)?.id).toBe(1);
  expect(new PolicyTable([]).match(8, 'BOOK', 1)).toBeNull();
});

test.each<[string, Partial<PolicyMatch>[], string[]]>([
  ['the same match twice', [{}, { itemType: 'DVD' }, { itemType: 'DVD' }], ['2 3']],
  ['two fallbacks', [{}, {}], ['1 2']],
  ['a category and a type may meet', [{ categoryId: 7 }, { itemType: 'DVD' }], ['1 2']],
  ['a category and a library may meet', [{ categoryId: 7 }, { libraryId: 9 }], ['1 2']],
  [
    'two pairs may meet in a third',
    [
      { categoryId: 7, itemType: 'DVD' },
      { itemType: 'DVD', libraryId: 9 },
    ],
    ['1 2'],
  ],
])('a tie: %s', (_, matches, expected) => {
  expect(ties(...matches)).toEqual(expected);
});

test.each<[string, Partial<PolicyMatch>[]]>([
  ['two categories never meet', [{ categoryId: 7 }, { categoryId: 8 }]],
  ['one row is more specific', [{}, { itemType: 'DVD' }, { itemType: 'DVD', libraryId: 9 }]],
  ['a third row settles it', [{ categoryId: 7 }, { itemType: 'DVD' }, { categoryId: 7, itemType: 'DVD' }]],
  [
    'pairs that differ somewhere',
    [
      { categoryId: 7, itemType: 'DVD' },
      { itemType: 'GAME', libraryId: 9 },
    ],
  ],
])('no tie: %s', (_, matches) => {
  expect(ties(...matches)).toEqual([]);
});

test('a third row that settles only part of it leaves the tie', () => {
  expect(ties({ categoryId: 7 }, { itemType: 'DVD' }, { categoryId: 7, itemType: 'DVD', libraryId: 9 })).toEqual([
    '1 2',
  ]);
});

test('a row covers what it names nothing against; the fallback covers all', () => {
  expect(isFallback(any)).toBe(true);
  expect(coversMatch(any, { categoryId: 7, itemType: 'DVD', libraryId: 9 })).toBe(true);
  expect(coversMatch({ ...any, itemType: 'DVD' }, any)).toBe(false);
});

test('over random tables: there is a tie exactly when some loan finds two rows alike at the top', () => {
  let seed = 20261118;
  const roll = (sides: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * sides);
  };
  // In each dimension one value that no row names: a loan of a category added tomorrow.
  const categories = [7, 8, 9];
  const types = ['BOOK', 'DVD', 'MAP'] as const;
  const libraries = [1, 2, 3];
  const loans = categories.flatMap((categoryId) =>
    types.flatMap((itemType) => libraries.map((libraryId) => ({ categoryId, itemType, libraryId }))),
  );
  let tied = 0;
  for (let round = 0; round < 2_000; round += 1) {
    const table = rows(
      ...Array.from({ length: 1 + roll(7) }, () => ({
        categoryId: [null, 7, 8][roll(3)]!,
        itemType: ([null, 'BOOK', 'DVD'] as const)[roll(3)]!,
        libraryId: [null, 1, 2][roll(3)]!,
      })),
    );
    const alike = loans.some((loan) => {
      const [first, second] = new PolicyTable(table).matching(loan);
      return first !== undefined && second !== undefined && specificity(first) === specificity(second);
    });
    expect({ table, tied: tiesAmong(table).length > 0 }).toEqual({ table, tied: alike });
    tied += Number(alike);
  }
  expect(tied).toBeGreaterThan(200);
  expect(tied).toBeLessThan(1_900);
});
