import { type Desk, each } from './circulation-desk.ts';

const hub = 'LENS';
/** Runs of one day: of six rounds, each past every library. */
export const runsOfTheDay = 6;
/** Requests of the desk at once. */
const width = 8;
/** The longest page of a list. */
const page = 500;
const openEveryDay = Array.from({ length: 7 }, () => [{ from: '06:00', to: '22:00' }]);

interface Run {
  readonly id: number;
  readonly route: number;
  readonly date: string;
  readonly state: string;
  readonly stops: readonly { readonly library: string; readonly skipped: string | null }[];
}
interface Packed {
  readonly id: number;
  readonly to: string | null;
  readonly barcodes: readonly string[];
}
/** A document taken out of a crate, and where the library that scanned it was told to put it. */
export interface Unpacked {
  readonly library: string;
  readonly barcode: string;
  readonly routing: string | null;
}

/**
 * The van of one day, by its timetable: it leaves the hub with what was sorted there, calls at every library, and is back
 * with what waited for it. Throws when something does not hold: a crate left behind, a document missing or unannounced.
 */
export class Van {
  readonly #desk: Desk;
  readonly #libraries: readonly string[];
  readonly #runs: readonly Run[];
  #next = 0;
  /** What the hub sorted for each library, and the next run takes along. */
  #sorted: readonly Packed[] = [];
  #boarded = 0;
  #carried = 0;

  private constructor(desk: Desk, libraries: readonly string[], runs: readonly Run[]) {
    this.#desk = desk;
    this.#libraries = libraries;
    this.#runs = runs;
  }

  /** Plans six rounds past these libraries, open every day, and takes the first date on which each of them runs. */
  static async plan(desk: Desk, libraries: readonly string[]): Promise<Van> {
    await each(libraries, width, async (library) => {
      await desk.put('calendar', `/libraries/${library}/calendar`, { weekly: openEveryDay, exceptions: [] });
    });
    const routes = new Set<number>();
    for (let round = 0; round < runsOfTheDay; round += 1) {
      const route = await desk.post<{ id: number }>('route', '/shuttle/routes', roundOf(round, libraries));
      if (!route) throw new Error(`round ${round + 1} could not be planned`);
      routes.add(route.id);
    }
    const day = 86_400_000;
    const [from, to] = [0, 14].map((days) => new Date(Date.now() + days * day).toISOString().slice(0, 10));
    const planned = (await all<Run>(desk, 'runs', `/shuttle/runs?from=${from}&to=${to}`)).filter(
      ({ route, state, stops }) =>
        routes.has(route) && state === 'PLANNED' && stops.every(({ skipped }) => skipped === null),
    );
    const runs = Object.values(Object.groupBy(planned, ({ date }) => date)).find(
      (ofOneDate) => ofOneDate!.length === runsOfTheDay,
    );
    if (!runs) throw new Error('there is no date on which every round runs');
    return new Van(desk, libraries, runs);
  }

  /** One run: every library packs what waits, the van leaves, its crates are received, it is back, and the hub sorts. */
  async round(): Promise<Unpacked[]> {
    const run = this.#runs[this.#next];
    if (!run) throw new Error('the van has no more runs that day');
    this.#next += 1;
    const collected = await this.#pack(this.#libraries.filter((library) => library !== hub));
    const aboard = [...this.#sorted, ...collected];
    await this.#leave(run, aboard);

    const unpacked: Unpacked[] = [];
    const receive = async (crate: Packed): Promise<void> => {
      unpacked.push(...(await this.#receive(crate)));
    };
    await each(this.#sorted, width, receive);
    for (const crate of collected) await receive(crate); // one table at the hub
    const ended = await this.#desk.post<Run>('run finished', `/shuttle/runs/${run.id}/finish`, {});
    if (ended?.state !== 'DONE') throw new Error(`run ${run.id} did not end: ${ended?.state}`);
    this.#boarded += aboard.length;
    this.#carried += aboard.reduce((sum, { barcodes }) => sum + barcodes.length, 0);
    this.#sorted = await this.#pack([hub]);
    return unpacked;
  }

  /** What the day came to. Throws when a run is missing. */
  told(): string {
    if (this.#next !== runsOfTheDay) throw new Error(`${this.#next} runs of ${runsOfTheDay}`);
    const calls = this.#libraries.length;
    return `${this.#next} runs of the shuttle over ${calls} libraries: ${this.#boarded} crates with ${this.#carried} documents boarded and were received; ${this.#sorted.length} crates wait at the hub for tomorrow.`;
  }

  /** The van leaves, with every crate it is to take. */
  async #leave(run: Run, aboard: readonly Packed[]): Promise<void> {
    const started = await this.#desk.post<Run>('run started', `/shuttle/runs/${run.id}/start`, {});
    if (started?.state !== 'EN_ROUTE') throw new Error(`run ${run.id} did not start: ${started?.state}`);
    const crates = await all<{ id: number; run: number | null }>(
      this.#desk,
      'crates on board',
      '/crates?state=ON_BOARD',
    );
    const loaded = new Set(crates.filter((crate) => crate.run === run.id).map(({ id }) => id));
    const left = aboard.filter(({ id }) => !loaded.has(id));
    if (left.length > 0 || loaded.size !== aboard.length) {
      throw new Error(`run ${run.id}: ${loaded.size} crates on board of ${aboard.length}, ${left.length} left behind`);
    }
  }

  /** Packs what waits at these libraries: for the hub, or at the hub a crate for each library. */
  async #pack(from: readonly string[]): Promise<Packed[]> {
    const packed: Packed[] = [];
    await each(from, width, async (library) => {
      const waiting = await all<{ barcode: string; to: string }>(
        this.#desk,
        'dispatch list',
        `/libraries/${library}/dispatch`,
      );
      const towards = (to: string): string => (library === hub ? to : hub);
      for (const [to, documents] of Object.entries(Object.groupBy(waiting, (document) => towards(document.to)))) {
        const barcodes = documents!.map(({ barcode }) => barcode);
        packed.push(await this.#fill(library, library === hub ? to : null, barcodes));
      }
    });
    return packed;
  }

  async #fill(from: string, to: string | null, barcodes: readonly string[]): Promise<Packed> {
    const crate = await this.#desk.post<{ id: number }>('crate opened', '/crates', { from, to });
    if (!crate) throw new Error(`no crate could be opened from ${from} to ${to ?? 'the hub'}`);
    const { id } = crate;
    for (const barcode of barcodes) {
      const sheet = await this.#desk.post('put in crate', `/crates/${id}/items`, { barcode });
      if (!sheet) throw new Error(`${barcode} was refused in the crate from ${from} to ${to ?? 'the hub'}`);
    }
    const sealed = await this.#desk.post('crate sealed', `/crates/${id}/seal`, {});
    if (!sealed) throw new Error(`the crate from ${from} to ${to ?? 'the hub'} was not sealed`);
    return { id, to, barcodes };
  }

  async #receive({ id, to, barcodes }: Packed): Promise<Unpacked[]> {
    type Reception = {
      crate: { state: string };
      results: { barcode: string; routing: string | null; result: string }[];
    };
    const library = to ?? hub;
    const received = await this.#desk.post<Reception>('crate received', `/crates/${id}/receive`, { library, barcodes });
    const announced = received?.results.filter(({ result }) => result === 'announced').length;
    if (received?.crate.state !== 'RECEIVED' || announced !== barcodes.length) {
      throw new Error(`crate ${id} at ${library}: ${received?.crate.state}, ${announced} of ${barcodes.length}`);
    }
    return received.results.map(({ barcode, routing }) => ({ library, barcode, routing }));
  }
}

/** One round of the day: from the hub past every library and back, every day of the week. */
function roundOf(round: number, libraries: readonly string[]): object {
  const places = [hub, ...libraries.filter((library) => library !== hub), hub];
  const stops = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    places.map((library, index) => {
      const minutes = 6 * 60 + 150 * round + 4 * index;
      return { weekday, sequence: index + 1, library, from: localTime(minutes), to: localTime(minutes + 3) };
    }),
  );
  return { name: `Grande tournée ${round + 1}`, hub, stops };
}

function localTime(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** A whole list, page after page. */
async function all<Row>(desk: Desk, name: string, path: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let total = 1; rows.length < total;) {
    const separator = path.includes('?') ? '&' : '?';
    const answer = await desk.get<{ items: Row[]; total: number }>(
      name,
      `${path}${separator}offset=${rows.length}&limit=${page}`,
    );
    total = answer.items.length === 0 ? rows.length : answer.total;
    rows.push(...answer.items);
  }
  return rows;
}
