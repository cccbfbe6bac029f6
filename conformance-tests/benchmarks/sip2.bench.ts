import { run } from './sip2.ts';

await run();
