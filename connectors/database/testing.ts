/** What the specs of this folder share: throw-away databases on both engines. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mariadb from 'mariadb';
import { openMariadb, type MariadbDatabase, type MariadbOptions } from './mariadb/open.ts';
import type { OpenDatabase } from './migrate.ts';
import { openSqlite, type SqliteDatabase, type SqliteOptions } from './sqlite/open.ts';

/** Base URL of a MariaDB server on which tests may create databases, without a database name; started by `npm test`. */
export const mariadbServer = process.env['PASSERELLE_TEST_MARIADB_URL'];

/** `describe` when there is a MariaDB server, else one visibly skipped test that says what is missing. */
export function describeMariadb(name: string, suite: () => void): void {
  if (mariadbServer) describe(name, suite);
  else
    describe(name, () => test.skip('needs a MariaDB server: PASSERELLE_TEST_MARIADB_URL is not set', () => undefined));
}

export interface Place {
  remove(): Promise<void>;
}

/** An empty folder. */
export function freshFolder(): Place & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-test-'));
  return { folder, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

/** An empty database on the MariaDB server of the tests. */
export async function freshMariadb(): Promise<Place & { readonly url: string }> {
  const server = new URL(mariadbServer!);
  const name = `passerelle_test_${randomBytes(8).toString('hex')}`;
  const say = async (text: string) => {
    const connection = await mariadb.createConnection({
      host: server.hostname,
      port: Number(server.port || 3306),
      user: decodeURIComponent(server.username),
      password: decodeURIComponent(server.password),
      connectTimeout: 20_000,
    });
    await connection.query(text);
    await connection.end();
  };
  await say(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => say(`DROP DATABASE ${name}`) };
}

/** Opens throw-away databases and, at the end of each test, closes them and removes what they left. */
export function throwAway() {
  const open: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of open.splice(0).reverse()) await end();
  });
  const sqlite = async (options: Partial<SqliteOptions> = {}): Promise<SqliteDatabase> => {
    const place = freshFolder();
    open.push(place.remove);
    const database = await openSqlite({ file: join(place.folder, 'test.sqlite'), ...options });
    open.push(() => database.close());
    return database;
  };
  const maria = async (options: Partial<MariadbOptions> = {}): Promise<MariadbDatabase> => {
    const place = await freshMariadb();
    open.push(place.remove);
    const database = openMariadb({ url: place.url, ...options });
    open.push(() => database.close());
    return database;
  };
  const later = (end: () => Promise<void>): void => void open.push(end);
  return { sqlite, maria, later };
}

/** Runs a suite on each engine; MariaDB's says what it misses when there is no server. */
export function onBothDatabases(suite: (open: () => Promise<OpenDatabase>) => void): void {
  describe('SQLite', () => {
    const { sqlite } = throwAway();
    suite(() => sqlite());
  });
  describeMariadb('MariaDB', () => {
    const { maria } = throwAway();
    suite(() => maria());
  });
}

export interface Child {
  readonly process: ChildProcess;
  /** What it printed so far. */
  output(): string;
  /** Resolves once it printed `text`; rejects when it ends before. */
  prints(text: string): Promise<void>;
  readonly ended: Promise<number | null>;
}

/** Runs a module in a process of its own; `code` may import the files of this project by absolute path. */
export function runModule(code: string, as: { uid?: number; gid?: number } = {}): Child {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...as,
  });
  let text = '';
  const waiting: { text: string; resolve: () => void; reject: (error: Error) => void }[] = [];
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const hear = (chunk: Buffer) => {
    text += chunk.toString();
    for (const wait of waiting) if (text.includes(wait.text)) wait.resolve();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  void ended.then(() =>
    waiting.forEach((wait) => wait.reject(new Error(`the process ended before printing ${wait.text}: ${text}`))),
  );
  return {
    process: child,
    output: () => text,
    prints: (wanted) =>
      new Promise((resolve, reject) => {
        if (text.includes(wanted)) resolve();
        else waiting.push({ text: wanted, resolve, reject });
      }),
    ended,
  };
}
