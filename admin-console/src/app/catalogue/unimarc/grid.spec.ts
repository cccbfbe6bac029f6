import { germinal } from '../../../testing/catalogue';
import { gridOf, marcOf, placeFindings, subfieldsOf, textOf, withPosition } from './grid';

describe('the grid of a record', () => {
  it('shows fields on one line each, blanks as #', () => {
    const { rows } = gridOf(germinal);
    expect(rows.map(({ tag, ind1, ind2, text }) => `${tag} ${ind1}${ind2} ${text}`)).toEqual([
      '001  PAS0000000006',
      '010 ## $a978-2-07-000035-7',
      '101 0# $afre',
      '200 1# $aGerminal$fÉmile Zola',
      '214 #0 $aParis$cGallimard$d1977',
      '700 #1 $aZola$bÉmile$4070',
    ]);
  });

  it('gives back the very record it was made of', () => {
    expect(marcOf(gridOf(germinal))).toEqual(germinal);
  });

  it('leaves out a field that is not filled in', () => {
    const grid = gridOf(germinal);
    const rows = [...grid.rows, { key: 99, tag: '330', ind1: '', ind2: '', text: ' ' }];
    expect(marcOf({ ...grid, rows })).toEqual(germinal);
  });

  const lines: [string, { code: string; value: string }[]][] = [
    ['$aA$bB', [{ code: 'a', value: 'A' }, { code: 'b', value: 'B' }]],
    ['Sans code', [{ code: 'a', value: 'Sans code' }]],
    ['$a5 $$ le lot', [{ code: 'a', value: '5 $ le lot' }]],
    ['$a5 $ le lot', [{ code: 'a', value: '5 $ le lot' }]],
    ['$aA$$bB', [{ code: 'a', value: 'A$bB' }]],
    ['$a$bB', [{ code: 'b', value: 'B' }]],
    ['$a⟦Le ⟧temps', [{ code: 'a', value: '\u0098Le \u009ctemps' }]],
    ['', []],
  ]; // prettier-ignore
  for (const [line, subfields] of lines) {
    it(`reads “${line}”`, () => {
      expect(subfieldsOf(line)).toEqual(subfields);
      expect(subfieldsOf(textOf(subfields))).toEqual(subfields);
    });
  }

  it('puts findings beside their fields, and those of no field aside', () => {
    const { rows } = gridOf({ ...germinal, fields: [...germinal.fields, germinal.fields.at(-1)!] });
    const finding = (path: string) => ({ severity: 'error' as const, code: 'x', path, words: { fr: '', en: '' } });
    const placed = placeFindings(rows, ['200$a', '700[2]$4', '700', 'leader/6', '330'].map(finding));
    expect(placed.map(({ row }) => row)).toEqual([4, 7, 6, null, null]);
  });

  it('writes a code in its place', () => {
    expect(withPosition('20240101d1972', 8, 'e')).toBe('20240101e1972');
    expect(withPosition('ab', 4, 'fre')).toBe('ab  fre');
  });
});
