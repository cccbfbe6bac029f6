import { granted } from '../../../core/outcome.ts';
import type { NewTag } from '../../../core/ports/tags.ts';
import { committed, copy, fresh, noon, shelved, type Subject } from './small-network.ts';

/** The tags of documents: who bears which, how one finds the other, how many there are. */
export function tagsContract(subject: () => Subject): void {
  let numbers = 0x1000;
  const uid = (): string => `E0040150${(numbers += 1).toString(16).toUpperCase().padStart(8, '0')}`;
  const tag = (changes: Partial<NewTag> = {}): NewTag => ({
    uid: uid(),
    part: 1,
    afi: 0x07,
    dsfid: 0x3e,
    taggedAt: noon,
    taggedOn: '2026-03-02',
    taggedBy: 'agent-lens',
    ...changes,
  });
  const set = (barcode: string, one: NewTag) =>
    committed(subject().store, async (work) => work.tags.set((await work.items.claim(barcode))!.id, one));
  const rfidOf = async (barcode: string) => (await subject().store.read.item(barcode))!.item.rfid;

  test('a tag finds its document wherever a barcode does, whichever way round it is read', async () => {
    const { store, network } = subject();
    const [one] = (await shelved(store, network, 2)).items;
    const chip = tag();
    expect(await set(one!.barcode, chip)).toBe('set');
    const turned = chip.uid.match(/../g)!.reverse().join('').toLowerCase();
    for (const scanned of [chip.uid, chip.uid.toLowerCase(), turned, ` ${chip.uid} `]) {
      expect((await store.read.item(scanned))?.item.barcode).toBe(one!.barcode);
      expect((await committed(store, (work) => work.items.claim(scanned)))?.barcode).toBe(one!.barcode);
    }
    expect(await store.read.item(uid())).toBeNull();
    expect(await committed(store, (work) => work.items.claim(uid()))).toBeNull();
    expect(await store.read.tags.byUid(chip.uid)).toMatchObject({ barcode: one!.barcode, part: 1 });
  });

  test('a barcode that looks like a chip is the barcode', async () => {
    const { store, network } = subject();
    const { recordId, items } = await shelved(store, network);
    const number = uid();
    await set(items[0]!.barcode, tag({ uid: number }));
    await committed(store, (work) => work.items.insertMany([copy(network, recordId, number)]));
    expect((await store.read.item(number))?.item.barcode).toBe(number);
    expect((await committed(store, (work) => work.items.claim(number)))?.barcode).toBe(number);
  });

  test('the tag of a part takes the place of the one it had; the item knows the first', async () => {
    const { store, network } = subject();
    const { barcode, id } = (await shelved(store, network)).items[0]!;
    const [first, second, third] = [tag(), tag({ part: 2 }), tag({ afi: 0xc2 })];
    for (const one of [first, second, third]) await set(barcode, one);
    expect((await store.read.tags.of(id)).map(({ uid: chip, part }) => [chip, part])).toEqual([
      [third.uid, 1],
      [second.uid, 2],
    ]);
    expect(await rfidOf(barcode)).toEqual({ uid: third.uid, afi: 0xc2, dsfid: 0x3e });
    expect(await store.read.item(first.uid)).toBeNull();
    expect((await store.read.item(second.uid))?.item.barcode).toBe(barcode);
    expect(await store.read.audit()).toEqual([]);
  });

  test('a tag that moves to another part leaves its former one', async () => {
    const { store, network } = subject();
    const { barcode, id } = (await shelved(store, network)).items[0]!;
    const chip = tag();
    await set(barcode, chip);
    await set(barcode, { ...chip, part: 2 });
    expect((await store.read.tags.of(id)).map(({ part }) => part)).toEqual([2]);
    expect(await rfidOf(barcode)).toBeNull();
    await set(barcode, { ...chip, part: 1 });
    expect(await rfidOf(barcode)).toMatchObject({ uid: chip.uid });
    expect(await store.read.audit()).toEqual([]);
  });

  test('a tag is on one document: of two that claim it at once, one has it', async () => {
    const { store, network } = subject();
    const { items } = await shelved(store, network, 2);
    const chip = tag();
    const claims = items.map(({ barcode }, index) =>
      store.transaction(async (work) => {
        const item = (await work.items.claim(barcode))!;
        const outcome = await work.tags.set(item.id, { ...chip, part: index + 1 });
        return outcome === 'taken' ? { granted: false, refusal: 'tag-taken', facts: {} } : granted(barcode);
      }),
    );
    const outcomes = await Promise.all(claims);
    expect(outcomes.filter(({ granted: done }) => done)).toHaveLength(1);
    expect(await store.read.audit()).toEqual([]);
  });

  test('a tag is taken off once', async () => {
    const { store, network } = subject();
    const { barcode, id } = (await shelved(store, network)).items[0]!;
    const chip = tag();
    await set(barcode, chip);
    const remove = () => committed(store, async (work) => (await work.items.claim(barcode), work.tags.remove(id, 1)));
    expect([await remove(), await remove()]).toEqual([true, false]);
    expect([await rfidOf(barcode), await store.read.item(chip.uid)]).toEqual([null, null]);
  });

  test('an item that comes with its tag is found by it', async () => {
    const { store, network } = subject();
    const { recordId } = await shelved(store, network);
    const rfid = { uid: uid(), afi: 7, dsfid: 6 };
    const barcode = `T${fresh()}`;
    await committed(store, (work) =>
      work.items.insertMany([{ ...copy(network, recordId, barcode), rfid }, copy(network, recordId, `T${fresh()}`)]),
    );
    expect((await store.read.item(rfid.uid))?.item).toMatchObject({ barcode, rfid });
    expect(await store.read.audit()).toEqual([]);
  });

  test('the stock is counted by type, what was withdrawn left out, and each day tells what was tagged', async () => {
    const { store, network } = subject();
    const { recordId } = await shelved(store, network);
    const barcodes = Array.from({ length: 4 }, () => `S${fresh()}`);
    const at = { homeLibraryId: network.lievin, holdingLibraryId: network.lievin };
    await committed(store, (work) =>
      work.items.insertMany(
        barcodes.map((barcode, n) => ({
          ...copy(network, recordId, barcode, n === 3 ? 'WITHDRAWN' : 'AVAILABLE'),
          ...at,
          type: n === 0 ? 'CD' : 'BOOK',
        })),
      ),
    );
    await set(barcodes[0]!, tag({ taggedOn: '2026-03-05' }));
    await set(barcodes[0]!, tag({ part: 2, taggedOn: '2026-03-05' }));
    await set(barcodes[1]!, tag({ taggedOn: '2026-03-06' }));
    expect(await store.read.tags.stock(network.lievin)).toEqual([
      { itemType: 'BOOK', items: 2, tagged: 1 },
      { itemType: 'CD', items: 1, tagged: 1 },
    ]);
    const days = async (from: string, until: string) =>
      (await store.read.tags.daily(from, until)).filter(({ libraryId }) => libraryId === network.lievin);
    expect(await days('2026-03-05', '2026-03-06')).toEqual([
      { libraryId: network.lievin, date: '2026-03-05', tagged: 1 },
      { libraryId: network.lievin, date: '2026-03-06', tagged: 1 },
    ]);
    expect(await days('2026-03-06', '2026-03-06')).toHaveLength(1);
    expect(await days('2026-03-07', '2026-12-31')).toEqual([]);
  });

  test('a library has one identifier, and nobody else has it', async () => {
    const { store, network } = subject();
    const isils = async () => (await store.read.libraries()).map(({ isil }) => isil);
    const setIsil = (libraryId: number, isil: string | null) =>
      committed(store, (work) => work.tags.setIsil(libraryId, isil));
    expect(await isils()).toEqual([null, null]);
    expect(await setIsil(network.lens, 'FR-624986101')).toBe('set');
    expect(await setIsil(network.lens, 'FR-624986101')).toBe('set');
    expect(await setIsil(network.lievin, 'FR-624986101')).toBe('taken');
    expect(await isils()).toEqual(['FR-624986101', null]);
    expect(await setIsil(network.lens, null)).toBe('set');
    expect(await isils()).toEqual([null, null]);
  });

  test.each([
    [
      'tag-of-item',
      (id: number) => `UPDATE items SET rfidUid = NULL, rfidAfi = NULL, rfidDsfid = NULL WHERE id = ${id}`,
    ],
    ['tag-of-item', (id: number) => `UPDATE rfid_tags SET part = 0 WHERE itemId = ${id}`],
    ['first-tag-is-kept', (id: number) => `DELETE FROM rfid_tags WHERE itemId = ${id}`],
  ])('%s is found', async (invariant, broken) => {
    const { store, database, network } = subject();
    const { barcode, id } = (await shelved(store, network)).items[0]!;
    await set(barcode, tag());
    const write = (text: string) => database.transaction(async (sql) => granted(await sql.run(text)));
    await write(broken(id));
    const breaches = await store.read.audit();
    expect(breaches.map((breach) => breach.invariant)).toContain(invariant);
    expect(breaches.every(({ detail }) => detail.includes(`item ${id}`))).toBe(true);
    await write(`DELETE FROM rfid_tags WHERE itemId = ${id}`);
    await write(`UPDATE items SET rfidUid = NULL, rfidAfi = NULL, rfidDsfid = NULL WHERE id = ${id}`);
    expect(await store.read.audit()).toEqual([]);
  });
}
