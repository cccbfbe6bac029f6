import { derive } from '../../marc/derive.ts';
import { isDataField } from '../../marc/record.ts';
import { mapRecord } from './map-record.ts';

const context = {
  code: 'GALLICA',
  identifier: 'oai:bnf.fr:gallica/ark:/12148/bpt6k5401',
  resourceType: null,
  at: Date.UTC(2026, 10, 20),
};
const dc = (inside: string) =>
  `<record xmlns="http://www.openarchives.org/OAI/2.0/"><header><identifier>x</identifier></header><metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">${inside}</oai_dc:dc></metadata></record>`;
const map = (raw: string, metadataPrefix = 'oai_dc', more: Partial<typeof context> = {}) =>
  mapRecord({ raw, metadataPrefix }, { ...context, ...more });
function fields(raw: string, prefix?: string): string[] {
  const mapped = map(raw, prefix);
  if (mapped.kind !== 'mapped') throw new Error(mapped.reason);
  return mapped.record.fields.map((field) =>
    isDataField(field)
      ? `${field.tag} ${field.ind1}${field.ind2} ${field.subfields.map(({ code, value }) => `$${code}${value}`).join('')}`
      : `${field.tag} ${field.value}`,
  );
}

const germinal = dc(`
  <dc:identifier>https://gallica.bnf.fr/ark:/12148/bpt6k5401</dc:identifier>
  <dc:title>Germinal : roman / Émile Zola</dc:title>
  <dc:creator>Zola, Émile (1840-1902). Auteur du texte</dc:creator>
  <dc:contributor>Société des gens de lettres</dc:contributor>
  <dc:publisher>G. Charpentier (Paris)</dc:publisher>
  <dc:date>1885</dc:date>
  <dc:subject>Mineurs -- France</dc:subject>
  <dc:language>fre</dc:language><dc:language>français</dc:language>
  <dc:description>&lt;p&gt;Un &lt;b&gt;résumé&lt;/b&gt;&lt;/p&gt;</dc:description>
  <dc:format>591 p. ; in-18</dc:format><dc:format>application/pdf</dc:format>
  <dc:type xml:lang="fre">texte imprimé</dc:type><dc:type>text</dc:type>
  <dc:source>ISBN 978-2-07-040850-4</dc:source>
  <dc:relation>vignette : https://gallica.bnf.fr/ark:/12148/bpt6k5401.thumbnail</dc:relation>
  <dc:rights xml:lang="fre">domaine public</dc:rights><dc:rights>http://creativecommons.org/publicdomain/mark/1.0/</dc:rights>`);

test('Dublin Core as a French provider writes it becomes the UNIMARC of an electronic resource', () => {
  expect(fields(germinal)).toEqual([
    '033    $aark:/12148/bpt6k5401',
    '035    $a(GALLICA)oai:bnf.fr:gallica/ark:/12148/bpt6k5401',
    '100    $a20261120d1885    m  y0frey50      ba',
    '101 0  $afre',
    '135    $adr|||||||||||',
    '182    $cc$2rdamedia',
    '200 1  $aGerminal$bRessource électronique$eroman$fÉmile Zola',
    '214  0 $cG. Charpentier$d1885',
    '215    $a591 p. ; in-18',
    '330    $aUn résumé',
    '371 0  $adomaine public',
    '452  | $y9782070408504',
    '610 0  $aMineurs -- France',
    '700  1 $aZola$bÉmile$f1840-1902$4070',
    '712 02 $aSociété des gens de lettres',
    '801  3 $aFR$bGALLICA',
    '856 4  $uhttps://gallica.bnf.fr/ark:/12148/bpt6k5401$qapplication/pdf',
  ]);
  const mapped = map(germinal);
  expect(mapped).toMatchObject({
    ...{ type: 'EBOOK', url: 'https://gallica.bnf.fr/ark:/12148/bpt6k5401', rights: 'domaine public' },
    thumbnail: 'https://gallica.bnf.fr/ark:/12148/bpt6k5401.thumbnail',
    rightsUri: 'http://creativecommons.org/publicdomain/mark/1.0/',
  });
  if (mapped.kind !== 'mapped') throw new Error();
  expect(derive(mapped.record)).toMatchObject({
    ...{
      title: 'Germinal : roman',
      carrier: 'electronic',
      year: 1885,
      language: 'fre',
      authors: ['Zola, Émile', 'Société des gens de lettres'],
    },
  });
});

const title = '<dc:title>T</dc:title>';
const url = '<dc:identifier>https://example.org/1</dc:identifier>';

test.each([
  ['publication en série imprimée', 'PRESS'],
  ['vidéo', 'VIDEO'],
  ['MovingImage', 'VIDEO'],
  ['enregistrement sonore', 'MUSIC'],
  ['Jeu vidéo', 'GAME'],
  ['jeu', 'GAME'],
  ['InteractiveResource', 'TRAINING'],
  ['image fixe', 'HERITAGE'],
  ['livre numérique', 'EBOOK'],
  ['Text', 'EBOOK'],
])('what is called %s is of type %s', (name, type) => {
  expect(map(dc(`${title}${url}<dc:type>${name}</dc:type>`))).toMatchObject({ kind: 'mapped', type });
});

test('what does not say what it is, is what its source has', () => {
  expect(map(dc(title + url), 'oai_dc', { resourceType: null })).toMatchObject({ type: 'EBOOK' });
  expect(
    mapRecord({ raw: dc(title + url), metadataPrefix: 'oai_dc' }, { ...context, resourceType: 'TRAINING' }),
  ).toMatchObject({ type: 'TRAINING' });
});

test.each([
  ['without a title', dc(url), 'no-title'],
  ['without an address', dc(`${title}<dc:identifier>ISBN 2070408507</dc:identifier>`), 'no-address'],
  ['without Dublin Core', '<record><metadata><x/></metadata></record>', 'format-unknown'],
  ['that is no XML', '<record', 'unreadable'],
])('a record %s is rejected, and says why', (_, raw, reason) => {
  expect(map(raw)).toEqual({ kind: 'rejected', reason });
});

const marc = (namespace: string, inside: string) =>
  `<record xmlns="http://www.openarchives.org/OAI/2.0/"><header/><metadata><m:record xmlns:m="${namespace}"><m:leader>01234cam0 2200000   450 </m:leader><m:controlfield tag="001">FRBNF123</m:controlfield>${inside}</m:record></metadata></record>`;
const field = (tag: string, subfields: string) =>
  `<m:datafield tag="${tag}" ind1="4" ind2=" ">${subfields}</m:datafield>`;
const sub = (code: string, value: string) => `<m:subfield code="${code}">${value}</m:subfield>`;

test.each(['info:lc/xmlns/marcxchange-v2', 'http://www.loc.gov/MARC21/slim'])(
  'UNIMARC in %s is taken as it is, said to be on line',
  (namespace) => {
    const raw = marc(
      namespace,
      field('200', sub('a', 'Nana') + sub('f', 'Zola')) +
        field('856', sub('u', 'https://example.org/nana')) +
        field('995', sub('f', '1')),
    );
    expect(fields(raw, 'marcxchange')).toEqual([
      '035    $a(GALLICA)oai:bnf.fr:gallica/ark:/12148/bpt6k5401',
      '200 4  $aNana$bRessource électronique$fZola',
      '856 4  $uhttps://example.org/nana',
    ]);
    expect(map(raw, 'unimarc')).toMatchObject({ type: 'EBOOK', url: 'https://example.org/nana' });
  },
);

test('an 856 whose words speak of a picture is the thumbnail, wherever it stands, and never the document', () => {
  const raw = marc(
    'info:lc/xmlns/marcxchange-v2',
    field('200', sub('a', 'Nana')) +
      field('856', sub('u', 'https://example.org/nana.jpg') + sub('z', 'Vignette')) +
      field('856', sub('u', 'https://example.org/nana')),
  );
  expect(map(raw, 'marcxchange')).toMatchObject({
    url: 'https://example.org/nana',
    thumbnail: 'https://example.org/nana.jpg',
  });
  const alone = marc(
    'info:lc/xmlns/marcxchange-v2',
    field('200', sub('a', 'Nana')) + field('856', sub('u', 'https://example.org/nana.jpg') + sub('3', 'Couverture')),
  );
  expect(map(alone, 'marcxchange')).toMatchObject({ reason: 'no-address' });
});

test('MARC 21 is told from UNIMARC, a record with nothing on line is not a resource', () => {
  const slim = 'http://www.loc.gov/MARC21/slim';
  expect(map(marc(slim, field('245', sub('a', 'Nana'))), 'marcxml')).toMatchObject({ reason: 'no-address' });
  expect(map(marc(slim, field('200', sub('a', 'Nana'))), 'marcxml')).toMatchObject({ reason: 'no-address' });
  expect(map(marc('urn:other', field('200', sub('a', 'Nana'))), 'unimarc')).toMatchObject({ reason: 'unreadable' });
});
