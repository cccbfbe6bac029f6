import { parseRegexp, type Expression } from './regexp.ts';

const characters = (text: string): Expression => ({ kind: 'characters', text });

test('reads every sign of the syntax', () => {
  expect(parseRegexp('title', 'a.(b|c)*[d-fx]+\\.?')).toEqual({
    kind: 'sequence',
    parts: [
      characters('a'),
      { kind: 'any' },
      {
        kind: 'repeat',
        of: { kind: 'either', choices: [characters('b'), characters('c')] },
        least: 0,
        most: null,
      },
      {
        kind: 'repeat',
        of: {
          kind: 'set',
          negated: false,
          ranges: [
            [0x64, 0x66],
            [0x78, 0x78],
          ],
        },
        least: 1,
        most: null,
      },
      { kind: 'repeat', of: characters('.'), least: 0, most: 1 },
    ],
  });
});

test.each<[string, Expression]>([
  ['É', characters('e')],
  ['e\u0301', characters('e')],
  ['œ', characters('oe')],
  ['[É]', { kind: 'set', negated: false, ranges: [[0x65, 0x65]] }],
  ['[^]]', { kind: 'set', negated: true, ranges: [[0x5d, 0x5d]] }],
  ['', { kind: 'sequence', parts: [] }],
])('normalises the characters of %j as those of words', (pattern, expected) => {
  expect(parseRegexp('any', pattern)).toEqual(expected);
});

test('normalises the characters of a number as those of numbers', () => {
  expect(parseRegexp('isbn', '9-x')).toEqual({
    kind: 'sequence',
    parts: [characters('9'), characters(''), characters('X')],
  });
  expect(parseRegexp('language', 'F')).toEqual(characters('f'));
});

test.each([
  ['a**', /one repetition after another/],
  ['*a', /nothing before \*/],
  ['(a', /\( without \)/],
  ['a)', /\) without \(/],
  ['[a', /\[ without \]/],
  ['[]', /\[ without \]/],
  ['[z-a]', /backwards/],
  ['[œ]', /œ between/],
  ['a{2}', /: \{/],
  ['^a', /: \^/],
  ['\\d', /\\d/],
  ['a\\', /\\$/],
  ['('.repeat(21) + 'a' + ')'.repeat(21), /parentheses/],
])('says what is wrong with %j', (pattern, reason) => {
  expect(() => parseRegexp('title', pattern)).toThrow(reason);
});

test('refuses what is too long', () => {
  expect(() => parseRegexp('title', 'a'.repeat(201))).toThrow(/term-too-long: 200/);
});
