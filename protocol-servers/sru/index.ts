export { defaultSruLimits, type SruLimits } from './limits.ts';
export { sruExplainRecord, sruRouter, type SruOptions } from './router.ts';
