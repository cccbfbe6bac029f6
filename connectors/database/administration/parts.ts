import type { Transaction } from 'sequelize';
import type { Models } from '../models/models.ts';
import type { Database } from '../sql.ts';

/** What the parts of the administration are made of. */
export interface AdministrationParts {
  readonly database: Database;
  readonly models: Models;
  /** Runs `work` in one Sequelize transaction; faults are the store's. */
  readonly whole: <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>;
}
