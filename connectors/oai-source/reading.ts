import { SaxesParser, type SaxesTagNS } from 'saxes';
import type {
  BrokenRecord,
  OaiErrorTold,
  OaiFormat,
  OaiIdentity,
  OaiRecord,
  OaiToken,
} from '../../core/ports/oai-source.ts';
import type { OaiSourceOptions } from './options.ts';

/** What a page says. */
export interface ReadPage {
  responseDate: string | null;
  errors: OaiErrorTold[];
  identity: OaiIdentity | null;
  formats: OaiFormat[];
  sets: string[];
  records: OaiRecord[];
  broken: BrokenRecord[];
  token: OaiToken | null;
}

/** The text is no XML, or nested or long beyond the limits. */
export class NotWellFormed extends Error {
  override readonly name = 'NotWellFormed';
}

/** Characters read before the event loop turns. */
const slice = 64 * 1024;

/** Reads a page (OAI-PMH.xsd), whatever its prefixes. Throws NotWellFormed. */
export async function readPage(
  text: string,
  limits: Pick<OaiSourceOptions, 'depth' | 'textLength'>,
): Promise<ReadPage> {
  const reader = new PageReader(text, limits);
  for (let at = 0; at < text.length; at += slice) {
    reader.write(text.slice(at, at + slice));
    if (at + slice < text.length) await new Promise((resolve) => setImmediate(resolve));
  }
  return reader.end();
}

/** An OAI-PMH `record` or bare `header` being read. */
interface OpenRecord {
  readonly start: number;
  readonly namespaces: Readonly<Record<string, string>>;
  readonly depth: number;
  identifier: string;
  datestamp: string;
  deleted: boolean;
  sets: string[];
  hasMetadata: boolean;
}

/** Parents under which an element is of the protocol: the same names stand inside metadata. */
const parents: Readonly<Record<string, readonly string[]>> = {
  record: ['ListRecords', 'GetRecord'],
  header: ['record', 'ListIdentifiers'],
  identifier: ['header'],
  datestamp: ['header'],
  setSpec: ['header', 'set'],
  set: ['ListSets'],
  metadata: ['record'],
  metadataFormat: ['ListMetadataFormats'],
  metadataPrefix: ['metadataFormat'],
  metadataNamespace: ['metadataFormat'],
  resumptionToken: ['ListRecords', 'ListIdentifiers', 'ListSets'],
  responseDate: ['OAI-PMH'],
  error: ['OAI-PMH'],
  repositoryName: ['Identify'],
  baseURL: ['Identify'],
  earliestDatestamp: ['Identify'],
  deletedRecord: ['Identify'],
  granularity: ['Identify'],
};

class PageReader {
  readonly #page: ReadPage = {
    ...{ responseDate: null, errors: [], identity: null, formats: [], sets: [], records: [], broken: [], token: null },
  };
  readonly #source: string;
  readonly #limits: Pick<OaiSourceOptions, 'depth' | 'textLength'>;
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  /** Local names of the open elements, and the namespaces each declares. */
  readonly #path: string[] = [];
  readonly #scopes: Readonly<Record<string, string>>[] = [];
  #attributes: Readonly<Record<string, string>> = {};
  #text = '';
  #record: OpenRecord | null = null;
  #started = 0;

  constructor(source: string, limits: Pick<OaiSourceOptions, 'depth' | 'textLength'>) {
    this.#source = source;
    this.#limits = limits;
    const parser = this.#parser;
    parser.on('error', (error) => {
      throw new NotWellFormed(error.message);
    });
    parser.on('doctype', () => {
      throw new NotWellFormed('a document type declaration');
    });
    parser.on('opentagstart', ({ name }) => {
      this.#started = this.#source.lastIndexOf(`<${name}`, parser.position);
    });
    parser.on('opentag', (tag) => this.#open(tag));
    parser.on('text', (content) => this.#hear(content));
    parser.on('cdata', (content) => this.#hear(content));
    parser.on('closetag', ({ local }) => this.#close(local));
  }

  write(text: string): void {
    this.#parser.write(text);
  }

  end(): ReadPage {
    this.#parser.close();
    return this.#page;
  }

  #open({ local, ns, attributes }: SaxesTagNS): void {
    const parent = this.#path.at(-1);
    const ofProtocol = this.#isOurs(local, parent);
    this.#path.push(local);
    this.#scopes.push(ns ?? {});
    if (this.#path.length > this.#limits.depth) throw new NotWellFormed(`more than ${this.#limits.depth} deep`);
    this.#text = '';
    if (!ofProtocol) return;
    const [named, opens] = [local, local === 'record' || (local === 'header' && parent === 'ListIdentifiers')];
    this.#attributes = Object.fromEntries(Object.values(attributes).map((one) => [one.local, one.value]));
    if (named === 'Identify') this.#page.identity = emptyIdentity;
    if (named === 'metadataFormat') this.#page.formats.push({ prefix: '', namespace: '' });
    if (named === 'metadata' && this.#record) this.#record.hasMetadata = true;
    if (opens) this.#record = this.#opened();
    if (named === 'header' && this.#record) this.#record.deleted = this.#attributes['status'] === 'deleted';
  }

  #opened(): OpenRecord {
    return {
      start: this.#started,
      namespaces: Object.assign({}, ...this.#scopes.slice(0, -1)) as Record<string, string>,
      depth: this.#path.length,
      ...{ identifier: '', datestamp: '', deleted: false, sets: [], hasMetadata: false },
    };
  }

  /** Inside a record only its header is the protocol's; what metadata holds bears names of its own. */
  #isOurs(local: string, parent: string | undefined): boolean {
    const depth = this.#record ? this.#path.length - this.#record.depth : 0;
    if (this.#record && depth > (parent === 'header' ? 1 : 0)) return false;
    const allowed = parents[local];
    return allowed ? parent !== undefined && allowed.includes(parent) : depth === 0;
  }

  #hear(content: string): void {
    this.#text += content;
    if (this.#text.length > this.#limits.textLength) {
      throw new NotWellFormed(`a text of more than ${this.#limits.textLength} characters`);
    }
  }

  #close(local: string): void {
    this.#path.pop();
    this.#scopes.pop();
    const parent = this.#path.at(-1);
    if (this.#isOurs(local, parent) || this.#path.length + 1 === this.#record?.depth) this.#take(local, parent);
    this.#text = '';
  }

  #take(local: string, parent: string | undefined): void {
    const [text, page, record] = [this.#text.trim(), this.#page, this.#record];
    if (record && this.#path.length + 1 === record.depth) return this.#finish(record);
    if (record) {
      if (local === 'identifier') record.identifier = text;
      if (local === 'datestamp') record.datestamp = text;
      if (local === 'setSpec') record.sets.push(text);
      return;
    }
    if (local === 'responseDate') page.responseDate = text;
    if (local === 'error') page.errors.push({ code: this.#attributes['code'] ?? '', message: text });
    if (local === 'setSpec' && parent === 'set') page.sets.push(text);
    if (local === 'metadataPrefix') page.formats[page.formats.length - 1] = { ...page.formats.at(-1)!, prefix: text };
    if (local === 'metadataNamespace')
      page.formats[page.formats.length - 1] = { ...page.formats.at(-1)!, namespace: text };
    if (local === 'resumptionToken') page.token = tokenOf(text, this.#attributes);
    const told = identityNames[local];
    if (told && page.identity) page.identity = { ...page.identity, [told]: text };
  }

  #finish({ start, namespaces, identifier, datestamp, deleted, sets, hasMetadata, depth }: OpenRecord): void {
    this.#record = null;
    const alone = this.#path.at(-1) === 'ListIdentifiers' && depth === this.#path.length + 1;
    if (identifier === '')
      return void this.#page.broken.push({ identifier, reason: 'no-identifier', detail: datestamp });
    if (!alone && !deleted && !hasMetadata) {
      return void this.#page.broken.push({ identifier, reason: 'no-metadata', detail: datestamp });
    }
    const raw = alone ? '' : withNamespaces(this.#source.slice(start, this.#parser.position), namespaces);
    this.#page.records.push({ identifier, datestamp, deleted, sets, raw });
  }
}

const emptyIdentity: OaiIdentity = {
  ...{ repositoryName: '', baseUrl: '', earliestDatestamp: '', deletedRecord: '', granularity: '' },
};
const identityNames: Readonly<Record<string, keyof OaiIdentity | undefined>> = {
  repositoryName: 'repositoryName',
  baseURL: 'baseUrl',
  earliestDatestamp: 'earliestDatestamp',
  deletedRecord: 'deletedRecord',
  granularity: 'granularity',
};

/** A resumptionToken (OAI-PMH §3.5); what its attributes say counts only where it can be read. */
export function tokenOf(value: string, attributes: Readonly<Record<string, string>>): OaiToken {
  const expiresAt = Date.parse(attributes['expirationDate'] ?? '');
  const size = attributes['completeListSize'] ?? '';
  return {
    value,
    expiresAt: Number.isNaN(expiresAt) ? null : expiresAt,
    completeListSize: /^\d{1,12}$/.test(size) ? Number(size) : null,
  };
}

/** The element alone means what it meant in its page: the namespaces around it are declared on it. */
function withNamespaces(element: string, namespaces: Readonly<Record<string, string>>): string {
  const head = /^<[^\s/>]+/.exec(element)![0];
  const own = element.slice(0, element.indexOf('>'));
  const added = Object.entries(namespaces)
    .filter(([prefix]) => !own.includes(prefix === '' ? ' xmlns=' : `xmlns:${prefix}=`))
    .map(
      ([prefix, uri]) =>
        ` xmlns${prefix === '' ? '' : `:${prefix}`}="${uri.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`,
    );
  return head + added.join('') + element.slice(head.length);
}
