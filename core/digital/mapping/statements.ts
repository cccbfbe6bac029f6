import { SaxesParser } from 'saxes';

/** One statement of Dublin Core, as a source wrote it. */
export interface Statement {
  /** Local name: `title`, `alternative`. */
  readonly element: string;
  readonly value: string;
}

/** The record, as it was given, cannot be read. */
export class RecordUnreadable extends Error {
  override readonly name = 'RecordUnreadable';
}

const namespaces = new Set([
  'http://purl.org/dc/elements/1.1/',
  'http://purl.org/dc/elements/1.0/',
  'http://purl.org/dc/terms/',
]);

/** Dublin Core inside an OAI-PMH record, whatever wraps it. Throws RecordUnreadable. */
export function statementsOf(raw: string): Statement[] {
  const found: Statement[] = [];
  let text = '';
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw new RecordUnreadable(error.message);
  });
  parser.on('opentag', () => (text = ''));
  parser.on('text', (content) => (text += content));
  parser.on('cdata', (content) => (text += content));
  parser.on('closetag', ({ local, uri }) => {
    const value = plain(text);
    if (namespaces.has(uri) && value !== '') found.push({ element: local, value });
    text = '';
  });
  parser.write(raw).close();
  return found;
}

/** Without the HTML that summaries bring along, on one line. */
export function plain(text: string): string {
  return text
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(/&(?:nbsp|#160);/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC');
}
