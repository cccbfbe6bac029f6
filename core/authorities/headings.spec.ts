import { data, shown } from '../catalogue/editing/cataloguers.fixture.ts';
import type { MarcRecord } from '../marc/record.ts';
import { authorityFacts } from './authority.ts';
import { headingOf, headingsOf, withHeading } from './headings.ts';
import { identifiersIn } from './identifiers.ts';

test.each([
  ['FRBNF119078810000000PB', 'FRBNF 11907881'],
  ['frbnf11907881', 'FRBNF 11907881'],
  ['11907881', 'FRBNF 11907881'],
  ['http://catalogue.bnf.fr/ark:/12148/cb11907966z', 'ARK 12148/cb11907966z,FRBNF 11907966'],
  ['https://www.idref.fr/026927608', 'IDREF 026927608'],
  ['02692760X', 'IDREF 02692760X'],
  ['0000 0001 2120 0982', 'ISNI 0000000121200982'],
  ['https://isni.org/isni/0000000121200982', 'ISNI 0000000121200982'],
  ['AUT0000000042', 'LOCAL AUT0000000042'],
  ['42', ''],
  ['Hugo', ''],
])('%s is %s', (written, identifiers) => {
  expect(identifiersIn(written).map(({ scheme, value }) => `${scheme} ${value}`).join()).toBe(identifiers);
}); // prettier-ignore

test.each([
  ['PERSON', data('700', '$3FRBNF1$aHugo$bVictor$f1802-1885$4070'), 'hugo victor', 'hugo victor', '1802-1885', 'Hugo, Victor (1802-1885)'],
  ['PERSON', data('200', '$aLouis$dXIV$croi de France$f1638-1715'), 'louis xiv roi de france', 'louis xiv roi de france', '1638-1715', 'Louis, XIV, roi de France (1638-1715)'],
  ['TOPIC', data('606', '$aForçats$yFrance$z19e siècle$2rameau'), 'forcats france 19e siecle', 'forcats', '', 'Forçats -- France -- 19e siècle'],
  ['CORPORATE', data('710', '$aLens$bArchives municipales$4650'), 'lens archives municipales', 'lens archives municipales', '', 'Lens. Archives municipales'],
  ['TITLE', data('500', '$a\u0098Les \u009cMisérables'), 'les miserables', 'les miserables', '', 'Les Misérables'],
] as const)('the heading of a %s: %j', (type, field, key, headKey, dates, shownAs) => {
  expect(headingOf(field, type)).toEqual({ type, key, headKey, dates, shown: shownAs });
}); // prettier-ignore

test('free and foreign subjects are not followed, old RAMEAU without $2 is', () => {
  const record: MarcRecord = {
    leader: '',
    fields: [
      data('606', '$aMines'), data('606', '$aCoal mines$2lc'), data('606', '$aGrèves$2rameau'), data('610', '$amine'),
      data('702', '$aNoël$bBernard$4340'),
    ],
  }; // prettier-ignore
  expect(headingsOf(record).map(({ tag, occurrence, key }) => `${tag}[${occurrence}] ${key}`)).toEqual([
    '606[1] mines',
    '606[3] greves',
    '702[1] noel bernard',
  ]);
});

test('a heading is written in the place of the old one: numbers, function and own subdivisions stay where they were', () => {
  const field = data('606', '$3FRBNF1$aBagnards$3FRBNF2$yFrance$2rameau');
  const authority = data('250', '$aForçats');
  const head = { leader: '', fields: [withHeading(field, authority, { type: 'TOPIC', extent: 'HEAD' })] };
  expect(shown(head, '606')).toEqual(['$3FRBNF1$aForçats$3FRBNF2$yFrance$2rameau']);
  const whole = data('250', '$aForçats$yFrance');
  const written = {
    leader: '',
    fields: [withHeading(data('606', '$aBagne$xx$2rameau'), whole, { type: 'TOPIC', extent: 'WHOLE' })],
  };
  expect(shown(written, '606')).toEqual(['$aForçats$yFrance$2rameau']);
});

test('an authority tells its heading, its other names, its relations and its numbers; a bare one is a stub', () => {
  const record: MarcRecord = {
    leader: '00000nx  a2200000   45  ',
    fields: [
      { tag: '001', value: 'FRBNF119079660000000PB' },
      { tag: '003', value: 'http://catalogue.bnf.fr/ark:/12148/cb11907966z' },
      data('010', '$a0000 0001 2120 0982'),
      data('200', '$aHugo$bVictor$f1802-1885'),
      data('300', '$aÉcrivain'),
      data('400', '$aGugo$bViktor'),
      data('500', '$3FRBNF9$aHugo$bLéopold'),
      data('550', '$5g$aÉcrivains'),
      data('700', '$aHugo$bViktor'),
    ],
  };
  expect(authorityFacts(record)).toEqual({
    type: 'PERSON',
    heading: 'Hugo, Victor (1802-1885)',
    headingKey: 'hugo victor',
    dates: '1802-1885',
    stub: false,
    names: [
      { relation: 'SEE_FROM', heading: 'Gugo, Viktor', headingKey: 'gugo viktor', identifier: null },
      { relation: 'SEE_ALSO', heading: 'Hugo, Léopold', headingKey: 'hugo leopold', identifier: 'FRBNF9' },
      { relation: 'BROADER', heading: 'Écrivains', headingKey: 'ecrivains', identifier: null },
      { relation: 'PARALLEL', heading: 'Hugo, Viktor', headingKey: 'hugo viktor', identifier: null },
    ],
    identifiers: [
      { scheme: 'FRBNF', value: '11907966' },
      { scheme: 'ARK', value: '12148/cb11907966z' },
      { scheme: 'ISNI', value: '0000000121200982' },
    ],
  });
  const bare = { ...record, fields: record.fields.filter(({ tag }) => tag < '300') };
  expect(authorityFacts(bare)!.stub).toBe(true);
  expect(authorityFacts({ ...record, fields: [] })).toBeNull();
});
