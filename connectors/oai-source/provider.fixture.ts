import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** One item of the repository. */
export interface Offered {
  readonly id: string;
  /** As it is written. */
  readonly datestamp: string;
  readonly title?: string;
  readonly deleted?: boolean;
  readonly sets?: readonly string[];
  /** What stands in `metadata`, in the place of Dublin Core; empty: no metadata at all. */
  readonly metadata?: string;
  /** More of Dublin Core. */
  readonly more?: string;
}

/** What the provider does with one request in the place of what it should. */
export type Misdeed =
  | { readonly body: string | Buffer; readonly status?: number; readonly headers?: Readonly<Record<string, string>> }
  /** Sends so much of the page, then breaks the connection. */
  | { readonly cutAfter: number; readonly packed?: boolean }
  /** Changes the page it would have sent. */
  | { readonly alter: (page: string) => string | Buffer; readonly status?: number }
  /** Never answers. */
  | { readonly hang: true };

/** A repository as a partner runs one, over a real socket, that misbehaves when it is told to. */
export interface Provider {
  readonly url: string;
  /** The arguments of each request, in order. */
  readonly asked: Record<string, string>[];
  items: Offered[];
  pageSize: number;
  granularity: string;
  deletedRecord: string;
  earliestDatestamp: string;
  responseDate: () => string;
  sets: string[] | null;
  formats: string[];
  /** Told of each request, with how many came before it. */
  misbehave: (request: Readonly<Record<string, string>>, before: number) => Misdeed | null;
  /** Attributes of each token. */
  tokenAttributes: (left: number) => string;
  identify: string | null;
  close(): Promise<void>;
}

/** Starts it on loopback. */
export async function startProvider(items: Offered[] = []): Promise<Provider> {
  const server = createServer((request, response) => serve(provider, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/oai`;
  const provider: Provider = {
    ...{ url, asked: [], items, pageSize: 3, granularity: 'YYYY-MM-DDThh:mm:ssZ', deletedRecord: 'persistent' },
    ...{ earliestDatestamp: '2020-01-01T00:00:00Z', sets: null, formats: ['oai_dc'], identify: null },
    responseDate: () => '2026-11-20T10:00:00Z',
    misbehave: () => null,
    tokenAttributes: () => '',
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return provider;
}

function serve(provider: Provider, request: IncomingMessage, response: ServerResponse): void {
  const asked = Object.fromEntries(new URL(request.url!, provider.url).searchParams);
  const before = provider.asked.length;
  provider.asked.push(asked);
  const misdeed = provider.misbehave(asked, before);
  if (misdeed && 'hang' in misdeed) return;
  if (misdeed && 'body' in misdeed) {
    response.writeHead(misdeed.status ?? 200, { 'content-type': 'text/xml', ...misdeed.headers });
    return void response.end(misdeed.body);
  }
  const page = pageOf(provider, asked);
  if (misdeed && 'cutAfter' in misdeed) {
    const bytes = misdeed.packed ? gzipSync(page) : Buffer.from(page);
    response.writeHead(200, {
      'content-type': 'text/xml',
      'content-length': String(bytes.length),
      ...(misdeed.packed && { 'content-encoding': 'gzip' }),
    });
    response.write(bytes.subarray(0, misdeed.cutAfter), () => setTimeout(() => response.destroy(), 20));
    return;
  }
  response.writeHead(misdeed?.status ?? 200, { 'content-type': 'text/xml; charset=UTF-8' });
  response.end(misdeed ? misdeed.alter(page) : page);
}

/** The page a repository that keeps to the standard would send. */
export function pageOf(provider: Provider, asked: Readonly<Record<string, string>>): string {
  const error = (code: string): string => envelope(provider, `<error code="${code}">${code}</error>`);
  switch (asked['verb']) {
    case 'Identify':
      return envelope(
        provider,
        provider.identify ??
          `<Identify><repositoryName>Partenaire</repositoryName><baseURL>${provider.url}</baseURL>
<protocolVersion>2.0</protocolVersion><adminEmail>a@example.org</adminEmail>
<earliestDatestamp>${provider.earliestDatestamp}</earliestDatestamp><deletedRecord>${provider.deletedRecord}</deletedRecord>
<granularity>${provider.granularity}</granularity></Identify>`,
      );
    case 'ListMetadataFormats':
      return envelope(
        provider,
        `<ListMetadataFormats>${provider.formats.map((prefix) => `<metadataFormat><metadataPrefix>${prefix}</metadataPrefix><schema>s</schema><metadataNamespace>n</metadataNamespace></metadataFormat>`).join('')}</ListMetadataFormats>`,
      );
    case 'ListSets':
      if (provider.sets === null) return error('noSetHierarchy');
      return envelope(
        provider,
        `<ListSets>${provider.sets.map((one) => `<set><setSpec>${one}</setSpec><setName>${one}</setName></set>`).join('')}</ListSets>`,
      );
    case 'GetRecord': {
      const found = provider.items.find(({ id }) => id === asked['identifier']);
      return found ? envelope(provider, `<GetRecord>${recordOf(found)}</GetRecord>`) : error('idDoesNotExist');
    }
    case 'ListRecords':
    case 'ListIdentifiers':
      return list(provider, asked['verb'], asked) ?? error('noRecordsMatch');
    default:
      return error('badVerb');
  }
}

function list(provider: Provider, verb: string, asked: Readonly<Record<string, string>>): string | null {
  const [from = '', until = '', set = '', start = '0'] = asked['resumptionToken']?.split('|') ?? [
    asked['from'],
    asked['until'],
    asked['set'],
  ];
  const matching = provider.items.filter(
    ({ datestamp, sets = [] }) =>
      (from === '' || datestamp >= from) &&
      (until === '' || datestamp.slice(0, until.length) <= until) &&
      (set === '' || sets.includes(set)),
  );
  if (matching.length === 0) return null;
  const page = matching.slice(Number(start), Number(start) + provider.pageSize);
  const next = Number(start) + provider.pageSize;
  const more = next < matching.length;
  const attributes = provider.tokenAttributes(matching.length - next);
  const token = more
    ? `<resumptionToken${attributes}>${from}|${until}|${set}|${next}</resumptionToken>`
    : Number(start) > 0
      ? `<resumptionToken${attributes}/>`
      : '';
  const records = page.map((one) => (verb === 'ListRecords' ? recordOf(one) : headerOf(one)));
  return envelope(provider, `<${verb}>${records.join('\n')}${token}</${verb}>`);
}

function headerOf({ id, datestamp, deleted, sets = [] }: Offered): string {
  const specs = sets.map((one) => `<setSpec>${one}</setSpec>`).join('');
  return `<header${deleted ? ' status="deleted"' : ''}><identifier>${id}</identifier><datestamp>${datestamp}</datestamp>${specs}</header>`;
}

function recordOf(one: Offered): string {
  const slug = one.id.replace(/\W/g, '-');
  const dc = `<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${one.title ?? `Titre ${one.id}`}</dc:title><dc:identifier>https://numerique.example.org/${slug}</dc:identifier>${one.more ?? ''}</oai_dc:dc>`;
  const content = one.metadata ?? dc;
  const metadata = one.deleted || content === '' ? '' : `<metadata>${content}</metadata>`;
  return `<record>${headerOf(one)}${metadata}</record>`;
}

export function envelope(provider: Pick<Provider, 'url' | 'responseDate'>, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"><responseDate>${provider.responseDate()}</responseDate><request>${provider.url}</request>${content}</OAI-PMH>`;
}

/** So many items, one a minute from noon of 1 March 2026 on. */
export function offered(count: number, from = 1): Offered[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `oai:partenaire.example.org:${from + at}`,
    datestamp: new Date(Date.UTC(2026, 2, 1, 12, from + at)).toISOString().replace('.000', ''),
  }));
}
