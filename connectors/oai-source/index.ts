export { oaiSource } from './oai-source.ts';
export { defaultOaiSourceOptions, type OaiSourceOptions } from './options.ts';
