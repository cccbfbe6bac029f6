import * as fc from 'fast-check';
import { parseRegexp } from '../../core/query/regexp.ts';
import { Automaton, maskExpression, matchesAll, prefixOf } from './automaton.ts';

const accepts = (automaton: Automaton, text: string): boolean => {
  const bytes = Buffer.from(`  ${text} `);
  return automaton.test(bytes, 2, bytes.length - 1);
};

test.each([
  ['ab*', 'abbb', true],
  ['ab*', 'ac', false],
  ['(ab|a)(bc|c)?', 'abc', true],
  ['(a*)*', '', true],
  ['(a*)+b', 'aaab', true],
  ['.', '東', true],
  ['.', '𐐷', true],
  ['..', '𐐷', false],
  ['[^a-c]+', 'dbf', false],
  ['[^a-c]+', 'def', true],
  ['', '', true],
  ['', 'a', false],
])('%j against %j: %j', (pattern, text, expected) => {
  expect(accepts(new Automaton(parseRegexp('title', pattern)), text)).toBe(expected);
});

test('matches what the regular expressions of JavaScript match', () => {
  const letter = fc.constantFrom(...'aab東𐐷');
  const pattern = fc.letrec<{ either: string; sequence: string; repeated: string; atom: string }>((tie) => ({
    either: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((choices) => choices.join('|')),
    sequence: fc.array(tie('repeated'), { maxLength: 3 }).map((parts) => parts.join('')),
    repeated: fc.tuple(tie('atom'), fc.constantFrom('', '', '*', '+', '?')).map((parts) => parts.join('')),
    atom: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      letter,
      fc.constantFrom('.', '[ab]', '[^a]', '[a-z]'),
      tie('either').map((inside) => `(${inside})`),
    ),
  })).either;
  const text = fc.array(letter, { maxLength: 6 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 5, maxLength: 20 }), (source, texts) => {
      fc.pre(source.length < 100);
      const automaton = new Automaton(parseRegexp('title', source));
      const expected = new RegExp(`^(?:${source})$`, 'u');
      for (const each of texts)
        expect([source, each, accepts(automaton, each)]).toEqual([source, each, expected.test(each)]);
    }),
    { seed: 20260301, numRuns: 300 },
  );
});

test('ends soon on an expression that makes others go back for ages', () => {
  const automaton = new Automaton(parseRegexp('title', '(a|a)*(a|b)*(.*a)*.*.*.*c'));
  expect(accepts(automaton, 'ab'.repeat(20_000))).toBe(false);
});

test('forgets states rather than fill the memory', () => {
  const automaton = new Automaton(parseRegexp('title', `.*a${'.'.repeat(12)}`));
  for (let seed = 1; seed <= 300; seed++) {
    const text = Array.from({ length: 40 }, (_, at) => ((seed * 7919 + at * at * 31) % 5 < 2 ? 'a' : 'b')).join('');
    expect(accepts(automaton, text)).toBe(text.at(-13) === 'a');
  }
});

test('knows the beginning of what it matches', () => {
  expect(prefixOf(maskExpression('ec*le'))).toBe('ec');
  expect(prefixOf(maskExpression('?c'))).toBe('');
  expect(prefixOf(parseRegexp('title', 'ab(cd)e?'))).toBe('abcd');
  expect(prefixOf(parseRegexp('title', 'ab|ac'))).toBe('');
  expect(matchesAll(maskExpression('*'))).toBe(true);
  expect(matchesAll(maskExpression('*a'))).toBe(false);
});
