interface Entry<Value> {
  readonly value: Value;
  readonly bytes: number;
  asked: boolean;
}

/**
 * Values remembered up to a number of bytes. When there is no more room the oldest go first; one that was asked for
 * meanwhile is passed over once, which costs an answer less than to keep all of them in the order they were asked for.
 */
export class Remembered<Key, Value> {
  readonly #mostBytes: number;
  readonly #sizeOf: (value: Value) => number;
  readonly #entries = new Map<Key, Entry<Value>>();
  #bytes = 0;

  /** `sizeOf` tells about how many bytes a value takes. */
  constructor(mostBytes: number, sizeOf: (value: Value) => number) {
    this.#mostBytes = mostBytes;
    this.#sizeOf = sizeOf;
  }

  get(key: Key): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    entry.asked = true;
    return entry.value;
  }

  set(key: Key, value: Value): void {
    this.#bytes -= this.#entries.get(key)?.bytes ?? 0;
    this.#entries.delete(key);
    const bytes = this.#sizeOf(value);
    this.#entries.set(key, { value, bytes, asked: false });
    this.#bytes += bytes;
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= this.#mostBytes) return;
      this.#entries.delete(oldest);
      if (entry.asked) this.#entries.set(oldest, { ...entry, asked: false });
      else this.#bytes -= entry.bytes;
    }
  }
}
