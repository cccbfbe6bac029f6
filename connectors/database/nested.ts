import { refused, type Outcome } from '../../core/outcome.ts';
import type { Administration } from '../../core/ports/store.ts';
import type { Database, Sql } from './sql.ts';

/**
 * Runs work on a database where every transaction is part of one, which is taken back at the end: each sees what those
 * before it did, and nobody else sees anything. Meanwhile the one writer of SQLite belongs to it: nothing slow is awaited.
 */
export async function takenBack<T>(database: Database, run: (nested: Database) => Promise<T>): Promise<T> {
  let done: { readonly value: T } | undefined;
  await database.transaction(async (sql) => {
    done = { value: await run(nestedIn(sql, database)) }; // a transaction that is run again answers again
    return refused('temporarily-unavailable', { rehearsal: true }); // what is refused is rolled back: said to nobody
  });
  return done!.value;
}

function nestedIn(sql: Sql, database: Database): Database {
  let last: Promise<unknown> = Promise.resolve();
  return {
    dialect: sql.dialect,
    reader: sql,
    transaction(run) {
      const turn = last.then(() => nestedTransaction(sql, run));
      last = turn.catch(() => undefined); // its caller hears of the fault; the next one begins all the same
      return turn;
    },
    snapshot: (read) => read(sql),
    health: () => database.health(),
    close: () => Promise.resolve(),
  };
}

async function nestedTransaction<T>(sql: Sql, run: (sql: Sql) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  await sql.run('SAVEPOINT nested');
  let kept = false;
  try {
    const outcome = await run(sql);
    kept = outcome.granted;
    return outcome;
  } finally {
    if (!kept) await sql.run('ROLLBACK TO SAVEPOINT nested');
    await sql.run('RELEASE SAVEPOINT nested');
  }
}

/** Slow-moving data has transactions of its own: within another one it would wait for itself. */
export function noAdministration(administration: Administration): Administration {
  const refuse = (): Promise<never> => Promise.reject(new Error('a rehearsal administers nothing'));
  return Object.fromEntries(Object.keys(administration).map((name) => [name, refuse])) as unknown as Administration;
}
