import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreUnavailable } from '../../../core/ports/store.ts';
import type { Connection } from './connection.ts';
import { fileSystemOf, type FileSystemKind } from './file-system.ts';

/**
 * Checks that a WAL database can live at `file`: it creates files beside its own, so an unwritable folder is told here and
 * not at the first write. Throws StoreUnavailable.
 */
export function checkFolder(file: string, networkFolder: 'refuse' | 'accept'): FileSystemKind {
  const folder = dirname(file);
  try {
    if (!statSync(folder).isDirectory()) throw new StoreUnavailable(`${folder} is not a folder`);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK);
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new StoreUnavailable(`the folder ${folder} does not exist`, { cause: error });
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
      throw new StoreUnavailable(`${path ?? folder} cannot be written: the database ${file} needs it`, {
        cause: error,
      });
    }
    throw error;
  }

  const kind = fileSystemOf(folder);
  if (kind === 'network' && networkFolder === 'refuse') {
    throw new StoreUnavailable(
      `${folder} is on the network, where SQLite cannot keep its promises: use a local disk, or MariaDB`,
    );
  }
  return kind;
}

/**
 * KiB of pages the writer keeps. Small on purpose: at the end of each commit that split a page SQLite walks the whole table
 * of a larger cache, and the pages of a large catalogue are in the system's own cache anyway.
 */
const cacheSize = 4_096;

/**
 * Gives the writer's connection its settings, and checks that SQLite took those that durability rests on. Of the file,
 * `mappedBytes` are read through a mapping: writes never are.
 */
export function setUp(connection: Connection, autoCheckpoint: number, mappedBytes: number): void {
  connection.database.exec(
    `PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=${autoCheckpoint};
     PRAGMA cache_size=-${cacheSize}; PRAGMA mmap_size=${mappedBytes}; PRAGMA temp_store=MEMORY`,
  );
  const found = ['journal_mode', 'synchronous', 'foreign_keys']
    .map((name) => `${name}=${connection.pragma(name)}`)
    .join(' ');
  if (found !== 'journal_mode=wal synchronous=2 foreign_keys=1') {
    throw new StoreUnavailable(`${connection.file}: SQLite did not accept its settings (${found})`);
  }
}

/** Throws StoreUnavailable when the file is damaged. Reads all of it: seconds for a large catalogue. */
export function checkWhole(connection: Connection): void {
  const found = connection.pragma('quick_check(1)');
  if (found !== 'ok') throw new StoreUnavailable(`${connection.file} is damaged (${found}): restore a backup`);
}
