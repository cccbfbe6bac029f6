import express, { Router, type Request, type Response } from 'express';
import type { Disseminator } from '../../core/dissemination/rendering.ts';
import { SearchUnavailable } from '../../core/ports/search-index.ts';
import { StoreBusy, StoreUnavailable } from '../../core/ports/store.ts';
import { sendLook } from '../shared/pages/look.ts';
import { allowViewer, pageType } from '../shared/pages/page.ts';
import type { Served } from '../shared/served.ts';
import { virtualDatabase, type VirtualDatabase } from '../shared/virtual-databases.ts';
import { diagnosticMessages, type Diagnostic } from './codec/diagnostic.ts';
import { decodeRequest, MalformedRequest, type EchoedRequest, type SruRequest } from './codec/request.ts';
import { writeScanResponse, writeSearchRetrieveResponse } from './codec/response.ts';
import { highestVersion, type Version } from './codec/versions.ts';
import { textOf, type Xml } from './codec/xml-pieces.ts';
import { writeZeerex, type ExplainFacts } from './codec/zeerex.ts';
import { explain } from './handlers/explain.ts';
import { scan } from './handlers/scan.ts';
import { searchRetrieve } from './handlers/search-retrieve.ts';
import { defaultSruLimits, type SruLimits } from './limits.ts';
import { allow, formOf, isAnotherForm, mediaType, refuseMethod, send } from './http.ts';
import { writeSruPage } from './page.ts';
import { recordSchemas } from './schemas.ts';
import { stylesheetOf } from './stylesheet.ts';
import type { Answer, SearchedLibrary, Target } from './target.ts';
import { WrittenRecords } from './written-records.ts';

export interface SruOptions {
  readonly library: SearchedLibrary;
  /** Address of the whole server for partners, without final slash: `https://catalogue.example.fr`. */
  readonly publicUrl: string;
  /** Who gives records out, and where each can be read: told by MODS and oai_dc. */
  readonly disseminator: Disseminator;
  /** Hears of each request that was answered. */
  readonly served?: Served;
  readonly limits?: Partial<SruLimits>;
}

type SruHttpRequest = Request<{ database?: string }>;

const form = 'application/x-www-form-urlencoded';
const wholeCatalogue = 'catalogue';

/** The ZeeRex record alone, as explain gives it: Z39.50 sends the same (IR-Explain-1). */
export function sruExplainRecord({ publicUrl, limits }: Pick<SruOptions, 'publicUrl' | 'limits'>): string {
  const database = virtualDatabase(wholeCatalogue, [])!;
  return writeZeerex(factsOf(addressOf(publicUrl), wholeCatalogue, database, { ...defaultSruLimits, ...limits }));
}

function addressOf(publicUrl: string): string {
  return `${publicUrl.replace(/\/$/, '')}/sru`;
}

function factsOf(address: string, name: string, { title }: VirtualDatabase, limits: SruLimits): ExplainFacts {
  const { defaultRecords, maximumRecords } = limits;
  return { address, database: name, title, defaultRecords, maximumRecords, schemas: recordSchemas };
}

/** The SRU server, to be mounted at `/sru`: GET and POST of `/sru` and `/sru/<database>`. */
export function sruRouter({ library, publicUrl, disseminator, served, limits: own }: SruOptions): Router {
  const limits = { ...defaultSruLimits, ...own };
  const written = new WrittenRecords(library, disseminator, limits.writtenBytes);
  const address = addressOf(publicUrl);
  const look = `${new URL(address).pathname}/style.css`;

  const answer = async (request: SruHttpRequest, response: Response): Promise<void> => {
    if (request.method === 'OPTIONS') return allow(response);
    if (!['GET', 'HEAD', 'POST'].includes(request.method)) return refuseMethod(response);
    if (request.method === 'POST' && !request.is(form)) {
      response.status(400).type('text/plain').send(`SRU se demande par GET, ou par POST en ${form}.\n`);
      return;
    }
    const encoded = parametersOf(request);
    if (isAnotherForm(encoded)) {
      response
        .status(406)
        .type('text/plain')
        .send('SRU répond en XML, application/sru+xml ou text/xml, ou par une page, text/html.\n');
      return;
    }
    const began = performance.now();
    const { xml, state, refused, asked } = await answerTo(encoded, request);
    served?.answered({
      protocol: 'sru',
      client: request.ip ?? '',
      operation: asked?.operation ?? 'unreadable',
      milliseconds: performance.now() - began,
      diagnostic: refused && { code: String(refused.number), meaning: diagnosticMessages[refused.number] },
      query: () => (asked?.operation === 'searchRetrieve' ? asked.query : null),
      place: request.params.database ?? null,
    });
    if (state === 'away') response.status(503).set('Retry-After', String(limits.retryAfter));
    await give(xml, encoded, request, response);
  };

  /** Sends an answer as it is, or as a page to who wants one. */
  async function give(xml: Xml, encoded: string, request: SruHttpRequest, response: Response): Promise<void> {
    const { compressedBytes } = limits;
    const form = formOf(encoded, request);
    if (form === 'page') {
      return send(await writeSruPage(textOf(xml), { encoded, look }), pageType, compressedBytes, request, response);
    }
    if (form === 'xml in a browser') allowViewer(response);
    await send(xml, mediaType(encoded, request), compressedBytes, request, response);
  }

  /** Everything wrong with a request is said in XML by a diagnostic, HTTP 200 (SRU 1.2, §HTTP); 503 when we are away. */
  async function answerTo(encoded: string, http: SruHttpRequest): Promise<Answer & { asked: SruRequest | null }> {
    const name = http.params.database ?? wholeCatalogue;
    let request: SruRequest;
    try {
      request = decodeRequest(encoded);
    } catch (error) {
      if (error instanceof MalformedRequest) {
        return { ...given(refuse(error.operation, error, error.diagnostic), error.diagnostic), asked: null };
      }
      throw error;
    }
    const understood = { version: request.version, echo: request.operation === 'explain' ? {} : request };
    try {
      const libraries = name === wholeCatalogue ? [] : await library.network.libraries();
      const database = virtualDatabase(name, libraries);
      if (!database) {
        const unknown: Diagnostic = { number: 235, details: name };
        return { ...given(refuse(request.operation, understood, unknown), unknown), asked: request };
      }
      const style = stylesheetOf(request.stylesheet, address);
      const isHere = style === null || typeof style === 'string';
      const stylesheet = isHere ? style : null;
      const warnings: Diagnostic[] = isHere ? [] : [{ number: 111, details: style.foreign }];
      const target: Target = {
        library,
        limits,
        written,
        database,
        address: `${address}/${name}`,
        stylesheet,
        warnings,
      };
      if (request.operation === 'explain') {
        const xml = explain(request, factsOf(address, name, database, limits), stylesheet, warnings);
        return { ...given(xml), asked: request };
      }
      const answered = request.operation === 'scan' ? scan(request, target) : searchRetrieve(request, target);
      return { ...(await answered), asked: request };
    } catch (fault) {
      const away =
        fault instanceof StoreBusy || fault instanceof StoreUnavailable || fault instanceof SearchUnavailable;
      const refused: Diagnostic = { number: 2 };
      if (away) return { xml: refuse(request.operation, understood, refused), state: 'away', refused, asked: request };
      throw fault;
    }
  }

  function refuse(
    operation: SruRequest['operation'],
    { version, echo }: { readonly version: Version; readonly echo: EchoedRequest },
    diagnostic: Diagnostic,
  ): Xml {
    const frame = { version, echo, stylesheet: null, diagnostics: [diagnostic] };
    if (operation === 'scan') return writeScanResponse({ ...frame, terms: [] });
    if (operation === 'explain') {
      const facts = factsOf(address, wholeCatalogue, virtualDatabase(wholeCatalogue, [])!, limits);
      return explain({ version, escaping: 'xml' }, facts, null, [diagnostic]);
    }
    return writeSearchRetrieveResponse({
      ...frame,
      numberOfRecords: 0,
      escaping: 'xml',
      records: [],
      nextRecordPosition: null,
    });
  }

  const router = Router();
  router.get('/style.css', (_request, response) => sendLook(response));
  router.use(express.text({ type: form, limit: limits.bodyBytes, defaultCharset: 'utf-8' }));
  router.use((error: unknown, request: Request, response: Response, next: (error: unknown) => void) => {
    if (!isTooLarge(error)) return next(error);
    const xml = refuse('searchRetrieve', { version: highestVersion, echo: {} }, { number: 12 });
    return give(xml, parametersOf(request), request, response);
  });
  router.all('/', answer);
  router.all('/:database', answer);
  return router;
}

function given(xml: Xml, refused: Diagnostic | null = null): Answer {
  return { xml, state: 'given', refused };
}

/** The query string and, of a POST, its body: one list of parameters. */
function parametersOf(request: SruHttpRequest): string {
  const mark = request.originalUrl.indexOf('?');
  const inAddress = mark < 0 ? '' : request.originalUrl.slice(mark + 1);
  const body: unknown = request.body;
  return typeof body === 'string' && body !== '' ? [inAddress, body].filter(Boolean).join('&') : inAddress;
}

/** A body above the limit, as Express's reader says it (http-errors). */
function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'type' in error && error.type === 'entity.too.large';
}
