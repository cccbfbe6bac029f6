import { frenchSpaces } from './french-spaces';

describe('the spaces of French', () => {
  it('keep punctuation and quotation marks on the line of their word', () => {
    expect(frenchSpaces('Où irait « Germinal » : en rayon ; vraiment ?')).toBe(
      'Où irait «\u00a0Germinal\u00a0»\u00a0: en rayon\u202f; vraiment\u202f?',
    );
    expect(frenchSpaces('à 14:32, https://example.org')).toBe('à 14:32, https://example.org');
  });
});
