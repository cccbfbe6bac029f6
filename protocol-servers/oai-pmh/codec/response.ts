import { Buffer } from 'node:buffer';
import { escapeXml } from '../../../core/marc/xml.ts';
import { writeDatestamp } from './dates.ts';
import type { OaiError } from './errors.ts';

/** What every answer bears around its content. */
export interface Envelope {
  readonly baseUrl: string;
  readonly responseDate: number;
  /** The verb and the arguments, as received. */
  readonly request: Readonly<Record<string, string | undefined>>;
}

/** XML in pieces, in their order: text, and UTF-8 that was written before. */
export type Pieces = readonly (string | Uint8Array)[];

/** Either the element of the verb, already written, or errors. */
export type Content = { readonly element: string | Pieces } | { readonly errors: readonly OaiError[] };

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const opening =
  '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
  ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">';

/** Writes a whole answer (Protocol §3.2), UTF-8: responseDate, request, then the errors or the element of the verb. */
export function writeResponse(envelope: Envelope, content: Content): Buffer {
  const refused = 'errors' in content;
  // Protocol §3.2: after badVerb or badArgument the request element bears no attribute.
  const unreadable = refused && content.errors.some(({ code }) => code === 'badVerb' || code === 'badArgument');
  const attributes = unreadable ? '' : writeAttributes(envelope.request);
  const body = refused ? content.errors.map(writeError) : content.element;
  const head =
    `${declaration}${opening}<responseDate>${writeDatestamp(envelope.responseDate)}</responseDate>` +
    `<request${attributes}>${escapeXml(envelope.baseUrl)}</request>`;
  const pieces = [head, ...(typeof body === 'string' ? [body] : body), '</OAI-PMH>\n'];
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
}

/** Writes attributes, the undefined ones left out. */
export function writeAttributes(attributes: Readonly<Record<string, string | number | undefined>>): string {
  let text = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) text += ` ${name}="${escapeXml(String(value))}"`;
  }
  return text;
}

function writeError({ code, message }: OaiError): string {
  return `<error code="${code}">${escapeXml(message)}</error>`;
}
