import { fakeLibrary } from './fake-catalogue.ts';
import { servedSru, type ServedSru } from './served.fixture.ts';

// a barcode that ends in 9 is on loan and wanted; one that begins with 4 belongs to Avion
const works = [{ title: 'Germinal', author: 'Zola', barcodes: ['30000001', '30000009', '40000001'] }];
let sru: ServedSru;
let get: ServedSru['get'];
beforeAll(async () => {
  sru = await servedSru(fakeLibrary(works), { maximumWithAvailability: 5 });
  ({ get } = sru);
});
afterAll(() => sru.close());

const search = { version: '1.2', operation: 'searchRetrieve', query: 'germinal' };

test('ISO 20775, 5.3: one holding a library, one copyInformation a copy, as circulation knows it now', async () => {
  const { xml } = await get({ ...search, recordSchema: 'isohold' });
  const data = /<srw:recordData>(.*)<\/srw:recordData>/s.exec(xml)![1];
  const copy = (barcode: string, status: string): string =>
    `<copyInformation><pieceIdentifier><value>${barcode}</value><typeOrSource><text>barcode</text></typeOrSource></pieceIdentifier>` +
    '<resourceIdentifier><value>PAS0000000001</value><typeOrSource><text>control number</text></typeOrSource></resourceIdentifier>' +
    '<sublocation>Adulte</sublocation><shelfLocator>R ZOL</shelfLocator>' +
    `<availabilityInformation><status>${status}</status><reservationPolicy>1</reservationPolicy></availabilityInformation></copyInformation>`;
  const here = '<availabilityStatus>1</availabilityStatus><availableFor>1</availableFor>';
  expect(data).toBe(
    '<holdings xmlns="info:ofi/fmt:xml:xsd:iso20775">' +
      '<holding><institutionIdentifier><value>AVION</value><typeOrSource><text>code</text></typeOrSource></institutionIdentifier>' +
      "<physicalLocation>Médiathèque d'Avion</physicalLocation><physicalAddress><text>Avion</text></physicalAddress>" +
      '<holdingSimple><copiesSummary><copiesCount>1</copiesCount><status><availableCount>1</availableCount>' +
      `<availableFor>1</availableFor></status></copiesSummary>${copy('40000001', here)}</holdingSimple></holding>` +
      '<holding><institutionIdentifier><value>FR-624986101</value><typeOrSource><text>ISIL (ISO 15511)</text></typeOrSource></institutionIdentifier>' +
      '<physicalLocation>Médiathèque de Lens</physicalLocation><physicalAddress><text>Lens</text></physicalAddress>' +
      '<holdingSimple><copiesSummary><copiesCount>2</copiesCount><status><availableCount>1</availableCount>' +
      `<availableFor>1</availableFor></status></copiesSummary>${copy('30000001', here)}` +
      copy(
        '30000009',
        '<availabilityStatus>2</availabilityStatus><availableFor>1</availableFor>' +
          '<dateTimeAvailable>2026-12-05T22:59:59.000Z</dateTimeAvailable>',
      ) +
      '</holdingSimple></holding></holdings>',
  );
});

test('OPAC record: the record in UNIMARC, and circulations by shelf', async () => {
  const answer = await get({ ...search, recordSchema: 'opacxml' });
  expect(answer.all('recordSchema')[0]).toBe('http://www.indexdata.com/yaz/opacxml');
  expect(answer.all('nucCode')).toEqual(['AVION', 'FR-624986101']);
  expect(answer.all('itemId')).toEqual(['40000001', '30000001', '30000009']);
  expect(answer.all('availabilityDate')).toEqual(['2026-12-05']);
  expect(answer.all('temporaryLocation')).toEqual(['Médiathèque de Lens']);
  expect(answer.xml).toContain(
    '<availableNow value="0"/><availabilityDate>2026-12-05</availabilityDate><itemId>30000009</itemId><renewable value="0"/><onHold value="1"/>',
  );
  expect(answer.xml).toContain(
    '<opacRecord xmlns=""><bibliographicRecord><record xmlns="info:lc/xmlns/marcxchange-v2"',
  );
  expect(answer.xml).not.toContain('tag="995"');
});

test('a page with availability is shorter, and says so', async () => {
  const answer = await get({ ...search, recordSchema: 'opac', maximumRecords: '100' });
  expect(answer.all('maximumRecords')).toEqual(['5']);
});

test('MARC 21 is a conversion, not UNIMARC under another name', async () => {
  const answer = await get({ ...search, recordSchema: 'marcxml' });
  expect(answer.names).toContain('{http://www.loc.gov/MARC21/slim}record');
  expect(answer.xml).toContain('<datafield tag="245"');
});
