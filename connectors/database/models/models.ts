import type { Model, ModelAttributes, ModelStatic, Sequelize } from 'sequelize';
import { alertTables } from './alerts.ts';
import { authorityTables } from './authorities.ts';
import { catalogueTables } from './catalogue.ts';
import { cataloguingTables } from './cataloguing.ts';
import { circulationTables } from './circulation.ts';
import { disseminationTables } from './dissemination.ts';
import { digitalTables } from './digital.ts';
import { figureTables } from './figures.ts';
import { filterTables } from './filters.ts';
import { harvestTables } from './harvest.ts';
import { holdTables } from './holds.ts';
import { journalTables } from './journal.ts';
import { libraryLifeTables } from './library-life.ts';
import { migrationTables } from './migration.ts';
import { navetteTables } from './navette.ts';
import { networkTables } from './network.ts';
import { noticeTables } from './notices.ts';
import { offlineTables } from './offline.ts';
import { paymentTables } from './payments.ts';
import { readerTables } from './readers.ts';
import { sortingTables } from './sorting.ts';
import { staffTables } from './staff.ts';
import { terminalTables } from './terminals.ts';

/** Every table of the schema and its columns, as the migrations leave them (checked by models.spec.ts). */
export const tables = {
  ...networkTables,
  ...readerTables,
  ...catalogueTables,
  ...cataloguingTables,
  ...authorityTables,
  ...circulationTables,
  ...disseminationTables,
  ...holdTables,
  ...navetteTables,
  ...offlineTables,
  ...noticeTables,
  ...sortingTables,
  ...alertTables,
  ...filterTables,
  ...migrationTables,
  ...paymentTables,
  ...staffTables,
  ...journalTables,
  ...terminalTables,
  ...harvestTables,
  ...figureTables,
  ...digitalTables,
  ...libraryLifeTables,
} satisfies Record<string, ModelAttributes>;

export type TableName = keyof typeof tables;
export type Models = { readonly [Name in TableName]: ModelStatic<Model> };

/** Tells Sequelize the tables, each when it is first asked for. It never creates nor alters them: migrations do. */
export function defineModels(sequelize: Sequelize): Models {
  const models = {};
  for (const [name, columns] of Object.entries(tables)) {
    let model: ModelStatic<Model> | null = null;
    Object.defineProperty(models, name, { enumerable: true, get: () => (model ??= define(sequelize, name, columns)) });
  }
  return models as Models;
}

function define(sequelize: Sequelize, name: string, columns: (typeof tables)[TableName]): ModelStatic<Model> {
  // Sequelize writes into the column descriptions it is given, and these are shared.
  const own = Object.fromEntries(Object.entries(columns).map(([column, kind]) => [column, { ...kind }]));
  return sequelize.define(name, own, { tableName: name, freezeTableName: true, timestamps: false });
}
