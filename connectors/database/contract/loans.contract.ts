import { ConstraintViolation } from '../sql.ts';
import { committed, copy, fresh, loan, noon, reader, registered, shelved, type Subject } from './small-network.ts';

/** What the loans of a whole network ask of items and loans. */
export function loansContract(subject: () => Subject): void {
  test('keeps what few copies have, gives it back under the lock and in the sheet, and counts changes', async () => {
    const { store, network } = subject();
    const { recordId } = await shelved(store, network);
    const facts = {
      ownerLibraryId: network.lievin,
      returnToOwnerOn: '2026-12-31',
      minAge: 16,
      notes: { public: 'dédicacé', staff: 'don', checkin: 'deux disques', checkout: '' },
      rfid: { uid: `E004${fresh()}`, afi: 7, dsfid: 6 },
      properties: 'poids 412 g',
    };
    const barcode = `B${fresh()}`;
    const item = { ...copy(network, recordId, barcode), ...facts };
    const [id] = await committed(store, (work) => work.items.insertMany([item]));
    expect((await store.read.item(barcode))!.item).toEqual({ ...item, id, version: 1 });
    await committed(store, async (work) => {
      expect(await work.items.claim(barcode)).toMatchObject({ ...facts, version: 1 });
      await work.items.describe(id!, item);
      expect(await work.items.claim(barcode)).toMatchObject({ ...facts, version: 2 });
    });
  });

  test('keeps one tag for one copy', async () => {
    const { store, network } = subject();
    const { recordId } = await shelved(store, network);
    const rfid = { uid: `E004${fresh()}`, afi: 7, dsfid: 6 };
    const twice = [1, 2].map(() => ({ ...copy(network, recordId, `B${fresh()}`), rfid }));
    await expect(committed(store, (work) => work.items.insertMany(twice))).rejects.toThrow(ConstraintViolation);
  });

  test('refuses one number for a document and a reader, whichever comes second, and says which are cards', async () => {
    const { store, network } = subject();
    const { items, recordId } = await shelved(store, network);
    const [known] = await registered(store, network);
    const past = `PAST${fresh()}`;
    await committed(store, (work) => work.patrons.retireCard(known!.id, past, noon));
    for (const number of [known!.card.toLowerCase(), past]) {
      const item = committed(store, (work) => work.items.insertMany([copy(network, recordId, number)]));
      await expect(item).rejects.toThrow(ConstraintViolation);
    }
    const card = committed(store, (work) =>
      work.patrons.insertMany([reader(network, items[0]!.barcode.toLowerCase())]),
    );
    await expect(card).rejects.toThrow(ConstraintViolation);
    const asked = [` ${known!.card.toLowerCase()}`, past, items[0]!.barcode, 'nobody'];
    const cards = await committed(store, async (work) => {
      await work.items.claim(items[0]!.barcode);
      return work.items.cardsAmong(asked);
    });
    expect([...cards]).toEqual(asked.slice(0, 2));
  });

  test('counts what is overdue while its clock runs, and what is lost', async () => {
    const { store, network } = subject();
    const { items } = await shelved(store, network, 3);
    const [person] = await registered(store, network);
    await committed(store, async (work) => {
      const { card } = person!;
      await work.patrons.lock(card);
      for (const [at, { id }] of items.entries()) {
        const due = noon + at * 86_400_000;
        const lent = await work.loans.open({ ...loan(network, id, person!.id), dueAt: due });
        await work.items.move(id, { status: 'ON_LOAN', statusSince: noon, holdingLibraryId: network.lens });
        await work.journal.append({
          at: noon,
          type: 'LOAN',
          actor: 'device:kiosk-lens',
          libraryId: network.lens,
          deviceId: network.kiosk,
          itemId: id,
          patronRef: null,
          payload: { loan: lent.id },
        });
      }
    });
    const counted = (at: number) => committed(store, (work) => work.loans.count(person!.id, 'BOOK', at));
    expect(await counted(noon)).toEqual({ total: 3, ofType: 3, overdue: 0 });
    expect(await counted(noon + 90_000_000)).toEqual({ total: 3, ofType: 3, overdue: 2 });
    await committed(store, async (work) => {
      await work.items.claim(items[0]!.barcode);
      await work.items.move(items[0]!.id, { status: 'LOST', statusSince: noon, holdingLibraryId: network.lens });
      expect(await work.loans.countLost(person!.id)).toBe(1);
    });
    expect(await counted(noon + 90_000_000)).toEqual({ total: 3, ofType: 3, overdue: 1 });
  });
}
