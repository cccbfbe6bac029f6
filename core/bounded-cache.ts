/**
 * Remembers values up to a number of bytes. What was asked for since the older half was last let go stays; the rest leaves
 * together: a hit moves nothing, which costs less than to keep every entry in its order.
 */
export class BoundedCache<Key, Value> {
  readonly #limit: number;
  #recent = new Map<Key, Entry<Value>>();
  #older = new Map<Key, Entry<Value>>();
  #recentBytes = 0;
  #olderBytes = 0;

  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  /** Undefined when not remembered. */
  get(key: Key): Value | undefined {
    const found = this.#recent.get(key);
    if (found) return found.value;
    const old = this.#older.get(key);
    if (!old) return undefined;
    this.#older.delete(key);
    this.#olderBytes -= old.bytes;
    this.#keep(key, old);
    return old.value;
  }

  /** Remembers a value that takes about `bytes`, unless it alone is larger than half the limit. */
  set(key: Key, value: Value, bytes: number): void {
    const cost = bytes + entryOverhead + (typeof key === 'string' ? key.length * 2 : 0);
    if (cost * 2 > this.#limit) return;
    this.#forget(key);
    this.#keep(key, { value, bytes: cost });
  }

  clear(): void {
    this.#recent.clear();
    this.#older.clear();
    this.#recentBytes = this.#olderBytes = 0;
  }

  get bytes(): number {
    return this.#recentBytes + this.#olderBytes;
  }

  #keep(key: Key, entry: Entry<Value>): void {
    if ((this.#recentBytes + entry.bytes) * 2 > this.#limit) {
      [this.#older, this.#olderBytes] = [this.#recent, this.#recentBytes];
      [this.#recent, this.#recentBytes] = [new Map(), 0];
    }
    this.#recent.set(key, entry);
    this.#recentBytes += entry.bytes;
  }

  #forget(key: Key): void {
    const recent = this.#recent.get(key);
    if (recent && this.#recent.delete(key)) this.#recentBytes -= recent.bytes;
    const old = this.#older.get(key);
    if (old && this.#older.delete(key)) this.#olderBytes -= old.bytes;
  }
}

interface Entry<Value> {
  readonly value: Value;
  readonly bytes: number;
}

/** What a map entry and its objects take besides the value. */
const entryOverhead = 300;
