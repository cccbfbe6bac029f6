import fc from 'fast-check';
import { describeMariadb, freshMariadb } from '../../connectors/database/testing.ts';
import { happening, kinds, openWorld, RandomDay, type Happening, type Kind, type World } from './any-day.fixture.ts';

/**
 * Circulation.md's properties, over random days of a network of six libraries: so many in every run of the tests, 2,000
 * with PASSERELLE_TEST_DAYS=2000.
 */
const sequences = Number(process.env.PASSERELLE_TEST_DAYS ?? 500);
const eventsEach = 200;
/** A database serves this many sequences, each with its own readers and documents: the audit stays quick. */
const sequencesEach = 20;

/** Lets one random day happen. Returns what went wrong. */
async function live(world: World, events: readonly Happening[], done: Map<Kind, number>): Promise<readonly string[]> {
  const day = await RandomDay.open(world);
  for (const event of events) await day.live(event);
  for (const kind of day.done) done.set(kind, (done.get(kind) ?? 0) + 1);
  return day.end();
}

/** Returns on how many days each kind of event was granted at least once. */
async function anyDay(days: number, url?: () => Promise<string>): Promise<ReadonlyMap<Kind, number>> {
  const done = new Map<Kind, number>();
  for (let from = 0; from < days; from += sequencesEach) {
    const world = await openWorld(await url?.());
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(happening, { minLength: eventsEach, maxLength: eventsEach }), async (events) => {
          expect(await live(world, events, done)).toEqual([]);
        }),
        { seed: 62_000 + from, numRuns: Math.min(sequencesEach, days - from), endOnFailure: true },
      );
    } finally {
      await world.network.close();
    }
  }
  return done;
}

jest.setTimeout(900_000);

test(`${sequences} days of 200 events over six libraries: no invariant breaks, and nobody is told of a document that is not there`, async () => {
  const done = await anyDay(sequences);
  // The days were no empty ones: on one in twenty at least, each kind of event came about.
  expect(kinds.filter((kind) => (done.get(kind) ?? 0) < sequences / 20)).toEqual([]);
});

describeMariadb('on MariaDB', () => {
  test('20 days of 200 events: no invariant breaks', async () => {
    const { url, remove } = await freshMariadb();
    try {
      await anyDay(sequencesEach, async () => url);
    } finally {
      await remove();
    }
  });
});
