/** Who may go on now: so many requests of one client under way, so many of all. */
export class Flow {
  readonly #ofOneClient: number;
  readonly #atOnce: number;
  readonly #clients = new Map<string, number>();
  #all = 0;

  constructor(limits: { readonly requestsOfOneClient: number; readonly requestsAtOnce: number }) {
    this.#ofOneClient = limits.requestsOfOneClient;
    this.#atOnce = limits.requestsAtOnce;
  }

  /** Lets a request in and gives the way to say that it is over; null: it is to come back later. */
  enter(client: string): (() => void) | null {
    const under = this.#clients.get(client) ?? 0;
    if (under >= this.#ofOneClient || this.#all >= this.#atOnce) return null;
    this.#clients.set(client, under + 1);
    this.#all += 1;
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      this.#all -= 1;
      const left = this.#clients.get(client)! - 1;
      if (left > 0) this.#clients.set(client, left);
      else this.#clients.delete(client);
    };
  }
}
