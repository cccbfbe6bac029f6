import { edmTypes, resourceTypeOf } from '../../digital/mapping/kinds.ts';
import { carrierOf } from '../../marc/carrier.ts';
import type { DublinCoreStatement } from '../../marc/dublin-core.ts';
import { subfields } from '../../marc/field.ts';
import { online } from '../../marc/online.ts';
import type { MarcRecord } from '../../marc/record.ts';
import { escapeXml } from '../../marc/xml.ts';
import { element } from '../../marc/xml-elements.ts';
import type { DisseminatedRecord } from './disseminated-record.ts';
import { statementsOf } from './oai-dc.ts';

const opening =
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:edm="http://www.europeana.eu/schemas/edm/"' +
  ' xmlns:ore="http://www.openarchives.org/ore/terms/" xmlns:dc="http://purl.org/dc/elements/1.1/"' +
  ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
  ' xsi:schemaLocation="http://www.w3.org/1999/02/22-rdf-syntax-ns# http://www.europeana.eu/schemas/edm/EDM.xsd">';

/** Nobody looked: what is said of a record that names no rights Europeana knows. */
const notEvaluated = 'http://rightsstatements.org/vocab/CNE/1.0/';
/** The rights statements Europeana takes: always http, never https. */
const knownRights =
  /^http:\/\/(?:creativecommons\.org\/(?:licenses|publicdomain)\/[a-z-]+\/\d\.\d\/|rightsstatements\.org\/vocab\/(?:InC|NoC-NC|NoC-OKLR|InC-EDU|InC-OW-EU|CNE)\/1\.0\/)$/;

/**
 * Europeana Data Model: the object, what can be seen of it, and their aggregation, properties in the order of EDM.xsd. A
 * record without a document on line is shown at its notice.
 */
export function renderEdm(given: DisseminatedRecord): string {
  const { record, notice, provider } = given;
  const { documents, thumbnail, type } = online(record);
  const rights = rightsOf(record);
  const shownAt = documents[0] ?? notice;
  const object = `${notice}#objet`;
  const view = documents.find((address) => /\.(?:jpe?g|png|pdf|epub|mp3|mp4)$/i.test(address));
  const web = view === undefined ? '' : webResource(view, type, rights);
  const aggregation =
    reference('edm:aggregatedCHO', object) +
    element('edm:dataProvider', provider) +
    reference('edm:isShownAt', shownAt) +
    (view === undefined ? '' : reference('edm:isShownBy', view)) +
    (thumbnail === '' ? '' : reference('edm:object', thumbnail)) +
    element('edm:provider', provider) +
    reference('edm:rights', rights);
  return (
    `${opening}<edm:ProvidedCHO rdf:about="${escapeXml(object)}">${described(given)}</edm:ProvidedCHO>${web}` +
    `<ore:Aggregation rdf:about="${escapeXml(`${notice}#agregation`)}">${aggregation}</ore:Aggregation></rdf:RDF>`
  );
}

/** What Europeana would refuse or show badly, in a librarian's words; empty when nothing. */
export function edmFindings({ record }: DisseminatedRecord): string[] {
  const { documents, thumbnail } = online(record);
  const findings: string[] = [];
  if (documents.length === 0) findings.push('856 $u : aucun document en ligne, Europeana mènera à la notice.');
  if (thumbnail === '') findings.push('856 : aucune vignette.');
  if (rightsOf(record) === notEvaluated) findings.push('371 : aucune mention de droits qu’Europeana connaisse.');
  if (subfields(record, '101', 'a').length === 0) findings.push('101 $a : la langue manque.');
  return findings;
}

function rightsOf(record: MarcRecord): string {
  const said = [...subfields(record, '371', 'a'), ...subfields(record, '371', 'u'), ...subfields(record, '856', 'r')];
  const addresses = said.map((text) => text.trim().replace(/^https:/, 'http:'));
  const found = addresses.find((address) => knownRights.test(address));
  if (found) return found;
  const free = said.some((text) => /domaine public/i.test(text));
  return free ? 'http://creativecommons.org/publicdomain/mark/1.0/' : notEvaluated;
}

function webResource(address: string, type: string, rights: string): string {
  const format = element('dc:format', type);
  return `<edm:WebResource rdf:about="${escapeXml(address)}">${format}${reference('edm:rights', rights)}</edm:WebResource>`;
}

/** Elements of the object in the order of EDM.xsd; a date is dcterms:issued, a place dcterms:spatial. */
const order: readonly (readonly [DublinCoreStatement['element'], string])[] = [
  ['contributor', 'dc:contributor'],
  ['creator', 'dc:creator'],
  ['description', 'dc:description'],
  ['format', 'dc:format'],
  ['identifier', 'dc:identifier'],
  ['language', 'dc:language'],
  ['publisher', 'dc:publisher'],
  ['relation', 'dc:relation'],
  ['rights', 'dc:rights'],
  ['source', 'dc:source'],
  ['subject', 'dc:subject'],
  ['title', 'dc:title'],
  ['type', 'dc:type'],
  ['date', 'dcterms:issued'],
  ['coverage', 'dcterms:spatial'],
];

function described(given: DisseminatedRecord): string {
  const statements = statementsOf(given).filter(({ value }) => !/^(?:vignette|Notice du catalogue) : /.test(value));
  let text = '';
  for (const [simple, name] of order) {
    const values = statements.filter(({ element: each }) => each === simple);
    for (const { value, lang } of values) {
      const said = simple === 'language' ? (twoLetters[value] ?? value) : value;
      text += element(name, said, { 'xml:lang': lang });
    }
    // Europeana wants to know in which language a text is, be it unknown.
    if (simple === 'language' && values.length === 0) text += element(name, 'und');
    if (simple === 'title' && values.length === 0) text += element(name, '[Sans titre]');
  }
  return text + element('edm:type', edmTypeOf(given.record));
}

/** Of what is read on line the form says what it is (608), the carrier only that it is on line. */
function edmTypeOf(record: MarcRecord): string {
  const carrier = carrierOf(record);
  const kind = carrier === 'electronic' ? resourceTypeOf(subfields(record, '608', 'a')) : null;
  return (kind && edmTypes[kind]) ?? typeByCarrier[carrier];
}

function reference(name: string, address: string): string {
  return `<${name} rdf:resource="${escapeXml(address)}"/>`;
}

const typeByCarrier: Readonly<Record<ReturnType<typeof carrierOf>, 'TEXT' | 'IMAGE' | 'SOUND' | 'VIDEO'>> = {
  book: 'TEXT', 'large-print': 'TEXT', comic: 'TEXT', score: 'TEXT', map: 'IMAGE', 'audio-book': 'SOUND',
  music: 'SOUND', video: 'VIDEO', image: 'IMAGE', electronic: 'TEXT', game: 'IMAGE', kit: 'TEXT', serial: 'TEXT',
  object: 'IMAGE',
}; // prettier-ignore

/** ISO 639-2 → ISO 639-1, where Europeana wants it. */
const twoLetters: Readonly<Record<string, string>> = {
  ara: 'ar', chi: 'zh', dut: 'nl', eng: 'en', fre: 'fr', fra: 'fr', ger: 'de', gre: 'el', ita: 'it', jpn: 'ja',
  lat: 'la', pol: 'pl', por: 'pt', rus: 'ru', spa: 'es', tur: 'tr',
}; // prettier-ignore
