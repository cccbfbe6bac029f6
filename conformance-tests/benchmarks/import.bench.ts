import { run } from './import.ts';

await run();
