import { placesTold } from './places-words';

const place = (library: string, available: number) => ({ library, name: library, copies: 2, available });

describe('where the copies of a record are', () => {
  it('begins with the library of this post, even when it has none left', () => {
    const told = placesTold([place('AVION', 1), place('LENS', 0)], 'LENS');
    expect(told.named.map(({ library }) => library)).toEqual(['LENS', 'AVION']);
  });

  it('names three libraries and counts the others', () => {
    const places = ['A', 'B', 'C', 'D'].map((library) => place(library, 0));
    const told = placesTold([...places, place('E', 1), place('F', 1), place('G', 1), place('H', 1)], null);
    expect(told.named.map(({ library }) => library)).toEqual(['E', 'F', 'G']);
    expect([told.others, told.othersAvailable]).toEqual([5, 1]);
  });

  it('is empty for a record without copies', () => {
    expect(placesTold([], 'LENS')).toEqual({ named: [], others: 0, othersAvailable: 0 });
  });
});
