import { subfield } from '../../marc/field.ts';
import { toMarc21 } from '../../marc/marc21.ts';
import { marcXchangeNamespace, toMarcXchange } from '../../marc/marcxchange.ts';
import { marcXmlNamespace, toMarcXml } from '../../marc/marcxml.ts';
import type { DataField } from '../../marc/record.ts';
import { schemaAttributes } from '../../marc/record-xml.ts';
import type { DisseminatedRecord } from './disseminated-record.ts';

export const marcXchangeSchema = 'http://www.loc.gov/standards/iso25577/marcxchange-2-0.xsd';
export const marcXmlSchema = 'http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd';
const marcXchangeAttributes = schemaAttributes(marcXchangeNamespace, marcXchangeSchema);
const marcXmlAttributes = schemaAttributes(marcXmlNamespace, marcXmlSchema);

/** UNIMARC as MarcXchange (ISO 25577), with a 995 for each copy: the record whole. */
export function renderMarcXchange({ record, holdings }: DisseminatedRecord): string {
  const whole = { leader: record.leader, fields: [...record.fields, ...holdings] };
  return toMarcXchange(whole, undefined, marcXchangeAttributes);
}

/** MARC 21 as MARCXML, with an 852 for each copy: what that namespace promises, at the price of what MARC 21 has no place for. */
export function renderMarcXml({ record, holdings }: DisseminatedRecord): string {
  const { leader, fields } = toMarc21(record);
  return toMarcXml({ leader, fields: [...fields, ...holdings.map(shelf)] }, marcXmlAttributes);
}

/** 995 → 852: library, place, call number, barcode. */
function shelf(field: DataField): DataField {
  const pairs = [['a', 'a'], ['e', 'c'], ['k', 'h'], ['f', 'p']] as const; // prettier-ignore
  const subfields = pairs
    .map(([from, code]) => ({ code, value: subfield(field, from) }))
    .filter(({ value }) => value !== '');
  return { tag: '852', ind1: '8', ind2: ' ', subfields };
}
