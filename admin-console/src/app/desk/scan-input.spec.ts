import { cardShape, cleanScan, looksLikeCard } from './scan-input';

describe('what a scanner types', () => {
  const scans: readonly [string, string, string | null, boolean][] = [
    ['a plain code', '30000001', '30000001', false],
    ['leading zeros', '000123', '000123', false],
    ['spaces, a tabulation and a carriage return', ' 3000 0001\t\r', '30000001', false],
    ['the stars of Code 39', '*30000001*', '30000001', false],
    ['every digit of a French keyboard', '&é"\'(-è_çà', '1234567890', true],
    ['the same with the capitals locked', '&É"\'(-È_ÇÀ', '1234567890', true],
    ['a code with one digit: it is no fault of the keyboard', '&é"1', '&é"1', false],
    ['three signs: too short for a code', '&é"', '&é"', false],
    ['nothing', '  \r', null, false],
  ];
  for (const [name, typed, code, wasAzerty] of scans) {
    it(`is read: ${name}`, () => {
      expect(cleanScan(typed)).toEqual(code === null ? null : { code, wasAzerty });
    });
  }

  it('looks like a card when it is as long and begins alike', () => {
    const shape = cardShape('20000101');
    expect(looksLikeCard('20009999', shape)).toBeTrue();
    expect(looksLikeCard('30000001', shape)).toBeFalse();
    expect(looksLikeCard('200099990', shape)).toBeFalse();
    expect(looksLikeCard('20009999', null)).toBeFalse();
  });
});
