import type { Reading } from '../../../core/ports/reading.ts';
import type {
  SecondFactor,
  SigningUser,
  StaffAccount,
  StaffReading,
  StaffSession,
  StaffWork,
} from '../../../core/ports/staff.ts';
import { ConstraintViolation, type Sql } from '../sql.ts';
import { insertion } from './batches.ts';
import { columns, met } from './columns.ts';

const userColumns = ['id', 'login', 'name', 'role', 'libraryId', 'active', 'temporaryUntil'] as const;
const sessionColumns = ['tokenHash', 'userId', 'createdAt', 'lastSeenAt', 'passedAt', 'client'] as const;
const factorColumns = ['userId', 'secret', 'enrolledAt', 'lastStep', 'failures', 'lockedUntil'] as const;
type Row<Of extends { readonly active: boolean }> = Omit<Of, 'active'> & { readonly active: number };

const signing = `${columns('staff_users', userColumns)}, staff_second_factors.enrolledAt`;
const enrolled = 'LEFT JOIN staff_second_factors ON staff_second_factors.userId = staff_users.id';
const user = `SELECT ${signing}, staff_users.passwordHash FROM staff_users ${enrolled} WHERE login = ?`;
const users = `SELECT ${signing} FROM staff_users ${enrolled} ORDER BY login`;
const account = `SELECT ${signing}, staff_users.lastSignInAt,
     (SELECT COUNT(*) FROM staff_sessions WHERE staff_sessions.userId = staff_users.id) AS sessions
   FROM staff_users ${enrolled}`;
const session = `SELECT ${signing}, staff_sessions.tokenHash, staff_sessions.createdAt, staff_sessions.lastSeenAt,
     staff_sessions.passedAt, staff_sessions.client
   FROM staff_sessions JOIN staff_users ON staff_users.id = staff_sessions.userId ${enrolled}
   WHERE staff_sessions.tokenHash = ?`;
const sessionsOf = `SELECT ${columns('staff_sessions', sessionColumns)} FROM staff_sessions WHERE userId = ?
   ORDER BY createdAt DESC, tokenHash`;
const codesLeft = 'SELECT COUNT(*) AS n FROM staff_recovery_codes WHERE userId = ? AND usedAt IS NULL';

/** Reads of staff accounts and their sessions. */
export function staffReading(sql: Sql): Pick<Reading, 'staffUsers' | 'staffUser' | 'session' | 'staff'> {
  return {
    async staffUsers() {
      return (await sql.all<Row<SigningUser>>(users)).map(userOf);
    },
    async staffUser(login) {
      const row = await sql.one<Row<SigningUser> & { passwordHash: string }>(user, [login]);
      return row && userOf(row);
    },
    async session(tokenHash) {
      const row = await sql.one<Row<SigningUser> & Omit<StaffSession, 'userId'>>(session, [tokenHash]);
      if (!row) return null;
      const { tokenHash: token, createdAt, lastSeenAt, passedAt, client, ...of } = row;
      return {
        session: { tokenHash: token, userId: of.id, createdAt, lastSeenAt, passedAt, client },
        user: userOf(of),
      };
    },
    staff: accountReading(sql),
  };
}

function accountReading(sql: Sql): StaffReading {
  return {
    async accounts() {
      return (await sql.all<Row<StaffAccount>>(`${account} ORDER BY login`)).map(userOf);
    },
    async account(login) {
      const row = await sql.one<Row<StaffAccount>>(`${account} WHERE login = ?`, [login]);
      return row && userOf(row);
    },
    sessions: (userId) => sql.all<StaffSession>(sessionsOf, [userId]),
    async recoveryCodesLeft(userId) {
      return (await sql.one<{ n: number }>(codesLeft, [userId]))!.n;
    },
  };
}

const userRow = ['login', 'name', 'role', 'libraryId', 'active', 'passwordHash', 'temporaryUntil'] as const;
const insertUser = insertion('staff_users', [...userRow]);
const describe = 'UPDATE staff_users SET name = ?, role = ?, libraryId = ?, active = ? WHERE id = ?';
const setPassword = 'UPDATE staff_users SET passwordHash = ?, temporaryUntil = ? WHERE id = ?';
const claimAdministrators = `UPDATE staff_users SET active = active WHERE role = 'NETWORK_ADMIN'`;
const countAdministrators = `SELECT COUNT(*) AS n FROM staff_users WHERE role = 'NETWORK_ADMIN' AND active = 1`;
const openSession = `INSERT INTO staff_sessions (${sessionColumns.join(', ')}) VALUES (?, ?, ?, ?, ?, ?)`;
const goOn = `INSERT INTO staff_sessions (${sessionColumns.join(', ')})
   SELECT ?, userId, createdAt, lastSeenAt, ?, client FROM staff_sessions WHERE tokenHash = ?`;
const saveFactor = `REPLACE INTO staff_second_factors (${factorColumns.join(', ')}) VALUES (?, ?, ?, ?, ?, ?)`;
const useCode = 'UPDATE staff_recovery_codes SET usedAt = ? WHERE codeHash = ? AND userId = ? AND usedAt IS NULL';

/** Staff accounts, as one transaction changes them. */
export function staffWork(sql: Sql): StaffWork {
  return {
    async claim(login) {
      if ((await sql.run('UPDATE staff_users SET active = active WHERE login = ?', [login])) === 0) return null;
      const { passwordHash: _hash, ...row } = (await sql.one<Row<SigningUser> & { passwordHash: string }>(user, [
        login,
      ]))!;
      return userOf(row);
    },
    async claimAdministrators() {
      await sql.run(claimAdministrators);
      return (await sql.one<{ n: number }>(countAdministrators))!.n;
    },
    async insert(given) {
      try {
        await insertUser(sql, [userRow.map((column) => valueOf(given[column]))]);
        return true;
      } catch (error) {
        if (error instanceof ConstraintViolation && error.kind === 'unique') return false;
        throw error;
      }
    },
    async describe(userId, { name, role, libraryId, active }) {
      met(await sql.run(describe, [name, role, libraryId, Number(active), userId]), `account ${userId}`);
    },
    async setPassword(userId, passwordHash, temporaryUntil) {
      met(await sql.run(setPassword, [passwordHash, temporaryUntil, userId]), `account ${userId}`);
    },
    async openSession(opened) {
      await sql.run(
        openSession,
        sessionColumns.map((column) => opened[column]),
      );
      await sql.run('UPDATE staff_users SET lastSignInAt = ? WHERE id = ?', [opened.createdAt, opened.userId]);
    },
    async passSession(tokenHash, as) {
      if ((await sql.run(goOn, [as.tokenHash, as.passedAt, tokenHash])) === 0) return false;
      // What is being edited in this session goes on with it: the locks would end with the row.
      await sql.run('UPDATE record_locks SET sessionHash = ? WHERE sessionHash = ?', [as.tokenHash, tokenHash]);
      await sql.run('DELETE FROM staff_sessions WHERE tokenHash = ?', [tokenHash]);
      return true;
    },
    endSessions(userId, except = '') {
      return sql.run('DELETE FROM staff_sessions WHERE userId = ? AND tokenHash <> ?', [userId, except]);
    },
    async endSession(userId, tokenHash) {
      const text = 'DELETE FROM staff_sessions WHERE userId = ? AND tokenHash = ?';
      return (await sql.run(text, [userId, tokenHash])) === 1;
    },
    secondFactor(userId) {
      const text = `SELECT ${factorColumns.join(', ')} FROM staff_second_factors WHERE userId = ?`;
      return sql.one<SecondFactor>(text, [userId]);
    },
    async saveSecondFactor(factor) {
      await sql.run(
        saveFactor,
        factorColumns.map((column) => factor[column]),
      );
    },
    async removeSecondFactor(userId) {
      await sql.run('DELETE FROM staff_recovery_codes WHERE userId = ?', [userId]);
      return (await sql.run('DELETE FROM staff_second_factors WHERE userId = ?', [userId])) === 1;
    },
    async setRecoveryCodes(userId, hashes) {
      await sql.run('DELETE FROM staff_recovery_codes WHERE userId = ?', [userId]);
      for (const hash of hashes) {
        await sql.run('INSERT INTO staff_recovery_codes (codeHash, userId, usedAt) VALUES (?, ?, NULL)', [
          hash,
          userId,
        ]);
      }
    },
    async useRecoveryCode(userId, hash, at) {
      return (await sql.run(useCode, [at, hash, userId])) === 1;
    },
  };
}

function userOf<Of extends { readonly active: number }>(row: Of): Omit<Of, 'active'> & { active: boolean } {
  return { ...row, active: row.active === 1 };
}

/** Both databases keep yes and no as 1 and 0. */
function valueOf(value: string | number | boolean | null): string | number | null {
  return typeof value === 'boolean' ? Number(value) : value;
}
