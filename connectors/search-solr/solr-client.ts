import { SearchUnavailable } from '../../core/ports/search-index.ts';
import type { SolrAddress } from './address.ts';

/** What Solr takes and gives. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** What is asked of Solr. */
export interface SolrRequest {
  /** After `/solr`: `/catalogue/select`, `/admin/cores`. */
  readonly path: string;
  readonly parameters?: Readonly<Record<string, string | number | boolean>>;
  /** Sent by POST; so are the parameters when there is none and `post` is said, for they may be long. */
  readonly body?: Json | Uint8Array;
  readonly post?: true;
  /** In milliseconds. */
  readonly timeout: number;
}

/** Solr answered that it would not. */
export class SolrRefused extends Error {
  override readonly name = 'SolrRefused';
  /** HTTP status. */
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** One Solr server as it is spoken to: JSON over HTTP. Throws SolrRefused, SearchUnavailable. */
export type AskSolr = <Answer>(request: SolrRequest) => Promise<Answer>;

/** Speaks to the Solr server of this address. */
export function solrClient({ base, authorization }: SolrAddress): AskSolr {
  return async <Answer>(request: SolrRequest): Promise<Answer> => {
    const response = await answered(base, authorization, request);
    if (!response.ok) throw new SolrRefused(response.status, saidBy(response.text) ?? `HTTP ${response.status}`);
    const answer = parsed(response.text);
    if (answer === null) throw new SearchUnavailable(`what answers at ${base} is no Solr`);
    return answer as Answer;
  };
}

interface Answered {
  readonly ok: boolean;
  readonly status: number;
  readonly text: string;
}

/** A connection that Solr closed while nobody spoke is opened again, once: every request of ours may be sent twice. */
async function answered(base: string, authorization: string | null, request: SolrRequest): Promise<Answered> {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(...httpRequest(base, authorization, request));
      return { ok: response.ok, status: response.status, text: await response.text() };
    } catch (error) {
      const code = codeOf(error);
      if (attempt === 1 && lostConnection.has(code)) continue;
      if (code === 'TimeoutError') throw new SearchUnavailable(`Solr did not answer within ${request.timeout} ms`);
      throw new SearchUnavailable(`Solr does not answer at ${base}: ${code}`);
    }
  }
}

const lostConnection = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

function httpRequest(
  base: string,
  authorization: string | null,
  { path, parameters = {}, body, post, timeout }: SolrRequest,
): [URL, RequestInit] {
  const url = new URL(base + path);
  const pairs = new URLSearchParams({ wt: 'json' });
  for (const [name, value] of Object.entries(parameters)) pairs.set(name, String(value));
  const headers: Record<string, string> = authorization === null ? {} : { Authorization: authorization };
  const init: RequestInit = { headers, signal: AbortSignal.timeout(timeout) };
  if (post && body === undefined) return [url, { ...init, method: 'POST', body: pairs }];
  url.search = pairs.toString();
  if (body === undefined) return [url, init];
  const isBytes = body instanceof Uint8Array;
  headers['Content-Type'] = isBytes ? 'application/octet-stream' : 'application/json';
  return [url, { ...init, method: 'POST', body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }];
}

/** What the system says went wrong: fetch wraps it. */
function codeOf(error: unknown): string {
  const { name, message, code, cause } = error as Error & { code?: string; cause?: Error & { code?: string } };
  if (name === 'TimeoutError') return name;
  return cause?.code ?? cause?.message ?? (typeof code === 'string' ? code : message);
}

/** The sentence of an error, in an answer of Solr or of the servlet container around it. */
function saidBy(text: string): string | null {
  const answer = parsed(text) as { error?: { msg?: string }; exception?: { msg?: string } } | null;
  if (answer) return answer.error?.msg ?? answer.exception?.msg ?? null;
  return /<title>(?:Error \d+ )?([^<]*)<\/title>/.exec(text)?.[1] ?? null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
