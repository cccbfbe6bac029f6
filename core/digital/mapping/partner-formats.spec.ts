import { isDataField } from '../../marc/record.ts';
import { mapRecord } from './map-record.ts';

const context = { code: 'NUM', identifier: 'oai:num:1', resourceType: null, at: Date.UTC(2026, 10, 20) };
const record = (metadata: string) =>
  `<record xmlns="http://www.openarchives.org/OAI/2.0/"><header><identifier>x</identifier></header><metadata>${metadata}</metadata></record>`;

function mapped(raw: string, metadataPrefix: string) {
  const found = mapRecord({ raw, metadataPrefix }, context);
  if (found.kind !== 'mapped') throw new Error(found.reason);
  const fields = found.record.fields.map((field) =>
    isDataField(field)
      ? `${field.tag} ${field.ind1}${field.ind2} ${field.subfields.map(({ code, value }) => `$${code}${value}`).join('')}`
      : `${field.tag} ${field.value}`,
  );
  return { ...found, fields };
}

const mods =
  record(`<mods:mods xmlns:mods="http://www.loc.gov/mods/v3" xmlns:xlink="http://www.w3.org/1999/xlink" version="3.7">
  <mods:titleInfo type="alternative"><mods:title>Gervaise</mods:title></mods:titleInfo>
  <mods:titleInfo><mods:nonSort>L’</mods:nonSort><mods:title>Assommoir</mods:title><mods:subTitle>roman</mods:subTitle></mods:titleInfo>
  <mods:name type="personal"><mods:namePart type="family">Zola</mods:namePart><mods:namePart type="given">Émile</mods:namePart>
    <mods:namePart type="date">1840-1902</mods:namePart><mods:role><mods:roleTerm type="code" authority="marcrelator">aut</mods:roleTerm></mods:role></mods:name>
  <mods:name><mods:namePart>Gill, André</mods:namePart><mods:role><mods:roleTerm>ill</mods:roleTerm></mods:role></mods:name>
  <mods:typeOfResource>text</mods:typeOfResource><mods:genre>livre</mods:genre>
  <mods:originInfo><mods:place><mods:placeTerm>Paris</mods:placeTerm></mods:place><mods:publisher>Charpentier</mods:publisher><mods:dateIssued>1877</mods:dateIssued></mods:originInfo>
  <mods:language><mods:languageTerm type="code" authority="iso639-2b">fre</mods:languageTerm></mods:language>
  <mods:physicalDescription><mods:extent>569 p.</mods:extent><mods:internetMediaType>application/epub+zip</mods:internetMediaType></mods:physicalDescription>
  <mods:abstract>Un &lt;b&gt;résumé&lt;/b&gt;</mods:abstract>
  <mods:subject><mods:topic>Ouvriers</mods:topic><mods:geographic>Paris</mods:geographic></mods:subject>
  <mods:relatedItem type="original"><mods:identifier type="isbn">978-2-07-040850-4</mods:identifier></mods:relatedItem>
  <mods:identifier type="isbn" invalid="yes">978-2-07-000000-0</mods:identifier>
  <mods:location><mods:url usage="primary">https://num.example.org/ark:/12345/b1</mods:url><mods:url access="preview">https://num.example.org/b1.jpg</mods:url></mods:location>
  <mods:accessCondition xlink:href="http://creativecommons.org/publicdomain/mark/1.0/">Domaine public</mods:accessCondition>
  <mods:recordInfo><mods:recordIdentifier>1</mods:recordIdentifier></mods:recordInfo></mods:mods>`);

test('MODS is said in Dublin Core terms, and becomes UNIMARC by the same way', () => {
  const found = mapped(mods, 'mods');
  expect(found).toMatchObject({
    ...{ url: 'https://num.example.org/ark:/12345/b1', thumbnail: 'https://num.example.org/b1.jpg', type: 'EBOOK' },
    rightsUri: 'http://creativecommons.org/publicdomain/mark/1.0/',
  });
  expect(found.fields).toEqual([
    '033    $aark:/12345/b1',
    '035    $a(NUM)oai:num:1',
    '100    $a20261120d1877    m  y0frey50      ba',
    '101 0  $afre',
    '135    $adr|||||||||||',
    '182    $cc$2rdamedia',
    '200 1  $aL’Assommoir$bRessource électronique$eroman$fZola, Émile (1840-1902)',
    '214  0 $cCharpentier$d1877',
    '215    $a569 p.',
    '330    $aUn résumé',
    '452  | $y9782070408504',
    '517 1  $aGervaise',
    '610 0  $aOuvriers -- Paris',
    '700  1 $aZola$bÉmile$f1840-1902$4070',
    '702  1 $aGill$bAndré',
    '801  3 $aFR$bNUM',
    '856 4  $uhttps://num.example.org/ark:/12345/b1$qapplication/epub+zip',
  ]);
});

test('MODS without a title or an address, and what calls itself MODS and is not', () => {
  const bare = (inside: string) => record(`<mods xmlns="http://www.loc.gov/mods/v3">${inside}</mods>`);
  const reason = (raw: string) => mapRecord({ raw, metadataPrefix: 'mods' }, context);
  expect(reason(bare('<identifier>https://x.example.org/1</identifier>'))).toMatchObject({ reason: 'no-title' });
  expect(reason(bare('<titleInfo><title>Nana</title></titleInfo>'))).toMatchObject({ reason: 'no-address' });
  expect(reason(record('<mods xmlns="urn:other"><title>Nana</title></mods>'))).toMatchObject({
    reason: 'format-unknown',
  });
  expect(reason(bare('<titleInfo>'))).toMatchObject({ reason: 'unreadable' });
});

const data = (tag: string, indicators: string, ...subfields: string[]) =>
  `<datafield tag="${tag}" ind1="${indicators[0]}" ind2="${indicators[1]}">${subfields.map((one) => `<subfield code="${one[0]}">${one.slice(1)}</subfield>`).join('')}</datafield>`;
const marc21 = (...fields: string[]) =>
  record(
    `<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 i 4500</leader><controlfield tag="001">99</controlfield><controlfield tag="008">261120s1877    fr            000 1 fre d</controlfield>${fields.join('')}</record>`,
  );

test('MARC 21 (245 and no 200) becomes UNIMARC by a table: its marks of ISBD go, its articles are marked', () => {
  const raw = marc21(
    data('020', '  ', 'a9782070408504 (br.)'),
    data('024', '3 ', 'a3260050000017'),
    data('100', '1 ', 'aZola, Émile,', 'd1840-1902.', 'eauthor.', '4aut'),
    data('245', '12', 'aL’Assommoir :', 'broman /', 'cÉmile Zola.'),
    data('264', ' 1', 'aParis :', 'bCharpentier,', 'c1877.'),
    data('264', ' 4', 'c©1877'),
    data('300', '  ', 'a1 ressource en ligne (569 p.) ;', 'cEPUB'),
    data('520', '  ', 'aUn résumé.'),
    data('540', '  ', 'aDomaine public'),
    data('650', ' 7', 'aOuvriers', 'zParis', '2rameau'),
    data('700', '1 ', 'aGill, André,', '4ill'),
    data('710', '2 ', 'aBibliothèque de Lens'),
    data('856', '40', 'uhttps://num.example.org/2', 'qapplication/epub+zip'),
    data('999', '  ', 'alocal'),
  );
  const found = mapped(raw, 'marcxml');
  expect(found).toMatchObject({ url: 'https://num.example.org/2', type: 'EBOOK', rights: 'Domaine public' });
  expect(found.fields).toEqual([
    '010    $a9782070408504 (br.)',
    '035    $a(NUM)oai:num:1',
    '073  0 $a3260050000017',
    '100    $a20261120d1877    m  y0frey50      ba',
    '101 0  $afre',
    '200 1  $a\u0098L’\u009cAssommoir$eroman$fÉmile Zola.',
    '214  0 $aParis$cCharpentier$d1877.',
    '215    $a1 ressource en ligne (569 p.)$dEPUB',
    '330    $aUn résumé.',
    '371 0  $aDomaine public',
    '606    $aOuvriers$yParis$2rameau',
    '700  1 $aZola$bÉmile$f1840-1902.$4070',
    '702  1 $aGill$bAndré$4440',
    '711 02 $aBibliothèque de Lens$4070',
    '856 40 $uhttps://num.example.org/2$qapplication/epub+zip',
  ]);
});

test('MARC 21 without an address is no resource', () => {
  const raw = marc21(data('245', '10', 'aNana'));
  expect(mapRecord({ raw, metadataPrefix: 'marc21' }, context)).toMatchObject({ reason: 'no-address' });
});
