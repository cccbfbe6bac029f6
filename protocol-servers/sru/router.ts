import express, { Router, type Request, type Response } from 'express';
import { SearchUnavailable } from '../../core/ports/search-index.ts';
import { StoreBusy, StoreUnavailable } from '../../core/ports/store.ts';
import type { Diagnostic } from './codec/diagnostic.ts';
import {
  decodeRequest,
  highestVersion,
  MalformedRequest,
  type EchoedRequest,
  type SruRequest,
  type Version,
} from './codec/request.ts';
import { writeScanRefusal, writeSearchRetrieveResponse } from './codec/response.ts';
import { writeZeerex, type ExplainFacts } from './codec/zeerex.ts';
import { explain } from './handlers/explain.ts';
import { searchRetrieve, type SearchedLibrary } from './handlers/search-retrieve.ts';
import { defaultSruLimits, type SruLimits } from './limits.ts';

export interface SruOptions {
  readonly library: SearchedLibrary;
  /** Address of the whole server for partners, without final slash: `https://catalogue.example.fr`. */
  readonly publicUrl: string;
  /** Path segments that name the catalogue; the first is the one explain gives. Default: `catalogue`. */
  readonly databases?: readonly string[];
  readonly title?: { readonly fr: string; readonly en: string };
  readonly limits?: Partial<SruLimits>;
}

const form = 'application/x-www-form-urlencoded';

/** The ZeeRex record alone, as explain gives it: Z39.50 sends the same (IR-Explain-1). */
export function sruExplainRecord(options: Omit<SruOptions, 'library'>): string {
  return writeZeerex(factsOf(options));
}

function factsOf(options: Omit<SruOptions, 'library'>): ExplainFacts {
  const limits = { ...defaultSruLimits, ...options.limits };
  return {
    address: `${options.publicUrl.replace(/\/$/, '')}/sru`,
    database: options.databases?.[0] ?? 'catalogue',
    title: options.title ?? { fr: 'Catalogue collectif', en: 'Union catalogue' },
    defaultRecords: limits.defaultRecords,
    maximumRecords: limits.maximumRecords,
  };
}

/** The SRU server, to be mounted at `/sru`: GET and POST of `/sru` and `/sru/<database>`. */
export function sruRouter(options: SruOptions): Router {
  const limits = { ...defaultSruLimits, ...options.limits };
  const databases = options.databases ?? ['catalogue'];
  const facts = factsOf(options);

  const answer = async (request: Request<{ database?: string }>, response: Response): Promise<void> => {
    if (!['GET', 'HEAD', 'POST'].includes(request.method)) {
      response.set('Allow', 'GET, HEAD, POST').status(405).type('text/plain').send('Méthode non admise ici.\n');
      return;
    }
    if (request.method === 'POST' && !request.is(form)) {
      response.status(400).type('text/plain').send(`SRU se demande par GET, ou par POST en ${form}.\n`);
      return;
    }
    const known = request.params.database === undefined || databases.includes(request.params.database);
    const xml = await answerTo(parametersOf(request), known ? null : request.params.database!);
    response.set('Cache-Control', 'no-store').type('text/xml; charset=utf-8').send(xml);
  };

  /** Everything wrong with a request is said in XML by a diagnostic, HTTP 200 (SRU 1.2, §HTTP). */
  async function answerTo(encoded: string, unknownDatabase: string | null): Promise<string> {
    let request: SruRequest;
    try {
      request = decodeRequest(encoded);
    } catch (error) {
      if (error instanceof MalformedRequest) return refuse(error.operation, error, error.diagnostic);
      throw error;
    }
    const understood = { version: request.version, echo: request.operation === 'explain' ? {} : request };
    if (unknownDatabase !== null) {
      return refuse(request.operation, understood, { number: 235, details: unknownDatabase });
    }
    if (request.operation === 'explain') return explain(request, facts);
    try {
      return await searchRetrieve(request, { library: options.library, limits });
    } catch (fault) {
      const away =
        fault instanceof StoreBusy || fault instanceof StoreUnavailable || fault instanceof SearchUnavailable;
      if (away) return refuse('searchRetrieve', understood, { number: 2 });
      throw fault;
    }
  }

  function refuse(
    operation: MalformedRequest['operation'],
    { version, echo }: { readonly version: Version; readonly echo: EchoedRequest },
    diagnostic: Diagnostic,
  ): string {
    if (operation === 'explain') return explain({ version, recordPacking: 'xml' }, facts, [diagnostic]);
    if (operation === 'scan') return writeScanRefusal(version, [diagnostic]);
    return writeSearchRetrieveResponse({
      version,
      numberOfRecords: 0,
      recordPacking: 'xml',
      records: [],
      nextRecordPosition: null,
      echo,
      diagnostics: [diagnostic],
    });
  }

  const router = Router();
  router.use(express.text({ type: form, limit: limits.bodyBytes, defaultCharset: 'utf-8' }));
  router.use((error: unknown, _request: Request, response: Response, next: (error: unknown) => void) => {
    if (!isTooLarge(error)) return next(error);
    const xml = refuse('searchRetrieve', { version: highestVersion, echo: {} }, { number: 12 });
    response.type('text/xml; charset=utf-8').send(xml);
  });
  router.all('/', answer);
  router.all('/:database', answer);
  return router;
}

/** The query string and, of a POST, its body: one list of parameters. */
function parametersOf(request: Request<{ database?: string }>): string {
  const mark = request.originalUrl.indexOf('?');
  const inAddress = mark < 0 ? '' : request.originalUrl.slice(mark + 1);
  const body: unknown = request.body;
  return typeof body === 'string' && body !== '' ? [inAddress, body].filter(Boolean).join('&') : inAddress;
}

/** A body above the limit, as Express's reader says it (http-errors). */
function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'type' in error && error.type === 'entity.too.large';
}
