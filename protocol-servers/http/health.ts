import { Router } from 'express';
import type { Registry } from 'prom-client';
import type { StoreHealth } from '../../core/ports/store.ts';
import { isLoopback } from '../shared/addresses.ts';

export interface HealthOptions {
  /** True once every listener is up, false again when the server stops. */
  readonly ready: () => boolean;
  readonly health: () => Promise<StoreHealth>;
  /** Milliseconds the database has to answer. */
  readonly deadline: number;
  readonly metrics: Registry;
  /** Addresses, besides this machine, that may read `/metrics`. */
  readonly metricsReaders: readonly string[];
}

/**
 * `/healthz`: the process lives. `/readyz`: it can serve (every listener up, the database answers). Both say no more
 * than that to strangers. `/metrics`: Prometheus figures, for this machine and the named readers; they do not exist for
 * anybody else, nor for a request a proxy passed on from elsewhere.
 */
export function healthRoutes(options: HealthOptions): Router {
  const router = Router();

  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'alive' });
  });

  router.get('/readyz', async (_request, response) => {
    const state = !options.ready() ? 'starting' : (await answers(options)) ? 'ready' : 'unavailable';
    response
      .set('Cache-Control', 'no-store')
      .status(state === 'ready' ? 200 : 503)
      .json({ status: state });
  });

  router.get('/metrics', async (request, response, next) => {
    const address = request.ip ?? '';
    const passedOn = request.headers['x-forwarded-for'] !== undefined && request.ips.length === 0;
    const allowed = options.metricsReaders.includes(address) || (isLoopback(address) && !passedOn);
    if (!allowed) return next();
    response
      .set('Cache-Control', 'no-store')
      .type(options.metrics.contentType)
      .send(await options.metrics.metrics());
  });

  return router;
}

/** Whether the database answered in time. A fault of the database is an answer here: no. */
async function answers(options: HealthOptions): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, options.deadline, false);
  });
  const asked = options.health().then(
    (health) => health.reachable,
    () => false,
  );
  const answer = await Promise.race([asked, tooLate]);
  clearTimeout(timer);
  return answer;
}
