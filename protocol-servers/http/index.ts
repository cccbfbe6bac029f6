export { createHttpApp, type HttpAppOptions, type Mount } from './app.ts';
export { defaultLimits, type HttpLimits } from './limits.ts';
export type { RequestRate } from './rate-limit.ts';
export { createHttpServer, type HttpServer, type HttpServerOptions } from './server.ts';
