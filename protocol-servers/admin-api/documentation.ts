import { type RequestHandler, Router } from 'express';
import swaggerUi from 'swagger-ui-express';

/**
 * The document of the API and its reader: `/openapi.json`, `/docs`. Public: it says nothing a stranger could not
 * guess. Written by `describe` when it is first asked for: that takes a tenth of a second, and most servers are never asked.
 */
export function documentationRouter(describe: () => object): Router {
  const router = Router();
  let document: object | null = null;
  router.get('/openapi.json', (_request, response) => {
    document ??= describe();
    response.set('Cache-Control', 'no-cache').json(document);
  });
  router.get('/docs', (request, response, next) => {
    // The page names its files relatively: without the final slash they would be looked for one level up.
    if (request.originalUrl.split('?')[0]?.endsWith('/')) return next();
    response.redirect(302, `${request.baseUrl}/docs/`);
  });
  const page = swaggerUi.setup(undefined, {
    swaggerOptions: { url: '../openapi.json' },
    customSiteTitle: 'Passerelle : API',
  });
  router.use('/docs', policyOfSwagger, swaggerUi.serve, page);
  return router;
}

/** Swagger UI writes styles and HTML of its own: this page alone may. It still loads nothing from elsewhere. */
const policyOfSwagger: RequestHandler = (_request, response, next) => {
  response.set(
    'Content-Security-Policy',
    "default-src 'none';script-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;font-src 'self' data:;" +
      "connect-src 'self';base-uri 'none';form-action 'self';frame-ancestors 'none'",
  );
  next();
};
