import { listsAsked, listText, personalName } from './profile-choices.ts';

test.each([
  ['{firstName} {lastName}', 'Zoé', 'Lefèvre', 'Zoé Lefèvre'],
  ['{lastName}, {firstName}', 'Zoé', 'Lefèvre', 'Lefèvre, Zoé'],
  ['{lastName}', 'Zoé', 'Lefèvre', 'Lefèvre'],
  ['{lastName}, {firstName}', '', 'École Jaurès', 'École Jaurès'],
  ['{lastName} {firstName}', '$&', '{firstName}', '{firstName} $&'],
])('AE by %s of %j %j is %j', (template, firstName, lastName, name) => {
  expect(personalName({ firstName, lastName }, { personalName: template })).toBe(name);
});

test('a line of a list says what the profile wants; a hold without a copy, its title', () => {
  const loan = { barcode: '30000001', title: 'Germinal' };
  expect((['barcode', 'title', 'barcode-title'] as const).map((listValue) => listText(loan, { listValue }))).toEqual([
    '30000001',
    'Germinal',
    '30000001 Germinal',
  ]);
  expect(listText({ barcode: null, title: 'Germinal' }, { listValue: 'barcode' })).toBe('Germinal');
});

test.each([
  ['  Y       ', 'first', [2]],
  ['Y Y  y    ', 'first', [0]],
  ['Y Y  y    ', 'all', [0, 2, 5]],
  ['          ', 'all', []],
  ['', 'first', []],
] as const)('the summary %j, %s, asks for %j', (summary, answered, places) => {
  expect(listsAsked(summary, { summary: answered })).toEqual(places);
});
