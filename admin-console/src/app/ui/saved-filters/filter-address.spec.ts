import { isSame, keptOf, saysMore } from './filter-address';

describe('what of an address is kept', () => {
  const kept = ['titre', 'etat'];

  it('is what the list keeps, and nothing that is empty', () => {
    expect(keptOf({ titre: 'zola', etat: ' ', carte: '20000001', page: '3' }, kept)).toEqual({ titre: 'zola' });
  });

  it('leaves something out when a reader is named, not when it is the page', () => {
    expect(saysMore({ titre: 'zola', page: '3', lignes: '100' }, kept)).toBeFalse();
    expect(saysMore({ titre: 'zola', carte: '20000001' }, kept)).toBeTrue();
    expect(saysMore({ carte: '' }, kept)).toBeFalse();
  });

  it('is the same whatever the order', () => {
    expect(isSame({ titre: 'zola', etat: 'X' }, { etat: 'X', titre: 'zola' })).toBeTrue();
    expect(isSame({ titre: 'zola' }, { titre: 'zola', etat: 'X' })).toBeFalse();
    expect(isSame({ titre: 'zola' }, { titre: 'hugo' })).toBeFalse();
  });
});
