import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import express, { type Request, type Response, Router } from 'express';
import type { Library } from '../../core/library.ts';
import type { Log } from '../../core/ports/log.ts';
import { readRequest } from './codec/request.ts';
import { writeResponse } from './codec/response.ts';
import type { Verb } from './codec/verbs.ts';
import type { Handler } from './handlers/answer.ts';
import { getRecord } from './handlers/get-record.ts';
import { identify } from './handlers/identify.ts';
import { listMetadataFormats } from './handlers/list-metadata-formats.ts';
import { listIdentifiers, listRecords } from './handlers/list-records.ts';
import { listSets } from './handlers/list-sets.ts';
import { defaultOaiLimits, type OaiLimits, type Repository, settledAt } from './repository.ts';

export interface OaiOptions {
  readonly library: Pick<Library, 'catalogue' | 'now'>;
  readonly log: Log;
  /** What harvesters call, without `/oai`. A function where the port is known only once the server listens. */
  readonly publicUrl: string | (() => string);
  readonly repositoryName: string;
  readonly adminEmail: string;
  /** Domain name in the identifiers of records: `passerelle.example.fr`. Never changes afterwards. */
  readonly repositoryId: string;
  /** Signs resumption tokens. The same after a restart and in every process, so that harvests go on. */
  readonly tokenKey: Uint8Array;
  /** The key before this one, believed while its tokens live. */
  readonly previousTokenKey?: Uint8Array;
  readonly limits?: Partial<OaiLimits>;
}

const handlers: Record<Verb, Handler> = {
  Identify: identify,
  ListMetadataFormats: listMetadataFormats,
  ListSets: listSets,
  GetRecord: getRecord,
  ListIdentifiers: listIdentifiers,
  ListRecords: listRecords,
};

// oai-identifier.xsd, and the address harvesters' validators accept.
const repositoryIdForm = /^[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]+)+$/;
const emailForm = /^\w[\w.-]+@[A-Za-z0-9.-]+\.[a-z]{2,}$/;

/** The OAI-PMH 2.0 provider, to be mounted at `/oai`. Throws RangeError for settings no harvester would accept. */
export function oaiRouter(options: OaiOptions): Router {
  if (!repositoryIdForm.test(options.repositoryId)) {
    throw new RangeError(`OAI-PMH repository identifier ${options.repositoryId}: a domain name with a dot is needed`);
  }
  if (!emailForm.test(options.adminEmail)) {
    throw new RangeError(`OAI-PMH administrator's address ${options.adminEmail}: not an address harvesters accept`);
  }
  const limits = { ...defaultOaiLimits, ...options.limits };
  const repository = (): Repository => ({
    library: options.library,
    log: options.log,
    baseUrl: `${typeof options.publicUrl === 'string' ? options.publicUrl : options.publicUrl()}/oai`,
    repositoryName: options.repositoryName,
    adminEmail: options.adminEmail,
    repositoryId: options.repositoryId,
    tokenKeys: options.previousTokenKey ? [options.tokenKey, options.previousTokenKey] : [options.tokenKey],
    limits,
  });

  const router = Router();
  router.get('/', (request, response) => reply(repository(), queryOf(request), request, response));
  router.post(
    '/',
    express.text({ type: 'application/x-www-form-urlencoded', limit: limits.formBytes }),
    (request, response) => {
      if (typeof request.body !== 'string') {
        response.status(415).type('text/plain').send('Formulaire attendu : application/x-www-form-urlencoded.\n');
        return;
      }
      return reply(repository(), `${queryOf(request)}&${request.body}`, request, response);
    },
  );
  router.all('/', (_request, response) => {
    response.status(405).set('Allow', 'GET, HEAD, POST').type('text/plain').send('Méthode non admise ici.\n');
  });
  return router;
}

/** The query as sent: repeated arguments must be seen. */
function queryOf(request: Request): string {
  const mark = request.originalUrl.indexOf('?');
  return mark < 0 ? '' : request.originalUrl.slice(mark + 1);
}

async function reply(repository: Repository, query: string, request: Request, response: Response): Promise<void> {
  const pairs = [...new URLSearchParams(query)];
  const read = readRequest(pairs);
  // Taken before the catalogue is read: the answer is at least as fresh as its date.
  const responseDate = settledAt(repository);
  const content = 'errors' in read ? read : await handlers[read.verb](repository, read);
  const envelope = { baseUrl: repository.baseUrl, responseDate, request: Object.fromEntries(pairs) };
  await send(writeResponse(envelope, content), request, response);
}

const compress = promisify(gzip);
const worthCompressing = 1_000;

async function send(xml: string, request: Request, response: Response): Promise<void> {
  response.set({ 'Content-Type': 'text/xml; charset=UTF-8', 'Cache-Control': 'no-store', Vary: 'Accept-Encoding' });
  if (xml.length < worthCompressing || !request.acceptsEncodings('gzip')) {
    response.end(request.method === 'HEAD' ? undefined : xml);
    return;
  }
  response.set('Content-Encoding', 'gzip');
  response.end(await compress(xml, { level: 4 }));
}
