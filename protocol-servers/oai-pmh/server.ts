import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import express, { type Request, type Response, Router } from 'express';
import type { Disseminating } from '../../core/dissemination/desk.ts';
import type { Library } from '../../core/library.ts';
import { isAmong } from '../../core/network/addresses.ts';
import { isPageAsked } from '../shared/pages/asked.ts';
import { sendLook } from '../shared/pages/look.ts';
import { allowViewer, pageType } from '../shared/pages/page.ts';
import type { Served } from '../shared/served.ts';
import { type Branding, writeRights } from './codec/containers.ts';
import type { OaiError } from './codec/errors.ts';
import { type OaiRequest, readRequest } from './codec/request.ts';
import { writeResponse } from './codec/response.ts';
import type { Verb } from './codec/verbs.ts';
import { Flow } from './flow.ts';
import { type Answer, type Handler, RefusedByHttp } from './handlers/answer.ts';
import { getRecord } from './handlers/get-record.ts';
import { identify } from './handlers/identify.ts';
import { listMetadataFormats } from './handlers/list-metadata-formats.ts';
import { listIdentifiers, listRecords } from './handlers/list-records.ts';
import { listSets } from './handlers/list-sets.ts';
import { diagnostics } from './diagnostics.ts';
import { writeOaiPage } from './page.ts';
import { PagesAhead } from './pages-ahead.ts';
import { defaultOaiLimits, type OaiLimits, type Repository } from './repository.ts';

export interface OaiOptions {
  readonly library: Pick<Library, 'now'> & { readonly dissemination: Disseminating };
  /** What harvesters call, without `/oai`. A function where the port is known only once the server listens. */
  readonly publicUrl: string | (() => string);
  readonly repositoryName: string;
  readonly adminEmail: string;
  /** Domain name in the identifiers of records: `passerelle.example.fr`. Never changes afterwards. */
  readonly repositoryId: string;
  /** Address of the licence of all metadata. */
  readonly licence: string;
  /** Base URLs of repositories worth harvesting too. */
  readonly friends?: readonly string[];
  readonly branding?: Branding;
  /** Signs resumption tokens. The same after a restart and in every process, so that harvests go on. */
  readonly tokenKey: Uint8Array;
  /** The key before this one, believed while its tokens live. */
  readonly previousTokenKey?: Uint8Array;
  /** Hears of each request that was answered. */
  readonly served?: Served;
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

/**
 * The OAI-PMH 2.0 provider, to be mounted at `/oai`; a virtual repository answers under its name. Throws RangeError for
 * settings no harvester would accept.
 */
export function oaiRouter(options: OaiOptions): Router {
  if (!repositoryIdForm.test(options.repositoryId)) {
    throw new RangeError(`OAI-PMH repository identifier ${options.repositoryId}: a domain name with a dot is needed`);
  }
  if (!emailForm.test(options.adminEmail)) {
    throw new RangeError(`OAI-PMH administrator's address ${options.adminEmail}: not an address harvesters accept`);
  }
  const limits = { ...defaultOaiLimits, ...options.limits };
  const flow = new Flow(limits);
  const rights = writeRights(options.licence);
  const ahead = new PagesAhead(limits, () => options.library.now());
  /** The repository an address of ours shows to this client. Throws RefusedByHttp when it shows him none. */
  const repositoryAt = async (name: string | null, request: Request): Promise<Repository> => {
    const view = await options.library.dissemination.view(name);
    if (!view.granted) {
      const diagnostic = diagnostics[view.refusal];
      throw new RefusedByHttp('http' in diagnostic ? diagnostic.http : 404, view.refusal);
    }
    const { addresses } = view.value;
    if (addresses.length > 0 && !isAmong(request.ip ?? '', addresses)) throw new RefusedByHttp(403, 'not-authorised');
    const publicUrl = typeof options.publicUrl === 'string' ? options.publicUrl : options.publicUrl();
    return {
      ...{ library: options.library, view: view.value, limits },
      baseUrl: name === null ? `${publicUrl}/oai` : `${publicUrl}/oai/${name}`,
      repositoryName: options.repositoryName,
      adminEmail: options.adminEmail,
      repositoryId: options.repositoryId,
      licence: options.licence,
      rights,
      friends: options.friends ?? [],
      branding: options.branding ?? null,
      tokenKeys: options.previousTokenKey ? [options.tokenKey, options.previousTokenKey] : [options.tokenKey],
    };
  };

  /** Answers, or asks to come back: 503 with Retry-After is what every harvester understands (Protocol §3.1.2.2). */
  const answer = async (request: Request, response: Response, query: string): Promise<void> => {
    const leave = flow.enter(request.ip ?? '');
    if (!leave) {
      response.status(503).set('Retry-After', String(limits.retryAfter)).type('text/plain');
      response.send('Trop de requêtes à la fois : revenez plus tard. Too many requests at once.\n');
      return;
    }
    response.on('close', leave);
    try {
      const name = typeof request.params['name'] === 'string' ? request.params['name'] : null;
      const began = performance.now();
      const { verb, error } = await reply(await repositoryAt(name, request), ahead, { query, request, response });
      options.served?.answered({
        protocol: 'oai-pmh',
        client: request.ip ?? '',
        operation: verb ?? 'badVerb',
        milliseconds: performance.now() - began,
        diagnostic: error && { code: error.code, meaning: error.message },
        query: () => null,
        place: name,
      });
    } catch (fault) {
      if (!(fault instanceof RefusedByHttp) || fault.status >= 500) throw fault;
      const said =
        fault.status === 403 ? 'Entrepôt réservé. Reserved repository.' : 'Entrepôt inconnu. Unknown repository.';
      response.status(fault.status).type('text/plain').send(`${said}\n`);
    }
  };

  const router = Router();
  router.get('/oai.css', (_request, response) => sendLook(response));
  for (const path of ['/', `/${xmlPath}`, '/:name', `/:name/${xmlPath}`]) {
    router.get(path, (request, response) => answer(request, response, queryOf(request)));
    router.post(
      path,
      express.text({ type: 'application/x-www-form-urlencoded', limit: limits.formBytes }),
      (request, response) => {
        if (typeof request.body !== 'string') {
          response.status(415).type('text/plain').send('Formulaire attendu : application/x-www-form-urlencoded.\n');
          return;
        }
        return answer(request, response, `${queryOf(request)}&${request.body}`);
      },
    );
    router.all(path, (_request, response) => {
      response.status(405).set('Allow', 'GET, HEAD, POST').type('text/plain').send('Méthode non admise ici.\n');
    });
  }
  return router;
}

/** Where a page leads to the XML it was made from: arguments are for the protocol alone, and no repository has such a name. */
const xmlPath = 'oai.xml';

/** How an answer is given: as harvesters have it, as a page for people, or as the XML a page leads to. */
type Form = 'harvested' | 'page' | 'xml';

function formOf(request: Request): Form {
  if (request.path.endsWith(`/${xmlPath}`)) return 'xml';
  return isPageAsked(request.get('accept') ?? '') ? 'page' : 'harvested';
}

/** The query as sent: repeated arguments must be seen. */
function queryOf(request: Request): string {
  const mark = request.originalUrl.indexOf('?');
  return mark < 0 ? '' : request.originalUrl.slice(mark + 1);
}

async function reply(
  repository: Repository,
  ahead: PagesAhead,
  { query, request, response }: { readonly query: string; readonly request: Request; readonly response: Response },
): Promise<{ readonly verb: Verb | null; readonly error: OaiError | null }> {
  const pairs = [...new URLSearchParams(query)];
  const read = readRequest(pairs);
  // Taken before anything is read: the answer is at least as fresh as its date.
  const now = repository.library.now();
  const content: Answer = 'errors' in read ? read : await answerTo(repository, read, ahead);
  const form = formOf(request);
  const { asOf: responseDate = now, next } = content;
  const envelope = { baseUrl: repository.baseUrl, responseDate, request: Object.fromEntries(pairs) };
  // What leaves as it is has left before the next page is made; what is compressed is so meanwhile, by another thread.
  if (form === 'xml') allowViewer(response);
  const xml = writeResponse(envelope, content);
  const sent = form === 'page' ? sendPage(xml, query, request, response) : send(xml, xmlType, request, response);
  if (next !== undefined && 'verb' in read) {
    const onward: OaiRequest = { verb: read.verb, arguments: { resumptionToken: next }, from: null, until: null };
    ahead.prepare(keyOf(read.verb, repository, next), async () => handlers[read.verb](repository, onward));
  }
  await sent;
  return {
    verb: 'errors' in read ? null : read.verb,
    error: 'errors' in content ? (content.errors[0] ?? null) : null,
  };
}

/** The answer that was made ahead, else one made now. */
async function answerTo(repository: Repository, request: OaiRequest, ahead: PagesAhead): Promise<Answer> {
  const { resumptionToken } = request.arguments;
  const made =
    resumptionToken === undefined ? null : await ahead.take(keyOf(request.verb, repository, resumptionToken));
  return made ?? handlers[request.verb](repository, request);
}

/** A page is that of a token for one verb in one repository: anywhere else the token means nothing. */
function keyOf(verb: Verb, { view }: Repository, token: string): string {
  return `${verb} ${view.name ?? ''} ${token}`;
}

const compress = promisify(gzip);
const worthCompressing = 1_000;

const xmlType = 'text/xml; charset=UTF-8';

async function sendPage(xml: Buffer, query: string, request: Request, response: Response): Promise<void> {
  const repository = request.path.replace(/\/$/, '');
  const page = await writeOaiPage(xml.toString(), {
    look: `${request.baseUrl}/oai.css`,
    xml: `${request.baseUrl}${repository}/${xmlPath}?${query}`,
  });
  await send(Buffer.from(page), pageType, request, response);
}

async function send(body: Buffer, type: string, request: Request, response: Response): Promise<void> {
  response.set({ 'Content-Type': type, 'Cache-Control': 'no-store', Vary: 'Accept, Accept-Encoding' });
  if (body.length < worthCompressing || !request.acceptsEncodings('gzip')) {
    response.end(request.method === 'HEAD' ? undefined : body);
    return;
  }
  response.set('Content-Encoding', 'gzip');
  response.end(await compress(body, { level: 4 }));
}
