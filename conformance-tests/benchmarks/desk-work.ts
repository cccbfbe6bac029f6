import type { Page } from 'playwright-core';
import type { Answered } from './desk-probe.ts';

/** What is scanned at a desk. */
export type Kind = 'card' | 'loan' | 'return' | 'unknown';

/** A reader at a time borrows this many documents, and as many that others had come back. */
const documents = 3;
/** Visits between a loan and its return. */
const away = 20;
/** A visit in so many brings a document nobody knows. */
const strangeEvery = 10;

const card = (n: number): string => `5001${String(n).padStart(8, '0')}`;
const barcode = (n: number): string => `4001${String(n).padStart(8, '0')}`;

/**
 * Somebody at a desk of the console, with a scanner that never waits: a reader's card, what he borrows, then what others
 * brought back. Readers are taken from the first on, documents from the last down, so that none is met twice; bare
 * requests of the same kinds, which nobody paints, have readers and documents of their own.
 */
export class DeskWork {
  readonly times = new Map<Kind, number[]>();
  readonly bareTimes = new Map<Kind, number[]>();
  readonly outcomes = new Map<string, number>();
  readonly #page: Page;
  readonly #csrf: string;
  readonly #library: string;
  #visits = 0;
  #nextItem: number;
  readonly #out: string[] = [];

  constructor(page: Page, who: { readonly csrf: string; readonly library: string }, items: number) {
    this.#page = page;
    this.#csrf = who.csrf;
    this.#library = who.library;
    this.#nextItem = items;
  }

  /** Scans at least so many, visit by visit. */
  async scan(count: number): Promise<void> {
    let scans = 0;
    while (scans < count) scans += await this.#visit();
  }

  /** The same requests without the console: what the floor of a painted answer is. */
  async bare(visits: number): Promise<void> {
    for (let visit = 0; visit < visits; visit += 1) {
      const reader = card((this.#visits += 1));
      await this.#ask('card', { code: reader, mode: 'auto', card: null });
      const lent = this.#takeItems();
      for (const code of lent) await this.#ask('loan', { code, mode: 'auto', card: reader });
      for (const code of lent) await this.#ask('return', { code, mode: 'auto', card: null });
    }
  }

  /** How long the console's own requests of scans lasted, and forgets them. Milliseconds. */
  requests(): Promise<number[]> {
    return this.#page.evaluate('deskProbe.requests.splice(0)');
  }

  async #visit(): Promise<number> {
    this.#visits += 1;
    await this.#one('card', card(this.#visits));
    const lent = this.#takeItems();
    for (const code of lent) await this.#one('loan', code);
    this.#out.push(...lent);
    await this.#page.keyboard.press('Escape');
    const back = this.#out.length > away * documents ? this.#out.splice(0, documents) : [];
    for (const code of back) await this.#one('return', code);
    const strange = this.#visits % strangeEvery === 0 ? ['99999999'] : [];
    for (const code of strange) await this.#one('unknown', code);
    return 1 + lent.length + back.length + strange.length;
  }

  #takeItems(): string[] {
    return Array.from({ length: documents }, () => barcode((this.#nextItem -= 1)));
  }

  async #one(kind: Kind, code: string): Promise<void> {
    await this.#page.evaluate(`deskProbe.expect('${code}')`);
    await this.#page.keyboard.insertText(code);
    await this.#page.keyboard.press('Enter');
    const { milliseconds, outcome } = await this.#page.evaluate<Answered>('deskProbe.answered');
    add(this.times, kind, milliseconds);
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }

  async #ask(kind: Kind, request: Readonly<Record<string, unknown>>): Promise<void> {
    const body = JSON.stringify({ ...request, library: this.#library });
    const { milliseconds } = await this.#page.evaluate<Answered>(`deskProbe.bare(${body}, '${this.#csrf}')`);
    add(this.bareTimes, kind, milliseconds);
  }
}

function add(times: Map<Kind, number[]>, kind: Kind, milliseconds: number): void {
  const known = times.get(kind);
  if (known) known.push(milliseconds);
  else times.set(kind, [milliseconds]);
}
