import { sideBySide } from './side-by-side';

const field = (tag: string, text: string) => ({ tag, text });

describe('two records beside each other', () => {
  it('align what is the same, then what stands in the same place', () => {
    const left = [field('200', '1  $a Germinal $f Zola'), field('215', '   $a 500 p.'), field('606', '   $a Mines')];
    const right = [field('200', '1  $a Germinal $f Zola'), field('215', '   $a 502 p.'), field('330', '   $a Résumé')];
    expect(sideBySide(left, right).map(({ tag, is }) => `${tag} ${is}`)).toEqual([
      '200 same',
      '215 changed',
      '330 only-right',
      '606 only-left',
    ]);
  });

  it('do not differ by indicators, spaces or case, nor by the numbers a system gives its own', () => {
    const left = [field('001', 'A1'), field('200', '1  $a GERMINAL'), field('801', ' 0 $b BnF')];
    const right = [field('001', 'B2'), field('200', '0  $a Germinal '), field('801', ' 0 $b Lens')];
    expect(sideBySide(left, right).map(({ is }) => is)).toEqual(['same']);
  });

  it('pair a field that moved, and lose none that is there twice', () => {
    const left = [field('606', '$a Mines'), field('606', '$a Grèves'), field('606', '$a Mines')];
    const right = [field('606', '$a Grèves'), field('606', '$a Mines'), field('606', '$a Nord')];
    expect(sideBySide(left, right).map(({ left: one, right: other, is }) => [one, other, is])).toEqual([
      ['$a Mines', '$a Mines', 'same'],
      ['$a Grèves', '$a Grèves', 'same'],
      ['$a Mines', '$a Nord', 'changed'],
    ]);
  });
});
