import { readPositions, writePositions } from './positions.ts';

test.each([
  ['activity:7', 'activity:7'],
  ['activity:7,exchanges:345', 'activity:7,exchanges:345'],
  ['exchanges:345', 'exchanges:345'],
  ['', ''],
  ['7', ''],
  ['activity:-1,exchanges:x', ''],
  ['weather:3,activity:7', 'activity:7'],
  ['activity:9999999999999999', ''],
])('the id %s is read as %s', (id, known) => {
  expect(writePositions(readPositions(id))).toBe(known);
});

test('no id is no position', () => {
  expect(readPositions(undefined).size).toBe(0);
});
