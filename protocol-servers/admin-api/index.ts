export type { ServedSettingsView } from './contract-served.ts';
export { defaultStreamLimits, type StreamLimits } from './streams/limits.ts';
export { adminApiRouter, type AdminApi, type AdminApiOptions } from './server.ts';
export { defaultSignInLimits, type SignInLimits } from './sign-in-limit.ts';
