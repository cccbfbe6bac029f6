import { chmodSync, chownSync, closeSync, mkdirSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { granted } from '../../../core/outcome.ts';
import { freshFolder, runModule, throwAway } from '../testing.ts';
import { fileSystemOf } from './file-system.ts';
import { openSqlite } from './open.ts';
import { DatabaseInUse } from './ownership.ts';

const { sqlite, later } = throwAway();
const here = (name: string) => JSON.stringify(join(__dirname, name));

function folder(): string {
  const place = freshFolder();
  later(place.remove);
  return place.folder;
}

test('a file is opened with the settings that durability rests on, for the writer and for the reader', async () => {
  const database = await sqlite();
  const settings = await database.writer.hold((connection) =>
    ['journal_mode', 'synchronous', 'foreign_keys'].map((name) => connection.pragma(name)),
  );
  expect(settings).toEqual(['wal', 2, 1]);
  const durability = fileSystemOf(dirname(database.file)) === 'disk' ? 'full' : 'weak';
  expect(await database.health()).toMatchObject({
    reachable: true,
    durability,
    detail: expect.stringContaining(`SQLite ${database.file}`) as string,
  });
  await expect(database.reader.run('CREATE TABLE t (a)')).rejects.toThrow('a reader writes nothing');
});

test('a database in memory says that it keeps nothing', async () => {
  const database = await openSqlite({ file: ':memory:' });
  later(() => database.close());
  expect(await database.health()).toMatchObject({ reachable: true, durability: 'weak' });
});

test('a snapshot reads one moment, whatever is committed meanwhile', async () => {
  const database = await sqlite();
  await database.transaction(async (sql) => granted(await sql.run('CREATE TABLE loans (item TEXT)')));
  const counts = await database.snapshot(async (sql) => {
    const count = async () => (await sql.one<{ n: number }>('SELECT COUNT(*) AS n FROM loans'))!.n;
    const before = await count();
    await database.transaction(async (write) => granted(await write.run(`INSERT INTO loans VALUES ('30000001')`)));
    return [before, await count()];
  });
  expect(counts).toEqual([0, 0]);
  expect(await database.reader.one('SELECT COUNT(*) AS n FROM loans')).toEqual({ n: 1 });
});

test('committed pages reach the database file by the checkpointer, the writer never doing it', async () => {
  const database = await sqlite({ checkpointerFile: join(__dirname, 'checkpointer.ts'), checkpointInterval: 20 });
  const size = () => statSync(database.file).size;
  const before = size();
  await database.transaction(async (sql) => {
    await sql.run('CREATE TABLE t (a TEXT)');
    for (let row = 0; row < 200; row += 1) await sql.run('INSERT INTO t VALUES (?)', ['x'.repeat(4000)]);
    return granted(null);
  });
  while (size() <= before + 800_000) await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await database.health()).detail).not.toContain('checkpoints failed');
});

test('a checkpointer that cannot run is told, and the writer checkpoints in its place', async () => {
  const database = await sqlite({ checkpointerFile: join(__dirname, 'no-such-file.ts') });
  const pages = () => database.writer.hold((connection) => connection.pragma('wal_autocheckpoint'));
  expect(await pages()).toBe(0);
  while ((await pages()) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await database.health()).toMatchObject({
    reachable: true,
    detail: expect.stringContaining('checkpoints failed') as string,
  });
});

test('a file that its last writer did not close is checked, and refused when it is damaged', async () => {
  const file = join(folder(), 'crashed.sqlite');
  const first = await openSqlite({ file });
  await first.transaction(async (sql) => {
    await sql.run('CREATE TABLE t (a TEXT)');
    for (let row = 0; row < 500; row += 1) await sql.run('INSERT INTO t VALUES (?)', ['x'.repeat(500)]);
    return granted(null);
  });
  await first.close();
  const damaged = openSync(file, 'r+');
  writeSync(damaged, Buffer.alloc(8192, 0xa5), 0, 8192, 4096 * 10);
  closeSync(damaged);

  await (await openSqlite({ file })).close(); // closed properly by its last writer: not read through
  writeFileSync(`${file}.owner`, JSON.stringify({ pid: 1, host: 'before', since: '2026-01-01T00:00:00.000Z' }));
  await expect(openSqlite({ file })).rejects.toMatchObject({
    name: 'StoreUnavailable',
    message: expect.stringMatching(/is damaged \(.*\): restore a backup/s) as string,
  });
});

test('a second process is told who writes the file, and may write it once the first is killed', async () => {
  const file = join(folder(), 'owned.sqlite');
  const child = runModule(`
    import { openSqlite } from ${here('open.ts')};
    await openSqlite({ file: ${JSON.stringify(file)} });
    console.log('open');
    setInterval(() => undefined, 1000);
  `);
  await child.prints('open');

  const refusal = await openSqlite({ file, ownerPatience: 0 }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(DatabaseInUse);
  expect((refusal as DatabaseInUse).owner?.pid).toBe(child.process.pid);
  expect((refusal as DatabaseInUse).message).toContain(
    `${file} is already open for writing by process ${child.process.pid} on `,
  );

  child.process.kill('SIGKILL');
  await child.ended;
  const database = await openSqlite({ file, ownerPatience: 0 });
  await expect(openSqlite({ file, ownerPatience: 0 })).rejects.toMatchObject({ owner: { pid: process.pid } });
  await database.close();
  await (await openSqlite({ file, ownerPatience: 0 })).close();
});

test('while another program holds the write lock, writes wait for it, then are refused as busy', async () => {
  const database = await sqlite({ busyTimeout: 0, busyPatience: 100 });
  await database.transaction(async (sql) => granted(await sql.run('CREATE TABLE t (a)')));
  const child = runModule(`
    import { DatabaseSync } from 'node:sqlite';
    const other = new DatabaseSync(${JSON.stringify(database.file)});
    other.exec('BEGIN IMMEDIATE');
    console.log('locked');
    process.on('SIGUSR2', () => other.exec('COMMIT') ?? console.log('free'));
    setInterval(() => undefined, 1000);
  `);
  later(async () => {
    child.process.kill('SIGKILL');
    await child.ended;
  });
  await child.prints('locked');
  const insert = () => database.transaction(async (sql) => granted(await sql.run('INSERT INTO t VALUES (1)')));
  await expect(insert()).rejects.toMatchObject({ name: 'StoreBusy' });
  child.process.kill('SIGUSR2');
  await child.prints('free');
  expect(await insert()).toEqual(granted(1));
});

test.each([
  ['a folder that does not exist', (at: string) => join(at, 'nowhere', 'a.sqlite'), /folder .*nowhere does not exist/],
  [
    'a folder that is a file',
    (at: string) => (writeFileSync(join(at, 'f'), ''), join(at, 'f', 'a.sqlite')),
    /f is not a folder/,
  ],
  [
    'a file that is no database',
    (at: string) => (writeFileSync(join(at, 'a.sqlite'), 'LDR 00000nam  2200000'.repeat(50)), join(at, 'a.sqlite')),
    /is not a SQLite database/,
  ],
])('%s is told in one sentence', async (_name, make, sentence) => {
  await expect(openSqlite({ file: make(folder()) })).rejects.toMatchObject({
    name: 'StoreUnavailable',
    message: expect.stringMatching(sentence) as string,
  });
});

test('a folder or a file that cannot be written is told at opening, not at the first loan', async () => {
  const at = folder();
  const [closed, open] = ['closed', 'open'].map((name) => join(at, name)) as [string, string];
  chmodSync(at, 0o755);
  for (const made of [closed, open]) {
    mkdirSync(made);
    await (await openSqlite({ file: join(made, 'a.sqlite') })).close();
  }
  chmodSync(closed, 0o555);
  chmodSync(join(open, 'a.sqlite'), 0o444);
  // The administrator of the machine may write everywhere: as somebody else, then.
  const nobody = process.getuid!() === 0 ? { uid: 65534, gid: 65534 } : {};
  if (nobody.uid) chownSync(open, nobody.uid, nobody.gid);
  const child = runModule(
    `
    import { openSqlite } from ${here('open.ts')};
    for (const folder of ${JSON.stringify([closed, open])}) {
      await openSqlite({ file: folder + '/a.sqlite' }).catch((error) => console.log(error.name + ': ' + error.message));
    }`,
    nobody,
  );
  await child.ended;
  chmodSync(closed, 0o755);
  expect(child.output()).toContain(
    `StoreUnavailable: ${closed} cannot be written: the database ${closed}/a.sqlite needs it`,
  );
  expect(child.output()).toContain(`StoreUnavailable: ${open}/a.sqlite cannot be written`);
});
