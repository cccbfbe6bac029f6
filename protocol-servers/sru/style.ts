import { Router, type Request } from 'express';
import { escapeXml } from '../../core/marc/xml.ts';
import { styleSheetCss, styleSheetXsl } from './style-sheet.ts';

const day = 'public, max-age=86400';

/** The style sheet that shows answers to people, and its look: files of this server, as its content policy demands. */
export function styleRoutes(address: string): Router {
  const css = escapeXml(`${new URL(address).pathname}/style.css`);
  const router = Router();
  router.get('/style.xsl', (_request, response) => {
    response.set('Cache-Control', day).type('text/xml; charset=utf-8').send(styleSheetXsl(css));
  });
  router.get('/style.css', (_request, response) => {
    response.set('Cache-Control', day).type('text/css; charset=utf-8').send(styleSheetCss);
  });
  return router;
}

/**
 * The style sheet an answer names: the one asked for when it is on this server, ours for a browser that asks for none,
 * null for a program. A foreign one is told (diagnostic 111), never named.
 */
export function stylesheetOf(
  asked: string | undefined,
  request: Request<{ database?: string }>,
  address: string,
): string | null | { readonly foreign: string } {
  const { origin, pathname } = new URL(address);
  if (asked === undefined) {
    const isBrowser = /(^|,)\s*text\/html\b/.test(request.get('accept') ?? '');
    return request.method === 'GET' && isBrowser ? `${pathname}/style.xsl` : null;
  }
  const wanted = URL.canParse(asked, address) ? new URL(asked, address) : null;
  const isHere = wanted?.origin === origin;
  return isHere ? asked : { foreign: asked };
}
