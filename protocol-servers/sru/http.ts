import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { bytesOf, type Xml } from './codec/xml-pieces.ts';

const compress = promisify(gzip);
const methods = 'GET, HEAD, POST, OPTIONS';
const sruXml = 'application/sru+xml';
/** Names an answer can be asked by in `httpAccept`. */
const ours = [sruXml, 'text/xml', 'application/xml', 'text/*', 'application/*', '*/*'];

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
  const wanted = httpAccept(encoded);
  return wanted.length > 0 && !wanted.some((type) => ours.includes(type));
}

/** SRU 2.0 has a media type of its own, given to those who name it: others would save it as a file. */
export function mediaType(encoded: string, request: Request<{ database?: string }>): string {
  const named = httpAccept(encoded);
  const wanted = named.length > 0 ? named : types(request.get('accept') ?? '');
  return `${wanted.includes(sruXml) ? sruXml : 'text/xml'}; charset=utf-8`;
}

function httpAccept(encoded: string): string[] {
  return new URLSearchParams(encoded).getAll('httpAccept').flatMap(types);
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
