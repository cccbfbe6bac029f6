export { defaultSocketLimits, type SocketLimits } from '../shared/socket-limits.ts';
export type { Certificate, SocketServer } from '../shared/socket-server.ts';
export {
  createSip2Server,
  defaultDuplicateWindow,
  defaultLoginTries,
  type Sip2Limits,
  type Sip2ServerOptions,
} from './server.ts';
export { sip2Terminals, type TrialOptions } from './trial.ts';
export type { Sip2Exchange } from './exchange-reading.ts';
