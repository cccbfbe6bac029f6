import { canonicalLeader } from './leader.ts';
import { isDataField, type MarcRecord } from './record.ts';
import { escapeXml } from './xml.ts';

/** Namespace of ISO 25577:2013. */
export const marcXchangeNamespace = 'info:lc/xmlns/marcxchange-v2';

/** One record as a MarcXchange `record` element (ISO 25577), its own namespace declared, leader position 9 blank. */
export function toMarcXchange(record: MarcRecord, id?: string): string {
  const identity = id === undefined ? '' : ` id="${escapeXml(id)}"`;
  let xml = `<record xmlns="${marcXchangeNamespace}" format="Unimarc" type="Bibliographic"${identity}>`;
  xml += `<leader>${escapeXml(canonicalLeader(record.leader))}</leader>`;
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
