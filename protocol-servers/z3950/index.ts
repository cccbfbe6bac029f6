export { defaultZ3950Limits, type Z3950Limits } from './limits.ts';
export { createZ3950Server, type Z3950ServerOptions } from './server.ts';
