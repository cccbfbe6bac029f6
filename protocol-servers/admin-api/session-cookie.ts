import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { isLoopback, isLoopbackHost } from '../shared/addresses.ts';

/** How a request came: over HTTPS, in clear from this machine, or in clear from elsewhere (refused). */
export type Transport = 'https' | 'loopback' | 'clear';

/** `publicUrl` tells that a proxy ends TLS before us. */
export function transportOf(request: Request, publicUrl: string): Transport {
  const host = request.headers.host;
  if (request.secure || (publicUrl.startsWith('https:') && host === new URL(publicUrl).host)) return 'https';
  return isLoopback(request.socket.remoteAddress) || isLoopbackHost(host) ? 'loopback' : 'clear';
}

const tokenForm = /^[A-Za-z0-9_-]{16,128}$/;
// A browser takes a __Host- cookie only over HTTPS, from this very host, for every path.
const cookieName = (transport: Transport): string => (transport === 'https' ? '__Host-sid' : 'sid');

/** The session's token in the cookies of a request, null when there is none of the right form. */
export function sessionToken(request: Request, transport: Transport): string | null {
  const wanted = cookieName(transport);
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === wanted && value !== undefined && tokenForm.test(value)) return value;
  }
  return null;
}

/** Gives the browser its session: no script reads it, no other site sends it. */
export function setSessionCookie(response: Response, token: string, transport: Transport): void {
  response.cookie(cookieName(transport), token, cookieOptions(transport));
}

/** Takes the session back from the browser. */
export function clearSessionCookie(response: Response, transport: Transport): void {
  response.clearCookie(cookieName(transport), cookieOptions(transport));
}

function cookieOptions(transport: Transport) {
  return { httpOnly: true, sameSite: 'strict', secure: transport === 'https', path: '/' } as const;
}

/** What proves that a request comes from our console: only who was told the session's answer knows it. */
export function csrfTokenOf(token: string): string {
  return createHmac('sha256', token).update('X-CSRF').digest('base64url');
}

/** Compares in a time that tells nothing of where the two differ. */
export function isCsrfToken(given: string | undefined, token: string): boolean {
  const [first, second] = [Buffer.from(given ?? ''), Buffer.from(csrfTokenOf(token))];
  return first.length === second.length && timingSafeEqual(first, second);
}
