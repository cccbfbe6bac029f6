import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { waitAfter } from '../../core/access/second-factor.ts';
import { sendProblem } from '../shared/problem.ts';
import { problems } from './diagnostics.ts';

/** How many wrong passwords, and how long one waits after them. */
export interface SignInLimits {
  /** From one address for one login, in a row. */
  readonly failuresPerLogin: number;
  /** From one address, whatever the logins, a minute. */
  readonly failuresPerAddress: number;
  /** Milliseconds of the first wait for a login; each failure after it doubles the next, up to the longest. */
  readonly firstWait: number;
  readonly longestWait: number;
  /** Failures are forgotten after this long without another (milliseconds). */
  readonly forgetAfter: number;
  /** Pairs of address and login remembered; beyond, the oldest is forgotten. */
  readonly remembered: number;
}
export const defaultSignInLimits: SignInLimits = {
  failuresPerLogin: 5,
  failuresPerAddress: 30,
  firstWait: 60_000,
  longestWait: 30 * 60_000,
  forgetAfter: 24 * 3_600_000,
  remembered: 50_000,
};

/**
 * Slows down whoever guesses passwords. Only failures count; the delay is for an address and a login together, so that
 * nobody can lock somebody else's account from afar. Needs the body read.
 */
export function limitSignIn(limits: SignInLimits, now: () => number = Date.now): RequestHandler[] {
  return [failuresOfAddress(limits.failuresPerAddress, now), failuresOfLogin(limits, now)];
}

function failuresOfAddress(limit: number, now: () => number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    keyGenerator: (request) => addressOf(request),
    // Counted before the password is checked, so that parallel guesses count too, and given back when it was right.
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_request, response) => response.statusCode !== 401,
    standardHeaders: false,
    legacyHeaders: false,
    validate: { xForwardedForHeader: false },
    handler: (_request, response) => refuse(response, now(), now() + 60_000),
  });
}

interface Failures {
  readonly count: number;
  readonly at: number;
  /** Nobody is let in before; UTC milliseconds. */
  readonly until: number;
}

function failuresOfLogin(limits: SignInLimits, now: () => number): RequestHandler {
  const known = new Map<string, Failures>();
  return (request, response, next) => {
    const key = digest(`${addressOf(request)} ${loginOf(request.body)}`);
    const before = known.get(key);
    const at = now();
    if (before && before.until > at) return refuse(response, at, before.until);
    const count = before && at - before.at < limits.forgetAfter ? before.count + 1 : 1;
    const wait = waitAfter(count, { ...limits, tries: limits.failuresPerLogin });
    known.delete(key);
    if (known.size >= limits.remembered) known.delete(known.keys().next().value!);
    // Counted before the password is checked, so that parallel guesses count too, and forgotten when it was right.
    known.set(key, { count, at, until: at + wait });
    response.on('finish', () => {
      if (response.statusCode < 400) known.delete(key);
      else if (response.statusCode !== 401 && known.get(key)?.at === at) giveBack(known, key, before);
    });
    next();
  };
}

/** What was no guess (a form half filled in, a server out of order) does not count. */
function giveBack(known: Map<string, Failures>, key: string, before: Failures | undefined): void {
  if (before) known.set(key, before);
  else known.delete(key);
}

function refuse(response: Response, now: number, until: number): void {
  response.set('Retry-After', String(Math.ceil((until - now) / 1_000)));
  sendProblem(response, problems.tooManyAttempts, { facts: { until } });
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
