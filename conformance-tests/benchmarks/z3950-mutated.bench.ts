import { parseArgs } from 'node:util';
import { run } from './z3950-mutated.ts';

const { values } = parseArgs({ options: { apdus: { type: 'string' } } });
const apdus = Number(values.apdus ?? 1_000_000);
if (!(apdus > 0)) {
  console.error('npm run bench -- z3950-mutated [--apdus 20000]');
  process.exit(2);
}
await run({ apdus });
