/** Remembers values up to a number of bytes; the one asked for longest ago leaves first. */
export class BoundedCache<Value> {
  readonly #limit: number;
  readonly #kept = new Map<string, { readonly value: Value; readonly bytes: number }>();
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  /** Undefined when not remembered. */
  get(key: string): Value | undefined {
    const found = this.#kept.get(key);
    if (!found) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, found);
    return found.value;
  }

  /** Remembers a value that takes about `bytes`, unless it alone is larger than half the limit. */
  set(key: string, value: Value, bytes: number): void {
    const cost = bytes + entryOverhead + key.length * 2;
    if (cost * 2 > this.#limit) return;
    this.#forget(key);
    this.#kept.set(key, { value, bytes: cost });
    this.#bytes += cost;
    for (const [oldest] of this.#kept) {
      if (this.#bytes <= this.#limit) break;
      this.#forget(oldest);
    }
  }

  clear(): void {
    this.#kept.clear();
    this.#bytes = 0;
  }

  get bytes(): number {
    return this.#bytes;
  }

  #forget(key: string): void {
    const found = this.#kept.get(key);
    if (!found) return;
    this.#kept.delete(key);
    this.#bytes -= found.bytes;
  }
}

/** What a map entry and its objects take besides the value. */
const entryOverhead = 300;
