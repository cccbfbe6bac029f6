import { DataTypes, QueryTypes, type Sequelize, TimeoutError, UniqueConstraintError } from 'sequelize';
import { granted } from '../../../core/outcome.ts';
import { throwAway } from '../testing.ts';
import { dialectModule } from './dialect-module.ts';
import type { SqliteDatabase } from './open.ts';
import { sequelizeOverSqlite } from './sequelize.ts';

const { sqlite } = throwAway();

async function network(options: { file?: string } = {}) {
  const database = await sqlite(options);
  await database.transaction(async (sql) => {
    await sql.run('CREATE TABLE libraries (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, open INTEGER)');
    await sql.run('CREATE TABLE devices (id INTEGER PRIMARY KEY, libraryId INTEGER REFERENCES libraries (id))');
    return granted(null);
  });
  const sequelize = sequelizeOverSqlite(database);
  const named = { timestamps: false, freezeTableName: true };
  const libraries = sequelize.define('libraries', { code: DataTypes.STRING, open: DataTypes.BOOLEAN }, named);
  const devices = sequelize.define('devices', { libraryId: DataTypes.INTEGER }, named);
  return { database, sequelize, libraries, devices };
}
const codes = async (database: SqliteDatabase) =>
  (await database.reader.all<{ code: string }>('SELECT code FROM libraries ORDER BY id')).map(({ code }) => code);
const pragma = async (
  sequelize: Sequelize,
  name: string,
  transaction?: Awaited<ReturnType<Sequelize['transaction']>>,
) =>
  Object.values(
    (await sequelize.query<object>(`PRAGMA ${name}`, { type: QueryTypes.SELECT, transaction }))[0]!,
  )[0] as unknown;

test('a Sequelize transaction keeps the settings made at opening: it is no connection of its own', async () => {
  const { sequelize } = await network();
  for (let round = 0; round < 3; round += 1) {
    await sequelize.transaction(async (transaction) => {
      expect(await pragma(sequelize, 'synchronous', transaction)).toBe(2);
      expect(await pragma(sequelize, 'foreign_keys', transaction)).toBe(1);
      expect(await pragma(sequelize, 'journal_mode', transaction)).toBe('wal');
    });
  }
});

test.each([
  ['a file', {}],
  ['memory', { file: ':memory:' }],
])('in %s, Sequelize transactions and loans take turns, and none sees the half of another', async (_name, options) => {
  const { database, sequelize, libraries } = await network(options);
  const seen: number[] = [];
  const bySequelize = (code: string) =>
    sequelize.transaction(async (transaction) => {
      const before = await libraries.count({ transaction });
      await libraries.create({ code }, { transaction });
      await new Promise((resolve) => setTimeout(resolve, 5));
      seen.push((await libraries.count({ transaction })) - before);
    });
  const byHand = (code: string) =>
    database.transaction(async (sql) => granted(await sql.run('INSERT INTO libraries (code) VALUES (?)', [code])));
  await Promise.all([
    bySequelize('LENS'),
    byHand('AVION'),
    bySequelize('LIEVIN'),
    byHand('HARNES'),
    bySequelize('MERICOURT'),
  ]);
  expect(seen).toEqual([1, 1, 1]);
  expect((await codes(database)).toSorted()).toEqual(['AVION', 'HARNES', 'LENS', 'LIEVIN', 'MERICOURT']);
});

test('outside its transaction nobody sees what Sequelize has not committed, in memory neither', async () => {
  for (const options of [{}, { file: ':memory:' }]) {
    const { database, sequelize, libraries } = await network(options);
    const during: Promise<string[]>[] = [];
    const thrown = sequelize.transaction(async (transaction) => {
      await libraries.create({ code: 'LENS' }, { transaction });
      during.push(codes(database));
      throw new Error('changed my mind');
    });
    await expect(thrown).rejects.toThrow('changed my mind');
    expect(await Promise.all(during)).toEqual([[]]);
    expect(await codes(database)).toEqual([]);
  }
});

test('a savepoint inside a Sequelize transaction rolls back alone', async () => {
  const { database, sequelize, libraries } = await network();
  await sequelize.transaction(async (transaction) => {
    await libraries.create({ code: 'LENS' }, { transaction });
    const inner = await sequelize.transaction({ transaction });
    await libraries.create({ code: 'NOWHERE' }, { transaction: inner });
    await inner.rollback();
  });
  expect(await codes(database)).toEqual(['LENS']);
});

test('models read and write what they should: generated ids, flags, bulk inserts, counts of changed rows', async () => {
  const { libraries } = await network();
  const lens = await libraries.create({ code: 'LENS', open: true });
  const more = await libraries.bulkCreate([{ code: 'AVION' }, { code: 'LIEVIN' }]);
  expect([lens, ...more].map((row) => row.get('id'))).toEqual([1, 2, 3]);
  expect(await libraries.update({ open: false }, { where: { code: ['AVION', 'LIEVIN'] } })).toEqual([2]);
  expect(await libraries.destroy({ where: { open: false } })).toBe(2);
  expect((await libraries.findOne({ where: { code: 'LENS' } }))!.get('open')).toBeTruthy();
});

test('constraints and locks reach Sequelize under the names it knows', async () => {
  const { libraries, devices } = await network();
  await libraries.create({ code: 'LENS' });
  const twice = await libraries.create({ code: 'LENS' }).catch((error: unknown) => error);
  expect(twice).toBeInstanceOf(UniqueConstraintError);
  expect((twice as UniqueConstraintError).fields).toEqual(['code']);
  await expect(devices.create({ libraryId: 62 })).rejects.toMatchObject({ name: 'SequelizeForeignKeyConstraintError' });
});

test('a Sequelize transaction that never ends gives the writer back, and says so', async () => {
  const { database, sequelize, libraries } = await network();
  const Impatient = dialectModule(database, { transactionLimit: 30 });
  const { connectionManager } = sequelize as unknown as { connectionManager: { lib: unknown } };
  connectionManager.lib = Impatient;

  const forgotten = await sequelize.transaction();
  await libraries.create({ code: 'LENS' }, { transaction: forgotten });
  await database.transaction(async (sql) => granted(await sql.run(`INSERT INTO libraries (code) VALUES ('AVION')`)));
  expect(await codes(database)).toEqual(['AVION']);
  await expect(libraries.create({ code: 'LIEVIN' }, { transaction: forgotten })).rejects.toThrow(TimeoutError);
  await forgotten.rollback();
});
