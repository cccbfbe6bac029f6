import { Op } from 'sequelize';
import { granted } from '../../../core/outcome.ts';
import type { Administration } from '../../../core/ports/store.ts';
import { ConstraintViolation } from '../sql.ts';
import type { AdministrationParts } from './parts.ts';

type StaffAdministration = Pick<
  Administration,
  'insertUser' | 'setPassword' | 'touchSession' | 'closeSession' | 'closeSessionsOlderThan'
>;

const touchSession = 'UPDATE staff_sessions SET lastSeenAt = ? WHERE tokenHash = ? AND lastSeenAt < ?';

/** Console accounts and their sessions. */
export function staffAdministration({ database, models, whole }: AdministrationParts): StaffAdministration {
  const { staff_users: users, staff_sessions: sessions } = models;
  return {
    async insertUser(user) {
      try {
        await whole((transaction) => users.create({ ...user }, { transaction }));
        return true;
      } catch (error) {
        if (error instanceof ConstraintViolation && error.kind === 'unique') return false;
        throw error;
      }
    },

    setPassword(login, passwordHash) {
      return whole(async (transaction) => {
        const [found] = await users.update({ passwordHash, temporaryUntil: null }, { where: { login }, transaction });
        if (found === 0) return false;
        const user = await users.findOne({ where: { login }, attributes: ['id'], transaction });
        await sessions.destroy({ where: { userId: user!.get('id') as number }, transaction });
        return true;
      });
    },

    async touchSession(tokenHash, at) {
      await database.transaction(async (sql) => granted(await sql.run(touchSession, [at, tokenHash, at])));
    },

    async closeSession(tokenHash) {
      await whole((transaction) => sessions.destroy({ where: { tokenHash }, transaction }));
    },

    closeSessionsOlderThan(idleBefore, openedBefore) {
      const where = { [Op.or]: [{ lastSeenAt: { [Op.lt]: idleBefore } }, { createdAt: { [Op.lt]: openedBefore } }] };
      return whole((transaction) => sessions.destroy({ where, transaction }));
    },
  };
}
