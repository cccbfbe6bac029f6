import { type DublinCoreStatement, toDublinCore } from '../../../core/marc/dublin-core.ts';
import { decode } from '../../../core/marc/iso2709.ts';
import { escapeXml } from '../../../core/marc/xml.ts';

const opening =
  '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"' +
  ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="' +
  'http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">';

/** Writes a UNIMARC record, ISO 2709, as the `oai_dc:dc` container. Throws MalformedRecord when it cannot be read. */
export function renderOaiDc(marc: Uint8Array): string {
  return writeOaiDc(toDublinCore(decode(marc).record));
}

/** Writes statements as the `oai_dc:dc` container: oai_dc.xsd admits the fifteen elements and xml:lang. */
export function writeOaiDc(statements: readonly DublinCoreStatement[]): string {
  let text = opening;
  for (const { element, value, lang } of statements) {
    const language = lang === undefined ? '' : ` xml:lang="${escapeXml(lang)}"`;
    text += `<dc:${element}${language}>${escapeXml(value)}</dc:${element}>`;
  }
  return `${text}</oai_dc:dc>`;
}
