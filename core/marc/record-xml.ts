import { isDataField, type MarcField } from './record.ts';
import { escapeXml } from './xml.ts';

/** One record as a `record` element: what MarcXchange (ISO 25577) and MARCXML, which it comes from, both are. */
export function writeRecord(attributes: string, leader: string, fields: readonly MarcField[]): string {
  let xml = `<record${attributes}><leader>${escapeXml(leader)}</leader>`;
  for (const field of fields) {
    if (!isDataField(field)) {
      xml += `<controlfield tag="${field.tag}">${escapeXml(field.value)}</controlfield>`;
      continue;
    }
    xml += `<datafield tag="${field.tag}" ind1="${escapeXml(field.ind1)}" ind2="${escapeXml(field.ind2)}">`;
    for (const { code, value } of field.subfields) xml += opened(code) + escapeXml(value) + '</subfield>';
    xml += '</datafield>';
  }
  return xml + '</record>';
}

const usual = new Map([...'abcdefghijklmnopqrstuvwxyz0123456789'].map((code) => [code, `<subfield code="${code}">`]));

function opened(code: string): string {
  return usual.get(code) ?? `<subfield code="${escapeXml(code)}">`;
}

/** The attributes by which a record says where the schema of its namespace is (OAI-PMH Protocol §2.5). */
export function schemaAttributes(namespace: string, schema: string): string {
  return ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${namespace} ${schema}"`;
}
