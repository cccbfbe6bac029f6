import type { Outcome } from '../../../core/outcome.ts';
import type { StoreHealth } from '../../../core/ports/store.ts';
import type { Database, Sql } from '../sql.ts';
import { type Checkpointing, startCheckpointing } from './checkpointing.ts';
import { Connection, ConnectionSql } from './connection.ts';
import { faultOf } from './faults.ts';
import type { FileSystemKind } from './file-system.ts';
import { Flusher } from './flusher.ts';
import { MemoryReader } from './memory-reader.ts';
import { own, type Ownership } from './ownership.ts';
import { checkFolder, checkWhole, setUp } from './set-up.ts';
import { TurnReader } from './turn-reader.ts';
import { Writer, type WriterOptions } from './writer.ts';

export interface SqliteOptions extends WriterOptions {
  /** Path of the database file, created when absent; `:memory:` for one that dies with the process. */
  readonly file: string;
  /** Path of `checkpointer.ts`, run as a worker thread. Without it SQLite checkpoints on the writer every 1,000 pages. */
  readonly checkpointerFile?: string;
  /** Milliseconds between two checkpoints of the worker. */
  readonly checkpointInterval?: number;
  /**
   * Bytes of WAL above which the worker has it begin again, which makes the writer wait for a moment. A log written over
   * in place is synchronised twice as fast as a file that grows.
   */
  readonly walLimit?: number;
  /** How long SQLite itself blocks on a lock, in milliseconds: the event loop stands still meanwhile. */
  readonly busyTimeout?: number;
  /** How long to wait for another process to let go of the file, in milliseconds. */
  readonly ownerPatience?: number;
  /** Statements kept prepared per connection. */
  readonly statementCache?: number;
  /** Bytes of the file that are read through a mapping of it: quicker, and counted as memory of the process. */
  readonly mappedBytes?: number;
  /** What to do with a file that its last writer did not close: check it whole, or trust SQLite's recovery. */
  readonly afterCrash?: 'check' | 'trust';
  /** What to do in a folder of the network (NFS, CIFS), where locks and synchronised writes cannot be relied on. */
  readonly networkFolder?: 'refuse' | 'accept';
}

/** A SQLite database with its one writer. */
export interface SqliteDatabase extends Database {
  readonly dialect: 'sqlite';
  readonly file: string;
  /** The queue every write goes through; `connector/database` only. */
  readonly writer: Writer;
  /** Runs a synchronous read of committed data. */
  readCommitted<T>(read: (connection: Connection) => T): Promise<T>;
}

const inMemory = ':memory:';
const readOver = new Error('this snapshot is over: a read was sent after its end, or was not awaited');

/**
 * Opens a SQLite database: WAL, every commit on the disk before it is answered, foreign keys checked,
 * this process its only writer. Throws DatabaseInUse when another process writes it, StoreUnavailable when the file or its
 * folder cannot be opened or written.
 */
export async function openSqlite(options: SqliteOptions): Promise<SqliteDatabase> {
  const { file, busyTimeout = 200, statementCache = 1000 } = options;
  if (file === inMemory) {
    const connection = new Connection({ file, busyTimeout, statementCache });
    return new OpenSqlite({ file, connection, options });
  }

  const fileSystem = checkFolder(file, options.networkFolder ?? 'refuse');
  const ownership = await own(file, options.ownerPatience ?? 1_000);
  let connection: Connection | null = null;
  try {
    connection = new Connection({ file, busyTimeout, statementCache });
    const { mappedBytes = 0 } = options;
    // A fault of the network would end the process where it reads a mapping.
    setUp(connection, options.checkpointerFile ? 0 : autoCheckpointPages, fileSystem === 'network' ? 0 : mappedBytes);
    if (ownership.leftOpen && options.afterCrash !== 'trust') checkWhole(connection);
    return new OpenSqlite({ file, connection, options, ownership, fileSystem });
  } catch (error) {
    connection?.close();
    ownership.release();
    throw faultOf(error, file);
  }
}

/** Pages of WAL that SQLite lets gather before it checkpoints by itself, where no thread does. */
const autoCheckpointPages = 1_000;

interface OpenParts {
  readonly file: string;
  readonly connection: Connection;
  readonly options: SqliteOptions;
  readonly ownership?: Ownership;
  readonly fileSystem?: FileSystemKind;
}

class OpenSqlite implements SqliteDatabase {
  readonly dialect = 'sqlite';
  readonly file: string;
  readonly writer: Writer;
  readonly reader: Sql;
  readonly #connection: Connection;
  readonly #readers: { readonly single: Connection; readonly snapshots: Connection } | null = null;
  readonly #ownership: Ownership | null;
  readonly #checkpointing: Checkpointing | null = null;
  readonly #fileSystem: FileSystemKind;
  #lastSnapshot: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | null = null;

  constructor(parts: OpenParts) {
    const { file, connection, options } = parts;
    this.file = file;
    this.#fileSystem = parts.fileSystem ?? 'memory';
    this.#connection = connection;
    this.#ownership = parts.ownership ?? null;
    this.writer = new Writer(connection, options, file === inMemory ? null : new Flusher(file));
    if (file === inMemory) {
      this.reader = new MemoryReader(connection, this.writer);
      return;
    }

    const reading = { file, readOnly: true, busyTimeout: options.busyTimeout, statementCache: options.statementCache };
    this.#readers = { single: new Connection(reading), snapshots: new Connection(reading) };
    const reader = new TurnReader({ writer: this.writer, warm: connection, apart: this.#readers.single });
    this.reader = reader;
    this.writer.beforeWork = () => reader.end();
    if (options.checkpointerFile) {
      const { checkpointInterval: interval = 75, walLimit = 64 * 1024 * 1024 } = options;
      this.#checkpointing = startCheckpointing(options.checkpointerFile, { file, interval, walLimit }, () => {
        // Without its thread the WAL would grow for ever: the writer checkpoints, and health tells.
        const takeOver = (writer: Connection) => writer.pragma(`wal_autocheckpoint=${autoCheckpointPages}`);
        this.writer.hold(takeOver).catch(ignoreResult); // refused when the database is being closed
      });
    }
  }

  transaction<T>(run: (sql: Sql) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return this.writer.transaction(run);
  }

  readCommitted<T>(read: (connection: Connection) => T): Promise<T> {
    if (!this.#readers) return this.writer.read(() => read(this.#connection));
    try {
      return Promise.resolve(read(this.#readers.single));
    } catch (error) {
      return Promise.reject(faultOf(error, this.file) as Error);
    }
  }

  snapshot<T>(read: (sql: Sql) => Promise<T>): Promise<T> {
    if (!this.#readers) return this.writer.hold((connection) => readAtOnce(connection, read));

    const { snapshots } = this.#readers;
    const taken = this.#lastSnapshot.then(() => readAtOnce(snapshots, read));
    this.#lastSnapshot = taken.then(ignoreResult, ignoreResult);
    return taken;
  }

  health(): Promise<StoreHealth> {
    try {
      this.#connection.one('SELECT 1');
    } catch (error) {
      return Promise.resolve({ reachable: false, durability: 'weak', detail: (error as Error).message });
    }
    const { lost } = this.writer;
    if (lost) return Promise.resolve({ reachable: false, durability: 'weak', detail: lost.message });
    const place = this.file === inMemory ? 'SQLite in memory' : `SQLite ${this.file}`;
    const weakness = { disk: '', network: ', on the network', memory: ': nothing outlives a power cut' }[
      this.#fileSystem
    ];
    const fault = this.#checkpointing?.fault;
    const detail = `${place}${weakness}${fault ? `; checkpoints failed: ${fault}` : ''}`;
    return Promise.resolve({ reachable: true, durability: this.#fileSystem === 'disk' ? 'full' : 'weak', detail });
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.writer.close();
    await this.#lastSnapshot;
    await this.#checkpointing?.stop();
    this.#readers?.single.close();
    this.#readers?.snapshots.close();
    this.#connection.close(); // the last connection: SQLite empties and removes the WAL
    this.#ownership?.release();
  }
}

const ignoreResult = () => undefined;

async function readAtOnce<T>(connection: Connection, read: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = new ConnectionSql(connection, 'reader');
  connection.prepare('BEGIN').run();
  try {
    return await read(sql);
  } finally {
    sql.end(readOver);
    connection.prepare('COMMIT').run();
  }
}
