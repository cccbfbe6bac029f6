/**
 * The keys of the lines of one batch, so that they find each other without a table: a chained hash in typed arrays, about
 * 20 bytes a key. Two keys of one hash are taken for each other; whoever asks compares the facts.
 */
export class BatchKeys {
  #heads = new Int32Array(1 << 16);
  #hashes = new Int32Array(1 << 15);
  #lines = new Int32Array(1 << 15);
  #next = new Int32Array(1 << 15);
  #size = 0;

  /** `line` bears these keys. Lines are added in their order. */
  add(line: number, keys: readonly string[]): void {
    for (const key of keys) {
      if (this.#size + 1 >= this.#hashes.length) this.#grow();
      const hash = hashOf(key);
      const at = (this.#size += 1); // 0 is nobody
      this.#hashes[at] = hash;
      this.#lines[at] = line;
      const head = hash & (this.#heads.length - 1);
      this.#next[at] = this.#heads[head]!;
      this.#heads[head] = at;
    }
  }

  /** The lines that bear this key, the last first; at most one more than `most`. */
  linesOf(key: string, most: number): number[] {
    const hash = hashOf(key);
    const found: number[] = [];
    for (let at = this.#heads[hash & (this.#heads.length - 1)]!; at !== 0; at = this.#next[at]!) {
      if (this.#hashes[at] !== hash) continue;
      found.push(this.#lines[at]!);
      if (found.length > most) break;
    }
    return found;
  }

  #grow(): void {
    this.#hashes = doubled(this.#hashes);
    this.#lines = doubled(this.#lines);
    this.#next = doubled(this.#next);
    this.#heads = new Int32Array(this.#hashes.length * 2);
    for (let at = 1; at <= this.#size; at += 1) {
      const head = this.#hashes[at]! & (this.#heads.length - 1);
      this.#next[at] = this.#heads[head]!;
      this.#heads[head] = at;
    }
  }
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** FNV-1a, its bits spread: neighbours of one prefix must not share a chain. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
