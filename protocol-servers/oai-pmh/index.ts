export { defaultOaiLimits, type OaiLimits } from './repository.ts';
export { oaiRouter, type OaiOptions } from './server.ts';
