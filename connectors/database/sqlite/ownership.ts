import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { faultOf, resultCode, resultCodes } from './faults.ts';

/** Who writes a database file. */
export interface Owner {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}

/** Another process writes this database file: `owner` says which, null when it did not say. */
export class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse';
  readonly file: string;
  readonly owner: Owner | null;

  constructor(file: string, owner: Owner | null) {
    const who = owner ? `process ${owner.pid} on ${owner.host}, since ${owner.since}` : 'another process';
    super(`${file} is already open for writing by ${who}`);
    this.file = file;
    this.owner = owner;
  }
}

export interface Ownership {
  /** The last owner did not let go: it was killed, or the machine stopped. */
  readonly leftOpen: boolean;
  release(): void;
}

/**
 * Makes this process the one writer of `file`, until `release()` or its death. The lock is SQLite's own, held on the
 * empty database `<file>.lock`: the system frees it with the process, so that no stale lock outlives a kill -9. Who holds
 * it is told apart, in `<file>.owner`: opening and closing the locked file itself would free the lock (POSIX fcntl).
 * Tries for `patience` milliseconds, then throws DatabaseInUse; StoreUnavailable when the folder cannot be written.
 */
export async function own(file: string, patience: number): Promise<Ownership> {
  const giveUpAt = performance.now() + patience;
  for (;;) {
    const lock = tryLock(`${file}.lock`);
    if (lock) {
      const leftOpen = existsSync(`${file}.owner`);
      const owner: Owner = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
      writeFileSync(`${file}.owner`, JSON.stringify(owner));
      return {
        leftOpen,
        release() {
          rmSync(`${file}.owner`, { force: true });
          lock.close();
        },
      };
    }
    if (performance.now() >= giveUpAt) throw new DatabaseInUse(file, ownerOf(file));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Who says he writes `file`, null when nobody does. A dead process may still be named: only `own` knows. */
export function ownerOf(file: string): Owner | null {
  try {
    return JSON.parse(readFileSync(`${file}.owner`, 'utf8')) as Owner;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function tryLock(lockFile: string): DatabaseSync | null {
  let lock: DatabaseSync | null = null;
  try {
    lock = new DatabaseSync(lockFile, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    if (resultCode(error) === resultCodes.busy) return null;
    throw faultOf(error, lockFile);
  }
}
