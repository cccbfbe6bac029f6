import { smallDesk, type SmallDesk } from './desk.fixture.ts';

let at: SmallDesk;
beforeEach(async () => {
  at = await smallDesk();
  await at.registered('CARD1', { lastName: 'Lefèvre', firstName: 'Zoé' });
  await at.registered('CARD2', { lastName: 'Lefebvre', firstName: 'Adam', birthDate: '2001-02-03' });
  await at.registered('CARD3', { lastName: "D'Œuvrard", firstName: 'Ida' });
});
afterEach(() => at.close());

const find = async (q: string, page = { offset: 0, limit: 10 }) => {
  const { lines, total } = await at.desk.find({ q }, page);
  return [total, lines.map(({ lastName }) => lastName)];
};

test.each([
  ['lefe', [2, ['Lefebvre', 'Lefèvre']]],
  ['LEFÈVRE', [1, ['Lefèvre']]],
  ['lefebvre ad', [1, ['Lefebvre']]],
  ['d oeu', [1, ["D'Œuvrard"]]],
  ['card2', [1, ['Lefebvre']]],
  ['2001-02-03', [1, ['Lefebvre']]],
  ['l', [0, []]],
  ['%', [0, []]],
  ['zzz', [0, []]],
])('%s finds %j', async (q, found) => {
  expect(await find(q)).toEqual(found);
});

test('long lists come in pages, by name', async () => {
  expect(await find('lef', { offset: 0, limit: 1 })).toEqual([2, ['Lefebvre']]);
  expect(await find('lef', { offset: 1, limit: 1 })).toEqual([2, ['Lefèvre']]);
});

test('a line says no more than it takes to recognise somebody', async () => {
  const { lines } = await at.desk.find({ q: 'card1' }, { offset: 0, limit: 1 });
  expect(Object.keys(lines[0]!).sort()).toEqual([
    'birthDate',
    'expiresAt',
    'firstName',
    'homeLibraryId',
    'id',
    'lastName',
    'state',
  ]);
});
