import { pageCount, pagingFrom } from './paging';

describe('the pages of a list', () => {
  it('are read from the address, which may hold anything', () => {
    expect(pagingFrom(undefined, undefined)).toEqual({ page: 1, size: 50, offset: 0 });
    expect(pagingFrom('3', '100')).toEqual({ page: 3, size: 100, offset: 200 });
    for (const odd of ['0', '-1', '1.5', 'x', '', '99999999']) expect(pagingFrom(odd, '7').page).toBe(1);
    expect(pagingFrom('2', '7')).toEqual({ page: 2, size: 50, offset: 50 });
  });

  it('end with the last line, at exact multiples too', () => {
    expect([0, 1, 49, 50, 51, 100].map((total) => pageCount(total, 50))).toEqual([1, 1, 1, 1, 2, 2]);
  });
});
