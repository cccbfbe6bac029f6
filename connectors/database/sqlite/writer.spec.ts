import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { granted, refused } from '../../../core/outcome.ts';
import { StoreBusy, StoreUnavailable } from '../../../core/ports/store.ts';
import { ConstraintViolation, type Database, type Sql } from '../sql.ts';
import { freshFolder, runModule, throwAway } from '../testing.ts';
import { openSqlite } from './open.ts';

const { sqlite, later } = throwAway();

async function withLoans<T extends Database>(database: T): Promise<T> {
  await database.transaction(async (sql) => {
    await sql.run('CREATE TABLE loans (id INTEGER PRIMARY KEY, item TEXT UNIQUE, patron TEXT)');
    return granted(null);
  });
  return database;
}
const lend = (item: string) => async (sql: Sql) => {
  await sql.run('INSERT INTO loans (item, patron) VALUES (?, ?)', [item, 'Jeanne']);
  return granted(item);
};
const lent = async (database: Database) =>
  (await database.reader.all<{ item: string }>('SELECT item FROM loans ORDER BY id')).map(({ item }) => item);

test('in one group, the loan that throws and the loan that is refused leave no trace, the others are kept', async () => {
  const database = await withLoans(await sqlite());
  const answers = await Promise.allSettled([
    database.transaction(lend('first')),
    database.transaction(async (sql) => {
      await lend('thrown')(sql);
      throw new Error('the printer caught fire');
    }),
    database.transaction(async (sql) => {
      await lend('refused')(sql);
      return refused('patron-blocked', { overdue: 3 });
    }),
    database.transaction(lend('last')),
  ]);

  expect(answers).toEqual([
    { status: 'fulfilled', value: granted('first') },
    { status: 'rejected', reason: new Error('the printer caught fire') },
    { status: 'fulfilled', value: refused('patron-blocked', { overdue: 3 }) },
    { status: 'fulfilled', value: granted('last') },
  ]);
  expect(await lent(database)).toEqual(['first', 'last']);
});

test('a group is run again only when one of it is to be undone after it wrote', async () => {
  const database = await withLoans(await sqlite());
  const ran: string[] = [];
  const group = (third: (sql: Sql) => Promise<unknown>) => {
    const loans = ['first', 'second'].map((item) =>
      database.transaction(async (sql) => {
        ran.push(item);
        return lend(`${item} ${ran.length}`)(sql);
      }),
    );
    const refusal = database.transaction(async (sql) => {
      ran.push('third');
      await third(sql);
      return refused('patron-blocked');
    });
    return Promise.all([...loans, refusal]);
  };
  expect(await group((sql) => sql.one('SELECT 1'))).toEqual([
    granted('first 1'),
    granted('second 2'),
    refused('patron-blocked'),
  ]);
  expect(ran.splice(0)).toEqual(['first', 'second', 'third']);
  ran.push('before');

  const insertion = `INSERT INTO loans (item, patron) VALUES ('third', 'Jeanne') RETURNING id`;
  const answers = await group((sql) => sql.one(insertion));
  expect(answers).toEqual([granted('first 5'), granted('second 6'), refused('patron-blocked')]);
  expect(ran).toEqual(['before', 'first', 'second', 'third', 'first', 'second', 'third']);
  expect(await lent(database)).toEqual(['first 1', 'second 2', 'first 5', 'second 6']);
});

test('alone, a refused loan leaves no trace', async () => {
  const database = await withLoans(await sqlite());
  await database.transaction(async (sql) => {
    await lend('refused')(sql);
    return refused('item-on-hold-for-another');
  });
  expect(await lent(database)).toEqual([]);
});

test('transactions run one after the other, each seeing what those before it did', async () => {
  const database = await withLoans(await sqlite({ groupLimit: 4 }));
  const seen = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      database.transaction(async (sql) => {
        await lend(`item ${index}`)(sql);
        return granted((await sql.one<{ n: number }>('SELECT COUNT(*) AS n FROM loans'))!.n);
      }),
    ),
  );
  expect(seen).toEqual(Array.from({ length: 10 }, (_, index) => granted(index + 1)));
});

test('nobody reads a loan before it is on the disk, not even in memory', async () => {
  for (const options of [{}, { file: ':memory:' }]) {
    const database = await withLoans(await sqlite(options));
    const during: Promise<string[]>[] = [];
    const done = database.transaction(async (sql) => {
      await lend('held')(sql);
      during.push(lent(database));
      await sql.one('SELECT 1');
      return refused('loan-limit-reached');
    });
    await done;
    expect(await Promise.all(during)).toEqual([[]]);
  }
});

test('a commit that fails is the fault of every member of its group, refusals included, and of nobody after', async () => {
  const database = await withLoans(await sqlite());
  await database.transaction(async (sql) => {
    await sql.run('CREATE TABLE items (id INTEGER PRIMARY KEY)');
    await sql.run('CREATE TABLE labels (item INTEGER REFERENCES items (id) DEFERRABLE INITIALLY DEFERRED)');
    return granted(null);
  });
  const answers = await Promise.allSettled([
    database.transaction(lend('first')),
    database.transaction(async (sql) => granted(await sql.run('INSERT INTO labels (item) VALUES (404)'))),
    database.transaction(async () => refused('item-missing')),
  ]);
  for (const answer of answers) {
    expect(answer).toMatchObject({ status: 'rejected', reason: { name: 'ConstraintViolation', kind: 'foreign-key' } });
  }
  expect(await database.transaction(lend('second'))).toEqual(granted('second'));
  expect(await lent(database)).toEqual(['second']);
});

test('a full disk is told as such, loses nothing that was answered, and ends with the space that is made', async () => {
  const database = await withLoans(await sqlite());
  await database.transaction(lend('kept'));
  const limit = (pages: number) =>
    database.writer.hold((connection) => void connection.pragma(`max_page_count=${pages}`));
  await limit(1);
  await expect(
    database.transaction(async (sql) => {
      for (let index = 0; ; index += 1) await sql.run('INSERT INTO loans (item) VALUES (?)', [`${index}`.padEnd(5000)]);
    }),
  ).rejects.toMatchObject({
    name: 'StoreUnavailable',
    message: `${database.file}: the disk is full: nothing of this transaction was kept`,
  });
  await limit(1_000_000);
  await database.transaction(lend('after'));
  expect(await lent(database)).toEqual(['kept', 'after']);
});

test('a constraint is told in neutral words, and the transaction may go on', async () => {
  const database = await withLoans(await sqlite());
  const outcome = await database.transaction(async (sql) => {
    await lend('same')(sql);
    const again = await lend('same')(sql).catch((error: unknown) => error);
    await lend('other')(sql);
    return granted(again);
  });
  expect(outcome).toEqual(granted(new ConstraintViolation('unique', 'UNIQUE constraint failed: loans.item')));
  expect(await lent(database)).toEqual(['same', 'other']);
});

test('a statement that arrives after the end of its transaction is refused', async () => {
  const database = await withLoans(await sqlite());
  let kept: Sql | null = null;
  await database.transaction(async (sql) => {
    kept = sql;
    return granted(null);
  });
  await expect(kept!.run('DELETE FROM loans')).rejects.toThrow('this transaction is over');
});

test('a transaction that waits for something else than the store does not stop the library', async () => {
  const database = await withLoans(await sqlite({ transactionLimit: 50 }));
  const stuck = database.transaction(async (sql) => {
    await lend('stuck')(sql);
    return database.transaction(lend('inner')); // waits for its own end
  });
  await expect(stuck).rejects.toThrow(StoreBusy);
  await database.transaction(lend('next'));
  expect(await lent(database)).toEqual(['inner', 'next']);
});

test('closing finishes what waits and refuses what comes after', async () => {
  const database = await withLoans(await sqlite());
  const waiting = [database.transaction(lend('a')), database.transaction(lend('b'))];
  const closing = database.close();
  await expect(database.transaction(lend('c'))).rejects.toThrow(StoreUnavailable);
  await closing;
  expect(await Promise.all(waiting)).toEqual([granted('a'), granted('b')]);
});

test('every loan answered before a kill -9 is there after it', async () => {
  const place = freshFolder();
  later(place.remove);
  const file = join(place.folder, 'killed.sqlite');
  const child = runModule(`
    import { openSqlite } from ${JSON.stringify(join(__dirname, 'open.ts'))};
    import { openSync, writeSync } from 'node:fs';
    const told = openSync(${JSON.stringify(`${file}.answers`)}, 'w');
    const database = await openSqlite({ file: ${JSON.stringify(file)}, checkpointerFile: ${JSON.stringify(join(__dirname, 'checkpointer.ts'))} });
    await database.transaction(async (sql) => {
      await sql.run('CREATE TABLE loans (id INTEGER PRIMARY KEY, item TEXT UNIQUE)');
      return { granted: true, value: null };
    });
    let next = 0;
    const kiosk = async () => {
      for (;;) {
        const item = ++next;
        const answer = await database.transaction(async (sql) => {
          await sql.run('INSERT INTO loans (id, item) VALUES (?, ?)', [item, 'item ' + item]);
          if (item % 7 === 0) return { granted: false, refusal: 'patron-blocked', facts: {} };
          return { granted: true, value: item };
        });
        if (answer.granted) writeSync(told, item + '\\n');
        if (item === 3000) console.log('enough');
      }
    };
    await Promise.all(Array.from({ length: 16 }, kiosk));
  `);
  await child.prints('enough');
  child.process.kill('SIGKILL');
  await child.ended;

  const answered = readFileSync(`${file}.answers`, 'utf8').trimEnd().split('\n').map(Number);
  const database = await openSqlite({ file });
  later(() => database.close());
  const kept = new Set((await database.reader.all<{ id: number }>('SELECT id FROM loans')).map(({ id }) => id));
  expect(answered.length).toBeGreaterThan(2000);
  expect(answered.filter((item) => !kept.has(item))).toEqual([]);
  expect([...kept].filter((item) => item % 7 === 0)).toEqual([]);
  expect(await database.reader.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
});
