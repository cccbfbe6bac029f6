import fc from 'fast-check';
import { holdsDesk } from '../holds/holds.ts';
import { followMerge } from '../holds/merge-records.ts';
import { noTimetable } from '../holds/ports.ts';
import { sweepHolds } from '../holds/sweep.ts';
import type { CheckedIn } from '../library.ts';
import { openCrate, putInCrate, sealCrate } from '../navette/crates.ts';
import { resolveDiscrepancy } from '../navette/discrepancies.ts';
import { defaultNavetteSettings, type NavettePorts } from '../navette/ports.ts';
import { receiveCrate } from '../navette/reception.ts';
import { Directory } from '../network/directory.ts';
import type { LibraryState } from '../network/network.ts';
import { staffPost, type Post } from '../network/post.ts';
import { offlineDesk } from '../offline/offline.ts';
import type { OfflineFact } from '../offline/desk.ts';
import type { Outcome } from '../outcome.ts';
import { replaceCard } from '../patrons/card.ts';
import { mergeAccounts } from '../patrons/merge.ts';
import { defaultPatronSettings } from '../patrons/settings.ts';
import { checkIn } from './check-in.ts';
import { checkOut } from './check-out.ts';
import { itemMarks } from './entities.ts';
import { changeItemStatus } from './item-state.ts';
import type { CirculationPorts } from './ports.ts';
import { renewAll } from './renew-all.ts';
import { renew } from './renew.ts';
import { day, smallNetwork, start, type SmallNetwork } from './small-network.fixture.ts';

const hour = 3_600_000;
/** Besides Lens, Liévin and Avion. Loos hands out no holds. */
const codes = ['HARNES', 'VENDIN', 'LOOS'] as const;
const coordinator = { login: 'coord', libraryId: null } as const;

/** What may happen, and how often: of about forty events each takes its share. */
const weights = {
  lend: 6,
  'take-back': 7,
  'scan-again': 2,
  'lend-again': 1,
  'lend-at-desk': 1,
  'lend-off-line': 1,
  'lend-at-once': 1,
  renew: 1,
  'renew-all': 1,
  reserve: 3,
  cancel: 1,
  suspend: 1,
  'change-pickup': 1,
  'not-found': 1,
  mark: 2,
  found: 1,
  night: 1,
  weeks: 1,
  'off-line-batch': 1,
  crate: 1,
  'merge-records': 1,
  'replace-card': 1,
  'merge-readers': 1,
  'library-leaves': 1,
} as const;
/** One kind of event. */
export type Kind = keyof typeof weights;
/** All of them. */
export const kinds = Object.keys(weights) as Kind[];

/** One event, with the numbers that say which document, reader and library it is about. */
export interface Happening {
  readonly kind: Kind;
  readonly item: number;
  readonly reader: number;
  readonly place: number;
  readonly chance: number;
}
export const happening: fc.Arbitrary<Happening> = fc.record({
  kind: fc.constantFrom(...kinds.flatMap((kind) => Array<Kind>(weights[kind]).fill(kind))),
  item: fc.nat(9),
  reader: fc.nat(4),
  place: fc.nat(5),
  chance: fc.nat(999),
});

/** Six libraries on one database, which several days share. */
export interface World {
  readonly network: SmallNetwork;
  readonly ports: CirculationPorts;
  readonly posts: readonly Post[];
  /** Libraries that are not LIVE. */
  readonly states: Map<number, LibraryState>;
}

/** Opens it: staff at three libraries, kiosks at three others, because a desk sees what a kiosk refuses. */
export async function openWorld(url?: string): Promise<World> {
  const network = await smallNetwork(url);
  const { store } = network;
  const more = await store.administration.insertLibraries(
    codes.map((code) => ({
      code,
      name: code,
      commune: code,
      inseeCode: '62413',
      kind: 'BRANCH' as const,
      state: 'LIVE' as const,
      isPickup: code !== 'LOOS',
      acceptsReturns: true,
    })),
  );
  const states = new Map<number, LibraryState>();
  const libraries = async () =>
    (await store.read.libraries()).map((library) => ({ ...library, state: states.get(library.id) ?? library.state }));
  const directory = new Directory({ ...store, read: { ...store.read, libraries } });
  await directory.refresh();
  const { lens, lievin, avion } = network.devices;
  const posts = [lens, lievin, avion, ...more.map((id, index) => staffPost(`agent-${index}`, id))];
  return { network, ports: { ...network.ports, directory }, posts, states };
}

let sequence = 0;

/** One random day of ten documents and five readers of its own, and whatever went wrong in it. */
export class RandomDay {
  readonly wrong: string[] = [];
  /** Kinds of event that were not refused. */
  readonly done = new Set<Kind>();
  readonly #world: World;
  readonly #name = (sequence += 1);
  readonly #records: number[] = [];
  readonly #barcodes: string[] = [];
  readonly #cards: string[] = [];
  readonly #readers: number[] = [];
  readonly #placed: number[] = [];
  #controlNumbers = new Map<number, string>();
  #time = start + (this.#name % 300) * 1_000;
  #event = 0;
  #lastScan: { readonly request: Parameters<SmallNetwork['checkIn']>[0]; readonly answer: CheckedIn } | null = null;

  private constructor(world: World) {
    this.#world = world;
  }

  /** Ten copies of four records over the libraries, one of them a DVD; five readers. */
  static async open(world: World): Promise<RandomDay> {
    const it = new RandomDay(world);
    const { network, posts } = world;
    for (let n = 0; n < 10; n += 1) {
      const barcode = `D${it.#name}-${n}`;
      const homeLibraryId = posts[n % 6]!.libraryId;
      const recordId = n % 3 === 0 ? undefined : it.#records.at(-1)!;
      const made = await network.item(barcode, {
        homeLibraryId,
        holdingLibraryId: homeLibraryId,
        ...(recordId !== undefined && { recordId }),
        ...(n === 8 && { type: 'DVD' as const }),
      });
      it.#records.push(made.recordId);
      it.#barcodes.push(barcode);
    }
    for (let n = 0; n < 5; n += 1) {
      const card = `R${it.#name}-${n}`;
      const pseudonym = `${it.#name}-${n}`.padStart(32, '0');
      it.#cards.push(card);
      it.#readers.push(await network.patron(card, { pseudonym, pinHash: null }));
    }
    const records = await network.store.read.records(it.#records);
    it.#controlNumbers = new Map(records.map(({ id, controlNumber }) => [id, controlNumber]));
    return it;
  }

  /** Lets one thing happen, a minute after the last. */
  async live(event: Happening): Promise<void> {
    this.#event += 1;
    this.#pass(61_000);
    const outcome = await this.#acts[event.kind](event);
    if (outcome?.granted) this.done.add(event.kind);
    await this.#told(event.kind);
  }

  /** Brings every library back, and says what is broken. */
  async end(): Promise<readonly string[]> {
    if (this.#world.states.size > 0) {
      this.#world.states.clear();
      await this.#world.ports.directory.refresh();
    }
    const breaches = await this.#store.read.audit();
    this.wrong.push(...breaches.map(({ invariant, detail }) => `${invariant}: ${detail}`));
    return this.wrong;
  }

  get #store(): SmallNetwork['store'] {
    return this.#world.network.store;
  }
  get #ports(): CirculationPorts {
    return this.#world.ports;
  }
  get #transactionDate(): string {
    return `${this.#name}-${this.#event}`;
  }
  #pass(milliseconds: number): void {
    this.#time += milliseconds;
    this.#world.network.at(this.#time);
  }
  #fault(words: string): void {
    this.wrong.push(`${this.#transactionDate}: ${words}`);
  }

  #lending({ place, reader, item, chance }: Happening) {
    return {
      device: this.#world.posts[place]!,
      card: this.#cards[reader]!,
      itemBarcode: this.#barcodes[item]!,
      renewalAllowed: chance % 2 === 0,
      transactionDate: this.#transactionDate,
    };
  }
  #hold({ chance }: Happening): number {
    return this.#placed[chance % Math.max(1, this.#placed.length)] ?? 0;
  }
  #desk(place: number): Post {
    return staffPost('agent', this.#world.posts[place]!.libraryId);
  }

  /** What each kind of event does. */
  readonly #acts: Readonly<Record<Kind, (event: Happening) => Promise<Outcome<unknown> | undefined>>> = {
    lend: (event) => checkOut(this.#ports)(this.#lending(event)),
    'lend-again': async (event) => {
      const lend = checkOut(this.#ports);
      const [first, again] = [await lend(this.#lending(event)), await lend(this.#lending(event))];
      const same = first.granted ? again.granted && again.value.loan.id === first.value.loan.id : !again.granted;
      if (!same) this.#fault('the same check-out was answered otherwise');
      return first;
    },
    'lend-at-once': async (event) => {
      const lend = checkOut(this.#ports);
      const other = this.#cards.find((card) => card !== this.#cards[event.reader]);
      if (other === undefined) return undefined;
      const both = await Promise.all([
        lend({ ...this.#lending(event), device: this.#world.posts[0]! }),
        lend({ ...this.#lending(event), device: this.#world.posts[1]!, card: other }),
      ]);
      if (both.every(({ granted }) => granted)) this.#fault('two kiosks lent one document to two readers');
      return both.find(({ granted }) => granted);
    },
    'lend-at-desk': async (event) => {
      const lend = checkOut(this.#ports);
      const asked = { ...this.#lending(event), device: this.#desk(event.place) };
      const refusal = await lend(asked);
      if (refusal.granted) return refusal;
      const override = { reasons: [refusal.refusal], why: 'au guichet' };
      return lend({ ...asked, override, transactionDate: `${this.#transactionDate}-o` });
    },
    'lend-off-line': (event) => {
      const offline = { at: this.#time - (event.chance % 72) * hour, dueAt: null };
      return checkOut(this.#ports)({ ...this.#lending(event), offline });
    },
    renew: (event) => renew(this.#ports)(this.#lending(event)),
    'renew-all': async (event) => {
      const { device, card, transactionDate } = this.#lending(event);
      const all = await renewAll(this.#ports)({ device, card, transactionDate });
      const some = all.granted && all.value.results.some(({ outcome }) => outcome.granted);
      return some ? all : undefined;
    },
    'take-back': async (event) => {
      const { device, itemBarcode, transactionDate } = this.#lending(event);
      const request = { device, itemBarcode, returnedAt: this.#time - (event.chance % 3) * hour, transactionDate };
      const taken = await checkIn(this.#ports)(request);
      if (!taken.granted) return taken;
      this.#oneDestination(taken.value, device.libraryId);
      this.#lastScan = { request, answer: taken.value };
      return taken;
    },
    'scan-again': async () => {
      if (!this.#lastScan) return undefined;
      const { request, answer } = this.#lastScan;
      this.#lastScan = null;
      const moved = request.transactionDate !== `${this.#name}-${this.#event - 1}`;
      const again = await checkIn(this.#ports)({ ...request, transactionDate: this.#transactionDate });
      if (!again.granted) return again;
      this.#oneDestination(again.value, request.device.libraryId);
      // Nothing happened in between: the second scan sends it to the same place.
      if (!moved && again.value.destination.id !== answer.destination.id) {
        this.#fault(`sent to ${answer.destination.code}, then to ${again.value.destination.code}`);
      }
      return again;
    },
    reserve: async ({ item, reader, place, chance }) => {
      const hold = await holdsDesk(this.#ports).place({
        card: this.#cards[reader]!,
        controlNumber: this.#controlNumbers.get(this.#records[item]!)!,
        ...(chance % 5 === 0 && { itemBarcode: this.#barcodes[item]! }),
        ...(chance % 7 === 0 && { notBefore: this.#time + day }),
        ...(chance % 4 === 0 && { expiresAt: this.#time + 3 * day }),
        pickupLibraryId: this.#world.posts[place]!.libraryId,
        actor: 'user:agent',
      });
      if (hold.granted) this.#placed.push(hold.value.hold.id);
      return hold;
    },
    cancel: (event) =>
      holdsDesk(this.#ports).cancel({ holdId: this.#hold(event), reason: 'patron', actor: 'user:agent' }),
    suspend: (event) => {
      const until = event.chance % 3 === 0 ? null : this.#time + 2 * day;
      return holdsDesk(this.#ports).suspend({ holdId: this.#hold(event), until, actor: 'user:agent' });
    },
    'change-pickup': (event) => {
      const pickupLibraryId = this.#world.posts[event.place]!.libraryId;
      return holdsDesk(this.#ports).changePickup({ holdId: this.#hold(event), pickupLibraryId, actor: 'user:agent' });
    },
    'not-found': (event) => holdsDesk(this.#ports).notFound({ holdId: this.#hold(event), actor: 'user:agent' }),
    mark: ({ item, place, chance }) => {
      const asked = { device: this.#desk(place), itemBarcode: this.#barcodes[item]!, why: 'inventaire' };
      return changeItemStatus(this.#ports)({ ...asked, mark: itemMarks[chance % itemMarks.length]! });
    },
    found: async ({ item, place, chance }) => {
      for (const itemBarcode of [0, 3, 7].map((n) => this.#barcodes[(item + n) % 10]!)) {
        const { status } = (await this.#store.read.item(itemBarcode))!.item;
        if (status !== 'LOST' && status !== 'MISSING' && status !== 'CLAIMED_RETURNED') continue;
        const asked = { device: this.#desk(place), itemBarcode, why: 'retrouvé' };
        return changeItemStatus(this.#ports)({ ...asked, mark: chance % 4 === 0 ? 'WITH_READER' : 'FOUND' });
      }
      return undefined;
    },
    night: async () => this.#later(day),
    weeks: async () => this.#later(20 * day),
    'off-line-batch': async (event) => (event.chance % 2 === 0 ? this.#replay(event) : undefined),
    crate: (event) => this.#crate(event),
    'merge-records': async ({ item, reader }) => {
      const [fromRecordId, intoRecordId] = [this.#records[item]!, this.#records[reader]!];
      if (fromRecordId === intoRecordId) return undefined;
      const about = { fromRecordId, intoRecordId, at: this.#time, actor: 'user:coord' };
      await this.#world.network.work((work) => followMerge(this.#ports, work, about));
      for (const [n, record] of this.#records.entries()) if (record === fromRecordId) this.#records[n] = intoRecordId;
      return { granted: true, value: null };
    },
    'replace-card': async ({ reader, item, place }) => {
      const old = this.#cards[reader]!;
      const card = `${old.split('/')[0]}/${this.#event}`;
      const readers = { ...defaultPatronSettings, cardShape: /./ };
      const replaced = await replaceCard({ ...this.#ports, readers })(
        this.#readers[reader]!,
        { cardNumber: card, reason: 'LOST' },
        coordinator,
      );
      if (!replaced.granted) return replaced;
      for (const [n, known] of this.#cards.entries()) if (known === old) this.#cards[n] = card;
      const refused = await checkOut(this.#ports)({
        device: this.#desk(place),
        card: old,
        itemBarcode: this.#barcodes[item]!,
        renewalAllowed: true,
        transactionDate: `${this.#transactionDate}-old`,
      });
      const says = refused.granted ? 'lent' : refused.refusal;
      if (says !== 'card-replaced' && says !== 'library-not-live') this.#fault(`a replaced card was answered ${says}`);
      return replaced;
    },
    'merge-readers': async ({ reader, place, chance }) => {
      const [survivor, merged] = [reader, place % 5];
      // Few, or soon there is one reader left.
      if (chance % 4 !== 0 || this.#readers[survivor] === this.#readers[merged]) return undefined;
      const [into, from] = [this.#readers[survivor]!, this.#readers[merged]!];
      const done = await mergeAccounts({ ...this.#ports, readers: defaultPatronSettings })(into, from, coordinator);
      if (!done.granted) return done;
      for (const [n, known] of this.#readers.entries()) {
        if (known !== from) continue;
        this.#readers[n] = into;
        this.#cards[n] = this.#cards[survivor]!;
      }
      return done;
    },
    'library-leaves': async ({ place, chance }) => {
      if (chance % 5 !== 0) return undefined;
      const { states, posts } = this.#world;
      const { libraryId } = posts[place]!;
      if (states.has(libraryId)) states.delete(libraryId);
      else states.set(libraryId, 'LEAVING');
      await this.#ports.directory.refresh();
      await this.#later(0);
      if (!states.has(libraryId)) return undefined;
      const left = await this.#store.read.holds.inbound(libraryId, 0, 10);
      const out = await this.#store.read.holds.outbound(libraryId, 0, 10);
      if (left.length + out.length > 0) this.#fault('holds of a library that leaves are still on their way');
      return { granted: true, value: null };
    },
  };

  async #later(milliseconds: number): Promise<Outcome<unknown>> {
    this.#pass(milliseconds);
    return { granted: true, value: await sweepHolds({ ...this.#ports, timetable: noTimetable }) };
  }

  /** Three things that happened at two places without the server; told twice, they happened once. */
  async #replay({ item, reader, place, chance }: Happening): Promise<Outcome<unknown>> {
    const facts = [0, 1, 2].map((n): OfflineFact => {
      const kind = (['check-out', 'check-in', 'renewal'] as const)[(chance + n) % 3]!;
      const device = ['kiosk-lens', 'kiosk-lievin', 'kiosk-avion'][(place + n) % 3]!;
      return {
        key: `${n}`,
        kind,
        place: { device },
        at: this.#time - ((chance * (n + 1)) % 200) * 60_000,
        card: kind === 'check-in' ? null : this.#cards[(reader + n) % 5]!,
        itemBarcode: this.#barcodes[(item + (chance % 2) * n) % 10]!,
        dueAt: null,
      };
    });
    const batch = { batchKey: this.#transactionDate, clockOffsets: { 'kiosk-lens': 30_000 }, facts, by: coordinator };
    const desk = offlineDesk(this.#ports);
    const first = await desk.replay(batch);
    const seq = await this.#store.read.lastEventSeq();
    const again = await desk.replay(batch);
    if (JSON.stringify(again) !== JSON.stringify(first)) this.#fault('a batch told twice was reported otherwise');
    if ((await this.#store.read.lastEventSeq()) !== seq) this.#fault('a batch told twice changed something');
    return first;
  }

  /** What waits at a library goes by crate to another, or to be sorted; one document may be missing when it is received. */
  async #crate({ place, reader, chance }: Happening): Promise<Outcome<unknown> | undefined> {
    const ports: NavettePorts = {
      ...this.#ports,
      settings: defaultNavetteSettings,
      checkIn: checkIn(this.#ports),
    };
    const { posts } = this.#world;
    const [fromLibraryId, there] = [posts[place]!.libraryId, posts[(place + 1 + reader) % 6]!.libraryId];
    const { moving } = await this.#store.read.shuttle.dispatch(fromLibraryId, { offset: 0, limit: 100 });
    const mine = moving.filter(({ barcode }) => this.#barcodes.includes(barcode));
    if (mine.length === 0) return undefined;
    const toLibraryId = chance % 2 === 0 ? null : mine[0]!.transit.toLibraryId;
    const opened = await openCrate(ports)({ fromLibraryId, toLibraryId }, coordinator);
    if (!opened.granted) return opened;
    const { id } = opened.value;
    const put: string[] = [];
    for (const { barcode } of mine) {
      if ((await putInCrate(ports)(id, barcode, coordinator)).granted) put.push(barcode);
    }
    const sealed = await sealCrate(ports)(id, coordinator);
    if (!sealed.granted) return sealed;
    const barcodes = chance % 5 === 0 ? put.slice(1) : put;
    const request = { crateId: id, libraryId: toLibraryId ?? there, barcodes };
    const received = await receiveCrate(ports)(request, coordinator);
    if (!received.granted) return received;
    if (received.value.missing.length !== put.length - barcodes.length) this.#fault('a crate lost count');
    for (const { id: lineId } of received.value.missing) {
      await resolveDiscrepancy(ports)(lineId, chance % 2 === 0 ? 'FOUND' : 'DECLARED_MISSING', coordinator);
    }
    return received;
  }

  /** Every scan yields exactly one destination. */
  #oneDestination({ routing, destination, item }: CheckedIn, here: number): void {
    const stays = routing === 'no-change' || routing === 'shelf' || routing === 'hold-shelf';
    if (stays !== (destination.id === here)) this.#fault(`${item.barcode}: ${routing} towards ${destination.code}`);
  }

  /** Whoever is told that his document is there finds it on the shelf. */
  async #told(after: Kind): Promise<void> {
    const rows = await this.#store.read.outbox('notices', 100);
    if (rows.length === 0) return;
    for (const { payload } of rows) {
      const { kind, holdId } = JSON.parse(payload) as { kind: string; holdId: number };
      // In a batch the document may have gone since it was scanned: the notice is then outdated before it is sent.
      if (kind !== 'hold-ready' || after === 'off-line-batch') continue;
      const sheet = await this.#store.read.holds.sheet(holdId);
      if (sheet?.hold.status !== 'ON_SHELF') this.#fault(`${after}: told of hold ${holdId}, ${sheet?.hold.status}`);
    }
    await this.#world.network.work((work) => work.outbox.done(rows.map(({ id }) => id)));
  }
}
