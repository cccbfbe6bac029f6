import { pagingFrom } from '../../ui/paging';
import { askedOf, searchFrom } from './search-address';

describe('a search in the address', () => {
  it('is read with what narrows it', () => {
    const search = searchFrom({ q: 'zola', langue: 'fre', annee: '', tri: 'date' });
    expect(search).toEqual({ q: 'zola', sort: 'date', narrowed: { language: 'fre' } });
  });

  it('is by relevance when the order is invented', () => {
    expect(searchFrom({ tri: '__proto__' })).toEqual({ q: '', sort: 'relevance', narrowed: {} });
  });

  it('asks the server for its page', () => {
    const search = searchFrom({ q: 'zola', bibliotheque: 'lens' });
    expect(askedOf(search, pagingFrom('3', '25'))).toEqual({
      q: 'zola',
      sort: 'relevance',
      offset: 50,
      limit: 25,
      library: 'lens',
    });
  });
});
