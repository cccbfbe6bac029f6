import { type Model, type ModelStatic, type Sequelize } from 'sequelize';
import { migrate, type OpenDatabase } from '../migrate.ts';
import { sequelizeOverSqlite } from '../sqlite/sequelize.ts';
import { onBothDatabases } from '../testing.ts';
import { defineModels, tables } from './models.ts';

const overhead = ['schema_migrations', 'schema_lease', 'sqlite_sequence'];
const sequelizeOf = (database: OpenDatabase): Sequelize =>
  database.dialect === 'sqlite' ? sequelizeOverSqlite(database) : database.sequelize;

/** What a column can hold, whatever a database calls it. */
function kind(type: string): string {
  if (/INT|BOOL/i.test(type)) return 'whole number';
  if (/CHAR|TEXT/i.test(type)) return 'text';
  return /BLOB/i.test(type) ? 'bytes' : type;
}
const length = (type: string) => (type.startsWith('VARCHAR') ? type : null);

onBothDatabases((open) => {
  test('models and migrated schema have the same tables and columns, of the same kind', async () => {
    const database = await open();
    await migrate(database);
    const sequelize = sequelizeOf(database);
    const models = defineModels(sequelize);
    const queries = sequelize.getQueryInterface();

    const found = (await queries.showAllTables()) as unknown as (string | { tableName: string })[];
    const names = found.map((table) => (typeof table === 'string' ? table : table.tableName));
    expect(names.filter((name) => !overhead.includes(name)).toSorted()).toEqual(Object.keys(tables).toSorted());

    for (const [name, model] of Object.entries(models) as [string, ModelStatic<Model>][]) {
      const described = await queries.describeTable(name);
      const migrated = Object.entries(described).map(([column, is]) => ({
        column,
        kind: kind(is.type),
        // STRICT SQLite knows no lengths; a primary key of SQLite is declared nullable and is not.
        length: database.dialect === 'mariadb' ? length(is.type) : null,
        empty: is.allowNull && !is.primaryKey,
        key: is.primaryKey,
      }));
      const modelled = Object.entries(model.getAttributes()).map(([column, is]) => ({
        column,
        kind: kind((is.type as { toSql(): string }).toSql()),
        length: database.dialect === 'mariadb' ? length((is.type as { toSql(): string }).toSql()) : null,
        empty: is.allowNull !== false,
        key: is.primaryKey === true,
      }));
      const byName = (a: { column: string }, b: { column: string }) => (a.column < b.column ? -1 : 1);
      expect({ name, columns: modelled.toSorted(byName) }).toEqual({ name, columns: migrated.toSorted(byName) });
    }
  });

  test('no column is a fraction: money is whole cents, times are whole milliseconds', async () => {
    const database = await open();
    await migrate(database);
    const queries = sequelizeOf(database).getQueryInterface();
    for (const name of Object.keys(tables)) {
      for (const { type } of Object.values(await queries.describeTable(name))) {
        expect(type).not.toMatch(/DECIMAL|NUMERIC|FLOAT|DOUBLE|REAL/i);
      }
    }
  });
});
