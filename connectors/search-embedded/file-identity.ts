import { statSync } from 'node:fs';

/** What became of a file since it was opened. */
export type FileState = 'same' | 'gone' | 'replaced';

/**
 * Tells whether a path still leads to the file that was opened. A file removed under an open connection goes on
 * answering, from a place nobody else sees and that the next start will not find.
 */
export class FileIdentity {
  readonly #file: string;
  /** Milliseconds an answer holds. */
  readonly #every: number;
  #opened: string | null = null;
  #nextLook = 0;

  constructor(file: string, every: number) {
    this.#file = file;
    this.#every = every;
  }

  /** The file that is there now is the one opened. */
  remember(): void {
    this.#opened = identity(this.#file);
    this.#nextLook = 0;
  }

  /** Looks, unless it did so just before. */
  state(): FileState {
    const now = performance.now();
    if (now < this.#nextLook) return 'same';
    const found = identity(this.#file);
    if (found === null) return 'gone';
    if (found !== this.#opened) return 'replaced';
    this.#nextLook = now + this.#every;
    return 'same';
  }
}

function identity(file: string): string | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.dev} ${stat.ino}` : null;
}
