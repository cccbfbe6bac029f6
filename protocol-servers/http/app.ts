import express, { type Express, type RequestHandler, type Router } from 'express';
import type { Registry } from 'prom-client';
import type { Library } from '../../core/library.ts';
import type { Log } from '../../core/ports/log.ts';
import type { ServiceActivity } from '../../core/system/service-activity.ts';
import { consoleFiles } from './console-files.ts';
import { answerFaults, say, unknownPath } from './faults.ts';
import { healthRoutes } from './health.ts';
import { defaultLimits, type HttpLimits } from './limits.ts';
import { measureRequests, noteMount } from './metrics.ts';
import { limitRate, type RequestRate } from './rate-limit.ts';
import { logRequests } from './request-log.ts';
import { openToEveryone, securityHeaders } from './security-headers.ts';

/** A protocol mounted on the HTTP server. */
export interface Mount {
  /** `/oai`, `/api/v1`. Mounted in the order given: the longer of two nested paths first. */
  readonly path: `/${string}`;
  readonly router: Router;
  /** `everyone`: pages of any origin may read the answers (public protocols). Default: this origin only. */
  readonly audience?: 'everyone' | 'same-origin';
  /** Without it, requests are not counted. */
  readonly rate?: RequestRate;
  /** Counts what it answers. */
  readonly activity?: ServiceActivity;
}

export interface HttpAppOptions {
  readonly library: Pick<Library, 'health'>;
  readonly log: Log;
  /** Shared with the other servers: each registers its own figures. The app adds those of the process and of HTTP. */
  readonly metrics: Registry;
  /** The built console, null to serve none. */
  readonly consoleDir: string | null;
  readonly routers: readonly Mount[];
  /** What partners and browsers call, without a final slash: `https://passerelle.example.fr`. */
  readonly publicUrl: string;
  /** True once every listener is up. */
  readonly ready: () => boolean;
  /** Addresses of the reverse proxies whose X-Forwarded-* headers are believed. Default: none. */
  readonly trustedProxies?: readonly string[];
  /** Addresses, besides this machine, that may read `/metrics`. Default: none. */
  readonly metricsReaders?: readonly string[];
  readonly limits?: Partial<HttpLimits>;
}

/** Addresses of protocols: never answered by the console's page, mounted or not. */
const protocolPaths = ['/api', '/sru', '/oai', '/iso18626', '/healthz', '/readyz', '/metrics'];

/** The HTTP application: health, protocols, console, and one place where every fault ends. */
export function createHttpApp(options: HttpAppOptions): Express {
  const limits = { ...defaultLimits, ...options.limits };
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', options.trustedProxies ?? []);

  app.use(logRequests(options.log));
  app.use(measureRequests(options.metrics));
  app.use(securityHeaders({ https: options.publicUrl.startsWith('https:') }));
  app.use(refuseStrangePaths(limits.urlCharacters));
  app.use(
    healthRoutes({
      ready: options.ready,
      health: () => options.library.health(),
      deadline: limits.readinessDeadline,
      metrics: options.metrics,
      metricsReaders: options.metricsReaders ?? [],
    }),
  );

  for (const mount of options.routers) {
    const kind = mount.path.startsWith('/api') ? 'api' : 'protocol';
    app.use(mount.path, noteMount(mount.path));
    if (mount.activity) app.use(mount.path, noteActivity(mount.activity));
    if (mount.audience === 'everyone') app.use(mount.path, openToEveryone);
    if (mount.rate) app.use(mount.path, limitRate(mount.rate, kind));
    app.use(mount.path, mount.router);
  }

  const reserved = [...protocolPaths, ...options.routers.map((mount) => mount.path)];
  if (options.consoleDir !== null) app.use(consoleFiles({ directory: options.consoleDir, reserved }));
  app.use(unknownPath);
  app.use(answerFaults(options.log));
  return app;
}

/** Counts each answer, and those that are a fault of the program. */
function noteActivity(activity: ServiceActivity): RequestHandler {
  return (_request, response, next) => {
    response.on('finish', () => {
      activity.answered();
      if (response.statusCode === 500) activity.failed();
    });
    next();
  };
}

/** Refuses, before any file is looked for, paths that climb, hide a NUL, use backslashes or cannot be decoded. */
function refuseStrangePaths(urlCharacters: number): RequestHandler {
  return (request, response, next) => {
    if (request.originalUrl.length > urlCharacters) {
      return say(request, response, { status: 414, code: 'url-too-long', title: 'Adresse trop longue.' });
    }
    const path = decoded(request.path);
    if (path === null || path.includes('\0') || path.includes('\\') || path.split('/').includes('..')) {
      return say(request, response, { status: 400, code: 'malformed-request', title: 'Adresse illisible.' });
    }
    next();
  };
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch (fault) {
    if (fault instanceof URIError) return null;
    throw fault;
  }
}
