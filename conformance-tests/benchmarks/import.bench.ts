import { run } from './import.ts';

await run(process.argv.slice(2));
