import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';

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

/** Sends an answer, compressed when it is long and the client takes it so. */
export async function send(
  xml: string,
  contentType: string,
  compressedBytes: number,
  request: Request<{ database?: string }>,
  response: Response,
): Promise<void> {
  response.set({ 'Content-Type': contentType, 'Cache-Control': 'no-store', Vary: 'Accept, Accept-Encoding' });
  if (xml.length < compressedBytes || !request.acceptsEncodings('gzip')) {
    response.send(xml);
    return;
  }
  response.set('Content-Encoding', 'gzip').send(await compress(xml, { level: 4 }));
}
