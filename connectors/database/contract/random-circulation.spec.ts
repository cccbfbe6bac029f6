import fc from 'fast-check';
import { granted, refused } from '../../../core/outcome.ts';
import { openDatabase } from '../open.ts';
import { createStore } from '../store.ts';
import { committed, loan, noon, registered, shelved, smallNetwork } from './small-network.ts';

const copies = 4;
const readers = 3;
/** What happens to one copy: lent to a reader, brought back here or elsewhere, sent off, arrived; some of it undone. */
const happening = fc.record({
  kind: fc.constantFrom('lend', 'return', 'send', 'arrive'),
  copy: fc.nat(copies - 1),
  reader: fc.nat(readers - 1),
  undone: fc.boolean(),
});

test('whatever happens to four copies and three readers, in groups of up to eight at once, no invariant breaks', async () => {
  const { database, administration } = await openDatabase({ url: 'sqlite::memory:', dataDir: '' });
  const store = createStore(database, administration);
  const network = await smallNetwork(store);

  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(happening, { minLength: 1, maxLength: 8 }), { maxLength: 6 }),
      async (groups) => {
        const { items } = await shelved(store, network, copies);
        const people = await registered(store, network, readers);
        const onLoan = new Map<number, number>();
        for (const group of groups) {
          await Promise.all(
            group.map(async ({ kind, copy, reader, undone }) => {
              const item = items[copy]!;
              const person = people[reader]!;
              const outcome = await store.transaction(async (work) => {
                const claimed = (await work.items.claim(item.barcode))!;
                const at = { statusSince: noon, holdingLibraryId: network.lens };
                if (kind === 'lend') {
                  if (claimed.status !== 'AVAILABLE') return refused('item-on-loan-to-another');
                  const opened = await work.loans.open(loan(network, item.id, person.id));
                  await work.items.move(item.id, { ...at, status: 'ON_LOAN' });
                  await work.journal.append({
                    at: noon,
                    type: 'LOAN',
                    actor: 'device:kiosk-lens',
                    libraryId: network.lens,
                    deviceId: network.kiosk,
                    itemId: item.id,
                    patronRef: null,
                    payload: { loan: opened.id },
                  });
                } else if (kind === 'return') {
                  const open = await work.loans.openOf(item.id);
                  if (!open) return refused('item-not-on-loan');
                  await work.loans.close(open.id, { returnedAt: noon + 1, returnLibraryId: network.lievin });
                  await work.items.move(item.id, { ...at, status: 'AVAILABLE' });
                } else if (kind === 'send') {
                  if (claimed.status !== 'AVAILABLE') return refused('item-in-transit');
                  const way = { fromLibraryId: network.lens, toLibraryId: network.lievin, reason: 'MANUAL' } as const;
                  await work.transits.open({ itemId: item.id, ...way, holdId: null, createdAt: noon });
                  await work.items.move(item.id, { ...at, status: 'TRANSIT_HOME' });
                } else {
                  const transit = await work.transits.openOf(item.id);
                  if (!transit) return refused('item-unknown');
                  await work.transits.arrive(transit.id, noon + 2);
                  await work.items.move(item.id, { ...at, status: 'AVAILABLE' });
                }
                return undone ? refused('not-authorised') : granted(null);
              });
              if (!outcome.granted) return;
              if (kind === 'lend') onLoan.set(item.id, person.id);
              if (kind === 'return') onLoan.delete(item.id);
            }),
          );
        }
        for (const { id, barcode } of items) {
          const sheet = (await store.read.item(barcode))!;
          expect(sheet.loan?.patronId ?? null).toBe(onLoan.get(id) ?? null);
        }
        for (const { id } of people) {
          const lent = [...onLoan].filter(([, patronId]) => patronId === id).map(([itemId]) => itemId);
          const counted = await committed(store, (work) => work.loans.count(id, 'BOOK', noon));
          expect(counted).toMatchObject({ total: lent.length, ofType: lent.length });
        }
        expect(await store.read.audit()).toEqual([]);
      },
    ),
    { seed: 62_300, numRuns: 60 },
  );
  await store.close();
});
