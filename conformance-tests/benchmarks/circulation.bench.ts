import { run } from './circulation.ts';

await run();
