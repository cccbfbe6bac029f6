import fc from 'fast-check';
import { crateStates, resolutions } from './entities.ts';
import { all, smallShuttle } from './small-shuttle.fixture.ts';

const places = ['lens', 'lievin', 'avion'] as const;
const copies = 6;
/** What happens around the van: scans at the desk, crates filled, sealed, taken along, received whole or not, discrepancies settled. */
const happening = fc.record({
  kind: fc.constantFrom(
    ...(['scan', 'scan', 'scan', 'dispatch', 'dispatch', 'take-out', 'fill', 'seal', 'run', 'run'] as const),
    ...(['receive', 'receive', 'receive-some', 'resolve', 'lend'] as const),
  ),
  place: fc.constantFrom(...places),
  to: fc.constantFrom(...places, null),
  copy: fc.nat(copies - 1),
  choice: fc.nat(7),
});

test('items in = items out over a random sequence of dispatches and receptions', async () => {
  const met = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 50, maxLength: 70 }), async (happenings) => {
      const van = await smallShuttle();
      const { network, desk, staff } = van;
      const barcodes = Array.from({ length: copies }, (_, index) => `B${index}`);
      for (const [index, barcode] of barcodes.entries()) {
        const library = network.libraries[places[index % places.length]!];
        await network.item(barcode, { homeLibraryId: library, holdingLibraryId: library });
      }
      await network.patron('P1');
      const crates: number[] = [];
      let turn = 0;
      for (const { kind, place, to, copy, choice } of happenings) {
        turn += 1;
        network.at(network.now() + 1_000);
        const barcode = barcodes[copy]!;
        const by = staff[place];
        const crate = crates[choice % Math.max(1, crates.length)] ?? 0;
        const device = network.devices[place];
        const transactionDate = `t${turn}`;
        if (kind === 'scan')
          await network.checkIn({ device, itemBarcode: barcode, returnedAt: network.now(), transactionDate });
        if (kind === 'lend') {
          await network.checkOut({ device, card: 'P1', itemBarcode: barcode, renewalAllowed: false, transactionDate });
        }
        if (kind === 'dispatch') {
          const request = { fromLibraryId: network.libraries[place], toLibraryId: to && network.libraries[to] };
          const opened = await desk.openCrate(request, by);
          if (opened.granted) crates.push(opened.value.id);
        }
        if (kind === 'dispatch' || kind === 'fill') {
          const filled = kind === 'fill' ? crate : (crates.at(-1) ?? 0);
          for (const { barcode: waiting } of (await desk.dispatch(network.libraries[place], all)).moving) {
            await desk.putInCrate(filled, waiting, staff.network);
          }
          if (kind === 'dispatch' && choice < 5) await desk.sealCrate(filled, staff.network);
        }
        if (kind === 'take-out') await desk.takeOutOfCrate(crate, barcode, staff.network);
        if (kind === 'seal') await desk.sealCrate(crate, staff.network);
        if (kind === 'run') {
          const { runs } = await desk.runs('2026-11-18', '2026-12-24', all);
          const run = runs.find(({ state }) => state === 'PLANNED')!;
          await desk.startRun(run.id, staff.network);
          if (choice < 6) await desk.finishRun(run.id, staff.network);
          else await desk.cancelRun(run.id, staff.network);
        }
        if (kind === 'receive' || kind === 'receive-some') {
          const sheet = await desk.crate(crate);
          const all = sheet.granted ? sheet.value.lines.filter((line) => line.inCrate).map((line) => line.barcode) : [];
          const bound = sheet.granted ? (sheet.value.crate.toLibraryId ?? network.libraries.lens) : 0;
          const scanned = kind === 'receive' ? all : [...all.slice(choice % 3), ...(choice > 5 ? [barcode] : [])];
          const libraryId = choice === 7 ? network.libraries[place] : bound;
          const request = { crateId: crate, libraryId, barcodes: scanned };
          const first = await desk.receiveCrate(request, staff.network);
          if (first.granted) expect(await desk.receiveCrate(request, staff.network)).toEqual(first);
        }
        if (kind === 'resolve') {
          const { rows } = await desk.discrepancies(null, { offset: 0, limit: 10 });
          const row = rows[choice % Math.max(1, rows.length)];
          const answer = row?.kind === 'UNEXPECTED' ? 'NOTED' : choice > 4 ? 'DECLARED_MISSING' : 'FOUND';
          if (row) await desk.resolveDiscrepancy(row.id, answer, staff.network);
        }
      }
      await van.shuttle.tend();
      expect(await network.store.read.audit()).toEqual([]);

      // Each copy is in one place: on a shelf, with a reader, given up, waiting for a crate, or in exactly one.
      const inCrates = new Map<string, number>();
      for (const id of crates) {
        const sheet = (await network.store.read.shuttle.crate(id))!;
        const lines = sheet.lines.filter((line) => line.inCrate);
        met.add(sheet.crate.state);
        for (const line of sheet.lines) met.add(line.resolution ?? line.discrepancy ?? (line.leftAt ? 'LEFT' : 'SEEN'));
        for (const line of lines) inCrates.set(line.barcode, (inCrates.get(line.barcode) ?? 0) + 1);
        const accounted = ({ seenAt, leftAt, resolvedAt, discrepancy, openTransitId }: (typeof sheet.lines)[number]) =>
          seenAt !== null || leftAt !== null || resolvedAt !== null || discrepancy !== null || openTransitId !== null;
        expect(sheet.lines.every(accounted)).toBe(true);
      }
      const waiting = new Set<string>();
      for (const place of places) {
        for (const { barcode } of (await desk.dispatch(network.libraries[place], all)).moving) {
          expect(waiting.has(barcode)).toBe(false);
          waiting.add(barcode);
        }
      }
      for (const barcode of barcodes) {
        const { item, transit, loan } = (await network.store.read.item(barcode))!;
        const placesOfIt = [
          item.status === 'AVAILABLE' || item.status === 'MISSING',
          loan !== null,
          waiting.has(barcode),
          ...Array.from({ length: inCrates.get(barcode) ?? 0 }, () => true),
        ].filter(Boolean);
        expect([barcode, item.status, placesOfIt.length]).toEqual([barcode, item.status, 1]);
        expect(transit !== null).toBe(waiting.has(barcode) || inCrates.has(barcode));
      }
      await van.close();
    }),
    { seed: 62_500, numRuns: 40 },
  );
  // The sequences went everywhere a crate can go.
  expect([...met].toSorted()).toEqual(
    [...crateStates, ...resolutions, 'MISSING', 'UNEXPECTED', 'LEFT', 'SEEN'].toSorted(),
  );
}, 60_000);
