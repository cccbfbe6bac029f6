import { run } from './oai.ts';

await run(Number(process.argv[2] ?? 100_000));
