import { ConnectionAcquireTimeoutError, ConnectionError } from 'sequelize';
import { StoreBusy, StoreUnavailable } from '../../../core/ports/store.ts';
import { ConstraintViolation } from '../sql.ts';

/** What the connector throws; `fatal` when the connection is gone with it. */
interface MariadbError extends Error {
  readonly errno: number;
  readonly code: string;
  readonly fatal: boolean;
}

const uniqueErrors = [1062, 1586]; // ER_DUP_ENTRY, ER_DUP_ENTRY_WITH_KEY_NAME
const foreignKeyErrors = [1216, 1217, 1451, 1452]; // ER_NO_REFERENCED_ROW, ER_ROW_IS_REFERENCED and their successors
const otherConstraints = [1048, 1364, 1644, 4025]; // ER_BAD_NULL, ER_NO_DEFAULT_FOR_FIELD, ER_SIGNAL_EXCEPTION, ER_CONSTRAINT_FAILED

// The whole transaction may be run again: ER_LOCK_DEADLOCK, ER_LOCK_WAIT_TIMEOUT, ER_CHECKREAD (innodb_snapshot_isolation).
const passing = [1213, 1205, 1020];

const unavailable: Readonly<Record<number, string>> = {
  1021: 'its disk is full', // ER_DISK_FULL
  1114: 'its disk is full, or the table reached its limit', // ER_RECORD_FILE_FULL
  1290: 'it is read-only (a replica after a failover?)', // ER_OPTION_PREVENTS_STATEMENT
  1836: 'it is read-only', // ER_READ_ONLY_MODE
  1053: 'it is shutting down', // ER_SERVER_SHUTDOWN
};

/** True for what the connector or the server reported. */
export function isMariadbError(error: unknown): error is MariadbError {
  const { errno, fatal } = (error ?? {}) as Partial<MariadbError>;
  return typeof errno === 'number' && typeof fatal === 'boolean';
}

/** True when running the whole transaction again may succeed: it was rolled back, or nothing of it arrived. */
export function mayBeRunAgain(fault: unknown): boolean {
  const cause = fault instanceof StoreBusy || fault instanceof StoreUnavailable ? fault.cause : fault;
  if (!isMariadbError(cause)) return false;
  if (passing.includes(cause.errno)) return true;
  // A connection of the pool that the server had closed. Not after a time-out: the second would double the wait.
  return cause.fatal && cause.code !== 'ER_SOCKET_TIMEOUT' && cause.code !== 'ER_CONNECTION_TIMEOUT';
}

/** True when the connection must not be used again: it is gone, or its server no longer takes writes. */
export function spoilsConnection(fault: unknown): boolean {
  const cause = fault instanceof StoreBusy || fault instanceof StoreUnavailable ? fault.cause : fault;
  return isMariadbError(cause) && (cause.fatal || cause.errno in unavailable);
}

/**
 * An error of the connector or of Sequelize's pool in the words of the store: StoreBusy, StoreUnavailable (its sentence
 * names the cause and `server`, never the password) or ConstraintViolation. Any other error is returned as it is.
 */
export function faultOf(error: unknown, server: string): unknown {
  if (error instanceof ConnectionAcquireTimeoutError) {
    return new StoreBusy(`every connection to ${server} was busy for too long`, { cause: error });
  }
  if (error instanceof ConnectionError) {
    return new StoreUnavailable(`${server} cannot be used: ${error.parent.message}`, { cause: error.parent });
  }
  if (!isMariadbError(error)) return error;

  if (passing.includes(error.errno))
    return new StoreBusy(`${server} kept a row locked (${error.code})`, { cause: error });
  if (uniqueErrors.includes(error.errno)) return violation('unique', error);
  if (foreignKeyErrors.includes(error.errno)) return violation('foreign-key', error);
  if (otherConstraints.includes(error.errno)) return violation('other', error);
  const sentence = unavailable[error.errno];
  if (sentence) return new StoreUnavailable(`${server} does not take this write: ${sentence}`, { cause: error });
  if (error.fatal)
    return new StoreUnavailable(`the connection to ${server} was lost (${error.code})`, { cause: error });
  return error;
}

function violation(kind: ConstraintViolation['kind'], error: MariadbError): ConstraintViolation {
  return new ConstraintViolation(kind, error.message, { cause: error });
}
