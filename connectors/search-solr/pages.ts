/** Where the pages of recent searches end, so that the next one is read on from there (Solr's cursorMark). */
export class Pages {
  readonly #remembered: number;
  readonly #marks = new Map<string, string>();

  constructor(remembered: number) {
    this.#remembered = remembered;
  }

  /** The mark from which the results of a search go on at this place; null when it is not remembered. */
  markAt(search: string, start: number): string | null {
    return start === 0 ? '*' : (this.#marks.get(`${start} ${search}`) ?? null);
  }

  remember(search: string, start: number, mark: string): void {
    const key = `${start} ${search}`;
    this.#marks.delete(key);
    this.#marks.set(key, mark);
    if (this.#marks.size > this.#remembered) this.#marks.delete(this.#marks.keys().next().value!);
  }
}
