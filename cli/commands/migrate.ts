import type { DataCommand } from '../command.ts';

/** Brings the database to the schema of this program: opening it did, here it is told. */
export const migrate: DataCommand<Record<string, never>> = {
  name: 'migrate',
  async run({ applied, live }, _request, teller) {
    if (live) teller.say('migrate: a server runs on this database, whose schema is up to date');
    else if (applied.length === 0) teller.say('migrate: the schema was up to date');
    else teller.say(`migrate: applied ${applied.join(', ')}`);
    return 0;
  },
};
