import type { Work } from '../../../core/ports/store.ts';
import type { Sql } from '../sql.ts';

const claim = {
  sqlite: 'INSERT OR IGNORE INTO answers (businessKey, answer, at) VALUES (?, ?, ?)',
  mariadb: 'INSERT IGNORE INTO answers (businessKey, answer, at) VALUES (?, ?, ?)',
} as const;

/** Answers already given, by business key. */
export function answersWork(sql: Sql): Work['answers'] {
  return {
    async find(key) {
      return (
        (await sql.one<{ answer: string }>('SELECT answer FROM answers WHERE businessKey = ?', [key]))?.answer ?? null
      );
    },
    async claim(key, answer, at) {
      const made = await sql.run(claim[sql.dialect], [key, answer, at]);
      return made === 1 ? null : this.find(key);
    },
    async forget(key) {
      await sql.run('DELETE FROM answers WHERE businessKey = ?', [key]);
    },
    async keep(key, answer, at) {
      await sql.run('REPLACE INTO answers (businessKey, answer, at) VALUES (?, ?, ?)', [key, answer, at]);
    },
    forgetBefore: (at) => sql.run('DELETE FROM answers WHERE at < ?', [at]),
  };
}
