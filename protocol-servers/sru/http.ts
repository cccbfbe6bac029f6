import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { isPageAsked } from '../shared/pages/asked.ts';
import { bytesOf, type Xml } from './codec/xml-pieces.ts';

const compress = promisify(gzip);
const methods = 'GET, HEAD, POST, OPTIONS';
const sruXml = 'application/sru+xml';
/** Names an answer can be asked by in `httpAccept`. */
const ours = [sruXml, 'text/xml', 'application/xml', 'text/*', 'application/*', '*/*', 'text/html'];

/** Answers what a browser asks before a page of another origin may ask (Fetch, CORS preflight). */
export function allow(response: Response): void {
  response
    .status(204)
    .set({ Allow: methods, 'Access-Control-Allow-Methods': methods, 'Access-Control-Allow-Headers': 'Content-Type' })
    .end();
}

export function refuseMethod(response: Response): void {
  response.status(405).set('Allow', methods).type('text/plain').send('Méthode non admise ici.\n');
}

/** True when `httpAccept` (SRU 2.0) wants nothing we can give. */
export function isAnotherForm(encoded: string): boolean {
  const wanted = types(httpAccept(encoded) ?? '');
  return wanted.length > 0 && !wanted.some((type) => ours.includes(type));
}

/** SRU 2.0 has a media type of its own, given to those who name it: others would save it as a file. */
export function mediaType(encoded: string, request: Request<{ database?: string }>): string {
  const wanted = types(httpAccept(encoded) ?? request.get('accept') ?? '');
  return `${wanted.includes(sruXml) ? sruXml : 'text/xml'}; charset=utf-8`;
}

/** How an answer is given: as XML, as a page for people, or as XML in a browser. */
export type Form = 'xml' | 'page' | 'xml in a browser';

/** `httpAccept` stands for the header (SRU 2.0); who names a style sheet wants the XML that names it. */
export function formOf(encoded: string, request: Request<{ database?: string }>): Form {
  const named = httpAccept(encoded);
  const isBrowser = isPageAsked(request.get('accept') ?? '');
  if (named !== null) return isPageAsked(named) ? 'page' : isBrowser ? 'xml in a browser' : 'xml';
  return isBrowser && !new URLSearchParams(encoded).has('stylesheet') ? 'page' : 'xml';
}

/** Null when it is not given, or names nothing. */
function httpAccept(encoded: string): string | null {
  const given = new URLSearchParams(encoded).getAll('httpAccept').join(',');
  return types(given).length > 0 ? given : null;
}

function types(accept: string): string[] {
  return accept
    .split(',')
    .map((part) => part.split(';')[0]!.trim().toLowerCase())
    .filter(Boolean);
}

/** Sends an answer, compressed when it is long and the client takes it so. Nobody keeps it: it needs no ETag. */
export async function send(
  xml: Xml,
  contentType: string,
  compressedBytes: number,
  request: Request<{ database?: string }>,
  response: Response,
): Promise<void> {
  response.setHeader('Content-Type', contentType);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Vary', 'Accept, Accept-Encoding');
  let bytes = bytesOf(xml);
  if (bytes.length >= compressedBytes && request.acceptsEncodings('gzip')) {
    bytes = await compress(bytes, { level: 4 });
    response.setHeader('Content-Encoding', 'gzip');
  }
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}
