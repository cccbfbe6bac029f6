import { checkIn } from '../circulation/check-in.ts';
import { checkOut } from '../circulation/check-out.ts';
import type { CirculationPorts, CirculationSettings } from '../circulation/ports.ts';
import { smallNetwork, type SmallNetwork } from '../circulation/small-network.fixture.ts';
import type { CheckedIn } from '../library.ts';
import { Directory } from '../network/directory.ts';
import type { NetworkLibrary } from '../network/network.ts';
import type { Outcome } from '../outcome.ts';
import type { HoldSheet } from '../ports/holds.ts';
import type { HoldsDesk, PlaceRequest } from './desk.ts';
import { holdsDesk } from './holds.ts';
import { type HoldRound, sweepHolds } from './sweep.ts';

type Code = keyof SmallNetwork['libraries'];

/** The small network with its holds at work; libraries, settings and the shuttle are the test's to change. */
export interface HoldsNetwork {
  readonly network: SmallNetwork;
  readonly desk: HoldsDesk;
  readonly ports: CirculationPorts;
  change(library: Code, to: Partial<NetworkLibrary>): Promise<void>;
  set(settings: Partial<CirculationSettings>): void;
  /** What the shuttle's timetable answers; null when it knows no route. */
  shuttle(timetable: (from: number, to: number, at: number) => number | null): void;
  sweep(): Promise<HoldRound>;
  /** Scans a document at a library. */
  scan(barcode: string, at: Code): Promise<CheckedIn>;
  /** Where a scan sends it: `transit-hold LIEVIN TRANSIT_HOLD`. */
  seen(barcode: string, at: Code): Promise<string>;
  lend(barcode: string, card: string, at?: Code): Promise<string>;
  /** Places a hold for a new reader of this card, or refuses. */
  place(card: string, barcode: string, as?: Partial<PlaceRequest>): Promise<Outcome<HoldSheet>>;
  /** The same, which nothing refuses: the id. */
  placed(card: string, barcode: string, as?: Partial<PlaceRequest>): Promise<number>;
  cancel(holdId: number): Promise<string>;
  /** `ON_SHELF I1`: the state of a hold and the document bound to it. */
  hold(holdId: number): Promise<string>;
  status(barcode: string): Promise<string>;
  /** The holds whose readers were told to come. */
  told(): Promise<number[]>;
  close(): Promise<void>;
}

/** Opens the network of the specs of holds: Lens, Liévin, Avion, readers P1 to P4, document I1 at home in Lens. */
export async function holdsNetwork(): Promise<HoldsNetwork> {
  const network = await smallNetwork();
  const changes = new Map<number, Partial<NetworkLibrary>>();
  const { read } = network.store;
  const libraries = async () => (await read.libraries()).map((library) => ({ ...library, ...changes.get(library.id) }));
  const directory = new Directory({ ...network.store, read: { ...read, libraries } });
  await directory.refresh();

  let settings = network.ports.settings;
  let earliestArrival = (_from: number, _to: number, _at: number): number | null => null;
  const ports: CirculationPorts = {
    ...network.ports,
    directory,
    get settings() {
      return settings;
    },
  };
  const desk = holdsDesk(ports);
  await network.item('I1');
  for (const card of ['P1', 'P2', 'P3', 'P4']) await network.patron(card);

  let transaction = 0;
  const place: HoldsNetwork['place'] = async (card, barcode, as = {}) => {
    const recordId = (await read.item(barcode))!.item.recordId;
    const [record] = await read.records([recordId]);
    const controlNumber = record!.controlNumber;
    return desk.place({ card, controlNumber, pickupLibraryId: network.libraries.lens, actor: 'user:spec', ...as });
  };
  const scan: HoldsNetwork['scan'] = async (itemBarcode, at) => {
    const transactionDate = `t${(transaction += 1)}`;
    const request = { device: network.devices[at], itemBarcode, returnedAt: network.now(), transactionDate };
    return value(await checkIn(ports)(request));
  };
  return {
    network,
    desk,
    ports,
    async change(library, to) {
      changes.set(network.libraries[library], to);
      await directory.refresh();
    },
    set(to) {
      settings = { ...settings, ...to };
    },
    shuttle(timetable) {
      earliestArrival = timetable;
    },
    sweep: () =>
      sweepHolds({
        ...ports,
        settings,
        timetable: { earliestArrival: (from, to, at) => earliestArrival(from, to, at) },
      }),
    scan,
    async seen(barcode, at) {
      const { routing, destination, item } = await scan(barcode, at);
      return `${routing} ${destination.code} ${item.status}`;
    },
    async lend(itemBarcode, card, at = 'lens') {
      const transactionDate = `t${(transaction += 1)}`;
      const request = { device: network.devices[at], card, itemBarcode, renewalAllowed: false, transactionDate };
      const outcome = await checkOut(ports)(request);
      return outcome.granted ? 'lent' : outcome.refusal;
    },
    place,
    placed: async (card, barcode, as) => value(await place(card, barcode, as)).hold.id,
    async cancel(holdId) {
      const outcome = await desk.cancel({ holdId, reason: 'patron', actor: 'user:spec' });
      return outcome.granted ? outcome.value.hold.status : outcome.refusal;
    },
    async hold(holdId) {
      const { hold, barcode } = (await read.holds.sheet(holdId))!;
      return hold.boundItemId === null ? hold.status : `${hold.status} ${barcode}`;
    },
    status: async (barcode) => (await read.item(barcode))!.item.status,
    async told() {
      const rows = await read.outbox('notices', 100);
      return rows
        .map(({ payload }) => JSON.parse(payload) as { kind: string; holdId: number })
        .map(({ holdId }) => holdId);
    },
    close: () => network.close(),
  };
}

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.granted) throw new Error(outcome.refusal);
  return outcome.value;
}
