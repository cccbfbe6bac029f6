import type { Crate, NewShuttleRoute, NewShuttleRun, ShuttleRoute } from '../../../core/navette/entities.ts';
import { granted } from '../../../core/outcome.ts';
import { ConstraintViolation } from '../sql.ts';
import { committed, fresh, noon, shelved, type SmallNetwork, type Subject } from './small-network.ts';

const day = 86_400_000;

function routeOf(network: SmallNetwork, name = `Tournée n° ${fresh()}`): NewShuttleRoute {
  const stop = { weekday: 2, from: '09:00', to: '09:15' };
  return {
    name,
    hubLibraryId: network.lens,
    stops: [
      { ...stop, sequence: 1, libraryId: network.lens },
      { ...stop, sequence: 2, libraryId: network.lievin, from: '09:30', to: '09:45' },
    ],
  };
}
function runOf(route: ShuttleRoute, date: string, as: Partial<NewShuttleRun> = {}): NewShuttleRun {
  const stops = route.stops.map(({ sequence, libraryId }) => ({
    sequence,
    libraryId,
    opensAt: noon + sequence,
    closesAt: noon + sequence + 5,
    skipped: null,
  }));
  return { routeId: route.id, date, state: 'PLANNED', cancelReason: null, stops, ...as };
}

/** What a store keeps of the shuttle. */
export function navetteContract(subject: () => Subject): void {
  const added = async (): Promise<ShuttleRoute> => {
    const { store, network } = subject();
    return (await committed(store, (work) => work.shuttle.insertRoute(routeOf(network))))!;
  };
  /** A copy on its way from Lens to Liévin. */
  const moving = async (reason: 'RETURN_HOME' | 'FILL_HOLD' = 'RETURN_HOME') => {
    const { store, network } = subject();
    const { items } = await shelved(store, network);
    const item = items[0]!;
    const transit = await committed(store, async (work) => {
      await work.items.claim(item.barcode);
      await work.items.move(item.id, { status: 'TRANSIT_HOME', statusSince: noon, holdingLibraryId: network.lens });
      const way = { fromLibraryId: network.lens, toLibraryId: network.lievin, holdId: null, createdAt: noon };
      return work.transits.open({ itemId: item.id, reason, ...way });
    });
    return { ...item, transit: transit.id };
  };
  const openCrate = (): Promise<Crate> => {
    const { store, network } = subject();
    const facts = { libraryCode: 'LENS', fromLibraryId: network.lens, toLibraryId: network.lievin, at: noon };
    return committed(store, (work) => work.shuttle.openCrate(facts));
  };
  const put = (crate: Crate, item: { id: number; transit: number }, at = noon): Promise<void> =>
    committed(subject().store, (work) =>
      work.shuttle.put({ crateId: crate.id, itemId: item.id, transitId: item.transit, at }),
    );
  const lines = (crate: Crate) => committed(subject().store, (work) => work.shuttle.lines(crate.id));
  const received = (crate: Crate, state: 'RECEIVED' | 'DISCREPANT' = 'RECEIVED'): Promise<void> =>
    committed(subject().store, (work) =>
      work.shuttle.setCrate({
        ...{ id: crate.id, runId: null, state, sealedAt: noon, loadedAt: null },
        ...{ receivedAt: noon + 9, receivedLibraryId: subject().network.lievin },
      }),
    );
  afterEach(async () => {
    expect(await subject().store.read.audit()).toEqual([]);
  });

  test('keeps routes with their stops in order, one of each name', async () => {
    const { store, network } = subject();
    const wanted = routeOf(network);
    const route = await committed(store, (work) => work.shuttle.insertRoute(wanted));
    expect(route).toEqual({ id: expect.any(Number), ...wanted });
    expect(await committed(store, (work) => work.shuttle.insertRoute(wanted))).toBeNull();
    const other = await added();
    const changed = {
      ...wanted,
      name: `É${fresh()}`,
      stops: [...wanted.stops].reverse().map((stop, at) => ({ ...stop, sequence: at + 1 })),
    };
    await committed(store, async (work) => {
      expect(await work.shuttle.lockRoute(route!.id)).toEqual(route);
      expect(await work.shuttle.lockRoute(999_999)).toBeNull();
      expect(await work.shuttle.replaceRoute(route!.id, { ...changed, name: other.name })).toBe(false);
      expect(await work.shuttle.replaceRoute(route!.id, changed)).toBe(true);
    });
    expect(await store.read.shuttle.routes()).toEqual(expect.arrayContaining([other, { id: route!.id, ...changed }]));
  });

  test('keeps one run of a route a day, with its stops, and replans it', async () => {
    const { store } = subject();
    const route = await added();
    const skipped = { ...runOf(route, '2026-03-10').stops[1]!, skipped: 'LIBRARY_CLOSED' as const };
    const holiday = { state: 'CANCELLED', cancelReason: 'PUBLIC_HOLIDAY' } as const;
    await committed(store, (work) =>
      work.shuttle.insertRuns([runOf(route, '2026-03-03', holiday), runOf(route, '2026-03-10')]),
    );
    await expect(committed(store, (work) => work.shuttle.insertRuns([runOf(route, '2026-03-10')]))).rejects.toThrow(
      ConstraintViolation,
    );
    const known = await committed(store, async (work) => {
      await work.shuttle.lockRoute(route.id);
      return work.shuttle.runsOf(route.id, '2026-03-04');
    });
    expect(known).toEqual([{ id: expect.any(Number), startedAt: null, endedAt: null, ...runOf(route, '2026-03-10') }]);
    const { id } = known[0]!;
    await committed(store, async (work) => {
      expect(await work.shuttle.lockRun(id)).toEqual(known[0]);
      expect(await work.shuttle.lockRun(999_999)).toBeNull();
      await work.shuttle.replan(id, { state: 'PLANNED', cancelReason: null, stops: [skipped] });
      await work.shuttle.setRun({ id, state: 'EN_ROUTE', cancelReason: null, startedAt: noon, endedAt: null });
    });
    const mine = (await store.read.shuttle.runs('2026-03-03', '2026-03-10')).filter(
      ({ routeId }) => routeId === route.id,
    );
    expect(
      mine.map(({ date, state, cancelReason, startedAt, stops }) => [
        date,
        state,
        cancelReason,
        startedAt,
        stops.length,
      ]),
    ).toEqual([
      ['2026-03-03', 'CANCELLED', 'PUBLIC_HOLIDAY', null, 2],
      ['2026-03-10', 'EN_ROUTE', null, noon, 1],
    ]);
    expect(mine[1]!.stops).toEqual([skipped]);
  });

  test('gives each crate a code of its own, and finds it by library and state', async () => {
    const { store, network } = subject();
    const [first, second] = [await openCrate(), await openCrate()];
    expect(first.code).toBe(`LENS-${String(first.id).padStart(6, '0')}`);
    expect(second.code).not.toBe(first.code);
    const item = await moving();
    await put(second, item);
    await committed(store, async (work) => {
      const crate = (await work.shuttle.lockCrate(second.id))!;
      expect(crate).toEqual(second);
      await work.shuttle.setCrate({ ...crate, state: 'SEALED', sealedAt: noon });
      expect(await work.shuttle.sealedFrom([network.lens])).toEqual([{ ...second, state: 'SEALED', sealedAt: noon }]);
      expect(await work.shuttle.sealedFrom([network.lievin])).toEqual([]);
      expect(await work.shuttle.lockCrate(999_999)).toBeNull();
    });
    const page = { offset: 0, limit: 1 };
    expect(
      await store.read.shuttle.crates({ libraryId: network.lievin, state: 'SEALED', runId: null }, page),
    ).toMatchObject({
      total: 1,
      crates: [{ id: second.id, items: 1 }],
    });
    await committed(store, (work) =>
      work.shuttle.insertRoute({ name: 'to sort', hubLibraryId: network.lievin, stops: [] }),
    );
    const toSort = await committed(store, async (work) => {
      const opened = await work.shuttle.openCrate({
        ...{ libraryCode: 'LENS', fromLibraryId: network.lens, toLibraryId: null, at: noon },
      });
      await work.shuttle.setCrate({ ...opened, state: 'SEALED', sealedAt: noon });
      return opened;
    });
    const ofHub = await store.read.shuttle.crates({ libraryId: network.lievin, state: 'SEALED', runId: null }, page);
    expect(ofHub).toMatchObject({ total: 2, crates: [{ id: toSort.id }] });
    const ofRun = await store.read.shuttle.crates({ libraryId: null, state: null, runId: 999_999 }, page);
    expect(ofRun).toEqual({ total: 0, crates: [] });
    const all = await store.read.shuttle.crates({ libraryId: null, state: null, runId: null }, { offset: 1, limit: 1 });
    expect([all.total >= 2, all.crates.length]).toEqual([true, 1]);
    expect(await store.read.shuttle.crate(999_999)).toBeNull();
  });

  test('keeps an item in one open crate, also when two transactions race for it', async () => {
    const { store } = subject();
    const item = await moving();
    const crates = [await openCrate(), await openCrate()];
    const raced = await Promise.allSettled(crates.map((crate) => put(crate, item)));
    expect(raced.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(raced.find((one) => one.status === 'rejected')).toMatchObject({ reason: expect.any(ConstraintViolation) });
    const held = await committed(store, async (work) => {
      await work.items.claim(item.barcode);
      return work.shuttle.crateHolding(item.transit);
    });
    expect(held).toMatchObject({ inCrate: true, line: { itemId: item.id, openTransitId: item.transit } });
    expect(crates.map(({ code }) => code)).toContain(held!.crate.code);
  });

  test('lists runs and what waits for the van a page at a time, with how many there are', async () => {
    const { store, network } = subject();
    await moving();
    await moving();
    const route = await added();
    await committed(store, (work) => work.shuttle.insertRuns([runOf(route, '2026-05-05'), runOf(route, '2026-05-12')]));
    const { shuttle } = store.read;
    const every = await shuttle.runs('2026-01-01', '2026-12-31');
    const runs = await shuttle.runsPage('2026-01-01', '2026-12-31', { offset: 1, limit: 1 });
    expect(runs).toEqual({ runs: every.slice(1, 2), total: every.length });
    const waiting = await shuttle.dispatch(network.lens, { offset: 0, limit: 1_000 });
    expect(waiting.total).toBe(waiting.moving.length);
    const second = await shuttle.dispatch(network.lens, { offset: 1, limit: 1 });
    expect(second).toEqual({ moving: waiting.moving.slice(1, 2), total: waiting.total });
  });

  test('lists what waits for the van, reserved first, without what is in a crate', async () => {
    const { store, network } = subject();
    const [home, wanted, boxed] = [await moving(), await moving('FILL_HOLD'), await moving()];
    const crate = await openCrate();
    await put(crate, boxed);
    const mine = new Set([home.barcode, wanted.barcode, boxed.barcode]);
    const waiting = async () =>
      (await store.read.shuttle.dispatch(network.lens, { offset: 0, limit: 100 })).moving.filter(({ barcode }) =>
        mine.has(barcode),
      );
    expect((await waiting()).map(({ barcode }) => barcode)).toEqual([wanted.barcode, home.barcode]);
    expect((await waiting())[1]).toEqual({
      transit: {
        ...{ id: home.transit, itemId: home.id, fromLibraryId: network.lens, toLibraryId: network.lievin },
        ...{ reason: 'RETURN_HOME', holdId: null, createdAt: noon },
      },
      barcode: home.barcode,
      title: 'Germinal',
      callNumber: 'R ZOL',
      lastSeenLibraryId: network.lens,
      crate: null,
    });
    expect(await store.read.shuttle.openTransitOf(boxed.barcode.toLowerCase())).toMatchObject({
      crate: { id: crate.id },
    });
    expect(await store.read.shuttle.openTransitOf('unknown')).toBeNull();
    expect((await store.read.shuttle.openTransits(noon + 1, network.lens, 500)).map(({ barcode }) => barcode)).toEqual(
      expect.arrayContaining([home.barcode, boxed.barcode]),
    );
    expect(await store.read.shuttle.openTransits(noon, null, 500)).toEqual([]);
    expect(await store.read.shuttle.openTransits(noon + 1, network.lievin, 500)).toEqual([]);
  });

  test('a transit that ends, and a document scanned elsewhere, leave their crate without a write to it', async () => {
    const { store, network } = subject();
    const [arrived, cancelled, elsewhere, there] = [await moving(), await moving(), await moving(), await moving()];
    const crate = await openCrate();
    for (const item of [arrived, cancelled, elsewhere, there]) await put(crate, item);
    await committed(store, async (work) => {
      await work.items.claim(arrived.barcode);
      const shelf = { status: 'AVAILABLE', statusSince: noon, holdingLibraryId: network.lens } as const;
      await work.transits.arrive(arrived.transit, noon + 1);
      await work.items.move(arrived.id, shelf);
      await work.transits.cancel(cancelled.transit, noon + 1);
      await work.items.move(cancelled.id, shelf);
      await work.items.move(elsewhere.id, { ...shelf, status: 'TRANSIT_HOME', holdingLibraryId: network.lievin });
    });
    expect((await lines(crate)).map(({ inCrate, bound }) => [inCrate, bound])).toEqual([
      [false, null],
      [false, null],
      [false, network.lievin],
      [true, network.lievin],
    ]);
    const sheet = await store.read.shuttle.crate(crate.id);
    expect(sheet).toEqual({ crate, lines: await lines(crate) });
    await committed(store, async (work) => {
      await work.shuttle.lockCrate(crate.id);
      for (const { id, inCrate } of sheet!.lines) if (!inCrate) await work.shuttle.takeOut(id);
    });
    expect((await lines(crate)).map(({ barcode }) => barcode)).toEqual([there.barcode]);
  });

  test('accounts for each document of a received crate: seen, left, missing, unexpected', async () => {
    const { store, network } = subject();
    const [seen, left, lost, extra] = [await moving(), await moving(), await moving(), await moving()];
    const crate = await openCrate();
    for (const item of [seen, left, lost]) await put(crate, item);
    const told = { at: noon + 9, routing: 'transit-home', destinationId: network.lievin };
    await committed(store, async (work) => {
      await work.shuttle.lockCrate(crate.id);
      const [a, b, c] = await work.shuttle.lines(crate.id);
      await work.shuttle.markSeen(a!.id, told);
      await work.shuttle.markLeft(b!.id, noon + 9);
      await work.shuttle.markMissing(c!.id, noon + 9);
      await work.shuttle.addUnexpected({ crateId: crate.id, itemId: extra.id, ...told });
    });
    await received(crate, 'DISCREPANT');
    expect(
      (await lines(crate)).map((line) => [
        line.openTransitId,
        line.seenAt,
        line.leftAt,
        line.discrepancy,
        line.routing,
      ]),
    ).toEqual([
      [null, noon + 9, null, null, 'transit-home'],
      [null, null, noon + 9, null, null],
      [lost.transit, null, null, 'MISSING', null],
      [null, noon + 9, null, 'UNEXPECTED', 'transit-home'],
    ]);
    const page = { offset: 0, limit: 1 };
    const { rows, total } = await store.read.shuttle.discrepancies(network.lens, page);
    expect([total, rows]).toEqual([
      2,
      [
        {
          ...{ id: expect.any(Number), kind: 'MISSING', notedAt: noon + 9, barcode: lost.barcode, title: 'Germinal' },
          ...{ lastSeenLibraryId: expect.any(Number), lastSeenAt: expect.any(Number) },
          crate: expect.objectContaining({ code: crate.code, state: 'DISCREPANT' }),
        },
      ],
    ]);
    const missing = (await store.read.shuttle.discrepancy(rows[0]!.id))!;
    expect(missing).toMatchObject({ barcode: lost.barcode, inCrate: true });
    expect(await store.read.shuttle.discrepancy((await lines(crate))[0]!.id)).toBeNull();
    expect(await store.read.shuttle.missingSeenSince(10)).toEqual([]);
    await committed(store, async (work) => {
      await work.items.claim(lost.barcode);
      await work.items.move(lost.id, { status: 'TRANSIT_HOME', statusSince: noon, holdingLibraryId: network.lievin });
    });
    expect(await store.read.shuttle.missingSeenSince(10)).toEqual([{ lineId: missing.id, crateId: crate.id }]);
    await committed(store, async (work) => {
      await work.shuttle.lockCrate(crate.id);
      for (const { id, discrepancy } of await work.shuttle.lines(crate.id)) {
        const resolution = discrepancy === 'MISSING' ? 'FOUND' : 'NOTED';
        if (discrepancy) await work.shuttle.resolve(id, { at: noon + day, resolution, actor: 'user:coord' });
      }
    });
    await received(crate);
    expect(await store.read.shuttle.discrepancies(null, page)).toEqual({ rows: [], total: 0 });
  });

  describe('finds a breach of', () => {
    let world: {
      route: ShuttleRoute;
      run: number;
      crate: number;
      other: number;
      line: number;
      item: number;
      transit: number;
      network: SmallNetwork;
    };
    const write = (texts: readonly string[]) =>
      subject().database.transaction(async (sql) => {
        for (const text of texts) await sql.run(text);
        return granted(null);
      });
    beforeAll(async () => {
      const { store, network } = subject();
      const route = await added();
      await committed(store, (work) => work.shuttle.insertRuns([runOf(route, '2026-04-07')]));
      const run = (await store.read.shuttle.runs('2026-04-07', '2026-04-07'))[0]!.id;
      const item = await moving();
      const [crate, other] = [await openCrate(), await openCrate()];
      await put(crate, item);
      const line = (await lines(crate))[0]!.id;
      world = { route, run, crate: crate.id, other: other.id, line, item: item.id, transit: item.transit, network };
    });
    type Breakage = readonly [
      invariant: string,
      broken: (w: typeof world) => string,
      mended: (w: typeof world) => string,
    ];
    const breakages: readonly Breakage[] = [
      [
        'one-open-crate-per-item',
        (w) =>
          `INSERT INTO crate_items (crateId, itemId, transitId, putAt) VALUES (${w.other}, ${w.item}, ${w.transit}, 3)`,
        () => 'DELETE FROM crate_items WHERE putAt = 3',
      ],
      [
        'crate-line-key',
        (w) => `UPDATE crate_items SET openTransitId = NULL WHERE id = ${w.line}`,
        (w) => `UPDATE crate_items SET openTransitId = transitId WHERE id = ${w.line}`,
      ],
      [
        'crate-line-of-the-transit',
        (w) => `UPDATE crate_items SET itemId = itemId - 1 WHERE id = ${w.line}`,
        (w) => `UPDATE crate_items SET itemId = itemId + 1 WHERE id = ${w.line}`,
      ],
      [
        'sealed-crate-frozen',
        (w) => `UPDATE crates SET state = 'SEALED', sealedAt = 1 WHERE id = ${w.crate}`,
        (w) => `UPDATE crates SET state = 'OPEN', sealedAt = NULL WHERE id = ${w.crate}`,
      ],
      [
        'crate-state-dates',
        (w) => `UPDATE crates SET state = 'ON_BOARD' WHERE id = ${w.other}`,
        (w) => `UPDATE crates SET state = 'OPEN' WHERE id = ${w.other}`,
      ],
      [
        'discrepant-crate',
        (w) => `UPDATE crates SET state = 'DISCREPANT' WHERE id = ${w.other}`,
        (w) => `UPDATE crates SET state = 'OPEN' WHERE id = ${w.other}`,
      ],
      [
        'received-crate-accounts-for-all',
        (w) => `UPDATE crates SET state = 'RECEIVED' WHERE id = ${w.crate}`,
        (w) => `UPDATE crates SET state = 'OPEN' WHERE id = ${w.crate}`,
      ],
      [
        'crate-on-board-of-a-run',
        (w) => `UPDATE crates SET state = 'ON_BOARD', runId = ${w.run} WHERE id = ${w.crate}`,
        (w) => `UPDATE crates SET state = 'OPEN', runId = NULL WHERE id = ${w.crate}`,
      ],
      [
        'cancelled-run-says-why',
        (w) => `UPDATE shuttle_runs SET state = 'CANCELLED' WHERE id = ${w.run}`,
        (w) => `UPDATE shuttle_runs SET state = 'PLANNED' WHERE id = ${w.run}`,
      ],
      [
        'stop-at-live-library',
        (w) => `UPDATE libraries SET state = 'LEAVING' WHERE id = ${w.network.lievin}`,
        (w) => `UPDATE libraries SET state = 'LIVE' WHERE id = ${w.network.lievin}`,
      ],
      [
        'references-exist',
        (w) => `UPDATE shuttle_routes SET hubLibraryId = hubLibraryId + 900 WHERE id = ${w.route.id}`,
        (w) => `UPDATE shuttle_routes SET hubLibraryId = hubLibraryId - 900 WHERE id = ${w.route.id}`,
      ],
    ];
    test.each(breakages)('%s', async (invariant, broken, mended) => {
      await write([broken(world)]);
      const found = await subject().store.read.audit();
      expect(found.map((breach) => breach.invariant)).toContain(invariant);
      for (const { detail } of found) expect(detail).not.toMatch(/\{|undefined/);
      await write([mended(world)]);
    });
  });
}
