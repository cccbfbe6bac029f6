import { BaseError } from 'sequelize';
import { faultOf as mariadbFault } from '../mariadb/faults.ts';
import { faultOf as sqliteFault } from '../sqlite/faults.ts';
import type { Sql } from '../sql.ts';

/** An error of Sequelize in the words of the store, as the engine under it would have told it. */
export function storeFault(error: unknown, dialect: Sql['dialect'], place: string): unknown {
  if (!(error instanceof BaseError)) return error;
  if (dialect === 'mariadb') {
    const parent = (error as { parent?: unknown }).parent;
    const fault = mariadbFault(error, place);
    return fault === error && parent ? mariadbFault(parent, place) : fault;
  }
  // The dialect module keeps as `cause` what it spelt in the words of the package sqlite3.
  const cause = (error as { parent?: { cause?: unknown } }).parent?.cause;
  return cause === undefined ? error : sqliteFault(cause, place);
}
