import type { Request, RequestHandler, Response } from 'express';
import { collectDefaultMetrics, Histogram, type Registry } from 'prom-client';

/** Measures the process (memory, event loop, handles) and how long each route takes, in `registry`. */
export function measureRequests(registry: Registry): RequestHandler {
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'http_request_seconds',
    help: 'Time from the request to the end of its answer.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });

  return (request, response, next) => {
    const stop = seconds.startTimer();
    response.on('finish', () => {
      const isStream = String(response.getHeader('Content-Type')).startsWith('text/event-stream');
      if (!isStream)
        stop({ route: routeOf(request, response), method: methodOf(request), status: response.statusCode });
    });
    next();
  };
}

/** The pattern of the route that answered, never the path as asked: a stranger must not be able to add series. */
function routeOf(request: Request, response: Response): string {
  const mount = mountOf(response);
  const path: unknown = request.route?.path;
  return typeof path === 'string' ? `${mount}${path}` : mount || 'other';
}

/** Notes under which mount a request goes: Express forgets it when a handler throws. */
export function noteMount(path: string): RequestHandler {
  return (_request, response, next) => {
    response.locals['mount'] = path;
    next();
  };
}
function mountOf(response: Response): string {
  const mount: unknown = response.locals['mount'];
  return typeof mount === 'string' ? mount : '';
}

const knownMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
function methodOf(request: Request): string {
  return knownMethods.includes(request.method) ? request.method : 'other';
}
