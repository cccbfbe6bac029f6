import type { Work } from '../../../core/ports/store.ts';
import type { Sql } from '../sql.ts';

/** Answers already given, by business key. */
export function answersWork(sql: Sql): Work['answers'] {
  return {
    async find(key) {
      return (
        (await sql.one<{ answer: string }>('SELECT answer FROM answers WHERE businessKey = ?', [key]))?.answer ?? null
      );
    },
    async keep(key, answer, at) {
      await sql.run('REPLACE INTO answers (businessKey, answer, at) VALUES (?, ?, ?)', [key, answer, at]);
    },
    forgetBefore: (at) => sql.run('DELETE FROM answers WHERE at < ?', [at]),
  };
}
