import { newAuthorityMarc } from './new-marc';

describe('a new authority', () => {
  it('of a person is entered under the name, with the rest and the dates apart', () => {
    const zola = newAuthorityMarc({ type: 'PERSON', entry: ' Zola ', rest: 'Émile', dates: '1840-1902' }, '2026-11-29');
    expect(zola.leader).toBe('00000nx  a22000003  45  ');
    expect(zola.leader.length).toBe(24);
    expect(zola.fields).toEqual([
      { tag: '100', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: '20261129afrey50      ba0' }] },
      {
        tag: '200',
        ind1: ' ',
        ind2: '1',
        subfields: [
          { code: 'a', value: 'Zola' },
          { code: 'b', value: 'Émile' },
          { code: 'f', value: '1840-1902' },
        ],
      },
    ]);
  });

  it('of a subject has nothing but its entry', () => {
    const coron = newAuthorityMarc({ type: 'TOPIC', entry: 'Corons', rest: 'x', dates: '1900' }, '2026-11-29');
    expect(coron.leader[9]).toBe('j');
    expect(coron.fields[1]).toEqual({ tag: '250', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: 'Corons' }] });
  });
});
