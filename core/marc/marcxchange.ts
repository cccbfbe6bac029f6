import { canonicalLeader } from './leader.ts';
import type { MarcRecord } from './record.ts';
import { writeRecord } from './record-xml.ts';
import { escapeXml } from './xml.ts';

/** Namespace of ISO 25577:2013. */
export const marcXchangeNamespace = 'info:lc/xmlns/marcxchange-v2';

/**
 * One record as a MarcXchange `record` element (ISO 25577), its own namespace declared, leader position 9 blank;
 * `attributes` stand before its own, each with a blank before it.
 */
export function toMarcXchange({ leader, fields }: MarcRecord, id?: string, attributes = ''): string {
  const identity = id === undefined ? '' : ` id="${escapeXml(id)}"`;
  const own = ` xmlns="${marcXchangeNamespace}" format="Unimarc" type="Bibliographic"${identity}`;
  return writeRecord(attributes + own, canonicalLeader(leader), fields);
}
