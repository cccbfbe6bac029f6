import { run } from './sip2-hostile.ts';

await run();
