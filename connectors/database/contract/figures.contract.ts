import { granted } from '../../../core/outcome.ts';
import { sealJournal } from '../../../core/circulation/journal.ts';
import { countLines, recount } from '../../../core/statistics/figures/count.ts';
import { countStock } from '../../../core/statistics/figures/keep.ts';
import type { NewEvent } from '../../../core/ports/journal.ts';
import { book, committed, copy, noon, type Subject } from './small-network.ts';

/** The figures of each month: what the journal tells, counted once. */
export function figuresContract(subject: () => Subject): void {
  const line = (type: NewEvent['type'], more: Partial<NewEvent> = {}): NewEvent => {
    const { lens, kiosk } = subject().network;
    const place = { libraryId: lens, deviceId: kiosk, itemId: null, patronRef: null };
    return { at: noon, type, actor: 'device:kiosk-lens', ...place, payload: {}, ...more };
  };
  const write = (...lines: NewEvent[]) =>
    committed(subject().store, async (work) => {
      for (const one of lines) await work.journal.append(one);
    });
  const counted = async () => {
    const { store } = subject();
    while ((await sealJournal(store)) > 0);
    while ((await countLines(store, 3)) > 0);
    return sums();
  };
  const sums = async (month = '2026-03') => {
    const rows = await subject().store.read.figures.byMonth({ from: month, until: month, libraryId: null });
    return Object.fromEntries(rows.map(({ libraryId, figure, total }) => [`${figure} ${libraryId}`, total]));
  };
  const broken = async () => (await subject().store.read.audit()).map(({ invariant }) => invariant);

  test('nothing is known before anything happened', async () => {
    expect(await subject().store.read.figures.reach()).toEqual({ firstMonth: null, countedUntil: null, waiting: 0 });
    expect(await subject().store.read.figures.stockAfter(0, 100)).toBeNull();
  });

  test('lines count once, by library and month of Paris; twenty who count at once count no line twice', async () => {
    const { store, network } = subject();
    const { lens, lievin } = network;
    await write(
      line('LOAN', { patronRef: 'one' }),
      line('LOAN', { patronRef: 'one' }),
      line('LOAN', { patronRef: 'one', libraryId: lievin }),
      line('LOAN', { patronRef: 'two', at: Date.UTC(2026, 2, 31, 21, 59) }),
      line('LOAN', { patronRef: 'two', at: Date.UTC(2026, 2, 31, 22, 0) }), // April in Paris
      line('RETURN'),
      line('SCAN'),
      line('HOLD_PLACED', { libraryId: lievin }),
      line('PATRON_REGISTERED', { libraryId: null, payload: { homeLibrary: lievin } }),
    );
    expect((await store.read.figures.reach()).waiting).toBe(0);
    await sealJournal(store);
    expect((await store.read.figures.reach()).waiting).toBe(9);
    await Promise.all(Array.from({ length: 20 }, () => countLines(store, 2)));
    expect(await counted()).toEqual({
      [`LOANS ${lens}`]: 3,
      [`LOANS ${lievin}`]: 1,
      [`RETURNS ${lens}`]: 1,
      [`HOLDS ${lievin}`]: 1,
      [`NEW_READERS ${lievin}`]: 1,
      [`ACTIVE_READERS ${lens}`]: 2,
      [`ACTIVE_READERS ${lievin}`]: 1,
      'ACTIVE_READERS 0': 2,
      [`YEAR_READERS ${lens}`]: 2,
      [`YEAR_READERS ${lievin}`]: 1,
      'YEAR_READERS 0': 2,
    });
    expect(await sums('2026-04')).toEqual({
      [`LOANS ${lens}`]: 1,
      [`ACTIVE_READERS ${lens}`]: 1,
      'ACTIVE_READERS 0': 1,
    });
    expect(await store.read.figures.reach()).toMatchObject({ firstMonth: '2026-03', waiting: 0 });
    expect(await broken()).not.toContain('figures-as-the-journal');
    expect(await broken()).not.toContain('readers-counted-once');
  });

  test('what is undone counts no more, in the month it was done', async () => {
    const { network } = subject();
    const { seq } = (await subject().database.reader.one<{ seq: number }>('SELECT MIN(seq) AS seq FROM events'))!;
    await write(line('UNDONE', { at: noon + 1, payload: { act: seq, of: 'LOAN' } }));
    expect(await counted()).toMatchObject({ [`LOANS ${network.lens}`]: 2 });
    expect(await broken()).not.toContain('figures-as-the-journal');
  });

  test('figures survive those they count: pseudonyms erased, and counted again', async () => {
    const { store, database } = subject();
    const before = await counted();
    await database.transaction(async (sql) =>
      granted(await sql.run('UPDATE events SET patronRef = NULL, patronSalt = NULL WHERE patronRef IS NOT NULL')),
    );
    expect(await recount(store)).toBeGreaterThan(9);
    expect(await sums()).toEqual(before);
  });

  test('readers of months long past are forgotten and stay counted; they are counted no second time', async () => {
    const { store, network } = subject();
    await write(line('LOAN', { patronRef: 'three' }));
    const before = await counted();
    await committed(store, async (work) => {
      await work.figures.lockPlace();
      await work.figures.closeReaders('2026-03');
    });
    await write(line('LOAN', { patronRef: 'three' }));
    const loans = before[`LOANS ${network.lens}`]!;
    expect(await counted()).toEqual({ ...before, [`LOANS ${network.lens}`]: loans + 1 });
    const noted = await subject().database.reader.all<{ period: string }>('SELECT DISTINCT period FROM figure_readers');
    expect(noted.map(({ period }) => period).sort()).toEqual(['2026-04', '2026-13']);
    expect(await broken()).not.toContain('readers-forgotten-in-time');
  });

  test('the stock of a month is what was owned when it was last counted, withdrawn copies aside', async () => {
    const { store, network } = subject();
    await committed(store, async (work) => {
      const [recordId] = await work.records.insertMany([book(await work.records.reserveNumbers(1), 'Germinal')]);
      await work.items.insertMany([
        copy(network, recordId!, 'S1'),
        copy(network, recordId!, 'S2'),
        { ...copy(network, recordId!, 'S3'), type: 'DVD' },
        copy(network, recordId!, 'S4', 'WITHDRAWN'),
      ]);
    });
    await countStock(store, '2026-03', 1);
    await countStock(store, '2026-03', 1000);
    const byType = await store.read.figures.stockByType('2026-03', network.lens);
    expect(byType.sort((one, other) => one.itemType.localeCompare(other.itemType))).toEqual([
      { itemType: 'BOOK', total: 2 },
      { itemType: 'DVD', total: 1 },
    ]);
    expect(await sums()).toMatchObject({ [`STOCK ${network.lens}`]: 3 });
  });

  test('types of documents are those of the copies', async () => {
    const { store, network } = subject();
    const item = await store.read.item('S3');
    await write(line('LOAN', { itemId: item!.item.id, at: Date.UTC(2027, 0, 5) }));
    await counted();
    expect(await store.read.figures.byType({ from: '2027-01', until: '2027-01', libraryId: network.lens })).toEqual([
      { itemType: 'DVD', figure: 'LOANS', total: 1 },
    ]);
  });

  test('what a commune says of a year replaces what it said', async () => {
    const { store } = subject();
    const said = { inseeCode: '62498', year: 2026, population: 32_000, populationYear: 2023, acquisitions: 8_000_000 };
    await committed(store, (work) => work.figures.setBudget({ ...said, culture: null }));
    await committed(store, (work) => work.figures.setBudget({ ...said, culture: 4_800_000 }));
    expect(await store.read.figures.budgets(2026)).toEqual([{ ...said, culture: 4_800_000 }]);
    expect(await store.read.figures.budgets(2025)).toEqual([]);
  });

  test.each([
    [
      'figures-as-the-journal',
      `UPDATE monthly_figures SET total = total + 1 WHERE figure = 'LOANS' AND month = '2026-03'`,
      `UPDATE monthly_figures SET total = total - 1 WHERE figure = 'LOANS' AND month = '2026-03'`,
    ],
    [
      'figures-as-the-journal',
      `UPDATE monthly_figures SET month = '2026-05' WHERE figure = 'LOANS' AND month = '2026-04'`,
      `UPDATE monthly_figures SET month = '2026-04' WHERE figure = 'LOANS' AND month = '2026-05'`,
    ],
    [
      'readers-counted-once',
      `INSERT INTO figure_readers (period, libraryId, digest) VALUES ('2026-04', 0, 'stray')`,
      `DELETE FROM figure_readers WHERE digest = 'stray'`,
    ],
    [
      'figures-of-libraries',
      `INSERT INTO monthly_figures (month, libraryId, itemType, figure, total) VALUES ('2026-03', 99, '', 'STOCK', 1)`,
      'DELETE FROM monthly_figures WHERE libraryId = 99',
    ],
    [
      'readers-forgotten-in-time',
      `UPDATE figures_place SET readersUntil = '2026-12'`,
      `UPDATE figures_place SET readersUntil = '2026-03'`,
    ],
  ])('a breach is found: %s', async (invariant, breach, mend) => {
    const { database } = subject();
    const run = (statement: string) => database.transaction(async (sql) => granted(await sql.run(statement)));
    expect(await broken()).not.toContain(invariant);
    await run(breach);
    expect(await broken()).toContain(invariant);
    await run(mend);
    expect(await broken()).not.toContain(invariant);
  });
}
