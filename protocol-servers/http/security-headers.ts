import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Where the console's page finds the nonce of its own styles, made anew for each answer. */
export function nonceOf(response: ServerResponse): string {
  return (response as ServerResponse & { locals: { nonce: string } }).locals.nonce;
}

/** Angular's own Trusted Types policies: sanitised templates, and the icons of Material. */
const trustedTypesPolicies = ['angular', 'angular#bundler', 'angular#components'];

/**
 * Security headers of every answer. The policy forbids all that the console does not use: no inline script, no foreign
 * origin, styles only from files or with the nonce, no framing, DOM sinks closed to plain strings.
 */
export function securityHeaders(options: { readonly https: boolean }): RequestHandler[] {
  const styleNonce = (_request: IncomingMessage, response: ServerResponse): string => `'nonce-${nonceOf(response)}'`;
  return [
    (_request, response, next) => {
      response.locals['nonce'] = randomBytes(18).toString('base64');
      next();
    },
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", styleNonce],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          manifestSrc: ["'self'"],
          // The console's page bears <base href="/">, which 'none' would refuse.
          baseUri: ["'self'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          requireTrustedTypesFor: ["'script'"],
          trustedTypes: trustedTypesPolicies,
        },
      },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      referrerPolicy: { policy: 'no-referrer' },
      strictTransportSecurity: options.https ? { maxAge: 365 * 24 * 3600, includeSubDomains: false } : false,
      xFrameOptions: { action: 'deny' },
    }),
    (_request, response, next) => {
      response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
      next();
    },
  ];
}

/** What public protocols allow: any page may read their answers, without credentials. */
export const openToEveryone: RequestHandler = (_request, response, next) => {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  next();
};
