import { recount as countAgain } from '../../core/statistics/figures/count.ts';
import type { DataCommand } from '../command.ts';

/** Counts the monthly figures again from the journal. */
export const recount: DataCommand<Record<string, never>> = {
  name: 'recount',
  async run({ store }, _request, teller) {
    const lines = await countAgain(store, (done) => teller.progress(done, null, 'lines of the journal counted'));
    teller.say(`recount: ${lines} lines of the journal`);
    return 0;
  },
};
