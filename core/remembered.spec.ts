import { Remembered } from './remembered.ts';

const ofTen = () => new Remembered<string, string>(10, ({ length }) => length);

test('what was set is given until something else is', () => {
  const remembered = ofTen();
  expect(remembered.get('a')).toBeUndefined();
  remembered.set('a', 'four');
  expect(remembered.get('a')).toBe('four');
  remembered.set('a', 'nine');
  expect(remembered.get('a')).toBe('nine');
});

test('the oldest goes when there is no more room; one that was asked for is passed over once', () => {
  const remembered = ofTen();
  for (const name of ['a', 'b', 'c']) remembered.set(name, 'xyz');
  expect(remembered.get('a')).toBe('xyz');
  remembered.set('d', 'xyz');
  expect(['a', 'b', 'c', 'd'].map((name) => remembered.get(name) ?? null)).toEqual(['xyz', null, 'xyz', 'xyz']);
});

test('all asked for: room is made all the same, and no more than room', () => {
  const remembered = ofTen();
  for (const name of ['a', 'b']) {
    remembered.set(name, 'fives');
    remembered.get(name);
  }
  remembered.set('c', 'fives');
  expect(['a', 'b', 'c'].filter((name) => remembered.get(name) !== undefined)).toHaveLength(2);
});

test('a value set again makes room for itself', () => {
  const remembered = ofTen();
  for (let time = 0; time < 5; time += 1) remembered.set('a', '12345678');
  remembered.set('b', '12');
  expect([remembered.get('a'), remembered.get('b')]).toEqual(['12345678', '12']);
});

test('what alone is too large is not kept, and the rest goes on', () => {
  const remembered = ofTen();
  remembered.set('large', 'more than ten');
  expect(remembered.get('large')).toBeUndefined();
  remembered.set('a', 'four');
  expect(remembered.get('a')).toBe('four');
});

test('who asks for the same in turn has it, as long as all of it fits', () => {
  const remembered = ofTen();
  for (let turn = 0; turn < 3; turn += 1) {
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      if (turn > 0) expect(remembered.get(name)).toBe('12');
      else remembered.set(name, '12');
    }
  }
});
