import { openSignedIn, type Terminal, terminalDate } from '../sip2/client.ts';
import type { Server } from '../server.ts';
import { type Desk, each } from './circulation-desk.ts';
import { Van } from './circulation-van.ts';
import type { Latencies } from './latencies.ts';

const noDate = ' '.repeat(18);
/** Requests of the desk at once. */
const width = 8;
/** Parts of a thousand. */
const broughtBackHome = 800;

interface Lent {
  readonly item: string;
  readonly card: string;
}
interface Kiosk {
  readonly library: string;
  readonly terminal: Terminal;
}
interface Opened {
  readonly server: Server;
  readonly desk: Desk;
  readonly latencies: Latencies;
  readonly size: { readonly items: number; readonly patrons: number };
}

/** The network during one day, and where each document is as far as people can see. */
export class Day {
  readonly libraries: readonly string[];
  readonly #kiosks: readonly Kiosk[];
  readonly #desk: Desk;
  readonly #latencies: Latencies;
  readonly #cards: readonly string[];
  /** Documents by the library on whose shelf they stand. */
  readonly #shelves = new Map<string, string[]>();
  readonly #homes = new Map<string, string>();
  readonly #said = new Map<string, number>();
  readonly #van: Van;
  #lent: Lent[] = [];
  #nextCard = 0;
  #state = 62_300;

  private constructor({ desk, latencies, size }: Opened, kiosks: readonly Kiosk[], van: Van) {
    this.#desk = desk;
    this.#van = van;
    this.#latencies = latencies;
    this.#kiosks = kiosks;
    this.libraries = librariesOf(kiosks);
    this.#cards = Array.from({ length: size.patrons }, (_, n) => `5001${String(n + 1).padStart(8, '0')}`);
    for (const library of this.libraries) this.#shelves.set(library, []);
  }

  /** Signs every self-check in, and asks each document where it is. */
  static async open(opened: Opened): Promise<Day> {
    const { items } = await opened.desk.get<{ items: { login: string; library: { code: string } }[] }>('', '/devices');
    const generated = items.filter(({ login }) => login.startsWith('auto-'));
    const kiosks = await Promise.all(
      generated.map(async ({ login, library }) => ({
        library: library.code,
        terminal: await openSignedIn(opened.server.sip2Port, login),
      })),
    );
    const day = new Day(opened, kiosks, await Van.plan(opened.desk, librariesOf(kiosks)));
    const barcodes = Array.from({ length: opened.size.items }, (_, n) => `4001${String(n + 1).padStart(8, '0')}`);
    await day.#eachKiosk(barcodes, async ({ terminal }, item) => {
      const { fixed, fields } = await terminal.ask(`17${terminalDate()}AOCALL|AB${item}|AC|`);
      day.#homes.set(item, fields['AQ']!);
      if (fixed[0] === '03') day.#shelves.get(fields['AP']!)?.push(item);
    });
    return day;
  }

  /** Readers borrow from the shelves of the libraries they are in. */
  async lend(count: number): Promise<void> {
    let left = Math.round(count);
    await Promise.all(
      this.#kiosks.map(async (kiosk) => {
        const shelf = this.#shelves.get(kiosk.library)!;
        while (left > 0 && shelf.length > 0) {
          left -= 1;
          const [item] = shelf.splice(this.#pick(shelf.length), 1) as [string];
          if (!(await this.#checkOut(kiosk, item, this.#card()))) left += 1;
        }
      }),
    );
  }

  /** Readers ask for documents that others have at home. */
  async reserve(count: number): Promise<void> {
    await each(Array.from({ length: Math.round(count) }), width, async () => {
      const { item } = this.#lent[this.#pick(this.#lent.length)]!;
      const { record } = await this.#desk.get<{ record: string }>('item sheet', `/items/${item}`);
      const pickup = this.libraries[this.#pick(this.libraries.length)]!;
      await this.#desk.post('hold placed', '/holds', { card: this.#card(), record, pickup });
    });
  }

  /** Documents come back, most of them where they belong. */
  async takeBack(count: number): Promise<void> {
    const back = Array.from({ length: Math.min(Math.round(count), this.#lent.length) }, () => {
      return this.#lent.splice(this.#pick(this.#lent.length), 1)[0]!;
    });
    const byKiosk = new Map<Kiosk, string[]>();
    for (const { item } of back) {
      const home = this.#kiosks.filter(({ library }) => library === this.#homes.get(item));
      const near = home.length > 0 && this.#pick(1_000) < broughtBackHome ? home : this.#kiosks;
      const kiosk = near[this.#pick(near.length)]!;
      byKiosk.set(kiosk, [...(byKiosk.get(kiosk) ?? []), item]);
    }
    await Promise.all(
      [...byKiosk].map(async ([kiosk, items]) => {
        for (const item of items) await this.#checkIn(kiosk, item);
      }),
    );
  }

  /** One run of the van. What libraries put back on their shelves may be lent again. */
  async shuttle(): Promise<void> {
    for (const { library, barcode, routing } of await this.#van.round()) {
      if (routing === 'shelf' || routing === 'no-change') this.#shelves.get(library)?.push(barcode);
    }
  }

  /** Readers fetch what waits for them on the hold shelves. */
  async fetchReserved(): Promise<void> {
    for (const library of this.libraries) {
      type Shelf = { items: { barcode: string; patron: { card: string } }[] };
      const { items } = await this.#desk.get<Shelf>('hold shelf', `/libraries/${library}/hold-shelf?limit=500`);
      const kiosk = this.#kiosks.find((one) => one.library === library)!;
      for (const { barcode, patron } of items) await this.#checkOut(kiosk, barcode, patron.card);
    }
  }

  /** Documents that readers have at home. */
  get lent(): number {
    return this.#lent.length;
  }

  /** What the van did, what was refused, and how often. */
  told(): string {
    const refused = [...this.#said, ...this.#desk.refusals].map(([words, times]) => `  ${times} × ${words}`);
    return [this.#van.told(), refused.length === 0 ? 'Nothing was refused.' : 'Refused:', ...refused].join('\n');
  }

  close(): void {
    for (const { terminal } of this.#kiosks) terminal.end();
  }

  async #checkOut({ terminal }: Kiosk, item: string, card: string): Promise<boolean> {
    const message = `11NN${terminalDate()}${noDate}AOCALL|AA${card}|AB${item}|AC|`;
    const answer = await this.#latencies.of('loan', () => terminal.ask(message));
    if (answer.fixed[0] === '1') this.#lent.push({ item, card });
    else this.#note(answer.fields['AF'] ?? 'no reason given');
    return answer.fixed[0] === '1';
  }

  async #checkIn({ terminal, library }: Kiosk, item: string): Promise<void> {
    const message = `09N${terminalDate()}${noDate}AOCALL|AB${item}|AC|`;
    const { fixed, fields } = await this.#latencies.of('return', () => terminal.ask(message));
    if (fixed[0] !== '1') throw new Error(`the return of ${item} was refused: ${fields['AF']}`);
    if (fixed[3] === 'N') this.#shelves.get(library)!.push(item);
  }

  async #eachKiosk(all: readonly string[], act: (kiosk: Kiosk, one: string) => Promise<void>): Promise<void> {
    let next = 0;
    await Promise.all(
      this.#kiosks.map(async (kiosk) => {
        while (next < all.length) await act(kiosk, all[(next += 1) - 1]!);
      }),
    );
  }

  #card(): string {
    this.#nextCard = (this.#nextCard + 1) % this.#cards.length;
    return this.#cards[this.#nextCard]!;
  }

  #note(words: string): void {
    this.#said.set(words, (this.#said.get(words) ?? 0) + 1);
  }

  /** A number below `limit`, the same ones for every run (Park and Miller, minimal standard). */
  #pick(limit: number): number {
    this.#state = (this.#state * 48_271) % 2_147_483_647;
    return this.#state % limit;
  }
}

function librariesOf(kiosks: readonly Kiosk[]): string[] {
  return [...new Set(kiosks.map(({ library }) => library))].sort();
}
