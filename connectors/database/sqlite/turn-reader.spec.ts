import { granted } from '../../../core/outcome.ts';
import { freshFolder } from '../testing.ts';
import { openSqlite, type SqliteDatabase } from './open.ts';

let database: SqliteDatabase;
let place: ReturnType<typeof freshFolder>;
beforeEach(async () => {
  place = freshFolder();
  database = await openSqlite({ file: `${place.folder}/turn.sqlite` });
  await write('CREATE TABLE t (n INTEGER)');
});
afterEach(async () => {
  await database.close();
  await place.remove();
});

async function write(text: string): Promise<void> {
  await database.transaction(async (sql) => granted(await sql.run(text)));
}
async function count(): Promise<number> {
  return (await database.reader.one<{ n: number }>('SELECT COUNT(*) AS n FROM t'))!.n;
}

test('who waited for his commit reads what he wrote, at once', async () => {
  expect(await count()).toBe(0);
  for (let n = 1; n <= 20; n += 1) {
    await write('INSERT INTO t VALUES (1)');
    expect(await count()).toBe(n);
  }
});

test('a read in the middle of a transaction sees nothing of it', async () => {
  let seen = -1;
  await database.transaction(async (sql) => {
    await sql.run('INSERT INTO t VALUES (1)');
    seen = await count();
    return granted(null);
  });
  expect([seen, await count()]).toEqual([0, 1]);
});

test('a read while somebody holds the writer sees nothing of what he has not committed, and does not disturb him', async () => {
  const held = database.writer.hold(async (connection) => {
    connection.prepare('BEGIN IMMEDIATE').run();
    connection.prepare('INSERT INTO t VALUES (1)').run();
    const seen = await count();
    await new Promise(setImmediate);
    connection.prepare('COMMIT').run();
    return seen;
  });
  expect(await held).toBe(0);
  expect(await count()).toBe(1);
});

test('reads and writes of one turn of the event loop do not stand in each other’s way', async () => {
  const rounds = Array.from({ length: 50 }, async () => {
    await count();
    await write('INSERT INTO t VALUES (1)');
    return count();
  });
  expect(Math.max(...(await Promise.all(rounds)))).toBe(50);
});
