import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type RequestHandler, type Response, Router } from 'express';
import { nonceOf } from './security-headers.ts';

/** What the built console's page bears where its nonce must stand. */
const noncePlaceholder = /CSP_NONCE/g;
/**
 * The builder puts a hash in the name of what never changes: `main-B3IstSY-.js`. A name without capital or digit there
 * may be a plain word: it is asked again each time, which is only slower.
 */
const hashedName = /-(?=[a-z_-]*[A-Z0-9])[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;
const oneYear = 365 * 24 * 3600;

/**
 * The console: its files, and its page for every address that is not a file, so that a link to a screen opens it.
 * Addresses under `reserved` belong to protocols and never open the console. Source maps and dotfiles do not exist.
 */
export function consoleFiles(options: { readonly directory: string; readonly reserved: readonly string[] }): Router {
  const router = Router();
  const isReserved = (path: string): boolean =>
    options.reserved.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));

  router.use((request, _response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next('router');
    if (isReserved(request.path) || hiddenFile(request.path)) return next('router');
    next();
  });
  router.get(['/', '/index.html'], page(options.directory));
  router.use(
    express.static(options.directory, {
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      setHeaders: (response, path) => {
        const forEver = hashedName.test(path);
        response.setHeader('Cache-Control', forEver ? `public, max-age=${oneYear}, immutable` : 'no-cache');
      },
    }),
  );
  router.get('/{*screen}', (request, response, next) => {
    const lastSegment = request.path.slice(request.path.lastIndexOf('/') + 1);
    if (lastSegment.includes('.')) return next();
    return page(options.directory)(request, response, next);
  });
  return router;
}

function hiddenFile(path: string): boolean {
  return (
    path.endsWith('.map') ||
    decodeURIComponent(path)
      .split('/')
      .some((segment) => segment.startsWith('.'))
  );
}

/** The one page, read each time (a console built again is served at once), with the nonce of this answer. */
function page(directory: string): RequestHandler {
  return async (_request, response, next) => {
    const html = await readPage(join(directory, 'index.html'));
    if (html === null) return next();
    sendPage(response, html);
  };
}

function sendPage(response: Response, html: string): void {
  response
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(html.replace(noncePlaceholder, nonceOf(response)));
}

/** Null when the console was not built. */
async function readPage(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fault;
  }
}
