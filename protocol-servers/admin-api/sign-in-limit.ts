import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { sendProblem } from '../shared/problem.ts';
import { problems } from './diagnostics.ts';

/** How many wrong passwords a minute. */
export interface SignInLimits {
  /** From one address for one login. */
  readonly failuresPerLogin: number;
  /** From one address, whatever the logins. */
  readonly failuresPerAddress: number;
}
export const defaultSignInLimits: SignInLimits = { failuresPerLogin: 5, failuresPerAddress: 30 };

/**
 * Slows down whoever guesses passwords. Only failures count; the delay is for an address and a login together, so that
 * nobody can lock somebody else's account from afar. Needs the body read.
 */
export function limitSignIn(limits: SignInLimits): RequestHandler[] {
  return [
    failures(limits.failuresPerAddress, (request) => addressOf(request)),
    failures(limits.failuresPerLogin, (request) => digest(`${addressOf(request)} ${loginOf(request.body)}`)),
  ];
}

function failures(limit: number, keyGenerator: (request: Request) => string): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    keyGenerator,
    // Counted before the password is checked, so that parallel guesses count too, and given back when it was right.
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_request, response) => response.statusCode !== 401,
    standardHeaders: false,
    legacyHeaders: false,
    validate: { xForwardedForHeader: false },
    handler: (_request, response) => {
      response.set('Retry-After', '60');
      sendProblem(response, problems.tooManyAttempts);
    },
  });
}

/** An IPv6 address stands for its network: one subscriber has 2^64 of them. */
function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? 'unknown');
}

function loginOf(body: unknown): string {
  const isObject = typeof body === 'object' && body !== null && 'login' in body;
  return isObject ? String(body.login).trim().toLowerCase() : '';
}

/** Of a fixed size, whatever was sent as a login. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
