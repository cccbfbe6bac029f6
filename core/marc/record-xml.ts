import { isDataField, type DataField, type MarcField } from './record.ts';
import { escapeXml } from './xml.ts';

/**
 * One record as a `record` element: what MarcXchange (ISO 25577) and MARCXML, which it comes from, both are. In as few
 * pieces as may be: each costs once more when the text is read at last.
 */
export function writeRecord(attributes: string, leader: string, fields: readonly MarcField[]): string {
  let xml = `<record${attributes}><leader>${escapeXml(leader)}</leader>`;
  for (const field of fields) {
    if (!isDataField(field)) {
      xml += `<controlfield tag="${field.tag}">${escapeXml(field.value)}</controlfield>`;
      continue;
    }
    xml += openedField(field);
    let known = first;
    for (const { code, value } of field.subfields) {
      xml += (known.get(code) ?? opened(known, code)) + escapeXml(value);
      known = next;
    }
    xml += known === next ? '</subfield></datafield>' : '</datafield>';
  }
  return `${xml}</record>`;
}

/** How subfields of the usual codes begin: the first of a field, and those that end the one before them. */
const codes = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
const first = new Map(codes.map((code) => [code, `<subfield code="${code}">`]));
const next = new Map(codes.map((code) => [code, `</subfield><subfield code="${code}">`]));

function opened(known: typeof first, code: string): string {
  return `${known === next ? '</subfield>' : ''}<subfield code="${escapeXml(code)}">`;
}

/** How fields begin, by tag and indicators: a catalogue has some hundreds of them, a broken one is not remembered. */
const openings = new Map<string, string>();
const mostOpenings = 2_000;

function openedField({ tag, ind1, ind2 }: DataField): string {
  const key = tag + ind1 + ind2;
  const known = openings.get(key);
  if (known !== undefined) return known;
  const opening = `<datafield tag="${tag}" ind1="${escapeXml(ind1)}" ind2="${escapeXml(ind2)}">`;
  if (key.length === 5 && openings.size < mostOpenings) openings.set(key, opening);
  return opening;
}

/** The attributes by which a record says where the schema of its namespace is (OAI-PMH Protocol §2.5). */
export function schemaAttributes(namespace: string, schema: string): string {
  return ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${namespace} ${schema}"`;
}
