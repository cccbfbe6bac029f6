import type { MarcRecord } from './record.ts';
import { writeRecord } from './record-xml.ts';

/** Namespace of MARCXML. */
export const marcXmlNamespace = 'http://www.loc.gov/MARC21/slim';

/** A MARC 21 record as MARCXML; `attributes` stand before its own, each with a blank before it. */
export function toMarcXml({ leader, fields }: MarcRecord, attributes = ''): string {
  return writeRecord(`${attributes} xmlns="${marcXmlNamespace}"`, leader, fields);
}
