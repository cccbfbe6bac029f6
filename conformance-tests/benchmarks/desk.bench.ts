import { run } from './desk.ts';

await run(process.argv.includes('--quick') ? { hours: 0 } : {});
