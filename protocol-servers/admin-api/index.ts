export type { ServedSettingsView } from './contract-served.ts';
export { defaultStreamLimits, type StreamLimits } from './event-stream.ts';
export { adminApiRouter, type AdminApi, type AdminApiOptions } from './server.ts';
export { defaultSignInLimits, type SignInLimits } from './sign-in-limit.ts';
