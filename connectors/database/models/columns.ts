import { DataTypes, type Model, type ModelAttributeColumnOptions } from 'sequelize';

type Column = ModelAttributeColumnOptions<Model>;

/** The kinds of column the migrations use, as Sequelize names them. */

/** A number the database gives to each row. */
export const serial: Column = { type: DataTypes.BIGINT, primaryKey: true, autoIncrement: true, allowNull: false };
/** A whole number; times are UTC milliseconds. */
export const integer: Column = { type: DataTypes.BIGINT, allowNull: false };
/** Short text that keys are made of. */
export const word = (length: number): Column => ({ type: DataTypes.STRING(length), allowNull: false });
export const text: Column = { type: DataTypes.TEXT, allowNull: false };
export const bytes: Column = { type: DataTypes.BLOB, allowNull: false };

/** Yes or no: both databases keep 0 or 1. */
export const flag = (name: string): Column => ({
  type: DataTypes.BOOLEAN,
  allowNull: false,
  get(this: Model) {
    return Boolean(this.getDataValue(name as never));
  },
});

/** The same column, where a row may have nothing. */
export const optional = (column: Column): Column => ({ ...column, allowNull: true });
/** The same column, as the key of its table. */
export const key = (column: Column): Column => ({ ...column, primaryKey: true });
