import { granted, refused } from '../../../core/outcome.ts';
import { committed, noon, registered, shelved, type Subject } from './small-network.ts';

/** Several transactions rehearsed as one: what each sees, and that nothing stays. */
export function rehearsalContract(subject: () => Subject): void {
  test('each transaction sees what those before it did, and nothing stays', async () => {
    const { store, network } = subject();
    const { items } = await shelved(store, network);
    const { id, barcode } = items[0]!;
    const statusOf = async () => (await store.read.item(barcode))?.item.status;
    const seen = await store.rehearse(async (inside) => {
      await committed(inside, async (work) => {
        await work.items.claim(barcode);
        await work.items.move(id, { status: 'RESHELVE', statusSince: noon, holdingLibraryId: network.lievin });
      });
      const read = (await inside.read.item(barcode))?.item.status;
      const claimed = await committed(inside, async (work) => (await work.items.claim(barcode))?.status);
      return { read, claimed };
    });
    expect(seen).toEqual({ read: 'RESHELVE', claimed: 'RESHELVE' });
    expect(await statusOf()).toBe('AVAILABLE');
  });

  test('a transaction that is refused, or fails, is undone alone', async () => {
    const { store } = subject();
    const key = `rehearsal ${Math.random()}`;
    const kept = await store.rehearse(async (inside) => {
      const keep = (answer: string, ended: 'granted' | 'refused' | 'failed') =>
        inside.transaction(async (work) => {
          await work.answers.keep(key, answer, noon);
          if (ended === 'failed') throw new RangeError('no');
          return ended === 'granted' ? granted(null) : refused('item-unknown');
        });
      await keep('first', 'granted');
      expect((await keep('second', 'refused')).granted).toBe(false);
      await expect(keep('third', 'failed')).rejects.toThrow(RangeError);
      return committed(inside, async (work) => (await work.answers.claim(key, 'mine', noon)) ?? 'mine');
    });
    expect(kept).toBe('first');
    expect(await committed(store, (work) => work.answers.find(key))).toBeNull();
  });

  test('two at once go one after the other, and those outside go on', async () => {
    const { store, network } = subject();
    const { items } = await shelved(store, network);
    const rehearsed = store.rehearse(async (inside) => {
      const claims = [1, 2].map(() => committed(inside, (work) => work.items.claim(items[0]!.barcode)));
      return (await Promise.all(claims)).map((item) => item?.id);
    });
    const readers = registered(store, network, 3);
    expect(await rehearsed).toEqual([items[0]!.id, items[0]!.id]);
    expect(await readers).toHaveLength(3);
  });

  test('a fault of the rehearsal is its own; slow-moving data is not touched', async () => {
    const { store } = subject();
    await expect(store.rehearse(() => Promise.reject(new RangeError('no')))).rejects.toThrow(RangeError);
    await expect(store.rehearse((inside) => inside.administration.sawDevices([]))).rejects.toThrow(
      'administers nothing',
    );
    expect(await store.read.audit()).toEqual([]);
  });
}
