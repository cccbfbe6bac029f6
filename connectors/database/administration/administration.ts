import { type Sequelize, Transaction } from 'sequelize';
import { type Administration, StoreBusy } from '../../../core/ports/store.ts';
import type { Models } from '../models/models.ts';
import type { Database } from '../sql.ts';
import { leaseHolding } from './leases.ts';
import { networkAdministration } from './network.ts';
import type { AdministrationParts } from './parts.ts';
import { storeFault } from './sequelize-faults.ts';
import { staffAdministration } from './staff.ts';

export interface AdministrationOptions {
  /** How many times a transaction is run again when a row stayed locked. */
  readonly retries?: number;
  /** What sentences call the database. */
  readonly place: string;
}

/** The slow-moving data, through Sequelize; what devices and sessions write every minute goes with the hot writes. */
export function createAdministration(
  database: Database,
  sequelize: Sequelize,
  models: Models,
  { retries = 3, place }: AdministrationOptions,
): Administration {
  const isolation =
    database.dialect === 'mariadb' ? { isolationLevel: Transaction.ISOLATION_LEVELS.READ_COMMITTED } : {};
  const whole = async <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> => {
    for (let left = retries; ; left -= 1) {
      try {
        return await sequelize.transaction(isolation, work);
      } catch (error) {
        const fault = storeFault(error, database.dialect, place);
        if (left <= 0 || !(fault instanceof StoreBusy)) throw fault;
      }
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 180));
    }
  };
  const parts: AdministrationParts = { database, models, whole };
  return { ...networkAdministration(parts), ...staffAdministration(parts), ...leaseHolding(parts) };
}
