import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A repository of our own making, seen from outside: pages of ten, tokens that say where they go on. */
export interface Repository {
  readonly url: string;
  /** The arguments of each request, in order. */
  readonly asked: Record<string, string>[];
  /** Told of each request before it is answered, and after its answer has left. */
  onRequest: (number: number) => void;
  onAnswered: (number: number) => void;
  /** Sent in the place of every answer; null: none is. */
  misdeed: string | null;
  close(): Promise<void>;
}

const pageSize = 10;

/** Starts a repository of `count` e-books on loopback. */
export async function startRepository(count: number): Promise<Repository> {
  const server = createServer((request, response) => {
    const asked = Object.fromEntries(new URL(request.url ?? '/', repository.url).searchParams);
    repository.asked.push(asked);
    const number = repository.asked.length;
    repository.onRequest(number);
    response.on('finish', () => repository.onAnswered(number));
    if (repository.misdeed === null) answer(response, pageOf(repository.url, asked, count));
    else response.end(repository.misdeed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const repository: Repository = {
    url: `http://127.0.0.1:${port}/oai`,
    asked: [],
    onRequest: () => undefined,
    onAnswered: () => undefined,
    misdeed: null,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return repository;
}

function answer(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'text/xml; charset=UTF-8' });
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-11-20T10:00:00Z</responseDate><request>x</request>${body}</OAI-PMH>`,
  );
}

function pageOf(url: string, asked: Readonly<Record<string, string>>, count: number): string {
  if (asked['verb'] === 'Identify') {
    return `<Identify><repositoryName>Réserve</repositoryName><baseURL>${url}</baseURL><protocolVersion>2.0</protocolVersion><adminEmail>a@example.org</adminEmail><earliestDatestamp>2020-01-01T00:00:00Z</earliestDatestamp><deletedRecord>persistent</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify>`;
  }
  if (asked['verb'] === 'ListMetadataFormats') {
    return '<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix><schema>s</schema><metadataNamespace>n</metadataNamespace></metadataFormat></ListMetadataFormats>';
  }
  if (asked['from']) return '<error code="noRecordsMatch"/>';
  const first = Number(asked['resumptionToken'] ?? 1);
  const last = Math.min(first + pageSize - 1, count);
  const records = Array.from({ length: last - first + 1 }, (_, at) => recordOf(first + at));
  const token =
    last < count ? `<resumptionToken completeListSize="${count}">${last + 1}</resumptionToken>` : '<resumptionToken/>';
  return `<ListRecords>${records.join('')}${token}</ListRecords>`;
}

function recordOf(number: number): string {
  const dc = `<dc:title>Livre numérique ${number}</dc:title><dc:creator>Zola, Émile</dc:creator><dc:type>livre</dc:type><dc:identifier>https://livres.example.org/${number}</dc:identifier>`;
  return `<record><header><identifier>oai:reserve:${number}</identifier><datestamp>2026-03-01T00:00:00Z</datestamp></header><metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">${dc}</oai_dc:dc></metadata></record>`;
}
