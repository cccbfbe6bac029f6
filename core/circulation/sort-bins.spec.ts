import { sortBin, type SortConditions, type SortFacts } from './sort-bins.ts';

const book: SortFacts = {
  routing: 'shelf',
  destination: 'LENS',
  itemType: 'BOOK',
  homeLibrary: 'LENS',
  location: 'Jeunesse, albums',
  alert: false,
  hold: false,
};

test.each<[string, SortConditions, Partial<SortFacts>]>([
  ['any document when nothing is stated', {}, {}],
  ['one of its routings', { routing: ['no-change', 'shelf'] }, {}],
  ['one of its destinations', { destination: ['AVION', 'LIEVIN'] }, { destination: 'LIEVIN' }],
  ['one of its kinds', { itemType: ['CD', 'DVD'] }, { itemType: 'DVD' }],
  ['its home', { homeLibrary: 'LENS' }, {}],
  ['the beginning of its location', { location: 'Jeunesse' }, {}],
  ['an alert', { alert: true }, { alert: true }],
  ['the absence of an alert', { alert: false }, {}],
  ['a hold', { hold: true }, { hold: true }],
  ['the absence of a hold', { hold: false }, {}],
  ['every condition at once', { routing: ['shelf'], itemType: ['BOOK'], location: 'Jeu', hold: false }, {}],
])('a rule names its bin for %s', (_, when, facts) => {
  expect(sortBin([{ bin: '7', when }], { ...book, ...facts })).toBe('7');
});

test.each<[string, SortConditions, Partial<SortFacts>]>([
  ['another routing', { routing: ['hold-shelf', 'transit-hold'] }, {}],
  ['another destination', { destination: ['AVION'] }, {}],
  ['another kind', { itemType: ['CD'] }, {}],
  ['another home', { homeLibrary: 'AVION' }, {}],
  ['a location that only contains it', { location: 'albums' }, {}],
  ['a location written otherwise', { location: 'jeunesse' }, {}],
  ['no alert', { alert: true }, {}],
  ['an alert', { alert: false }, { alert: true }],
  ['no hold', { hold: true }, {}],
  ['a hold', { hold: false }, { hold: true }],
  ['one condition unmet among several', { routing: ['shelf'], itemType: ['BOOK'], hold: true }, {}],
])('a rule names nothing for %s', (_, when, facts) => {
  expect(sortBin([{ bin: '7', when }], { ...book, ...facts })).toBeNull();
});

test('the first rule that matches decides, not the most precise', () => {
  const rules = [
    { bin: '1', when: { hold: true } },
    { bin: '2', when: { itemType: ['BOOK'] as const } },
    { bin: '3', when: { itemType: ['BOOK'] as const, location: 'Jeunesse' } },
    { bin: '4', when: {} },
  ];
  expect(sortBin(rules, book)).toBe('2');
  expect(sortBin(rules, { ...book, hold: true })).toBe('1');
  expect(sortBin(rules, { ...book, itemType: 'CD' })).toBe('4');
});

test('a library without a list names no bin', () => {
  expect(sortBin([], book)).toBeNull();
});
