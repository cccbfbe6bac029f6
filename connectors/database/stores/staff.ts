import type { Reading } from '../../../core/ports/reading.ts';
import type { StaffSession, StaffUser } from '../../../core/ports/staff.ts';
import type { Sql } from '../sql.ts';
import { columns } from './columns.ts';

const userColumns = ['id', 'login', 'name', 'role', 'libraryId', 'active'] as const;
type UserRow = Omit<StaffUser, 'active'> & { readonly active: number };
type SessionRow = UserRow & { readonly tokenHash: string; readonly openedAt: number; readonly lastSeenAt: number };

const user = `SELECT ${columns('staff_users', [...userColumns, 'passwordHash'])} FROM staff_users WHERE login = ?`;
const users = `SELECT ${columns('staff_users', userColumns)} FROM staff_users ORDER BY login`;
const session = `SELECT ${columns('staff_users', userColumns)},
     staff_sessions.tokenHash, staff_sessions.createdAt AS openedAt, staff_sessions.lastSeenAt
   FROM staff_sessions JOIN staff_users ON staff_users.id = staff_sessions.userId WHERE staff_sessions.tokenHash = ?`;

/** Reads of staff accounts and their sessions. */
export function staffReading(sql: Sql): Pick<Reading, 'staffUsers' | 'staffUser' | 'session'> {
  return {
    async staffUsers() {
      return (await sql.all<UserRow>(users)).map(userOf);
    },
    async staffUser(login) {
      const row = await sql.one<UserRow & { passwordHash: string }>(user, [login]);
      return row && userOf(row);
    },
    async session(tokenHash) {
      const row = await sql.one<SessionRow>(session, [tokenHash]);
      if (!row) return null;
      const { tokenHash: token, openedAt, lastSeenAt, ...of } = row;
      const opened: StaffSession = { tokenHash: token, userId: of.id, createdAt: openedAt, lastSeenAt };
      return { session: opened, user: userOf(of) };
    },
  };
}

function userOf<Row extends UserRow>(row: Row): Omit<Row, 'active'> & { active: boolean } {
  return { ...row, active: row.active === 1 };
}
