import type { ScanRequest } from '../../ports/search-index.ts';
import { editDistance, nearestSpelling } from './nearest-spelling.ts';

/** A catalogue that knows these words, each in so many records. */
function knowing(words: Readonly<Record<string, number>>) {
  const asked: ScanRequest[] = [];
  const list = Object.entries(words).sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    asked,
    scan: async (request: ScanRequest) => {
      asked.push(request);
      const from = list.filter(([term]) => term >= request.term).slice(0, request.size);
      const entries = from.map(([term, hits]) => ({ term, display: term, hits }));
      return { entries, position: 1, status: 'complete' as const };
    },
  };
}
const catalogue = knowing({ chien: 8, chine: 3, jaune: 12, germinal: 9, germinale: 1, miserables: 5, misere: 7 });

test.each([
  ['germinla', 'germinal', 'two letters swapped'],
  ['Germimal', 'germinal', 'one letter for another, whatever the case'],
  ['misrables', 'miserables', 'a letter left out'],
  ['gromlinet', null, 'too far from anything'],
  ['egrminal', 'germinal', 'the first two the other way round'],
  ['gzerminal', 'germinal', 'a letter too many after the first'],
  ['le chein jaune', null, 'a word too short to be corrected stays unknown'],
  ['chein jaune', 'chien jaune', 'what is known stays as it is'],
  ['germinal', null, 'nothing to correct'],
  ['', null, 'nothing typed'],
])('%j is %j: %s', async (...[typed, expected]) => {
  expect(await nearestSpelling(catalogue, typed)).toBe(expected);
});

test('of two as near, the one more records have', async () => {
  expect(await nearestSpelling(knowing({ chats: 2, chant: 9 }), 'chat')).toBe('chant');
  expect(await nearestSpelling(knowing({ chats: 9, chant: 2 }), 'chat')).toBe('chats');
});

test('an index without a list of words suggests nothing, and a long search is not looked at', async () => {
  expect(await nearestSpelling({}, 'germimal')).toBeNull();
  const index = knowing({ a: 1 });
  expect(await nearestSpelling(index, 'un deux trois quatre cinq six sept')).toBeNull();
  expect(index.asked).toEqual([]);
});

test.each([
  ['chien', 'chien', 0],
  ['chein', 'chien', 1],
  ['chien', 'chienne', 2],
  ['chat', 'oiseau', 3],
  ['', 'ab', 2],
])('from %s to %s: %d', (one, other, distance) => {
  expect(editDistance(one, other, 2)).toBe(distance);
  expect(editDistance(other, one, 2)).toBe(distance);
});
