import { DateTime } from 'luxon';
import { networkZone } from '../circulation/calendars.ts';
import { smallNetwork, type SmallNetwork } from '../circulation/small-network.fixture.ts';
import type { NewItem } from '../ports/store.ts';
import type { NavetteDesk } from './desk.ts';
import type { RouteStop, ShuttleRun } from './entities.ts';
import { planAhead } from './plan-ahead.ts';
import { defaultNavetteSettings, type Agent, type NavettePorts } from './ports.ts';
import { Shuttle } from './shuttle.ts';

/** The whole of a list of this network. */
export const all = { offset: 0, limit: 1_000 } as const;

/** The instant of a local time, `2026-11-18 10:00`. */
export function local(time: string): number {
  return DateTime.fromSQL(time, { zone: networkZone }).toMillis();
}

/** The small network and its van: from the hub, Lens, to Liévin in the morning and to Avion after noon, Monday to Saturday. */
export interface SmallShuttle {
  readonly network: SmallNetwork;
  readonly ports: NavettePorts;
  readonly shuttle: Shuttle;
  readonly desk: NavetteDesk;
  readonly routes: Readonly<Record<'west' | 'east', number>>;
  /** Somebody of each library, and somebody of the network. */
  readonly staff: Readonly<Record<'lens' | 'lievin' | 'avion' | 'network', Agent>>;
  /** A copy of Lens that is on its way from where it is, after a scan there: to its home, or to a reader's library. */
  moving(barcode: string, from: 'lens' | 'lievin' | 'avion', to: 'lens' | 'lievin' | 'avion'): Promise<number>;
  /** A sealed crate with these documents. */
  sealed(
    from: 'lens' | 'lievin' | 'avion',
    to: 'lens' | 'lievin' | 'avion' | null,
    barcodes: string[],
  ): Promise<number>;
  run(route: 'west' | 'east', date: string): Promise<ShuttleRun>;
  close(): Promise<void>;
}

const everyWeekday = [1, 2, 3, 4, 5, 6];

/** Opens it, its runs planned. */
export async function smallShuttle(): Promise<SmallShuttle> {
  const network = await smallNetwork();
  const { store, libraries } = network;
  const { directory, clock } = network.ports;
  const ports: NavettePorts = { store, directory, clock, settings: defaultNavetteSettings, checkIn: network.checkIn };
  const shuttle = new Shuttle(ports);
  const desk = shuttle.desk();
  const staff = {
    lens: { login: 'agent-lens', libraryId: libraries.lens },
    lievin: { login: 'agent-lievin', libraryId: libraries.lievin },
    avion: { login: 'agent-avion', libraryId: libraries.avion },
    network: { login: 'coord', libraryId: null },
  };
  const created = async (name: string, times: readonly [number, string, string][]): Promise<number> => {
    const stops = everyWeekday.flatMap((weekday) =>
      times.map(([libraryId, from, to], index): RouteStop => ({ weekday, sequence: index + 1, libraryId, from, to })),
    );
    const route = await desk.createRoute({ name, hubLibraryId: libraries.lens, stops }, staff.network);
    if (!route.granted) throw new Error(route.refusal);
    return route.value.id;
  };
  const routes = {
    west: await created('Ouest', [
      [libraries.lens, '08:30', '08:45'],
      [libraries.lievin, '09:00', '09:15'],
      [libraries.lens, '10:00', '10:15'],
    ]),
    east: await created('Est', [
      [libraries.lens, '13:00', '13:15'],
      [libraries.avion, '13:30', '13:45'],
      [libraries.lens, '14:30', '14:45'],
    ]),
  };
  await planAhead(ports);

  let readers = 0;
  return {
    network,
    ports,
    shuttle,
    desk,
    routes,
    staff,
    async moving(barcode, from, to) {
      const forReader = to !== 'lens';
      const as: Partial<NewItem> = { homeLibraryId: libraries[forReader ? 'lens' : to] };
      const { id, recordId } = await network.item(barcode, as);
      if (forReader) {
        const reader = await network.patron(`R${(readers += 1)}`);
        await network.hold(reader, recordId, { pickupLibraryId: libraries[to] });
      }
      const scan = { itemBarcode: barcode, returnedAt: clock.now(), transactionDate: `moving ${barcode}` };
      const scanned = await network.checkIn({ device: network.devices[from], ...scan });
      if (!scanned.granted || !scanned.value.routing.startsWith('transit')) throw new Error(`${barcode} does not move`);
      return id;
    },
    async sealed(from, to, barcodes) {
      const request = { fromLibraryId: libraries[from], toLibraryId: to && libraries[to] };
      const opened = await desk.openCrate(request, staff[from]);
      if (!opened.granted) throw new Error(opened.refusal);
      const { id } = opened.value;
      for (const barcode of barcodes) {
        const put = await desk.putInCrate(id, barcode, staff[from]);
        if (!put.granted) throw new Error(`${barcode}: ${put.refusal} ${JSON.stringify(put.facts)}`);
      }
      const done = await desk.sealCrate(id, staff[from]);
      if (!done.granted) throw new Error(done.refusal);
      return id;
    },
    async run(route, date) {
      const { runs } = await desk.runs(date, date, { offset: 0, limit: 10 });
      return runs.find(({ routeId }) => routeId === routes[route])!;
    },
    close: () => network.close(),
  };
}
