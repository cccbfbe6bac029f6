import { parseArgs } from 'node:util';
import { run } from './search.ts';
import { isFilter, usualFilter } from './zebra.ts';

const { values } = parseArgs({
  options: {
    records: { type: 'string' },
    seconds: { type: 'string' },
    zebra: { type: 'string' },
    'without-peer': { type: 'boolean' },
  },
});
const [records, seconds] = [Number(values.records ?? 120_000), Number(values.seconds ?? 3)];
const { zebra = usualFilter } = values;
if (!(records > 0 && seconds > 0) || !isFilter(zebra)) {
  console.error('npm run bench -- search [--records 10000] [--seconds 2] [--zebra grs | --without-peer]');
  process.exit(2);
}
await run({ records, seconds, zebra: values['without-peer'] ? null : zebra });
