import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { isLoopback } from '../shared/addresses.ts';
import { sendProblem } from '../shared/problem.ts';

/** How much one address may ask of one protocol. */
export interface RequestRate {
  readonly perMinute: number;
  /** Old harvesters only know 503; everything else understands 429. Both come with Retry-After. */
  readonly whenExceeded: 429 | 503;
}

const retryAfter = 30;

/** Slows down an address that asks too much. This machine is exempt: what a proxy passes on counts for its client. */
export function limitRate(rate: RequestRate, kind: 'api' | 'protocol'): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: rate.perMinute,
    standardHeaders: false,
    legacyHeaders: false,
    skip: (request) => isLoopback(request.ip),
    validate: { xForwardedForHeader: false },
    handler: (_request, response) => {
      response.set('Retry-After', String(retryAfter));
      const title = 'Trop de requêtes : réessayez plus tard.';
      if (kind === 'api') return sendProblem(response, { status: rate.whenExceeded, code: 'too-many-requests', title });
      response.status(rate.whenExceeded).type('text/plain').send(`${title}\n`);
    },
  });
}
