import {
  dublinCoreElements,
  toDublinCore,
  type DublinCoreElement,
  type DublinCoreStatement,
} from '../../marc/dublin-core.ts';
import { online } from '../../marc/online.ts';
import { escapeXml } from '../../marc/xml.ts';
import { sources, type DisseminatedRecord } from './disseminated-record.ts';

const opening =
  '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"' +
  ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="' +
  'http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">';

/** Simple Dublin Core, by French practice: what it is the notice of, where it is, its picture, languages of three letters. */
export function renderOaiDc(given: DisseminatedRecord): string {
  let text = opening;
  for (const { element, value, lang } of statementsOf(given)) {
    const opened = lang === undefined ? `<dc:${element}>` : `<dc:${element} xml:lang="${languageOf(lang)}">`;
    text += opened + escapeXml(value) + closings[element];
  }
  return `${text}</oai_dc:dc>`;
}

const closings = Object.fromEntries(dublinCoreElements.map((element) => [element, `</dc:${element}>`])) as Readonly<
  Record<DublinCoreElement, string>
>;

function languageOf(lang: string): string {
  return escapeXml(threeLetters[lang] ?? lang);
}

/** The statements of a record and of its place in the network. oai_dc.xsd admits the fifteen elements and xml:lang. */
export function statementsOf({ record, holdings, notice }: DisseminatedRecord): DublinCoreStatement[] {
  const statements = toDublinCore(record).map(withLanguage);
  const { thumbnail } = online(record);
  for (const value of sources(holdings)) statements.push({ element: 'source', value });
  statements.push({ element: 'relation', value: `Notice du catalogue : ${notice}` });
  if (thumbnail !== '') statements.push({ element: 'relation', value: `vignette : ${thumbnail}` });
  return thumbnail === ''
    ? statements
    : statements.filter(({ element, value }) => element !== 'identifier' || value !== thumbnail);
}

/** The words of DCMI are English. */
function withLanguage(statement: DublinCoreStatement): DublinCoreStatement {
  return statement.element === 'type' && statement.lang === undefined ? { ...statement, lang: 'en' } : statement;
}

/** French partners want ISO 639-2 codes. */
const threeLetters: Readonly<Record<string, string>> = {
  ar: 'ara', nl: 'dut', en: 'eng', fr: 'fre', de: 'ger', it: 'ita', la: 'lat', pl: 'pol', pt: 'por', ru: 'rus', es: 'spa',
}; // prettier-ignore
