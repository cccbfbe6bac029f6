import { StoreBusy, StoreUnavailable } from '../../../core/ports/store.ts';
import { ConstraintViolation } from '../sql.ts';

/** What node:sqlite throws: `errcode` is SQLite's extended result code. */
interface SqliteError extends Error {
  readonly code: 'ERR_SQLITE_ERROR';
  readonly errcode: number;
}

/** Primary result codes (sqlite.org/rescode.html). */
export const resultCodes = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  constraint: 19,
  notADatabase: 26,
} as const;

const uniqueCodes: readonly number[] = [1555, 2067, 2579]; // SQLITE_CONSTRAINT_PRIMARYKEY, _UNIQUE, _ROWID
const foreignKeyCode = 787; // SQLITE_CONSTRAINT_FOREIGNKEY

const unavailable: Readonly<Record<number, string>> = {
  [resultCodes.readOnly]: 'the database file cannot be written (read-only file, folder or disk)',
  [resultCodes.ioError]: 'the disk failed while the database was read or written',
  [resultCodes.corrupt]: 'the database file is damaged: restore a backup',
  [resultCodes.full]: 'the disk is full: nothing of this transaction was kept',
  [resultCodes.cannotOpen]: 'the database file cannot be opened: check that its folder exists and can be written',
  [resultCodes.notADatabase]: 'the file is not a SQLite database',
};

/** True for what SQLite itself reported. */
export function isSqliteError(error: unknown): error is SqliteError {
  return (error as Partial<SqliteError> | null | undefined)?.code === 'ERR_SQLITE_ERROR';
}

/** The primary result code of an error of SQLite, null for any other error. */
export function resultCode(error: unknown): number | null {
  return isSqliteError(error) ? error.errcode & 0xff : null;
}

/**
 * An error of SQLite in the words of the store: StoreBusy, StoreUnavailable (its sentence names the cause and `file`) or
 * ConstraintViolation. Any other error is returned as it is.
 */
export function faultOf(error: unknown, file: string): unknown {
  if (!isSqliteError(error)) return error;

  const code = error.errcode & 0xff;
  if (code === resultCodes.busy || code === resultCodes.locked) {
    return new StoreBusy(`another process holds the write lock of ${file}`, { cause: error });
  }
  if (code === resultCodes.constraint) {
    const kind = uniqueCodes.includes(error.errcode)
      ? 'unique'
      : error.errcode === foreignKeyCode
        ? 'foreign-key'
        : 'other';
    return new ConstraintViolation(kind, error.message, { cause: error });
  }
  const sentence = unavailable[code];
  return sentence ? new StoreUnavailable(`${file}: ${sentence}`, { cause: error }) : error;
}
