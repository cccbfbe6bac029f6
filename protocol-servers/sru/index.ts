export { defaultSruLimits, type SruLimits } from './limits.ts';
export { sruRouter, type SruOptions } from './router.ts';
