import { germinal } from '../../../testing/catalogue';
import { linkedRecords, readable } from './readable';

const field = (tag: string, ...subfields: [string, string][]) => ({
  tag,
  ind1: ' ',
  ind2: ' ',
  subfields: subfields.map(([code, value]) => ({ code, value })),
});

describe('a record in plain words', () => {
  it('says its fields in the order of a description, with their punctuation', () => {
    expect(readable(germinal)).toEqual([
      { word: 'readable.title', values: ['Germinal / Émile Zola'] },
      { word: 'readable.author', values: ['Zola, Émile'] },
      { word: 'readable.publication', values: ['Paris : Gallimard, 1977'] },
      { word: 'readable.isbn', values: ['978-2-07-000035-7'] },
    ]);
  });

  it('leaves the marks of what is not sorted unseen, and empty fields out', () => {
    const marc = { leader: '', fields: [field('200', ['a', '\u0098Le \u009ctemps']), field('330', ['a', ' '])] };
    expect(readable(marc)).toEqual([{ word: 'readable.title', values: ['Le temps'] }]);
  });

  it('names the records it is linked to', () => {
    const marc = {
      leader: '',
      fields: [field('461', ['t', 'Les Rougon-Macquart'], ['0', 'PAS0000000001']), field('488', ['a', 'Autre'])],
    };
    expect(linkedRecords(marc)).toEqual([
      { tag: '461', text: 'Les Rougon-Macquart', number: 'PAS0000000001' },
      { tag: '488', text: 'Autre', number: null },
    ]);
  });
});
