import { circulationLines, circulationOf, linesOf, tableOf } from './profile-text';

describe('the tables of a profile, as they are typed', () => {
  it('are lines, and read again as they were', () => {
    const table = { liv: 'BOOK', dvd: 'DVD' };
    expect(linesOf(table)).toBe('liv = BOOK\ndvd = DVD');
    expect(tableOf(`${linesOf(table)}\n\n`)).toEqual({ table });
  });

  it('say which line is none', () => {
    expect(tableOf('liv = BOOK\ndvd')).toEqual({ wrongLine: 2 });
    expect(tableOf('= BOOK')).toEqual({ wrongLine: 1 });
    expect(tableOf('liv =')).toEqual({ wrongLine: 1 });
  });

  it('say of a circulation code whether it is lent, and as what', () => {
    const circulation = {
      '0': { loanable: true },
      '1': { loanable: false },
      '2': { loanable: true, type: 'DVD' as const },
    };
    expect(circulationLines(circulation)).toBe('0 = pret\n1 = exclu\n2 = pret DVD');
    expect(circulationOf(circulationLines(circulation))).toEqual({ circulation });
    expect(circulationOf('0 = pret\n1 = peut-être')).toEqual({ wrongLine: 2 });
  });
});
