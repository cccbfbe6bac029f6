import { escapeXml } from '../../../core/marc/xml.ts';

/** A diagnostic of SRU 1.1 and 1.2. `details` is what the standard's table wants beside the number. */
export interface Diagnostic {
  readonly number: DiagnosticNumber;
  readonly details?: string;
}

/** The diagnostics this server gives, in the standard's words (`info:srw/diagnostic/1/`). */
export const diagnosticMessages = {
  1: 'Permanent system error',
  2: 'System temporarily unavailable',
  3: 'Authentication error',
  4: 'Unsupported operation',
  5: 'Unsupported version',
  6: 'Unsupported parameter value',
  7: 'Mandatory parameter not supplied',
  10: 'Query syntax error',
  12: 'Too many characters in query',
  13: 'Invalid or unsupported use of parentheses',
  14: 'Invalid or unsupported use of quotes',
  15: 'Unsupported context set',
  16: 'Unsupported index',
  19: 'Unsupported relation',
  20: 'Unsupported relation modifier',
  22: 'Unsupported combination of relation and index',
  23: 'Too many characters in term',
  26: 'Non special character escaped in term',
  27: 'Empty term unsupported',
  28: 'Masking character not supported',
  29: 'Masked words too short',
  31: 'Anchoring character not supported',
  32: 'Anchoring character in unsupported position',
  33: 'Combination of proximity/adjacency and masking characters not supported',
  34: 'Combination of proximity/adjacency and anchoring characters not supported',
  35: 'Term contains only stopwords',
  36: 'Term in invalid format for index or relation',
  37: 'Unsupported boolean operator',
  38: 'Too many boolean operators in query',
  39: 'Proximity not supported',
  40: 'Unsupported proximity relation',
  41: 'Unsupported proximity distance',
  42: 'Unsupported proximity unit',
  43: 'Unsupported proximity ordering',
  45: 'Prefix assigned to multiple identifiers',
  46: 'Unsupported boolean modifier',
  47: 'Cannot process query; reason unknown',
  48: 'Query feature unsupported',
  49: 'Masking character in unsupported position',
  50: 'Result sets not supported',
  61: 'First record position out of range',
  65: 'Record does not exist',
  66: 'Unknown schema for retrieval',
  67: 'Record not available in this schema',
  71: 'Unsupported record packing',
  72: 'XPath retrieval unsupported',
  82: 'Unsupported sort sequence',
  84: 'Too many sort keys to sort',
  85: 'Duplicate sort keys',
  87: 'Unsupported schema for sort',
  88: 'Unsupported path for sort',
  90: 'Unsupported direction value',
  91: 'Unsupported case value',
  92: 'Unsupported missing value action',
  110: 'Stylesheets not supported',
  235: 'Database does not exist',
} as const;
export type DiagnosticNumber = keyof typeof diagnosticMessages;

/** Namespace of a diagnostic in SRU 1.1 and 1.2. */
export const diagnosticNamespace = 'http://www.loc.gov/zing/srw/diagnostic/';

/** A diagnostic as XML: uri, details when there are some, message. */
export function writeDiagnostic({ number, details }: Diagnostic): string {
  const detail = details ? `<details>${escapeXml(details)}</details>` : '';
  return (
    `<diagnostic xmlns="${diagnosticNamespace}"><uri>info:srw/diagnostic/1/${number}</uri>${detail}` +
    `<message>${diagnosticMessages[number]}</message></diagnostic>`
  );
}
