import { budgetTyped } from './budget-form';
import { centsTyped, euroTyped, perInhabitant, promised, sumOf, wholeTyped } from './budget-line';

const budget = { population: 32_000, populationYear: 2023, acquisitions: 8_000_000, culture: null };

describe('the budget of a commune', () => {
  it('is told for each inhabitant, and beside what was promised', () => {
    expect([perInhabitant(budget, 'acquisitions'), perInhabitant(budget, 'culture')]).toEqual([250, null]);
    expect([promised(budget, 150), promised(null, 150)]).toEqual([4_800_000, null]);
  });

  it('is added up over those who said it alone', () => {
    const communes = [
      { inseeCode: '1', commune: 'A', budget },
      { inseeCode: '2', commune: 'B', budget: { ...budget, population: 8_000, acquisitions: 1_000_000 } },
      { inseeCode: '3', commune: 'C', budget: null },
    ];
    expect(sumOf(communes, 'acquisitions')).toEqual({ communes: 2, cents: 9_000_000, each: 225 });
    expect(sumOf(communes, 'culture')).toEqual({ communes: 0, cents: 0, each: null });
  });

  it('is typed as one writes in French, and as it is shown', () => {
    expect(['80 000', '80\u202f000,50 €', '12.5', '', '  '].map(centsTyped)).toEqual([
      8_000_000,
      8_000_050,
      1_250,
      null,
      null,
    ]);
    for (const wrong of ['x', '-1', '1,234', '1e9', '12345678901']) expect(centsTyped(wrong)).toBeUndefined();
    expect([euroTyped(8_000_050), euroTyped(8_000_000), euroTyped(null)]).toEqual(['80000,50', '80000', '']);
    expect([wholeTyped('32 000', 1, 5_000_000), wholeTyped('0', 1, 9), wholeTyped('2,5', 1, 9)]).toEqual([
      32_000,
      undefined,
      undefined,
    ]);
  });

  it('says which fields are wrong, and keeps nothing of them', () => {
    const typed = { population: '32 000', populationYear: '2023', acquisitions: '80 000', culture: '' };
    expect(budgetTyped(typed)).toEqual({ budget, wrong: [] });
    expect(budgetTyped({ ...typed, population: 'beaucoup', culture: 'x' })).toEqual({
      budget: null,
      wrong: ['population', 'culture'],
    });
  });
});
