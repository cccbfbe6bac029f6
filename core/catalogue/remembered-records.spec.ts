import { rememberedRecords } from './remembered-records.ts';
import type { BibRecord } from './record.ts';

const record = (id: number, updatedAt: number, text = 'marc') =>
  ({ id, updatedAt, marc: Buffer.from(text) }) as unknown as BibRecord;

/** Rows that change, and which of them were read whole. */
function rows(...given: readonly BibRecord[]) {
  const table = new Map(given.map((row) => [row.id, row]));
  const readWhole: number[][] = [];
  const recordsNow = rememberedRecords({
    records: async (ids) => {
      readWhole.push([...ids]);
      return ids.map((id) => table.get(id)).filter((row) => row !== undefined);
    },
    recordsChangedAt: async (ids) =>
      new Map(ids.flatMap((id) => (table.has(id) ? [[id, table.get(id)!.updatedAt]] : []))),
  });
  return { table, readWhole, recordsNow };
}

test('what did not change is read once, and is the same object', async () => {
  const { readWhole, recordsNow } = rows(record(1, 10), record(2, 11));
  const first = await recordsNow([2, 1, 404]);
  expect(first.map(({ id }) => id)).toEqual([2, 1]);
  const again = await recordsNow([1, 2]);
  expect(again[0]).toBe(first[1]);
  expect(again[1]).toBe(first[0]);
  expect(readWhole).toEqual([[2, 1]]);
});

test('a changed record is read anew, one that went is not given, one put back as it was is the former again', async () => {
  const { table, recordsNow } = rows(record(1, 10, 'before'));
  const [before] = await recordsNow([1]);
  table.set(1, record(1, 12, 'after'));
  expect(Buffer.from((await recordsNow([1]))[0]!.marc).toString()).toBe('after');
  table.delete(1);
  expect(await recordsNow([1])).toEqual([]);
  table.set(1, record(1, 10, 'before'));
  expect(await recordsNow([1])).toEqual([before]);
});

test('bytes are kept by themselves, not with the packet they came in', async () => {
  const packet = Buffer.alloc(100_000, 'x');
  const { recordsNow } = rows({ ...record(1, 10), marc: packet.subarray(50, 60) });
  const [kept] = await recordsNow([1]);
  expect(kept!.marc).toEqual(new Uint8Array(10).fill(120));
  expect(kept!.marc.buffer.byteLength).toBe(10);
});
