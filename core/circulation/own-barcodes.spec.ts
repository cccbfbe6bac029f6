import { bytes, lesMiserables } from '../marc/fixtures.ts';
import { admin, batchNetwork, type BatchNetwork } from '../migration/batch.fixture.ts';
import { createLibrary } from '../create-library.ts';
import type { Library } from '../library.ts';
import { staffPost } from '../network/post.ts';
import type { SearchIndex } from '../ports/search-index.ts';

let network: BatchNetwork;
let library: Library;

beforeAll(async () => {
  network = await batchNetwork();
  for (const code of ['LENS', 'LIEVIN']) {
    const file = lesMiserables.replaceAll('bLENS', `b${code.slice(0, 4)}`);
    await network.take(
      await network.open('RECORDS', code, 'koha', bytes(file)),
      'parse',
      'analyse',
      'finish-review',
      'apply',
    );
  }
  library = createLibrary({ ...network.ports, index: {} as SearchIndex }).library;
});
afterAll(() => network.close());

const at = (libraryId: number) => ({ libraryId });
const barcode = async (scanned: string, libraryId?: number) => {
  const sheet = await library.circulation.item(scanned, libraryId === undefined ? undefined : at(libraryId));
  return sheet.granted ? `${sheet.value.home.code} ${sheet.value.item.barcode}` : sheet.refusal;
};

test('one number on two labels: each library scans its own document, anywhere else it is the one that kept it', async () => {
  const { LENS, LIEVIN, AVION } = network.libraries;
  expect(await barcode('30009001', LENS)).toBe('LENS 30009001');
  expect(await barcode(' 30009001 ', LIEVIN)).toBe('LIEVIN 6251030009001');
  expect(await barcode('30009001', AVION)).toBe('LENS 30009001');
  expect(await barcode('30009001')).toBe('LENS 30009001');
  expect(await barcode('6251030009001', LENS)).toBe('LIEVIN 6251030009001');
});

test('a return at its library is that of its own document', async () => {
  const { LIEVIN } = network.libraries;
  const device = staffPost('agent', LIEVIN);
  const request = { device, itemBarcode: '30009001', returnedAt: network.ports.clock.now(), transactionDate: 'x' };
  const back = await library.circulation.checkIn(request);
  expect(back).toMatchObject({ granted: true, value: { item: { barcode: '6251030009001' } } });
});

test('a library without such labels asks nothing of the database', async () => {
  const asked = jest.spyOn(network.store.read.migration, 'aliased');
  await barcode('30009001', network.libraries.LENS);
  expect(asked).not.toHaveBeenCalled();
  await barcode('30009001', network.libraries.LIEVIN);
  expect(asked).toHaveBeenCalledTimes(1);
  asked.mockRestore();
});

test('the number of a record that was merged leads to the one it went into', async () => {
  const [kept, absorbed] = await network.store.read.recordsAfter(0, 2);
  expect(absorbed).toMatchObject({ status: 'MERGED', mergedIntoId: kept!.id });
  const found = await library.catalogue.record(absorbed!.controlNumber);
  expect(found).toMatchObject({ granted: true, value: { record: { controlNumber: kept!.controlNumber } } });
  expect(await library.migration.batches(admin)).toHaveLength(2);
});
