import { join } from 'node:path';
import { granted } from '../../core/outcome.ts';
import { holdMigrationLease } from './mariadb/migration-lease.ts';
import type { MariadbDatabase } from './mariadb/open.ts';
import { appliedMigrations, migrate } from './migrate.ts';
import { checksumOf, type Migration, migrations, SchemaChanged, SchemaTooNew } from './schema-version.ts';
import { describeMariadb, freshFolder, freshMariadb, onBothDatabases, runModule, throwAway } from './testing.ts';

const here = (name: string) => JSON.stringify(join(__dirname, name));
const shelf: Migration = {
  name: '0001-shelf',
  up: () => [
    'CREATE TABLE shelves (id BIGINT PRIMARY KEY)',
    'INSERT INTO shelves (id) VALUES (1)',
    'CREATE INDEX shelvesById ON shelves (id)',
  ],
};
const label: Migration = { name: '0002-label', up: () => ['ALTER TABLE shelves ADD COLUMN label VARCHAR(20)'] };
const broken: Migration = {
  name: '0002-broken',
  up: () => ['CREATE TABLE first (id BIGINT)', 'CREATE TABLE no table at all'],
};

onBothDatabases((open) => {
  test('the schema of this program is applied once, and its version is written down', async () => {
    const database = await open();
    expect(await appliedMigrations(database.reader)).toEqual([]);
    expect(await migrate(database)).toEqual({ applied: migrations.map(({ name }) => name) });
    expect(await migrate(database)).toEqual({ applied: [] });
    const applied = await appliedMigrations(database.reader);
    expect(applied.map(({ name, checksum }) => ({ name, checksum }))).toEqual(
      migrations.map((migration) => ({ name: migration.name, checksum: checksumOf(migration, database.dialect) })),
    );
    expect(applied.every(({ finishedAt }) => finishedAt! > 1_700_000_000_000)).toBe(true);
  });

  test('a later migration goes on from where the schema stands', async () => {
    const database = await open();
    await migrate(database, { migrations: [shelf] });
    expect(await migrate(database, { migrations: [shelf, label] })).toEqual({ applied: ['0002-label'] });
    expect(await database.reader.one('SELECT id, label FROM shelves')).toEqual({ id: 1, label: null });
  });

  test('a schema newer than the program is refused in one sentence, and left alone', async () => {
    const database = await open();
    await migrate(database, { migrations: [shelf, label] });
    const older = migrate(database, { migrations: [shelf] });
    await expect(older).rejects.toThrow(SchemaTooNew);
    await expect(older).rejects.toThrow('database schema 2 (0002-label) > 1, the newest known to this program');
    expect(await migrate(database, { migrations: [shelf, label] })).toEqual({ applied: [] });
  });

  test('a migration edited after it was applied stops the start', async () => {
    const database = await open();
    await migrate(database, { migrations: [shelf] });
    const edited = { ...shelf, up: () => ['CREATE TABLE shelves (id BIGINT PRIMARY KEY, room TEXT)'] };
    await expect(migrate(database, { migrations: [edited] })).rejects.toThrow(SchemaChanged);
  });

  test('a migration that fails names itself, and goes on once it can', async () => {
    const database = await open();
    await migrate(database, { migrations: [shelf] });
    await expect(migrate(database, { migrations: [shelf, broken] })).rejects.toThrow('0002-broken');
    expect(
      (await appliedMigrations(database.reader))
        .filter(({ finishedAt }) => finishedAt !== null)
        .map(({ name }) => name),
    ).toEqual(['0001-shelf']);
  });
});

test('on SQLite a migration that fails leaves nothing behind', async () => {
  const { openSqlite } = await import('./sqlite/open.ts');
  const database = await openSqlite({ file: ':memory:' });
  await expect(migrate(database, { migrations: [shelf, broken] })).rejects.toThrow('0002-broken');
  expect(await database.reader.all(`SELECT name FROM sqlite_master WHERE type = 'table'`)).toEqual([]);
  await database.close();
});

/** Two processes that open and migrate the same database at the same time; what each says it applied. */
async function race(open: string): Promise<string[]> {
  const children = [0, 1].map(() =>
    runModule(`
      import { migrate } from ${here('migrate.ts')};
      ${open}
      console.log('RESULT ' + JSON.stringify((await migrate(database)).applied));
      await database.close();
    `),
  );
  await Promise.all(children.map(({ ended }) => ended));
  return children.map((child) => /RESULT (.*)/.exec(child.output())?.[1] ?? child.output()).toSorted();
}
const once = [JSON.stringify(migrations.map(({ name }) => name)), '[]'];

test('two processes that migrate one SQLite file at once do it once', async () => {
  const place = freshFolder();
  const file = JSON.stringify(join(place.folder, 'raced.sqlite'));
  expect(
    await race(`import { openSqlite } from ${here('sqlite/open.ts')};
      const database = await openSqlite({ file: ${file}, ownerPatience: 20_000 });`),
  ).toEqual(once);
  await place.remove();
});

describeMariadb('MariaDB', () => {
  const { maria } = throwAway();

  test('two processes that migrate one database at once do it once', async () => {
    const place = await freshMariadb();
    expect(
      await race(`import { openMariadb } from ${here('mariadb/open.ts')};
        const database = openMariadb({ url: ${JSON.stringify(place.url)} });`),
    ).toEqual(once);
    await place.remove();
  });

  test('a migration killed between a change of the schema and its note goes on where it stopped', async () => {
    const database = await maria();
    await migrate(database, { migrations: [shelf] });
    // As the killed process left it: the table made, the step not noted.
    await database.transaction(async (sql) => {
      await sql.run('UPDATE schema_migrations SET steps = 0, finishedAt = NULL');
      await sql.run('DELETE FROM shelves');
      return granted(null);
    });
    await database.define('DROP INDEX shelvesById ON shelves');
    expect(await migrate(database, { migrations: [shelf] })).toEqual({ applied: ['0001-shelf'] });
    expect(await database.reader.all('SELECT id FROM shelves')).toHaveLength(1);
  });

  test('the lease of a process that died is free after its time; a process that lost it writes nothing more', async () => {
    const database: MariadbDatabase = await maria();
    const brief = { duration: 100, heartbeat: 1_000_000, retry: 10 };
    const paused = holdMigrationLease(
      database,
      0,
      async (stillHeld) => {
        await holdMigrationLease(database, 20_000, async () => 'the second', brief); // the first has been silent for 100 ms
        await database.transaction(async (sql) => {
          await stillHeld(sql);
          return granted(null);
        });
      },
      brief,
    );
    await expect(paused).rejects.toMatchObject({ name: 'StoreBusy' });
  });

  test('a process that finds the lease taken says so once its patience is over', async () => {
    const database = await maria();
    await holdMigrationLease(database, 0, async () => {
      await expect(migrate(database, { patience: 50 })).rejects.toThrow('another process is migrating this database');
    });
  });
});
