import { parseArgs } from 'node:util';
import { run } from './import.ts';
import { isFilter, usualFilter } from './zebra.ts';

const { values } = parseArgs({ options: { records: { type: 'string' }, zebra: { type: 'string' } } });
const records = Number(values.records ?? 120_000);
const { zebra = usualFilter } = values;
if (!(Number.isSafeInteger(records) && records > 0) || !isFilter(zebra)) {
  console.error('npm run bench -- import [--records 12000] [--zebra grs]');
  process.exit(2);
}
await run({ records, zebra });
