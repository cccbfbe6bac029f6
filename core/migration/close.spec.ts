import { granted } from '../outcome.ts';
import { bytes, leMonde, lesMiserables } from '../marc/fixtures.ts';
import { admin, batchNetwork, value, type BatchNetwork } from './batch.fixture.ts';

let network: BatchNetwork;
beforeEach(async () => {
  network = await batchNetwork({ limits: { linesPerTransaction: 2 } });
});
afterEach(() => network.close());

const toLink = async (): Promise<number[]> =>
  (await network.store.read.outbox('headings-to-link', 100)).flatMap(({ payload }) => JSON.parse(payload) as number[]);

/** Five records, the last given twice: it went into the fourth. */
async function applied() {
  const titles = ['Un', 'Deux', 'Trois'].map((title) => leMonde.replace('Le Monde', `Le ${title}`));
  const file = bytes([...titles, lesMiserables, lesMiserables].join(''));
  const batch = await network.open('RECORDS', 'LENS', 'koha', file);
  await network.take(batch, 'parse', 'analyse');
  await network.desk.ruleRest({ batchId: batch.id, decision: 'NEW', by: admin });
  return network.take(batch, 'finish-review', 'apply');
}

test('headings are sent to their authorities when a batch is closed, each record once, and not before', async () => {
  const batch = await applied();
  expect(await toLink()).toEqual([]);
  value(await network.desk.sign(batch.id, admin));
  expect(await network.take(batch, 'close')).toMatchObject({ state: 'CLOSED', step: null });
  const lines = await network.store.read.migration.lines(batch.id, 0, 100);
  expect(lines).toHaveLength(5);
  expect(new Set(await toLink())).toEqual(new Set(lines.map(({ resultId }) => resultId)));
});

test('a batch taken back sends none', async () => {
  await network.take(await applied(), 'revert');
  expect(await toLink()).toEqual([]);
});

test('a closing stopped half way goes on where it was', async () => {
  const batch = await applied();
  value(await network.desk.sign(batch.id, admin));
  await network.store.transaction(async (work) =>
    granted(await work.migration.change(batch.id, { step: 'close', done: 4 }, 0)),
  );
  await network.take(batch, 'close');
  const [last] = await network.store.read.migration.lines(batch.id, 4, 1);
  expect(await toLink()).toEqual([last!.resultId]);
});
