import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseUrlError } from './mariadb/url.ts';
import { openDatabase, openStore } from './open.ts';
import { SchemaTooNew } from './schema-version.ts';
import { openSqlite } from './sqlite/open.ts';
import { granted } from '../../core/outcome.ts';
import { describeMariadb, freshFolder, freshMariadb, throwAway } from './testing.ts';

const { later } = throwAway();
const checkpointerFile = join(__dirname, 'sqlite', 'checkpointer.ts');

function dataDir(): string {
  const place = freshFolder();
  later(place.remove);
  return join(place.folder, 'data');
}

test('sqlite: makes the data folder, for its owner alone, and a file in it; a second opening finds the same network', async () => {
  const folder = dataDir();
  const first = await openStore({ url: 'sqlite:', dataDir: folder, checkpointerFile });
  await first.administration.insertCategories([
    { code: 'ADULTE', label: 'Adulte', kind: 'PERSON', membershipMonths: 12 },
  ]);
  await first.close();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(existsSync(join(folder, 'passerelle.sqlite'))).toBe(true);

  const second = await openStore({ url: 'sqlite:', dataDir: folder });
  expect((await second.read.categories()).map(({ code }) => code)).toEqual(['ADULTE']);
  expect(await second.health()).toMatchObject({ reachable: true });
  await second.close();
});

test('sqlite::memory: leaves no file', async () => {
  const folder = dataDir();
  const store = await openStore({ url: 'sqlite::memory:', dataDir: folder });
  expect(await store.read.libraries()).toEqual([]);
  await store.close();
  expect(existsSync(folder)).toBe(false);
});

test('a file whose schema is newer than the program is refused, and let go', async () => {
  const folder = dataDir();
  await (await openStore({ url: 'sqlite:', dataDir: folder })).close();
  const file = join(folder, 'passerelle.sqlite');
  const future = await openSqlite({ file });
  await future.transaction(async (sql) =>
    granted(await sql.run(`INSERT INTO schema_migrations VALUES ('0099-future', 'abc', 1, 1, 1)`)),
  );
  await future.close();
  await expect(openStore({ url: 'sqlite:', dataDir: folder })).rejects.toThrow(SchemaTooNew);
  await (await openSqlite({ file, ownerPatience: 0 })).close();
});

test.each([
  ['postgres://user:secret@host/p', 'should begin with sqlite: or mariadb:, not postgres:'],
  ['passerelle', 'not no scheme'],
  ['', 'not no scheme'],
  ['sqlite://host/file', 'a SQLite URL is sqlite:, sqlite:NAME or sqlite::memory:'],
  ['mariadb://user:secret@host', 'names no database'],
])('the URL %s is refused in one sentence', async (url, sentence) => {
  const fault = await openDatabase({ url, dataDir: '/nowhere' }).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(DatabaseUrlError);
  expect((fault as Error).message).toContain(sentence);
});

test('a data folder that cannot be made is told', async () => {
  const folder = dataDir();
  mkdirSync(folder);
  writeFileSync(join(folder, 'file'), '');
  await expect(openStore({ url: 'sqlite:', dataDir: join(folder, 'file', 'data') })).rejects.toMatchObject({
    name: 'StoreUnavailable',
    message: expect.stringContaining('cannot be created (ENOTDIR)') as string,
  });
});

describeMariadb('MariaDB', () => {
  test('opens, migrates once, and keeps what is written', async () => {
    const place = await freshMariadb();
    const options = { url: place.url, dataDir: '/nowhere' };
    const first = await openDatabase(options);
    expect(first.applied).toContain('0001-first-light');
    await first.administration.insertCategories([
      { code: 'ADULTE', label: 'Adulte', kind: 'PERSON', membershipMonths: 12 },
    ]);
    await first.database.close();
    const second = await openStore(options);
    expect((await second.read.categories()).map(({ code }) => code)).toEqual(['ADULTE']);
    await second.close();
    await place.remove();
  });
});
