import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Log } from '../../core/ports/log.ts';
import { describeFault } from '../shared/describe-fault.ts';
import { answerToFault, type FaultAnswer } from '../shared/fault.ts';
import { sendProblem } from '../shared/problem.ts';
import { loggedUrl } from './request-log.ts';

/** Answers what no route took. */
export const unknownPath: RequestHandler = (request, response) => {
  say(request, response, { status: 404, code: 'not-found', title: 'Page inconnue.' });
};

/** The one error handler: the fault goes to the log, its wording to the client, its stack to nobody. */
export function answerFaults(log: Log): ErrorRequestHandler {
  return (fault, request, response, next) => {
    const answer = answerToFault(fault);
    if (answer.status >= 500) {
      const facts = {
        request: response.locals['requestId'],
        url: loggedUrl(request.originalUrl),
        fault: describeFault(fault),
      };
      log.error(facts, 'HTTP request met a fault');
    }
    // Half an answer is gone already: Express cuts the connection, so that nobody takes it for a whole one.
    if (response.headersSent) return next(fault);
    if (answer.retryAfter) response.set('Retry-After', String(answer.retryAfter));
    say(request, response, answer);
  };
}

/** Answers in the form of the place: a problem under /api, a short text elsewhere. */
export function say(request: Request, response: Response, answer: FaultAnswer): void {
  response.set('Cache-Control', 'no-store');
  if (/^\/api(\/|$|\?)/.test(request.originalUrl)) return sendProblem(response, answer);
  response.status(answer.status).type('text/plain').send(`${answer.title}\n`);
}
