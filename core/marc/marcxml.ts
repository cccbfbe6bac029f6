import { isDataField, type MarcRecord } from './record.ts';
import { escapeXml } from './xml.ts';

/** Namespace of MARCXML. */
export const marcXmlNamespace = 'http://www.loc.gov/MARC21/slim';

/** A MARC 21 record as MARCXML. */
export function toMarcXml(record: MarcRecord): string {
  let xml = `<record xmlns="${marcXmlNamespace}"><leader>${escapeXml(record.leader)}</leader>`;
  for (const field of record.fields) {
    if (!isDataField(field)) {
      xml += `<controlfield tag="${field.tag}">${escapeXml(field.value)}</controlfield>`;
      continue;
    }
    xml += `<datafield tag="${field.tag}" ind1="${escapeXml(field.ind1)}" ind2="${escapeXml(field.ind2)}">`;
    for (const { code, value } of field.subfields) {
      xml += `<subfield code="${escapeXml(code)}">${escapeXml(value)}</subfield>`;
    }
    xml += '</datafield>';
  }
  return `${xml}</record>`;
}
