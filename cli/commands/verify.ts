import type { DataCommand } from '../command.ts';

/** Audits every invariant of the data, and that the index holds what the catalogue holds. Exit code 1 when one is broken. */
export const verify: DataCommand<Record<string, never>> = {
  name: 'verify',
  async run({ store, index }, _request, teller) {
    const breaches = [...(await store.read.audit())];
    const pending = await store.read.outbox('records-changed', 1);
    const counts = await store.read.counts();
    if (pending.length === 0) {
      const indexed = await index.count();
      const shown = counts.records - (await store.read.cataloguing.countSuppressed());
      if (indexed !== shown) {
        breaches.push({
          invariant: 'index-holds-the-catalogue',
          detail: `the index holds ${indexed} records, the catalogue shows ${shown}: run reindex`,
        });
      }
    }
    for (const { invariant, detail } of breaches) teller.say(`BROKEN ${invariant}: ${detail}`);
    teller.say(
      `${counts.libraries} libraries, ${counts.records} records, ${counts.items} items, ${counts.patrons} readers, ` +
        `${counts.openLoans} open loans, ${counts.liveHolds} live holds, ${counts.openTransits} open transits`,
    );
    const states = Object.entries(counts.itemsByStatus).sort(([one], [other]) => one.localeCompare(other));
    if (states.length > 0) teller.say(`items by state: ${states.map(([state, n]) => `${n} ${state}`).join(', ')}`);
    teller.say(breaches.length === 0 ? 'verify: every invariant holds' : `verify: ${breaches.length} broken`);
    return breaches.length === 0 ? 0 : 1;
  },
};
