import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Log } from '../../core/ports/log.ts';

/** Names whose values never reach a log, wherever they stand in a URL; `q` may be the name of a reader. */
const secretParameters = /([?&](?:password|pass|pwd|pin|token|resumptionToken|secret|key|code|card|q)=)[^&]*/gi;
/** Control characters, and anything that is not plain ASCII: it could end a line or turn its direction. */
const unprintable = /[^\x20-\x7e]/g;
const longestUrl = 2_000;

/** A URL fit for a log: secrets masked, no control character, cut at 2,000 characters. */
export function loggedUrl(url: string): string {
  return url
    .replace(secretParameters, '$1***')
    .replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .slice(0, longestUrl);
}

/** Writes one line a request, with an identifier that the answer bears too (`X-Request-Id`). Probes are not logged. */
export function logRequests(log: Log): RequestHandler {
  return (request, response, next) => {
    const id = randomUUID();
    response.setHeader('X-Request-Id', id);
    response.locals['requestId'] = id;
    if (probes.includes(request.path)) return next();

    const start = performance.now();
    const url = loggedUrl(request.originalUrl);
    response.on('close', () => {
      const milliseconds = Math.round(performance.now() - start);
      const facts = { request: id, method: request.method, url, status: response.statusCode, milliseconds };
      if (response.statusCode >= 500) log.warn(facts, 'HTTP request failed');
      else log.info(facts, response.writableFinished ? 'HTTP request' : 'HTTP request left by its client');
    });
    next();
  };
}

const probes = ['/healthz', '/readyz', '/metrics'];
