import { Sequelize } from 'sequelize';
import { dialectModule } from './dialect-module.ts';
import type { SqliteDatabase } from './open.ts';

/** Sequelize over a SQLite database already open; closing it leaves the database open. */
export function sequelizeOverSqlite(database: SqliteDatabase): Sequelize {
  return new Sequelize({
    dialect: 'sqlite',
    // Any name but `:memory:`, for which Sequelize would share one connection between transactions; never opened.
    storage: `shared-writer:${database.file}`,
    dialectModule: dialectModule(database),
    // Without OPEN_CREATE Sequelize makes no folder for a file that it does not open.
    dialectOptions: { mode: 2 },
    // Set once, at opening.
    foreignKeys: false,
    logging: false,
  } as ConstructorParameters<typeof Sequelize>[0] & object);
}
