import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { IndexDamaged } from './block.ts';
import { tableDigest } from './fields.ts';

/** Raised when what the file holds means something else than before. */
const formatVersion = '2';

/** Rows of one segment are numbered from segment · rowsPerSegment. */
export const rowsPerSegment = 2 ** 24;

/** Layout of the index file: see README.md. A generation is one whole index; the next one grows beside the current one. */
const schema = `
  CREATE TABLE stamp (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), generation INTEGER NOT NULL, change INTEGER NOT NULL,
    next_segment INTEGER NOT NULL, next_generation INTEGER NOT NULL);
  CREATE TABLE rebuilds (generation INTEGER PRIMARY KEY);
  CREATE TABLE segments (
    id INTEGER PRIMARY KEY, generation INTEGER NOT NULL, first_doc INTEGER NOT NULL, last_doc INTEGER NOT NULL,
    blocks INTEGER NOT NULL, bytes INTEGER NOT NULL, records BLOB NOT NULL
  );
  CREATE TABLE blocks (id INTEGER PRIMARY KEY, segment INTEGER NOT NULL, first TEXT NOT NULL, data BLOB NOT NULL);
  CREATE UNIQUE INDEX blocks_by_first ON blocks (segment, first);
  CREATE TABLE chunks (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
  CREATE TABLE documents (
    generation INTEGER NOT NULL, doc INTEGER NOT NULL, record INTEGER NOT NULL,
    title TEXT NOT NULL, author TEXT NOT NULL, date TEXT NOT NULL, PRIMARY KEY (generation, doc)
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX documents_by_record ON documents (generation, record);
  CREATE TABLE dead (seq INTEGER PRIMARY KEY AUTOINCREMENT, generation INTEGER NOT NULL, doc INTEGER NOT NULL);
  INSERT INTO state VALUES (1, 0, 0, 1, 1);
`;

/** No generation is current: the file is new, or was found damaged, and waits to be rebuilt. */
export const noGeneration = 0;

/** How the writing connection uses the file. Sizes in bytes, times in milliseconds. */
export interface FileOptions {
  readonly pageBytes: number;
  readonly writerCacheBytes: number;
  readonly busyTimeout: number;
}

/**
 * Opens the index for writing, and creates it when there is none. What is not an index, is damaged or was filled by
 * another table of indexes is replaced by an empty file that waits to be rebuilt; `replaced` then says why.
 */
export function openForWriting(
  file: string,
  options: FileOptions,
): { database: DatabaseSync; replaced: string | null } {
  try {
    const database = connect(file, options);
    const reason = mismatch(database);
    if (reason === null) return { database, replaced: null };
    database.close();
    return { database: recreate(file, options), replaced: reason };
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { database: recreate(file, options), replaced: error instanceof Error ? error.message : 'damaged' };
  }
}

/** Throws the file away and makes an empty one. */
export function recreate(file: string, options: FileOptions): DatabaseSync {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  const database = connect(file, options);
  database.exec(`BEGIN IMMEDIATE; ${schema}`);
  const stamp = database.prepare('INSERT INTO stamp VALUES (?, ?)');
  stamp.run('format', formatVersion);
  stamp.run('indexes', tableDigest());
  database.exec('COMMIT');
  return database;
}

/** True for the errors that mean the file is not, or no longer, an index. */
export function isDamage(error: unknown): boolean {
  if (error instanceof IndexDamaged) return true;
  if (error instanceof Error && 'errcode' in error && error.errcode === sqliteShortRead) return true;
  const code = sqliteCode(error);
  return code === sqliteCorrupt || code === sqliteNotADatabase;
}

/** Primary result code of an error of SQLite, undefined for any other error. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode & 0xff;
}

// https://www.sqlite.org/rescode.html
const sqliteCorrupt = 11;
const sqliteNotADatabase = 26;
const sqliteShortRead = 522; // SQLITE_IOERR_SHORT_READ: the file ends before what it says it holds

function connect(file: string, options: FileOptions): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: options.busyTimeout });
  try {
    database.exec(`
      PRAGMA page_size = ${options.pageBytes};
      PRAGMA auto_vacuum = INCREMENTAL;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA cache_size = ${-Math.ceil(options.writerCacheBytes / 1024)};
    `);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/** Why the file cannot be used as it is; null when it can. */
function mismatch(database: DatabaseSync): string | null {
  const tables = new Set(
    database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all()
      .map(({ name }) => name),
  );
  if (tables.size === 0) return 'no index yet';
  if (!tables.has('stamp') || !tables.has('state')) return 'not a search index';
  const stamps = new Map(
    database
      .prepare('SELECT name, value FROM stamp')
      .all()
      .map(({ name, value }) => [name, value]),
  );
  if (stamps.get('format') !== formatVersion) return `written in format ${String(stamps.get('format'))}`;
  if (stamps.get('indexes') !== tableDigest()) return 'the table of indexes has changed';
  const torn = database
    .prepare(
      'SELECT id FROM segments WHERE blocks <> (SELECT count(*) FROM blocks WHERE segment = segments.id) LIMIT 1',
    )
    .get();
  return torn ? 'a segment lacks blocks' : null;
}
